/** A device of the tester: its messages, its sessions (clause 5.2), its small tree. One session at a time; nothing is sent while an answer is awaited. */
import { HEADER_DEV_ID } from '../../../protocol/dm2/media-types.js';
import { IutFault } from '../../iut/control.js';
import type { IncomingResponse } from '../../binding/response-reader.js';
import type { DeviceAddresses, NotificationOrder, NotificationTarget } from '../../iut/upper-tester.js';
import type { Recorder } from '../../transcript/recorder.js';
import { createDeviceTree, type DeviceTree, type Instance } from './device-tree.js';
import type { ClientMessage, ReceivedPackage2, SessionScript, StatusReport, TestDevice } from './driver.js';
import { follow, itemOf, type PendingOperation, type Subscription } from './follow.js';
import { createLogin, type Login } from './login.js';
import { packageRequest, plainPackage1, plainPackage3, statusMembers, type DeviceIdentity } from './messages.js';
import type { DeviceOffer } from './secure-device.js';
import type { UpperTester } from './upper.js';
import type { Wire, WireMessage } from './wire.js';

export interface DeviceEnds extends Pick<DeviceAddresses, 'endpoint' | 'other' | 'bootstrap'> {
  readonly repository: string | null;
}

export interface DeviceOptions {
  readonly identity: DeviceIdentity;
  readonly ends: DeviceEnds;
  readonly wire: Wire;
  readonly recorder: Recorder;
  /** Member of a status item that carries the data of GET. */
  readonly resultMember: string;
  /** Media type of the MO serialization (IXIT MO_MIME, A-09). */
  readonly moType: string;
  readonly mayVisit: (url: string) => boolean;
  /** Throws where there is none. */
  readonly upper: () => UpperTester;
  /** Has the server send a notification and waits for it. */
  readonly notified: (order: Omit<NotificationOrder, 'to'>, carrier: NotificationTarget['carrier']) => Promise<void>;
  /** An address of the tester that takes what is pushed; opened when it is asked for. */
  readonly inbox: () => Promise<string>;
  readonly isAborted: () => boolean;
  /** Over TLS; a message is made where it is sent. */
  readonly overTls: (offer: DeviceOffer, package1: (url: string) => WireMessage) => Promise<void>;
}

interface Device extends DeviceOptions {
  readonly tree: DeviceTree;
  readonly login: Login;
  /** Alerts that wait for the next package. */
  readonly alerts: object[];
  readonly operations: PendingOperation[];
  readonly subscriptions: Subscription[];
}

/** A server that never ends a session gets this many packages, then no more. */
const MAX_ROUNDS = 50;

/** What every device of the tester holds. */
const PROBE: Instance = {
  moid: 'urn:oma:mo:x-suite-probe:1.0',
  miid: 'p1',
  root: 'Probe',
  data: { Config: { Name: 'as delivered', Count: 1 }, Operations: { Run: null, Slow: null }, Data: { x: { Date: '2016-02-09', Value: '1' } } },
};

/** A device that has sent nothing yet. */
export function openDevice(options: DeviceOptions): TestDevice {
  const device: Device = { ...options, tree: createDeviceTree([PROBE]), login: createLogin(options.identity.credentials), alerts: [], operations: [], subscriptions: [] };
  const { identity, ends, wire } = options;
  return {
    id: identity.id,
    ...ends,
    tree: device.tree,
    queue: (...packages) => options.upper().queue(identity.id, packages),
    session: (script = {}) => runSession(device, script),
    send: async (message, address = 'a') => void (await sendPackage(device, message, address === 'a' ? ends.endpoint : demandOther(ends))),
    overTls: (offer) => options.overTls(offer, (url) => packageRequest(plainPackage1(), { url, address: 'a', identity, authorization: undefined })),
    package1: plainPackage1,
    package3: plainPackage3,
    finish: () => finish(device),
    report: (instead) => reportSubscriptions(device, instead),
    raiseAlert: (alert) => void device.alerts.push(alert),
    async upload({ method, path, type = device.moType, body }) {
      if (ends.repository === null) throw new TypeError("the test case uses the server's repository without saying 'needs.upperTester'");
      await wire.send({ point: 'repository', address: 'main', url: `${ends.repository}${path}`, method, headers: [['Content-Type', type]], body: Buffer.from(JSON.stringify(body)), onPurpose: type === device.moType ? null : `labelled ${type}` });
    },
    notification: (order = {}, carrier = 'udp') => options.notified(order, carrier),
    bootstrapAt: ends.bootstrap,
    async askForBootstrap(authorization) {
      const url = ends.bootstrap;
      if (url === null) throw new IutFault('the server names no address for bootstraps: neither the upper tester (bootstrap) nor the value boot.url');
      await sendAuthorized(device, { method: 'GET', url, authorization }, (value) => ({
        point: 'bootstrap', address: 'main', url, method: 'GET', body: new Uint8Array(), onPurpose: null,
        headers: [['Accept', device.moType], [HEADER_DEV_ID, identity.id], ...(value === undefined ? [] : [['Authorization', value] as const])],
      }));
    },
    orderBootstrap: async (how) => void (await options.upper().bootstrap(identity.id, how === 'shown' ? null : await options.inbox())),
    ask: () => options.upper().read(identity.id),
  };
}

function demandOther({ other }: DeviceEnds): string {
  if (other === null) throw new TypeError('the test case uses a second DM endpoint, which this server does not have');
  return other;
}

/** Alert of the probe object for an operation that has ended (clause 5.4.1, A-29). */
const OPERATION_COMPLETE = 'urn:oma:at:x-suite-probe:1.0:OperationComplete';

async function finish(device: Device): Promise<void> {
  for (const { node, serverUri } of device.operations.splice(0)) {
    device.alerts.push({ AlertType: OPERATION_COMPLETE, SourceURI: node, Data: { Result: 200 } });
    await runSession(device, serverUri === undefined || !device.mayVisit(serverUri) ? {} : { address: serverUri });
  }
}

async function reportSubscriptions({ subscriptions, tree, wire, moType, mayVisit }: Device, instead?: { readonly type: string; readonly body: unknown }): Promise<void> {
  for (const { serverUri, clientUri } of subscriptions.filter((subscription) => mayVisit(subscription.serverUri))) {
    const node = tree.read(clientUri);
    const { type, body } = instead ?? { type: moType, body: node === undefined ? [] : [itemOf(node)] };
    await wire.send({ point: 'repository', address: 'main', url: serverUri, method: 'PUT', headers: [['Content-Type', type]], body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), onPurpose: type === moType ? null : `labelled ${type}` });
  }
}

async function runSession(device: Device, script: SessionScript): Promise<void> {
  const { recorder, identity, isAborted } = device;
  recorder.add({ kind: 'control', action: 'start', detail: `session of ${identity.id}` });
  let message: ClientMessage | null = script.opening ?? plainPackage1(withAlerts(device, {}));
  let url = script.address ?? device.ends.endpoint;
  for (let round = 1; message !== null && !isAborted(); round += 1) {
    if (round > MAX_ROUNDS) {
      recorder.add({ kind: 'control', action: 'limit', detail: `the server sent more than ${MAX_ROUNDS} packages in one session; the tester sends no more` });
      return;
    }
    const response = await sendPackage(device, message, url);
    const commands = response?.status === 200 ? commandsOf(response) : undefined;
    if (commands === undefined) return;
    const received: ReceivedPackage2 = { round, commands };
    const statuses = await carryOut(device, received, script);
    // DM2-CMD-END-C-003 and C-004: everything is carried out, nothing is reported.
    if (commands.some(([name]) => name === 'END')) return;
    url = continuation(commands, device) ?? url;
    message = script.report === undefined ? plainPackage3(withAlerts(device, statusMembers(statuses, device.resultMember))) : await script.report(statuses, received);
  }
}

/** CONT names where the session goes on; an address the tester does not visit changes nothing. */
function continuation(commands: ReceivedPackage2['commands'], { mayVisit }: Device): string | undefined {
  return commands.findLast(([name, url]) => name === 'CONT' && url !== undefined && mayVisit(url))?.[1];
}

async function carryOut(device: Device, received: ReceivedPackage2, { status }: SessionScript): Promise<readonly StatusReport[]> {
  const statuses: StatusReport[] = [];
  for (const command of received.commands) statuses.push(status?.(command, received) ?? (await follow(command, device)));
  return statuses;
}

function withAlerts({ alerts }: Device, members: { readonly Alert?: readonly object[] } | object): object {
  const waiting = alerts.splice(0);
  if (waiting.length === 0) return members;
  // Package#1 of a session that the client starts says so, too.
  const own = 'Status' in members ? [] : [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }];
  return { ...members, Alert: [...own, ...waiting] };
}

function sendPackage(device: Device, message: ClientMessage, url: string): Promise<IncomingResponse | undefined> {
  const { identity, ends } = device;
  const address = url === ends.endpoint ? 'a' : 'b';
  return sendAuthorized(device, { method: message.method ?? 'POST', url, authorization: message.authorization }, (authorization) => packageRequest(message, { url, address, identity, authorization }));
}

interface Authorized {
  readonly method: string;
  readonly url: string;
  readonly authorization: ClientMessage['authorization'];
}

/** A device that is asked for credentials answers; a message whose credentials the test chose is sent once, as it is. */
async function sendAuthorized({ wire, login }: Device, { method, url, authorization }: Authorized, write: (value: string | undefined) => WireMessage): Promise<IncomingResponse | undefined> {
  const { pathname, search } = new URL(url);
  const subject = { method, target: `${pathname}${search}` };
  const send = async (value: string | undefined): Promise<IncomingResponse | undefined> => {
    const response = await wire.send(write(value));
    login.learn(response);
    return response;
  };
  if (authorization !== undefined) return send(authorization === 'none' ? undefined : authorization(login.asked(subject)));
  if (login.needsChallenge()) login.learn(await wire.send({ ...write(undefined), point: 'challenge' }));
  const response = await send(login.answer(subject));
  return response !== undefined && login.isStale(response) ? send(login.answer(subject)) : response;
}

/** The commands of a Package#2 as far as they are lists of words; undefined for anything else. */
function commandsOf({ body }: IncomingResponse): ReceivedPackage2['commands'] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof value !== 'object' || value === null || !('CMD' in value) || !Array.isArray(value.CMD)) return undefined;
    return value.CMD.map((entry: unknown) => (Array.isArray(entry) ? entry.filter((word): word is string => typeof word === 'string') : []));
  } catch {
    return undefined;
  }
}
