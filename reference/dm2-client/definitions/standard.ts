/**
 * Definitions of the standard management objects: DevInfo 1.2, DM Account 1.2, Session Information 1.0.
 *
 * Facts: chapter on management objects, node tables. The nodes Push/GCM and Ext of the account are left out (optional).
 */
import type { MoDefinition } from '../device-config.js';
import { GET, HIDDEN, ONE_OR_MORE, ZERO_OR_ONE, interior, leaf } from './node-kinds.js';

export const DEVINFO_MOID = 'urn:oma:mo:oma-dm-devinfo:1.2';
export const DMACC_MOID = 'urn:oma:mo:oma-dm-dmacc:1.2';
export const SESSION_INFO_MOID = 'urn:oma:mo:oma-sessioninfomo:1.0';

/**
 * DM2-MO-DEVINFO-B-001, C-002, C-004, C-006, C-007: ten permanent text leaves, readable and nothing else.
 * DM2-MO-DEVINFO-C-008: Bearer and Ext are optional.
 */
export const DEVINFO: MoDefinition = {
  moid: DEVINFO_MOID,
  ddfFile: 'devinfo-1.2.ddf',
  caching: 'cacheable',
  content: 'stored',
  root: interior('DevInfo', [
    leaf('DevID', 'chr'), leaf('Man', 'chr'), leaf('Mod', 'chr'), leaf('DmV', 'chr', { initial: '2.0' }),
    leaf('Lang', 'chr'), leaf('DevType', 'chr'), leaf('OEM', 'chr'),
    leaf('FwV', 'chr'), leaf('SwV', 'chr'), leaf('HwV', 'chr'),
    interior('Ext', [leaf('Colour', 'chr')], { occurrence: ZERO_OR_ONE }),
  ]),
};

/**
 * DM2-MO-DMACC-B-001, C-002, C-006: SrvID, SrvURI and Name are readable text.
 * DM2-MO-DMACC-C-007: Perm and everything below is hidden.
 * DM2-MO-DMACC-C-010: the three bootstrap keys and the transport secret are hidden.
 */
export const DMACC: MoDefinition = {
  moid: DMACC_MOID,
  ddfFile: 'dmacc-1.2.ddf',
  caching: 'cacheable',
  content: 'stored',
  root: interior('DMAcc', [
    leaf('SrvID', 'chr'), leaf('SrvURI', 'chr'), leaf('Name', 'chr'),
    interior('Perm', [
      interior('<x>', [leaf('MOID', 'chr', { access: HIDDEN })], { access: HIDDEN, scope: 'dynamic', occurrence: ONE_OR_MORE }),
    ], { access: HIDDEN }),
    interior('Auth', [
      interior('Bootstrap', [
        leaf('ServerURI', 'chr'), leaf('SecMode', 'bin'), leaf('ClientPubKey', 'bin', { access: HIDDEN }),
        leaf('ServerPubKey', 'bin', { access: HIDDEN }), leaf('ClientSecretKey', 'bin', { access: HIDDEN }),
      ], { occurrence: ZERO_OR_ONE }),
      interior('Noti', [leaf('Type', 'int'), leaf('Data', 'bin'), leaf('Secret', 'bin')], { occurrence: ZERO_OR_ONE }),
      interior('Trsp', [leaf('Data', 'bin'), leaf('Secret', 'bin', { access: HIDDEN })], { occurrence: ZERO_OR_ONE }),
    ], { occurrence: ZERO_OR_ONE }),
  ], { occurrence: ONE_OR_MORE }),
};

/**
 * DM2-MO-SESSINFO-C-001, C-002, C-003, C-004: one instance with CBT and ROAMING, read-only for servers.
 * Volatile, hence without validator: its values change with every connection.
 */
export const SESSION_INFO: MoDefinition = {
  moid: SESSION_INFO_MOID,
  ddfFile: 'sessioninfo-1.0.ddf',
  caching: 'volatile',
  content: 'stored',
  feature: 'MO_SESSINFO',
  root: interior('SessionInfo', [leaf('CBT', 'int', { access: GET }), leaf('ROAMING', 'int', { access: GET })]),
};
