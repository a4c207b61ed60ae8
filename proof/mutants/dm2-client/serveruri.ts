/** Defects of ServerURIs (clause 6.2). */
import type { ClientMutant } from '../../defect.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/serveruri/posts-where-it-fetched',
    violates: 'DM2-SERVERURI-B-001',
    does: 'sends an upload by POST to the ServerURI of the last download',
    parts(standard) {
      const last = new WeakMap<object, string>();
      return {
        download(client, args) {
          last.set(client.state, args.serverUri);
          return standard.download(client, args);
        },
        uploadRequest: (client, args) => standard.uploadRequest(client, { ...args, serverUri: args.method === 'POST' ? (last.get(client.state) ?? args.serverUri) : args.serverUri }),
      };
    },
  },
  { id: 'dm2/client/serveruri/decodes-the-path', violates: 'DM2-SERVERURI-C-003', does: 'decodes percent-encoded characters of a path', parts: (standard) => altering(standard, (target) => target.replace(/%2F/gi, '/').replace(/%7E/gi, '~')) },
  {
    id: 'dm2/client/serveruri/writes-the-query-anew',
    violates: 'DM2-SERVERURI-C-003',
    does: 'takes a query apart and writes it anew as a form would',
    parts: (standard) => altering(standard, (target) => target.replace(/\?(.*)$/s, (_, query: string) => `?${new URLSearchParams(query).toString()}`)),
  },
  { id: 'dm2/client/serveruri/cleans-the-path', violates: 'DM2-SERVERURI-C-003', does: 'merges empty segments of a path', parts: (standard) => altering(standard, (target) => target.replaceAll('//', '/')) },
];

/** Uploads by PUT go to a changed target; everything up to the path stays. */
function altering(standard: ClientParts, change: (target: string) => string): Partial<ClientParts> {
  return {
    httpRequest(client, request) {
      const [, origin = '', target = ''] = /^(https?:\/\/[^/]+)(.*)$/s.exec(request.url) ?? [];
      return standard.httpRequest(client, request.method === 'PUT' ? { ...request, url: `${origin}${change(target)}` } : request);
    },
  };
}
