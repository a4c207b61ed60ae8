/** Defects of managing objects: those of the specification, those that are known by their description alone (clauses ~6.3, ~10, ~12). */
import { parseClientUri } from '../../../protocol/dm2/client-uri.js';
import { encodeMo } from '../../../protocol/dm2/mo.js';
import { HttpFault } from '../../../reference/dm2-server/faults.js';
import type { Device, Order, Session } from '../../../reference/dm2-server/model.js';
import type { ServerContext, ServerParts } from '../../../reference/dm2-server/parts.js';
import { afterwards } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

const ACCESS_CONTROL = 'urn:oma:mo:x-suite-dacmo:1.0';

/** Objects that a server has to manage, and the requirement that it breaks when it does not. */
const STANDARD_OBJECTS = [
  { slug: 'devinfo/never-reads-it', violates: 'DM2-MO-DEVINFO-B-001', moid: 'urn:oma:mo:oma-dm-devinfo:1.2', what: 'DevInfo' },
  { slug: 'account/never-reads-it', violates: 'DM2-MO-DMACC-B-001', moid: 'urn:oma:mo:oma-dm-dmacc:1.2', what: 'the DM Account' },
  { slug: 'acl/leaves-grants-alone', violates: 'DM2-ACL-S-001', moid: ACCESS_CONTROL, what: 'the access control object' },
] as const;

export const mutants: readonly ServerMutant[] = [
  ...STANDARD_OBJECTS.map(({ slug, violates, moid, what }): ServerMutant => ({
    id: `dm2/server/${slug}`,
    role: 'server',
    violates,
    does: `sends no command for ${what}`,
    parts: (standard) => withholding(standard, ({ order }) => moidOf(order) === moid),
  })),
  {
    id: 'dm2/server/acl/forgets-grants',
    role: 'server',
    violates: 'DM2-ACL-S-001',
    does: 'sends every command for the access control object and keeps nothing of what the device tells',
    parts: (standard) => ({ noteStatus: (server, args) => standard.noteStatus(server, isGrant(args.order) ? { ...args, content: null } : args) }),
  },
  {
    id: 'dm2/server/acl/keeps-withdrawn-grants',
    role: 'server',
    violates: 'DM2-ACL-S-001',
    does: 'goes on listing grants that it has withdrawn',
    parts: (standard) => ({
      noteStatus(server, args) {
        const { session: { device }, order, content } = args;
        const earlier = device.orders.filter((other) => other !== order && isGrant(other)).flatMap((other) => (other.content === null ? [] : [other.content]));
        standard.noteStatus(server, isGrant(order) && content !== null ? { ...args, content: [...earlier, content] } : args);
      },
    }),
  },
  {
    id: 'dm2/server/acl/hands-out-empty-grants',
    role: 'server',
    violates: 'DM2-ACL-S-001',
    does: 'serves a list without a grant in place of the one it was given',
    parts: (standard) => ({ contentResponse: (server, args) => standard.contentResponse(server, isGrantContent(args.body) ? { ...args, body: encodeMo([]) } : args) }),
  },
  {
    id: 'dm2/server/disc/waits-for-the-whole-tree',
    role: 'server',
    violates: 'DM2-DISC-S-004',
    does: 'sends no command for an object with a description, for want of one of the whole device',
    parts: (standard) => withholding(standard, ({ device, order }) => addressOf(device, order) !== undefined),
  },
  {
    id: 'dm2/server/disc/never-asks',
    role: 'server',
    violates: 'DM2-DISC-S-005',
    does: 'never asks for the list of objects',
    parts: (standard) => ({ notificationFacts: (server, args) => ({ ...standard.notificationFacts(server, args), requestMos: 'no' }) }),
  },
  {
    id: 'dm2/server/mo/leaves-only',
    role: 'server',
    violates: 'DM2-MO-B-001',
    does: 'sends no command for what a description calls an interior node',
    parts: (standard) => withholding(standard, ({ server, device, order }) => {
      const description = server.state.descriptions.get(addressOf(device, order) ?? '');
      const [uri] = order.operation.client ?? [];
      const names = (uri === undefined ? [] : parseClientUri(uri).path).flatMap((step) => (step.kind === 'name' ? [step.name] : []));
      return description?.state === 'known' && description.nodes.some(({ path, format }) => format === 'node' && path.slice(1).join('/') === names.join('/'));
    }),
  },
  {
    id: 'dm2/server/mo/knows-few-formats',
    role: 'server',
    violates: 'DM2-MO-S-011',
    does: 'cannot read a description with a format other than chr, int, bool, node and null, nor manage its object',
    parts: (standard) => readingOnly(standard, (text) => !/<(b64|bin|date|float|time|xml)\/>/.test(text)),
  },
  {
    id: 'dm2/server/mo/trips-over-run-time-properties',
    role: 'server',
    violates: 'DM2-MO-B-012',
    does: 'cannot read a description with run-time properties, nor manage its object',
    parts: (standard) => readingOnly(standard, (text) => !text.includes('<RTProperties>')),
  },
];

interface Held {
  readonly server: ServerContext;
  readonly device: Device;
  readonly order: Order;
}

/** Orders that stay in the queue for ever. */
function withholding(standard: ServerParts, isHeld: (held: Held) => boolean): Partial<ServerParts> {
  const heldAmong = (server: ServerContext, { args, result }: { readonly args: { readonly session: Session }; readonly result: readonly Order[] }): readonly Order[] =>
    result.filter((order) => isHeld({ server, device: args.session.device, order }));
  return {
    nextOrders: afterwards(standard.nextOrders, (server, returned) => heldAmong(server, returned).length > 0, (server, returned) => {
      const held = heldAmong(server, returned);
      return returned.result.filter((order) => !held.includes(order));
    }),
  };
}

/** A server that reads some descriptions only, and manages described objects by their description. */
function readingOnly(standard: ServerParts, isReadable: (text: string) => boolean): Partial<ServerParts> {
  return {
    readDescription(server, args) {
      if (!isReadable(new TextDecoder().decode(args.body))) throw new HttpFault(502, 'cannot be read');
      return standard.readDescription(server, args);
    },
    ...withholding(standard, ({ server, device, order }) => {
      const address = addressOf(device, order);
      return address !== undefined && server.state.descriptions.get(address)?.state !== 'known';
    }),
  };
}

const isGrant = (order: Order): boolean => moidOf(order) === ACCESS_CONTROL;
const isGrantContent = (body: Uint8Array): boolean => new TextDecoder().decode(body).includes(ACCESS_CONTROL);

function moidOf({ operation }: Order): string | undefined {
  const [uri] = operation.client ?? [];
  return uri === undefined ? operation.moid : parseClientUri(uri).moid;
}

/** Address of the description that the device named for the object. */
function addressOf({ package1 }: Device, order: Order): string | undefined {
  const moid = moidOf(order);
  return package1?.value.MOS?.find(({ MOID }) => MOID === moid)?.DDF;
}
