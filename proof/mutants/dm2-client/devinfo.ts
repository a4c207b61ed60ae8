/** Defects of the DevInfo MO (clause 12.1). */
import { DEVINFO_MOID } from '../../../reference/dm2-client/definitions/standard.js';
import type { AccessType, DeviceConfig } from '../../../reference/dm2-client/device-config.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

/** The device with other content of DevInfo. */
const content = (data: Readonly<Record<string, string>>) => (standard: DeviceConfig): DeviceConfig => ({
  ...standard,
  mos: standard.mos.map((mo) => (mo.definition.moid === DEVINFO_MOID ? { ...mo, instances: mo.instances.map((instance) => ({ ...instance, data: { ...instance.data, ...data } })) } : mo)),
});

/** One leaf of DevInfo takes what it should not take. */
const allows = (name: string, accesses: readonly AccessType[]) => (standard: ClientParts): Partial<ClientParts> => ({
  checkAccessType: (client, args) => (args.definition.name === name && accesses.includes(args.access) ? undefined : standard.checkAccessType(client, args)),
  checkPermanent: (client, args) => (args.definition.name === name && accesses.includes('Delete') ? undefined : standard.checkPermanent(client, args)),
});

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/devinfo/keeps-it-to-itself',
    violates: 'DM2-MO-DEVINFO-B-001',
    does: 'refuses to upload DevInfo',
    parts: (standard) => ({
      upload: onlyWhen(standard.upload, (_client, { clientUris }) => clientUris.length === 1 && clientUris[0] === `${DEVINFO_MOID}//`, () => Promise.reject(new CommandFault(403, 'DevInfo is private'))),
    }),
  },
  {
    id: 'dm2/client/devinfo/listed-under-other-moid',
    violates: 'DM2-MO-DEVINFO-C-002',
    does: 'lists DevInfo under the MOID of the DM Account tables',
    parts: (standard) => ({
      moEntries: (client, args) => standard.moEntries(client, args).map((entry) => (entry.MOID === DEVINFO_MOID ? { ...entry, MOID: 'urn:oma:mo:oma-dm-info:1.2' } : entry)),
    }),
  },
  {
    id: 'dm2/client/devinfo/listed-with-two-instances',
    violates: 'DM2-MO-DEVINFO-C-003',
    does: 'lists two instances of DevInfo',
    parts: (standard) => ({ visibleMiids: (client, args) => (args.moid === DEVINFO_MOID ? [...standard.visibleMiids(client, args), 'd2'] : standard.visibleMiids(client, args)) }),
  },
  {
    id: 'dm2/client/devinfo/leaves-empty-leaves-out',
    violates: 'DM2-MO-DEVINFO-C-004',
    does: 'leaves out the leaves of DevInfo that have no content',
    parts: (standard) => ({
      visibleNodes: (client, { node }) => standard.visibleNodes(client, { node }).filter((child) => node.definition.name !== 'DevInfo' || child.kind !== 'leaf' || child.value !== ''),
    }),
  },
  { id: 'dm2/client/devinfo/number-as-device-id', violates: 'DM2-MO-DEVINFO-C-005', does: 'gives a bare number as DevID', config: (standard) => ({ ...standard, devId: '490154203237518' }) },
  { id: 'dm2/client/devinfo/says-dm-1', violates: 'DM2-MO-DEVINFO-C-006', does: 'gives 1.3 as its DM version', config: content({ DmV: '1.3' }) },
  { id: 'dm2/client/devinfo/language-can-be-set', violates: 'DM2-MO-DEVINFO-C-007', does: 'lets a server set the language', parts: allows('Lang', ['Replace']) },
  { id: 'dm2/client/devinfo/oem-can-be-deleted', violates: 'DM2-MO-DEVINFO-C-007', does: 'lets a server delete OEM', parts: (standard) => ({ ...allows('OEM', ['Delete'])(standard), checkOccurrence: (client, args) => (args.definition.name === 'DevInfo' ? undefined : standard.checkOccurrence(client, args)) }) },
  { id: 'dm2/client/devinfo/firmware-can-be-executed', violates: 'DM2-MO-DEVINFO-C-007', does: 'answers EXEC of the firmware version with success', parts: allows('FwV', ['Exec']) },
];
