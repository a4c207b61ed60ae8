/** Defects of HPUT and HPOST (clauses 5.3.2 and 5.3.3). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { StatusItem } from '../../../protocol/dm2/package3.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';
import { afterwards, onlyWhen, whenRefused, within, type Refused } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { refusedWith } from '../dm2-parts.js';

type Method = 'PUT' | 'POST';

const unsupported = (): Promise<never> => Promise.reject(new CommandFault(501, 'the command is not supported'));

const firstAddressOnly = (meant: Method) => (standard: ClientParts): Partial<ClientParts> => ({
  upload: onlyWhen(standard.upload, (_client, { method, clientUris }) => method === meant && clientUris.length > 1, (client, args) => standard.upload(client, { ...args, clientUris: args.clientUris.slice(0, 1) })),
});

/** Sends by `actual` what the command wants sent by the other method. */
const sendsBy = (actual: Method) => (standard: ClientParts): Partial<ClientParts> => ({
  uploadRequest: onlyWhen(standard.uploadRequest, (_client, { method }) => method !== actual, (client, args) => standard.uploadRequest(client, { ...args, method: actual })),
});

/** Does something else about an address that names nothing. */
const unknownAddress = (meant: Method, otherwise: Deviation) => (standard: ClientParts): Partial<ClientParts> => ({
  upload: whenRefused(standard.upload, (client, refused) => refused.args.method === meant && refusedWith(404)(client, refused), otherwise),
});

type Deviation = (client: ClientContext, refused: Refused<Parameters<ClientParts['upload']>[1]>) => Promise<StatusItem>;

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/hput/unsupported',
    violates: 'DM2-CMD-HPUT-B-001',
    does: 'answers every HPUT as an unknown command',
    parts: () => ({ hput: unsupported }),
  },
  {
    id: 'dm2/client/hput/posts',
    violates: 'DM2-CMD-HPUT-C-002',
    does: 'sends the data of HPUT by POST',
    parts: sendsBy('POST'),
  },
  {
    id: 'dm2/client/hput/first-address-only',
    violates: 'DM2-CMD-HPUT-C-003',
    does: 'uploads the first address of an HPUT and forgets the others',
    parts: firstAddressOnly('PUT'),
  },
  {
    id: 'dm2/client/hput/retries',
    violates: 'DM2-CMD-HPUT-C-004',
    does: 'repeats an upload that the repository refused',
    parts: (standard) => ({
      uploadRequest: afterwards(standard.uploadRequest, (_client, { args, result: { status } }) => status >= 400 && args.method === 'PUT' && status !== 415, (client, { args }) => standard.uploadRequest(client, args)),
    }),
  },
  {
    id: 'dm2/client/hput/uploads-nothing-as-empty',
    violates: 'DM2-CMD-HPUT-C-005',
    does: 'uploads an empty list for an address that names nothing, and calls it a success',
    parts: unknownAddress('PUT', async (client, { args }) => {
      await client.parts.uploadRequest(client, { ...args, contentType: 'application/dmmo+json', body: Buffer.from('[]') });
      return { sc: 200 };
    }),
  },
  {
    id: 'dm2/client/hput/uploads-secrets',
    violates: 'DM2-CMD-HPUT-C-006',
    does: 'uploads every child of an interior node, whatever its access type',
    parts: (standard) => ({
      upload: within(standard.upload, () => ({ visibleNodes: (_client, { node }) => [...node.children.values()] })),
    }),
  },
  {
    id: 'dm2/client/hpost/unsupported',
    violates: 'DM2-CMD-HPOST-B-001',
    does: 'answers every HPOST as an unknown command',
    parts: () => ({ hpost: unsupported }),
  },
  {
    id: 'dm2/client/hpost/puts',
    violates: 'DM2-CMD-HPOST-C-002',
    does: 'sends the data of HPOST by PUT',
    parts: sendsBy('PUT'),
  },
  {
    id: 'dm2/client/hpost/first-address-only',
    violates: 'DM2-CMD-HPOST-C-003',
    does: 'uploads the first address of an HPOST and forgets the others',
    parts: firstAddressOnly('POST'),
  },
  {
    id: 'dm2/client/hpost/reports-400',
    violates: 'DM2-CMD-HPOST-C-004',
    does: 'answers HPOST of an unknown address with 400 where HPUT says 404',
    parts: unknownAddress('POST', () => Promise.reject(new CommandFault(400, 'the ClientURI is wrong'))),
  },
];
