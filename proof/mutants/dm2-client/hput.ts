/** Defects of HPUT and HPOST (clauses 5.3.2 and 5.3.3). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import type { ClientMutant } from '../../defect.js';

/** Runs the standard upload for one method with other parts. */
const uploadsFor = (method: 'PUT' | 'POST', change: (standard: ClientParts) => ClientParts['upload']) => (standard: ClientParts): Partial<ClientParts> => ({
  upload: (client, args) => (args.method === method ? change(standard)(client, args) : standard.upload(client, args)),
});

const unsupported: ClientParts['upload'] = () => Promise.reject(new CommandFault(501, 'the command is not supported'));

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/hput/unsupported',
    violates: 'DM2-CMD-HPUT-B-001',
    does: 'answers every HPUT as an unknown command',
    parts: uploadsFor('PUT', () => unsupported),
  },
  {
    id: 'dm2/client/hput/posts',
    violates: 'DM2-CMD-HPUT-C-002',
    does: 'sends the data of HPUT by POST',
    parts: (standard) => ({ uploadRequest: (client, args) => standard.uploadRequest(client, { ...args, method: 'POST' }) }),
  },
  {
    id: 'dm2/client/hput/first-address-only',
    violates: 'DM2-CMD-HPUT-C-003',
    does: 'uploads the first address of an HPUT and forgets the others',
    parts: uploadsFor('PUT', (standard) => (client, args) => standard.upload(client, { ...args, clientUris: args.clientUris.slice(0, 1) })),
  },
  {
    id: 'dm2/client/hput/retries',
    violates: 'DM2-CMD-HPUT-C-004',
    does: 'repeats an upload that the repository refused',
    parts: (standard) => ({
      async uploadRequest(client, args) {
        const first = await standard.uploadRequest(client, args);
        return first.status >= 400 && args.method === 'PUT' && first.status !== 415 ? standard.uploadRequest(client, args) : first;
      },
    }),
  },
  {
    id: 'dm2/client/hput/uploads-nothing-as-empty',
    violates: 'DM2-CMD-HPUT-C-005',
    does: 'uploads an empty list for an address that names nothing, and calls it a success',
    parts: uploadsFor('PUT', (standard) => async (client, args) => {
      try {
        return await standard.upload(client, args);
      } catch (fault) {
        if (!(fault instanceof CommandFault) || fault.sc !== 404) throw fault;
        await client.parts.uploadRequest(client, { ...args, contentType: 'application/dmmo+json', body: Buffer.from('[]') });
        return { sc: 200 };
      }
    }),
  },
  {
    id: 'dm2/client/hput/uploads-secrets',
    violates: 'DM2-CMD-HPUT-C-006',
    does: 'uploads every child of an interior node, whatever its access type',
    parts: (standard) => ({
      upload: (client, args) => standard.upload({ ...client, parts: { ...client.parts, visibleNodes: (_client, { node }) => [...node.children.values()] } }, args),
    }),
  },
  {
    id: 'dm2/client/hpost/unsupported',
    violates: 'DM2-CMD-HPOST-B-001',
    does: 'answers every HPOST as an unknown command',
    parts: uploadsFor('POST', () => unsupported),
  },
  {
    id: 'dm2/client/hpost/puts',
    violates: 'DM2-CMD-HPOST-C-002',
    does: 'sends the data of HPOST by PUT',
    parts: (standard) => ({ uploadRequest: (client, args) => standard.uploadRequest(client, { ...args, method: 'PUT' }) }),
  },
  {
    id: 'dm2/client/hpost/first-address-only',
    violates: 'DM2-CMD-HPOST-C-003',
    does: 'uploads the first address of an HPOST and forgets the others',
    parts: uploadsFor('POST', (standard) => (client, args) => standard.upload(client, { ...args, clientUris: args.clientUris.slice(0, 1) })),
  },
  {
    id: 'dm2/client/hpost/reports-400',
    violates: 'DM2-CMD-HPOST-C-004',
    does: 'answers HPOST of an unknown address with 400 where HPUT says 404',
    parts: uploadsFor('POST', (standard) => async (client, args) => {
      try {
        return await standard.upload(client, args);
      } catch (fault) {
        throw fault instanceof CommandFault && fault.sc === 404 ? new CommandFault(400, fault.message) : fault;
      }
    }),
  },
];
