/** Defects of the HTTP binding (clauses 5.1.4, 5.5, 5.6 and 7.1.2). */
import { afterwards, onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { CommandFault, SessionFault } from '../../../reference/dm2-client/faults.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/http/packages-without-accept',
    violates: 'DM2-HTTP-C-001',
    does: 'sends packages without the header Accept',
    parts: (standard) => ({
      packageHeaders(client, args) {
        const { Accept, ...headers } = standard.packageHeaders(client, args);
        return Accept === undefined ? headers : { ...headers };
      },
    }),
  },
  {
    id: 'dm2/client/http/takes-first-type',
    violates: 'DM2-HTTP-C-006',
    does: 'takes the first type of OMADM-Accept that it knows, whatever the q values say',
    parts: (standard) => ({
      negotiateUploadType(client, args) {
        const known = client.parts.uploadTypes(client);
        const named = args.session.accepted?.map(({ type, subtype }) => `${type}/${subtype}`).find((name) => known.includes(name));
        return named ?? standard.negotiateUploadType(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/http/knows-no-ranges',
    violates: 'DM2-HTTP-C-006',
    does: 'takes a media range in OMADM-Accept for the name of a type',
    parts: (standard) => ({
      negotiateUploadType(client, { session }) {
        const accepted = session.accepted?.filter(({ subtype }) => subtype !== '*');
        return standard.negotiateUploadType(client, { session: { ...session, accepted } });
      },
    }),
  },
  {
    id: 'dm2/client/http/uploads-unwanted-type',
    violates: 'DM2-HTTP-C-007',
    does: 'uploads in its own type when the server takes none of its types',
    parts: (standard) => ({ negotiateUploadType: (client, args) => standard.negotiateUploadType(client, args) ?? client.parts.uploadTypes(client)[0] }),
  },
  {
    id: 'dm2/client/http/post-answers-415',
    violates: 'DM2-HTTP-C-007',
    does: 'reports 415 for HPOST when the server takes none of its types',
    parts: (standard) => ({
      hpost: afterwards(standard.hpost, (_client, { result }) => result.sc === 406, () => Promise.resolve({ sc: 415 })),
    }),
  },
  { id: 'dm2/client/http/repeats-after-4xx', violates: 'DM2-HTTP-C-008', does: 'sends a package again after a 4xx answer', parts: (standard) => repeating(standard, (status) => status >= 402 && status < 500) },
  {
    id: 'dm2/client/http/reads-body-of-4xx',
    violates: 'DM2-HTTP-C-008',
    does: 'does not look at the status code and carries out what the body of a 4xx answer shows',
    parts: (standard) => ({
      sendPackage: afterwards(standard.sendPackage, (_client, { result: { status } }) => status >= 402 && status < 500, (_client, { result }) => Promise.resolve({ ...result, status: 200 })),
    }),
  },
  { id: 'dm2/client/http/repeats-after-5xx', violates: 'DM2-HTTP-C-009', does: 'sends a package again at once after a 5xx answer', parts: (standard) => repeating(standard, (status) => status >= 500) },
  {
    id: 'dm2/client/http/reads-no-escapes',
    violates: 'DM2-HTTP-B-010',
    does: 'takes escaped characters in the JSON of Package#2 as they stand',
    parts: (standard) => ({
      acceptPackage2: (client, { session, response }) =>
        standard.acceptPackage2(client, { session, response: { ...response, body: Buffer.from(Buffer.from(response.body).toString('utf8').replace(/\\([u/])/g, '\\\\$1')) } }),
    }),
  },
  {
    id: 'dm2/client/http/reads-no-chunked-package',
    violates: 'DM2-HTTP-C-011',
    does: 'cannot read a Package#2 in chunks and ends the session',
    parts: (standard) => ({
      acceptPackage2(client, args) {
        if (args.response.headers.has('transfer-encoding')) throw new SessionFault({ outcome: 'aborted', reason: 'no Content-Length' });
        return standard.acceptPackage2(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/http/needs-kept-connection',
    violates: 'DM2-HTTP-C-011',
    does: 'takes a connection that the server closes after Package#2 for the end of the session',
    parts: (standard) => ({
      acceptPackage2(client, args) {
        if (args.response.headers.get('connection') === 'close') throw new SessionFault({ outcome: 'aborted', reason: 'the connection is gone' });
        return standard.acceptPackage2(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/http/needs-length-of-download',
    violates: 'DM2-HTTP-C-011',
    does: 'refuses data whose length the repository does not state',
    parts: (standard) => ({
      download: afterwards(standard.download, (_client, { result }) => !result.headers.has('content-length'), () => Promise.reject(new CommandFault(411, 'no Content-Length'))),
    }),
  },
  {
    id: 'dm2/client/http/stores-half-of-it',
    violates: 'DM2-HTTP-C-013',
    does: 'takes what has come of a broken download for the whole',
    parts: (standard) => ({
      httpRequest: afterwards(standard.httpRequest, (_client, { args, result }) => args.method === 'GET' && result.extent === 'truncated', (_client, { result }) => Promise.resolve({ ...result, extent: 'complete' })),
    }),
  },
  {
    id: 'dm2/client/http/gives-up-after-reset',
    violates: 'DM2-HTTP-C-015',
    does: 'opens no session any more once a connection broke',
    parts(standard) {
      const broken = new WeakSet<object>();
      return {
        onConnectionLoss(client, args) {
          broken.add(client.state);
          return standard.onConnectionLoss(client, args);
        },
        openSession: onlyWhen(standard.openSession, ({ state }) => broken.has(state), () => Promise.resolve({ outcome: 'failed', reason: 'the network is broken' })),
      };
    },
  },
];

/** Sends a package once more when the answer is one of these. */
function repeating(standard: ClientParts, isReason: (status: number) => boolean): Partial<ClientParts> {
  return {
    sendPackage: afterwards(standard.sendPackage, (_client, { result }) => isReason(result.status), (client, { args }) => standard.sendPackage(client, args)),
  };
}
