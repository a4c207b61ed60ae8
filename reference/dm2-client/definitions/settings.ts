/** Two MOs of which the default device holds no instance: configuration that a local application may come to need (DEFAULT). */
import type { MoDefinition } from '../device-config.js';
import { ALL, GET_REPLACE, ZERO_OR_MORE, interior, leaf } from './node-kinds.js';

export const SETTINGS_MOID = 'urn:oma:mo:x-suite-settings:1.0';
export const OTHER_SETTINGS_MOID = 'urn:oma:mo:x-suite-other-settings:1.0';

const settings = (moid: string, ddfFile: string): MoDefinition => ({
  moid,
  ddfFile,
  caching: 'cacheable',
  content: 'stored',
  root: interior('Settings', [leaf('Name', 'chr', { access: GET_REPLACE })], { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_MORE }),
});

/** DM2-DEFAULT-C-003 to C-006. */
export const SETTINGS: MoDefinition = settings(SETTINGS_MOID, 'settings-1.0.ddf');

/** DM2-DEFAULT-C-007: a second MOID with an address of its own. */
export const OTHER_SETTINGS: MoDefinition = settings(OTHER_SETTINGS_MOID, 'other-settings-1.0.ddf');
