/**
 * What an operator sends, from JSON to typed values (docs/upper-tester.openapi.yaml). A member that the contract does not
 * know is refused: a misspelt one would otherwise be an order that was never carried out.
 */
import { LENGTH_CODINGS, CONNECTION_TYPES } from '../../protocol/dm2/notification/options.js';
import { base64At, choiceAt, fieldsOf, filledListOf, listOf, optional, readJsonBody, textAt, textOrNullAt, textsOf, wholeAt, type Fields } from './json-shape.js';
import { OPERATION_NAMES, type DeviceAccount, type Operation } from './model.js';
import type { NotificationAddress, NotificationOrder } from './parts-list.js';

const YES_NO = Object.freeze(['yes', 'no'] as const);

/** The account of PUT /devices/{devId}; HttpFault 400 names the member that is wrong. */
export function readAccount(body: Uint8Array, devId: string): DeviceAccount {
  const fields = fieldsOf(readJsonBody(body), { where: '', names: ['serverId', 'credentials', 'notification', 'permissions'] });
  return {
    devId,
    serverId: textAt(fields, 'serverId'),
    credentials: fields.get('credentials') === null ? null : readCredentials(fields),
    notification: fields.get('notification') === null ? null : readSecret(fields),
    permissions: textsOf(fields.get('permissions'), 'permissions'),
  };
}

function readCredentials(account: Fields): DeviceAccount['credentials'] {
  const fields = fieldsOf(account.get('credentials'), { where: 'credentials', names: ['scheme', 'user', 'password'] });
  return { scheme: choiceAt(fields, { name: 'scheme', choices: ['basic', 'digest'] as const }), user: textAt(fields, 'user'), password: textAt(fields, 'password') };
}

function readSecret(account: Fields): DeviceAccount['notification'] {
  const fields = fieldsOf(account.get('notification'), { where: 'notification', names: ['secret', 'data'] });
  return { secret: base64At(fields, 'secret'), data: fields.get('data') === null ? null : base64At(fields, 'data') };
}

/** The lists of POST /devices/{devId}/commands. */
export function readPackages(body: Uint8Array): readonly (readonly Operation[])[] {
  const fields = fieldsOf(readJsonBody(body), { where: '', names: ['packages'] });
  return listOf(fields.get('packages'), 'packages').map((list, index) =>
    filledListOf(list, `packages[${index}]`).map((operation, place) => readOperation(operation, `packages[${index}][${place}]`)));
}

function readOperation(value: unknown, where: string): Operation {
  const fields = fieldsOf(value, { where, names: ['command', 'server', 'client', 'moid'] });
  const server = optional(fields, { name: 'server', read: textAt });
  const moid = optional(fields, { name: 'moid', read: textAt });
  const client = optional(fields, { name: 'client', read: (all, name) => textsOf(all.get(name), `${where}.${name}`) });
  return {
    command: choiceAt(fields, { name: 'command', choices: OPERATION_NAMES }),
    ...(server === undefined ? {} : { server }), ...(client === undefined ? {} : { client }), ...(moid === undefined ? {} : { moid }),
  };
}

/** The order of POST /devices/{devId}/notification. */
export function readNotificationOrder(body: Uint8Array): NotificationOrder {
  const fields = fieldsOf(readJsonBody(body), { where: '', names: ['to', 'id', 'connection', 'requestMos', 'digest', 'timestamp', 'coding'] });
  const yesNo = (name: string): 'yes' | 'no' | undefined => optional(fields, { name, read: (all) => choiceAt(all, { name, choices: YES_NO }) });
  const id = optional(fields, { name: 'id', read: (all, name) => wholeAt(all, { name, most: 65_535 }) });
  const connection = optional(fields, { name: 'connection', read: (all, name) => choiceAt(all, { name, choices: CONNECTION_TYPES }) });
  const coding = optional(fields, { name: 'coding', read: (all, name) => choiceAt(all, { name, choices: LENGTH_CODINGS }) });
  const [requestMos, digest, timestamp] = [yesNo('requestMos'), yesNo('digest'), yesNo('timestamp')];
  return {
    to: readTarget(fields.get('to')),
    ...(id === undefined ? {} : { id }), ...(connection === undefined ? {} : { connection }), ...(coding === undefined ? {} : { coding }),
    ...(requestMos === undefined ? {} : { requestMos }), ...(digest === undefined ? {} : { digest }), ...(timestamp === undefined ? {} : { timestamp }),
  };
}

function readTarget(value: unknown): NotificationAddress {
  const all = fieldsOf(value, { where: 'to', names: ['carrier', 'host', 'port', 'url'] });
  const carrier = choiceAt(all, { name: 'carrier', choices: ['udp', 'http', 'push'] as const });
  if (carrier !== 'udp') return { carrier, url: textAt(fieldsOf(value, { where: 'to', names: ['carrier', 'url'] }), 'url') };
  const fields = fieldsOf(value, { where: 'to', names: ['carrier', 'host', 'port'] });
  return { carrier, host: textAt(fields, 'host'), port: wholeAt(fields, { name: 'port', most: 65_535 }) };
}

/** The order of POST /devices/{devId}/bootstrap. */
export function readBootstrapOrder(body: Uint8Array): { readonly to: string | null } {
  return { to: textOrNullAt(fieldsOf(readJsonBody(body), { where: '', names: ['to'] }), 'to') };
}
