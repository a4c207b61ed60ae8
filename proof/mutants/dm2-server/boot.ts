/** Defects of the bootstrap that a server makes (clauses ~8, ~12.2). */
import type { MoObject, MoValue } from '../../../protocol/dm2/mo.js';
import type { ServerParts } from '../../../reference/dm2-server/parts.js';
import type { ServerMutant } from '../../defect.js';

/** The account of the document changed. */
const withAccount = (change: (account: MoObject) => MoObject) => (standard: ServerParts): Partial<ServerParts> => ({
  bootstrapItems: (server, args) => standard.bootstrapItems(server, args).map((item) => ({ ...item, MOData: Object.fromEntries(Object.entries(item.MOData).map(([name, value]) => [name, isObject(value) ? change(value) : value])) })),
});

const isObject = (value: MoValue | undefined): value is MoObject => typeof value === 'object' && value !== null;

export const mutants: readonly ServerMutant[] = [
  { id: 'dm2/server/boot/no-account', role: 'server', violates: 'DM2-BOOT-S-006', does: 'makes a bootstrap without an account', parts: () => ({ bootstrapItems: () => [{ ClientURI: 'urn:oma:mo:x-suite-probe:1.0//', MOData: { Probe: {} } }] }) },
  { id: 'dm2/server/boot/no-server-address', role: 'server', violates: 'DM2-BOOT-S-006', does: 'leaves SrvURI out', parts: withAccount(({ SrvURI: _left, ...account }) => account) },
  {
    id: 'dm2/server/boot/first-moid-only',
    role: 'server',
    violates: 'DM2-BOOT-S-006',
    does: 'names the first of its MOIDs only',
    parts: withAccount((account) => ({ ...account, Perm: isObject(account['Perm']) ? Object.fromEntries(Object.entries(account['Perm']).slice(0, 1)) : {} })),
  },
  { id: 'dm2/server/boot/pushes-nothing', role: 'server', violates: 'DM2-BOOT-S-006', does: 'says that it pushed a bootstrap and did not', parts: () => ({ sendBootstrap: async () => undefined }) },
  { id: 'dm2/server/boot/pushes-a-link', role: 'server', violates: 'DM2-BOOT-S-006', does: 'pushes an empty list in place of the account', parts: (standard) => ({ sendBootstrap: (server, args) => standard.sendBootstrap(server, { ...args, body: new TextEncoder().encode('[]') }) }) },
  {
    id: 'dm2/server/boot/account-of-nobody',
    role: 'server',
    violates: 'DM2-BOOT-S-006',
    does: 'gives a device that asks for its bootstrap an empty list',
    parts: (standard) => ({ handleBootstrap: (server, args) => ({ ...standard.handleBootstrap(server, args), body: new TextEncoder().encode('[]') }) }),
  },
  {
    id: 'dm2/server/boot/group-without-moid',
    role: 'server',
    violates: 'DM2-MO-DMACC-S-008',
    does: 'writes one more group, without an MOID',
    parts: withAccount((account) => ({ ...account, Perm: { ...(isObject(account['Perm']) ? account['Perm'] : {}), x: { Name: 'everything' } } })),
  },
  { id: 'dm2/server/boot/keeps-its-secret', role: 'server', violates: 'DM2-PKG0-S-021', does: 'makes digests with a secret that it gives to no device', parts: withAccount(({ Auth: _left, ...account }) => account) },
  {
    id: 'dm2/server/boot/secret-without-data',
    role: 'server',
    violates: 'DM2-PKG0-S-021',
    does: 'gives the device the secret and not the data',
    parts: withAccount((account) => ({ ...account, Auth: { Noti: { Type: 1, Secret: isObject(account['Auth']) && isObject(account['Auth']['Noti']) ? (account['Auth']['Noti']['Secret'] ?? '') : '' } } })),
  },
  {
    id: 'dm2/server/boot/pushes-in-the-clear',
    role: 'server',
    violates: 'DM2-BOOT-B-009',
    does: 'pushes bootstraps to http addresses, though it says that it does not',
    supports: { BOOT_PLAIN: false },
    config: (standard) => ({ ...standard, plainBootstrap: 'refused' }),
    parts: (standard) => ({ sendBootstrap: (server, args) => standard.sendBootstrap({ ...server, config: { ...server.config, plainBootstrap: 'sent' } }, args) }),
  },
  {
    id: 'dm2/server/boot/serves-in-the-clear',
    role: 'server',
    violates: 'DM2-BOOT-B-009',
    does: 'serves bootstraps at an http address, though it says that it does not',
    supports: { BOOT_PLAIN: false },
    config: (standard) => ({ ...standard, plainBootstrap: 'refused' }),
    parts: (standard) => ({ handleBootstrap: (server, args) => standard.handleBootstrap({ ...server, config: { ...server.config, plainBootstrap: 'sent' } }, args) }),
  },
  { id: 'dm2/server/boot/for-anybody', role: 'server', violates: 'DM2-BOOT-B-008', does: 'gives a bootstrap to whoever names the device', parts: (standard) => ({ handleBootstrap: (server, args) => standard.handleBootstrap({ ...server, parts: { ...server.parts, authenticate: () => undefined } }, args) }) },
];
