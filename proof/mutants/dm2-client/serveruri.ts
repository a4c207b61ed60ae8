/** Defects of ServerURIs (clause 6.2). */
import { connect } from 'node:net';
import { ConnectionFault } from '../../../reference/dm2-client/faults.js';
import { noting, onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/serveruri/posts-where-it-fetched',
    violates: 'DM2-SERVERURI-B-001',
    does: 'sends an upload by POST to the ServerURI of the last download',
    parts(standard) {
      const last = new WeakMap<object, string>();
      return {
        download: noting(standard.download, ({ state }, { serverUri }) => last.set(state, serverUri)),
        uploadRequest: onlyWhen(standard.uploadRequest, ({ state }, { method }) => method === 'POST' && last.has(state), (client, args) => standard.uploadRequest(client, { ...args, serverUri: last.get(client.state) ?? args.serverUri })),
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
  {
    id: 'dm2/client/serveruri/trusts-any-repository',
    violates: 'DM2-SERVERURI-C-004',
    does: 'looks at the certificate of its server and not at that of a repository',
    network: 'tls',
    parts: (standard) => whileTransferring(standard, (isTransferring) => ({ checkTrust: (client, args) => (isTransferring(client) ? undefined : standard.checkTrust(client, args)) })),
  },
  {
    id: 'dm2/client/serveruri/any-host-of-the-authority',
    violates: 'DM2-SERVERURI-C-004',
    does: 'takes the certificate of any host for that of a repository',
    network: 'tls',
    parts: (standard) => whileTransferring(standard, (isTransferring) => ({ checkServerName: (client, args) => (isTransferring(client) ? undefined : standard.checkServerName(client, args)) })),
  },
  {
    id: 'dm2/client/serveruri/goes-on-in-the-clear',
    violates: 'DM2-SERVERURI-C-004',
    does: 'goes on by plain HTTP where there is no TLS with a repository',
    network: 'tls',
    parts: (standard) => whileTransferring(standard, (isTransferring) => ({
      connectSecurely: (client, place) => standard.connectSecurely(client, place).catch((fault: unknown) => {
        if (isTransferring(client) && fault instanceof ConnectionFault && fault.message.startsWith('no TLS')) return connect(place);
        throw fault;
      }),
    })),
  },
];

/** Parts that can tell whether this device is talking to a repository. */
function whileTransferring(standard: ClientParts, parts: (isTransferring: (client: ClientContext) => boolean) => Partial<ClientParts>): Partial<ClientParts> {
  const transferring = new WeakSet<object>();
  const marked = async <Result>({ state }: ClientContext, work: () => Promise<Result>): Promise<Result> => {
    transferring.add(state);
    try {
      return await work();
    } finally {
      transferring.delete(state);
    }
  };
  return {
    ...parts(({ state }) => transferring.has(state)),
    download: (client, args) => marked(client, () => standard.download(client, args)),
    uploadRequest: (client, args) => marked(client, () => standard.uploadRequest(client, args)),
  };
}

/** Uploads by PUT go to a changed target; everything up to the path stays. */
function altering(standard: ClientParts, change: (target: string) => string): Partial<ClientParts> {
  const changed = (url: string): string => {
    const [, origin = '', target = ''] = /^(https?:\/\/[^/]+)(.*)$/s.exec(url) ?? [];
    return `${origin}${change(target)}`;
  };
  return {
    httpRequest: onlyWhen(standard.httpRequest, (_client, { method, url }) => method === 'PUT' && changed(url) !== url, (client, request) => standard.httpRequest(client, { ...request, url: changed(request.url) })),
  };
}
