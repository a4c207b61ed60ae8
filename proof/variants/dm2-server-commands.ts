/** Unusual but legal servers in what they send when: how they divide commands among packages, what they send on their own. */
import type { Operation, Order, Session } from '../../reference/dm2-server/model.js';
import { contentUrlOf } from '../../reference/dm2-server/addresses.js';
import type { ServerContext, ServerParts } from '../../reference/dm2-server/parts.js';
import { afterwards } from '../conditions.js';
import type { ServerVariant } from '../defect.js';

export const variants: readonly ServerVariant[] = [
  {
    id: 'dm2/server/one-command-per-package',
    role: 'server',
    does: 'sends every command in a package of its own',
    legal: '7.2.1.2: a list of commands may have one entry, and a session any number of packages.',
    parts: (standard) => ({
      nextOrders: afterwards(standard.nextOrders, (_server, { result }) => result.length > 1, (_server, { args, result }) => {
        args.session.device.queue.unshift(result.slice(1));
        return result.slice(0, 1);
      }),
    }),
  },
  {
    id: 'dm2/server/all-in-one-package',
    role: 'server',
    does: 'sends everything that is queued in one package',
    legal: '7.2.1.2: a list of commands may have any number of entries.',
    parts: (standard) => ({
      nextOrders: afterwards(standard.nextOrders, (_server, { args, result }) => result.length > 0 && args.session.device.queue.length > 0, (server, { args, result }) => {
        const all: Order[] = [...result];
        for (let orders = standard.nextOrders(server, args); orders.length > 0; orders = standard.nextOrders(server, args)) all.push(...orders);
        return all;
      }),
    }),
  },
  {
    id: 'dm2/server/defaults-up-front',
    role: 'server',
    does: 'begins every session with a package that sets the address for new instances by DEFAULT',
    legal: 'A server sends what it wants (5.2); nobody says that it needs an order from its operator.',
    parts: (standard) => withOwn(standard, { own: (server) => [{ command: 'DEFAULT', server: contentUrlOf(server.state, '/defaults'), moid: 'urn:oma:mo:x-acme-settings:1.0' }], place: 'before' }),
  },
  {
    id: 'dm2/server/reads-devinfo-by-wildcards',
    role: 'server',
    does: 'reads DevInfo by a wildcard and by an x-name at the head of the first package of every session',
    legal: '~6.1: both name instances that a server does not know by name.',
    parts: (standard) => withOwn(standard, {
      own: () => [{ command: 'GET', client: ['urn:oma:mo:oma-dm-devinfo:1.2/*/DevID', 'urn:oma:mo:oma-dm-devinfo:1.2/(d)/Lang?nv=(d)/DmV:2.0'] }],
      place: 'with',
    }),
  },
  {
    id: 'dm2/server/schemes-in-capitals',
    role: 'server',
    does: 'writes the scheme of ServerURIs in capitals',
    legal: 'Schemes have no case (RFC 3986, 3.1).',
    parts: (standard) => ({ formatCommand: (server, args) => standard.formatCommand(server, args).map((word) => word.replace(/^http:/, 'HTTP:')) }),
  },
  {
    id: 'dm2/server/encoding-in-small-letters',
    role: 'server',
    does: 'writes percent-encoding with small hexadecimal digits',
    legal: 'Digits of percent-encoding have no case (RFC 3986, 2.1).',
    parts: (standard) => ({ writeClientUri: (server, args) => standard.writeClientUri(server, args).replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()) }),
  },
];

interface Own {
  readonly own: (server: ServerContext) => readonly Operation[];
  /** In a package before all others, or with the first of them. */
  readonly place: 'before' | 'with';
}

/** Commands that nobody ordered, once in each session. */
function withOwn(standard: ServerParts, { own, place }: Own): Partial<ServerParts> {
  const begun = new WeakSet<Session>();
  return {
    nextOrders(server, args) {
      if (begun.has(args.session)) return standard.nextOrders(server, args);
      begun.add(args.session);
      const orders = own(server).map((operation): Order => ({ operation, state: 'queued', status: null, created: [], content: null }));
      return place === 'before' ? orders : [...orders, ...standard.nextOrders(server, args)];
    },
  };
}
