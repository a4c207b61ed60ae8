/** The embedded reference server as an IUT: what its IUT file would say. */
import { EMBEDDED_CLIENT } from './embedded-iut.js';
import type { IutFile } from './iut.js';

/** ICS of the reference server: all it does. */
const SUPPORTS: Readonly<Record<string, boolean>> = {
  S_SUB: true,
  S_CACHE: true,
  S_EXTRA_MIME: true,
  TLS_LEGACY: true,
  BOOT_ANY: true,
  BOOT_CLIENT: true,
  BOOT_SERVER: true,
  BOOT_PLAIN: true,
};

/** The reference server of DM 2.0, in this process. */
export const EMBEDDED_SERVER: IutFile = {
  ...EMBEDDED_CLIENT,
  name: 'reference-server-dm2',
  role: 'server',
  supports: SUPPORTS,
  values: {},
  credentials: null,
  control: { kind: 'embedded' },
};
