/**
 * Accounts of devices and the operations that are ordered for them.
 *
 * Faults are the operator's: an operation that no command can be made of is refused when it is ordered, not in a session.
 */
import { isServerUri, parseClientUri } from '../../protocol/dm2/client-uri.js';
import { otherEndpointOf, pageUrlOf, uploadBaseOf } from './addresses.js';
import { HttpFault } from './faults.js';
import { orFault } from './http-rules.js';
import type { Device, Operation, Order } from './model.js';
import type { ServerContext, ServerParts } from './parts.js';
import { supports } from './server-config.js';

/** A device as new: what was known of an earlier account of the same identity is forgotten. */
export const createDevice: ServerParts['createDevice'] = (server, { account }) => {
  forgetDevice(server, account.devId);
  server.state.serial += 1;
  const device: Device = {
    account, key: `d${server.state.serial}`, orders: [], queue: [], package1: null, alerts: [], uploads: [], copies: new Map(), subscriptions: new Map(),
  };
  server.state.devices.set(account.devId, device);
  return device;
};

/** Ends its sessions, too. */
export function forgetDevice({ state }: ServerContext, devId: string): void {
  const device = state.devices.get(devId);
  state.devices.delete(devId);
  for (const session of state.sessions) if (session.device === device) state.sessions.delete(session);
  for (const [id, { order }] of state.pages) if (device?.orders.includes(order) === true) state.pages.delete(id);
}

/** Queues lists of operations, each for one Package#2; HttpFault says which operation is wrong, and then none is queued. */
export const enqueue: ServerParts['enqueue'] = (server, { device, packages }) => {
  const lists = packages.map((operations, list) => operations.map((operation, index) => located(`packages[${list}][${index}]`, () => checked(server, { device, operation }))));
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  const { recordsPerDevice } = server.config.limits;
  if (device.orders.length + count > recordsPerDevice) {
    throw new HttpFault(409, `this device holds ${device.orders.length} operations of at most ${recordsPerDevice}; make its account anew`);
  }
  for (const list of lists) {
    const orders = list.map((operation) => orderFor(server, operation));
    device.orders.push(...orders);
    device.queue.push(orders);
  }
};

function located<Result>(where: string, act: () => Result): Result {
  try {
    return act();
  } catch (fault) {
    throw fault instanceof HttpFault ? new HttpFault(fault.status, `${where}: ${fault.message}`) : fault;
  }
}

interface Asked {
  readonly device: Device;
  readonly operation: Operation;
}

function checked(server: ServerContext, { device, operation }: Asked): Operation {
  const { command } = operation;
  if ((command === 'SUB' || command === 'UNSUB') && !supports(server.config, 'S_SUB')) {
    throw new HttpFault(501, `this server has no subscriptions, so no ${command}`);
  }
  const whole = server.parts.withAddresses(server, { device, operation });
  server.parts.commandOf(server, { operation: whole });
  if (whole.server !== undefined && !isServerUri(whole.server)) {
    throw new HttpFault(400, `"server" has to be an absolute http or https URI, not "${whole.server}"`);
  }
  server.parts.checkPermission(server, { device, operation: whole });
  return whole;
}

/** DM2-SERVERURI-S-002: where nobody gave an address the server takes one of its own, and an absolute one. */
export const withAddresses: ServerParts['withAddresses'] = (server, { device, operation }) => {
  if (operation.server !== undefined) return operation;
  server.state.serial += 1;
  const number = String(server.state.serial);
  switch (operation.command) {
    case 'HPUT':
    case 'HPOST':
      return { ...operation, server: `${uploadBaseOf(server.state, device)}/read/${number}` };
    case 'SUB':
      return { ...operation, server: `${uploadBaseOf(server.state, device)}/sub/${number}` };
    case 'CONT':
      return { ...operation, server: otherEndpointOf(server.state) };
    case 'SHOW':
      return { ...operation, server: pageUrlOf(server.state, number) };
    case 'HGET':
    case 'DEFAULT':
    case 'DELETE':
    case 'EXEC':
    case 'GET':
    case 'UNSUB':
      return operation;
  }
};

function orderFor({ state }: ServerContext, operation: Operation): Order {
  const order: Order = { operation, state: 'queued', status: null, created: [], content: null };
  const id = operation.command === 'SHOW' ? new URLSearchParams(operation.server?.split('?')[1]).get('ui') : null;
  if (id !== null && operation.server === pageUrlOf(state, id)) state.pages.set(id, { order });
  return order;
}

/** DM2-ACL-S-001: nothing is asked for outside the MOIDs of the account. */
export const checkPermission: ServerParts['checkPermission'] = (_server, { device, operation }) => {
  const { permissions } = device.account;
  const moids = [...(operation.client ?? []).map((text) => orFault(400, () => parseClientUri(text)).moid), ...(operation.moid === undefined ? [] : [operation.moid])];
  const foreign = permissions.length === 0 ? undefined : moids.find((moid) => !permissions.includes(moid));
  if (foreign !== undefined) throw new HttpFault(403, `${foreign} is not among the permissions of this account: ${permissions.join(', ')}`);
};
