/** Legal servers that bootstrap in another way. */
import type { ServerVariant } from '../defect.js';

export const variants: readonly ServerVariant[] = [
  {
    id: 'dm2/server/bootstrap-in-an-envelope',
    role: 'server',
    does: 'pushes a bootstrap in the envelope of OTA-HTTP',
    legal: 'A-46: no text names the delivery; what the envelope holds is judged',
    parts: (standard) => ({
      sendBootstrap(server, args) {
        const head = new TextEncoder().encode(`HTTP/1.1 200 OK\r\nContent-Type: ${args.contentType}\r\nContent-Length: ${args.body.length}\r\n\r\n`);
        return standard.sendBootstrap(server, { ...args, contentType: 'application/http', body: new Uint8Array([...head, ...args.body]) });
      },
    }),
  },
  {
    id: 'dm2/server/bootstrap-with-more',
    role: 'server',
    does: 'sends another object before the account, and vendor nodes in it',
    legal: 'dm2-tables section 10: other objects may come with the account; Ext of the account is optional',
    parts: (standard) => ({
      bootstrapItems: (server, args) => [
        { ClientURI: 'urn:oma:mo:x-acme-connectivity:1.0/n1/', MOData: { Net: { Name: 'internet' } } },
        ...standard.bootstrapItems(server, args).map((item) => ({ ...item, MOData: Object.fromEntries(Object.entries(item.MOData).map(([name, value]) => [name, typeof value === 'object' && value !== null ? { ...value, Ext: { Colour: 'red' } } : value])) })),
      ],
    }),
  },
  {
    id: 'dm2/server/bootstrap-of-another-shape',
    role: 'server',
    does: 'writes its bootstrap as a JSON object of its own, with the account inside',
    legal: 'A-46: the content of the account is checked, its envelope is not',
    parts: () => ({ encodeBootstrap: (_server, { items }) => new TextEncoder().encode(JSON.stringify({ profile: 'acme', objects: items.flatMap(({ MOData }) => Object.values(MOData)) })) }),
  },
  {
    id: 'dm2/server/bootstrap-by-tls-only',
    role: 'server',
    does: 'refuses to push a bootstrap to an http address, and serves none',
    legal: 'DM2-BOOT-B-009: TLS protects a bootstrap; only a lab does without (A-31, ICS item BOOT_PLAIN)',
    supports: { BOOT_PLAIN: false, BOOT_CLIENT: false },
    config: (standard) => ({ ...standard, plainBootstrap: 'refused' }),
  },
  {
    id: 'dm2/server/https-only',
    role: 'server',
    does: 'has all its addresses for devices at https, and serves bootstraps there',
    legal: 'DM2-BOOT-B-009: outside of a lab TLS protects a bootstrap; the rest of the protocol does not care (~8.2)',
    supports: { BOOT_PLAIN: false },
    config: (standard) => ({ ...standard, plainBootstrap: 'refused' }),
    devicesComeBy: 'https',
  },
  {
    id: 'dm2/server/no-bootstrap',
    role: 'server',
    does: 'neither pushes bootstraps nor answers devices that ask for them',
    legal: 'the kinds of bootstrap are ICS items (BOOT_CLIENT, BOOT_SERVER)',
    supports: { BOOT_CLIENT: false, BOOT_SERVER: false },
  },
];
