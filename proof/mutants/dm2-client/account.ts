/** Defects of the DM Account MO (clause 12.2). */
import { DMACC_MOID } from '../../../reference/dm2-client/definitions/standard.js';
import type { InstanceSetup } from '../../../reference/dm2-client/device-config.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { Place } from '../../../reference/dm2-client/model.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import type { ClientMutant } from '../../defect.js';
import { withAccess, withMo } from '../dm2-parts.js';

/** Nodes below the root that can be read although they are hidden. */
const reads = (isOpen: (path: string) => boolean) => (standard: ClientParts): Partial<ClientParts> => ({
  checkReadable(client, { places }) {
    const open = places.filter(({ instance, path }: Place) => instance.definition.moid === DMACC_MOID && isOpen(path.join('/')));
    return open.length > 0 ? open : standard.checkReadable(client, { places });
  },
});

/** Other data in one instance of the account. */
const withData = (miid: string, data: InstanceSetup['data']): NonNullable<ClientMutant['config']> => (standard) =>
  withMo(standard, DMACC_MOID, (setup) => ({
    ...setup, instances: setup.instances.map((instance) => (instance.miid === miid ? { ...instance, data: { ...instance.data, ...data } } : instance)),
  }));

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/account/account-cannot-be-read',
    violates: 'DM2-MO-DMACC-B-001',
    does: 'answers 404 for the root of an account',
    parts: (standard) => ({
      readNodes(client, args) {
        if (args.clientUris.some((uri) => /^urn:oma:mo:oma-dm-dmacc:1\.2\/[^/]*\/?$/.test(uri))) throw new CommandFault(404, 'the account is no object of the tree');
        return standard.readNodes(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/account/other-moid',
    violates: 'DM2-MO-DMACC-C-002',
    does: 'lists the account under a MOID of the vendor',
    parts: (standard) => ({
      moEntries: (client, args) => standard.moEntries(client, args).map((entry) => (entry.MOID === DMACC_MOID ? { ...entry, MOID: 'urn:oma:mo:x-acme-account:1.0' } : entry)),
    }),
  },
  {
    id: 'dm2/client/account/one-for-all',
    violates: 'DM2-MO-DMACC-C-003',
    does: 'shows one account for all servers',
    parts: (standard) => ({ visibleMiids: (client, args) => (args.moid === DMACC_MOID ? ['a1'] : standard.visibleMiids(client, args)) }),
  },
  {
    id: 'dm2/client/account/same-srvid',
    violates: 'DM2-MO-DMACC-C-004',
    does: 'writes the SrvID of the first account into the second',
    config: (standard) => withData('a2', { SrvID: standard.accounts[0]?.srvId ?? '' })(standard),
  },
  { id: 'dm2/client/account/starts-elsewhere', violates: 'DM2-MO-DMACC-C-005', does: 'starts sessions at a built-in URI, whatever SrvURI says', config: withData('a1', { SrvURI: 'https://provisioned.example.net/dm' }) },
  {
    id: 'dm2/client/account/name-is-hidden',
    violates: 'DM2-MO-DMACC-C-006',
    does: 'keeps Name from servers',
    config: (standard) => withMo(standard, DMACC_MOID, (setup) => ({ ...setup, definition: withAccess(setup.definition, 'Name', []) })),
  },
  { id: 'dm2/client/account/shows-permissions', violates: 'DM2-MO-DMACC-C-007', does: 'serves Perm when it is addressed by itself', parts: reads((path) => path === 'Perm') },
  { id: 'dm2/client/account/shows-secret', violates: 'DM2-MO-DMACC-C-010', does: 'serves the transport secret when it is addressed by itself', parts: reads((path) => path === 'Auth/Trsp/Secret') },
];
