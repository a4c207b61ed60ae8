/** Defects of GET (clause 5.3.6). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { whenRefused, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { refusedWith } from '../dm2-parts.js';

/** The standard GET, carried out with some parts replaced; HPUT, HPOST and reports stay as they are. */
const getWith = (change: (standard: ClientParts) => Partial<ClientParts>) => (standard: ClientParts): Partial<ClientParts> => ({
  get: within(standard.get, () => change(standard)),
});

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/get/unsupported',
    violates: 'DM2-CMD-GET-C-002',
    does: 'answers every GET as an unknown command',
    parts: () => ({ get: () => Promise.reject(new CommandFault(501, 'GET is not supported')) }),
  },
  {
    id: 'dm2/client/get/status-only',
    violates: 'DM2-CMD-GET-C-003',
    does: 'reports success without the data',
    parts: (standard) => ({ get: async (client, args) => ({ sc: (await standard.get(client, args)).sc }) }),
  },
  {
    id: 'dm2/client/get/drops-empty-leaves',
    violates: 'DM2-CMD-GET-C-004',
    does: 'leaves out leaves that are empty',
    parts: getWith((standard) => ({ visibleNodes: (client, args) => standard.visibleNodes(client, args).filter((node) => node.kind !== 'leaf' || node.value !== '') })),
  },
  {
    id: 'dm2/client/get/one-level-only',
    violates: 'DM2-CMD-GET-C-004',
    does: 'goes one level down and gives the nodes below as empty',
    parts: getWith((standard) => ({
      serializeNode: (client, args) => standard.serializeNode({ ...client, parts: { ...client.parts, serializeNode: (inner, { node }) => (node.kind === 'leaf' ? standard.serializeNode(inner, { node }) : {}) } }, args),
    })),
  },
  {
    id: 'dm2/client/get/success-for-nothing',
    violates: 'DM2-CMD-GET-C-005',
    does: 'reports success with an empty list for an address that names nothing',
    parts: (standard) => ({ get: whenRefused(standard.get, refusedWith(404), () => Promise.resolve({ sc: 200, MO: [] })) }),
  },
  {
    id: 'dm2/client/get/reads-write-only-leaf',
    violates: 'DM2-CMD-GET-C-007',
    does: 'reads a leaf without Get access when it is addressed itself',
    parts: getWith(() => ({ checkReadable: (_client, { places }) => places })),
  },
  {
    id: 'dm2/client/get/shows-hidden-children',
    violates: 'DM2-CMD-GET-C-007',
    does: 'brings every child of an interior node, whatever its access type',
    parts: getWith(() => ({ visibleNodes: (_client, { node }) => [...node.children.values()] })),
  },
];
