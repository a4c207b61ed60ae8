/**
 * The reference DM 2.0 client: a device that does everything the specification asks of a client.
 *
 * It is composed of the parts of default-parts.ts; whoever wants a client with one deviation replaces one part. The
 * methods below are what the device's owner, its applications and its radio can do; servers come in over HTTP only.
 */
import type { Alert } from '../../protocol/dm2/alert.js';
import type { MoObject, MoValue } from '../../protocol/dm2/mo.js';
import type { ContextOptions } from './context.js';
import { openContext } from './context.js';
import { SESSION_INFO_MOID } from './definitions/standard.js';
import type { AccountConfig } from './device-config.js';
import { DeviceConfigError } from './faults.js';
import { changeLocally, createLocalInstance } from './local.js';
import type { SessionCause, SessionEnd } from './model.js';
import type { NotificationResult, PushAnswer, PushRequest } from './parts-list.js';
import type { ClientContext } from './parts.js';
import type { BootstrapArrival } from './parts-security.js';
import { restoreState } from './state.js';

export type ReferenceClientOptions = ContextOptions;

export interface ReferenceClient {
  /** Runs one session with this account (default: the first); wire faults end up in the result. */
  readonly runSession: (accountId?: string, cause?: SessionCause) => Promise<SessionEnd>;
  /** A notification has come in; the session that it opens is over when this settles. */
  readonly receiveNotification: (octets: Uint8Array) => Promise<NotificationResult>;
  /** An HTTP request has come in where pushes do. */
  readonly takePush: (request: PushRequest) => PushAnswer;
  /** A device event; goes to the given account, else to the first that may see its source. */
  readonly raiseAlert: (alert: Alert, accountId?: string) => void;
  /** A local application sets a node; `undefined` deletes it. Subscribers are told in the background. */
  readonly changeNode: (clientUri: string, value: MoValue | undefined) => Promise<void>;
  /** A local application creates an instance; resolves to its address. */
  readonly createInstance: (moid: string, data: MoObject) => Promise<string>;
  /** A local application needs configuration of this MO. */
  readonly needMo: (moid: string) => Promise<'present' | 'fetched' | 'unavailable'>;
  readonly setBrowser: (browser: 'available' | 'unavailable') => void;
  /** DM2-MO-SESSINFO-C-002: bearer of the connection (CBT). */
  readonly setBearer: (code: number) => void;
  /** DM2-MO-SESSINFO-C-003: roaming state (ROAMING). */
  readonly setRoaming: (code: number) => void;
  /** Takes a bootstrap; raises BootstrapFault if it is not accepted. The session that reports it goes on in the background. */
  readonly bootstrap: (arrival: BootstrapArrival) => Promise<void>;
  /** Loses what a restart loses and keeps what must persist. */
  readonly restart: () => void;
  /** Starts sessions for alerts that wait for one. */
  readonly flush: () => Promise<void>;
  /** Waits until alerts are delivered or failed and all background work is done; open pages do not count. */
  readonly idle: () => Promise<void>;
  readonly exportState: () => string;
  readonly importState: (saved: string) => void;
  /** Aborts everything. */
  readonly close: () => Promise<void>;
}

/** A device with this configuration; raises DeviceConfigError if the configuration contradicts itself. */
export function createReferenceClient(options: ReferenceClientOptions): ReferenceClient {
  const client = openContext(options);
  const restore = (saved: string): void => {
    restoreState(client.state, saved);
    client.state.browser = 'available';
  };
  const settle = async (): Promise<void> => {
    await client.parts.deliverPending(client);
    await client.background.settled();
  };
  return {
    ...sessionMethods(client),
    ...deviceMethods(client),
    bootstrap: (arrival) => client.parts.bootstrap(client, { arrival }),
    restart: () => restore(client.parts.snapshotState(client)),
    idle: settle,
    exportState: () => client.parts.snapshotState(client),
    importState: restore,
    close: () => {
      client.connections.close();
      return client.background.settled();
    },
  };
}

type SessionMethods = Pick<ReferenceClient, 'runSession' | 'receiveNotification' | 'takePush' | 'raiseAlert' | 'flush'>;

function sessionMethods(client: ClientContext): SessionMethods {
  return {
    runSession: async (accountId, cause = { kind: 'client' }) =>
      client.parts.openSession(client, { account: findAccount(client, accountId), cause }),
    receiveNotification: (octets) => client.parts.receiveNotification(client, { octets }),
    takePush: (request) => client.parts.takePush(client, request),
    raiseAlert: (alert, accountId) => {
      const account = accountId === undefined ? client.parts.accountForAlert(client, { alert }) : findAccount(client, accountId);
      client.parts.queueAlert(client, { alert, accountId: account.id, delivery: 'waiting' });
    },
    flush: () => client.parts.deliverPending(client),
  };
}

function findAccount(client: ClientContext, accountId: string | undefined): AccountConfig {
  const account = client.state.accounts.find(({ id }) => accountId === undefined || id === accountId);
  if (account === undefined) {
    const known = client.state.accounts.map(({ id }) => id).join(', ');
    throw new DeviceConfigError(`no account ${accountId ?? ''}; this device has: ${known === '' ? 'none' : known}`);
  }
  return account;
}

type DeviceMethods = Pick<ReferenceClient, 'changeNode' | 'createInstance' | 'needMo' | 'setBrowser' | 'setBearer' | 'setRoaming'>;

function deviceMethods(client: ClientContext): DeviceMethods {
  const setSessionInfo = (leaf: string, code: number): void => {
    if (client.state.mos.has(SESSION_INFO_MOID)) {
      changeLocally(client, { clientUri: `${SESSION_INFO_MOID}//${leaf}`, value: code });
    }
  };
  return {
    changeNode: async (clientUri, value) => changeLocally(client, { clientUri, value }),
    createInstance: async (moid, data) => createLocalInstance(client, { moid, data }),
    needMo: (moid) => client.parts.fetchDefault(client, { moid }),
    setBrowser: (browser) => {
      client.state.browser = browser;
    },
    setBearer: (code) => setSessionInfo('CBT', code),
    setRoaming: (code) => setSessionInfo('ROAMING', code),
  };
}
