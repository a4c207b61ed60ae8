/**
 * The embedded reference client as an IUT: what its IUT file would say. Used when a campaign is given no file.
 * Its values for notifications are those of a client elsewhere: in process the addresses are opened when a test asks for them.
 */
import { EMBEDDED_VALUES } from './embedded-values.js';
import type { IutFile } from './iut.js';

/** ICS of the reference client: all it does, and what it plainly does not do. */
const SUPPORTS: Readonly<Record<string, boolean>> = {
  C_GET: true,
  C_SHOW: true,
  C_DEFAULT: true,
  C_SUB: true,
  C_URI_QUERY: true,
  C_URI_XNAME: true,
  C_URI_WILDCARD: true,
  C_ACL: true,
  C_CACHE: true,
  C_HTTP_RANGE: true,
  C_EXTRA_MIME: true,
  C_ACC_AUTH: true,
  MO_SESSINFO: true,
  MO_DM1X: true,
  C_PKG0: true,
  C_NOTIF_ID: true,
  C_NOTIF_DIGEST: true,
  C_NOTIF_TS: true,
  B_PKG0_OTHER: false,
  PUSH_SMS: false,
  PUSH_SIP: false,
  PUSH_GCM: false,
  C_AUTH_DIGEST: true,
  C_TLS_X509: true,
  C_TLS_PSK: true,
  TLS_LEGACY: true,
  ACC_EXT: false,
  DEVINFO_EXT: false,
  BOOT_ANY: true,
  BOOT_FACTORY: true,
  BOOT_SC: true,
  BOOT_CLIENT: true,
  BOOT_SERVER: true,
  BOOT_PLAIN: true,
  BOOT_CP: true,
  BOOT_USER_CONSENT: true,
};

/** The reference client of DM 2.0, in this process. */
export const EMBEDDED_CLIENT: IutFile = {
  source: null,
  folder: '.',
  name: 'reference-client-dm2',
  vendor: 'dm-conformance',
  version: 'embedded',
  role: 'client',
  protocol: 'dm-2.0',
  profile: 'oma',
  supports: SUPPORTS,
  values: EMBEDDED_VALUES,
  listen: { host: '127.0.0.1', port: 0, path: null },
  endpoint: null,
  tls: null,
  credentials: { scheme: 'basic', user: 'device-1', password: 'open-sesame-1' },
  control: { kind: 'embedded' },
  // The device says when it is done, so watching for messages that must not come can be short.
  deadlines: { startMs: 2000, replyMs: 2000, observeMs: 20 },
  limits: { messageBytes: 4 * 1024 * 1024 },
};
