/** Defects of discovery: what a server cannot find out about the client (clause 5.2.2). */
import { DMACC_MOID } from '../../../reference/dm2-client/definitions/standard.js';
import type { FeatureName } from '../../../reference/dm2-client/device-config.js';
import type { ClientMutant } from '../../defect.js';

const COMMANDS: readonly (readonly [name: string, feature: FeatureName])[] = [['get', 'C_GET'], ['show', 'C_SHOW'], ['default', 'C_DEFAULT'], ['sub', 'C_SUB']];

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/disc/lists-unusable-identifiers',
    violates: 'DM2-DISC-C-001',
    does: 'lists MIIDs of the DM Account that it does not know itself',
    parts: (standard) => ({ visibleMiids: (client, args) => standard.visibleMiids(client, args).map((miid) => (args.moid === DMACC_MOID ? miid.toUpperCase() : miid)) }),
  },
  ...COMMANDS.map(([name, feature]): ClientMutant => ({
    id: `dm2/client/disc/pretends-${name}`,
    violates: 'DM2-DISC-C-002',
    does: `does not have ${name.toUpperCase()} and answers it with success`,
    supports: { [feature]: false },
    config: (standard) => ({ ...standard, features: { ...standard.features, [feature]: false } }),
    parts: () => ({ statusForUnsupported: () => ({ sc: 200 }) }),
  })),
];
