/**
 * The reference client as a program: one client-initiated session against a given server, then the end.
 *
 * State may be kept in a file between runs, so that subscriptions, defaults and undelivered alerts survive the process.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createReferenceClient, type ReferenceClient } from './client.js';
import type { DeviceConfig, TlsSetup } from './device-config.js';
import { defaultDevice } from './devices/probe-device.js';
import { DeviceConfigError } from './faults.js';
import type { SessionEnd } from './model.js';
import { listenForDatagrams, listenForPushes, type NotificationListening } from './notification-listener.js';
import type { ClientParts } from './parts.js';
import type { NotificationResult, PushAnswer, PushRequest } from './parts-list.js';

export interface ClientProgramOptions {
  /** Absolute http or https URI: the SrvURI of the device's only account. */
  readonly serverUrl: string;
  /** SrvID of that account; default `reference-server`. */
  readonly serverId?: string;
  /** HTTP Basic credentials, sent when the server asks for them. */
  readonly user?: string;
  readonly password?: string;
  readonly parts?: ClientParts;
  /** Changes the default device before it starts. */
  readonly configure?: (config: DeviceConfig) => DeviceConfig;
  readonly tls?: TlsSetup;
  /** Read at the start if it exists, written at the end. */
  readonly stateFile?: string;
  readonly random?: () => number;
  /** Milliseconds since 1970; notifications are held against it. */
  readonly now?: () => number;
  /** The session is begun by the first notification that comes here and is found right. */
  readonly notify?: NotificationIntake;
}

export interface NotificationIntake {
  readonly carrier: 'udp' | 'http';
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** `udp://host:port` or a URL, once notifications can come in. */
  readonly onListening: (address: string) => void;
  /** A notification caused no session. */
  readonly onDropped: (reason: string) => void;
}

/**
 * Runs one session and all work it caused; raises DeviceConfigError for a server address that cannot be used, the system's
 * error for an address at which no notification can be taken.
 */
export async function runClientProgram(options: ClientProgramOptions): Promise<SessionEnd> {
  const client = createReferenceClient({
    config: configFor(options),
    ...(options.parts === undefined ? {} : { parts: options.parts }),
    ...(options.random === undefined ? {} : { random: options.random }),
    ...(options.now === undefined ? {} : { clock: { now: options.now } }),
  });
  const { stateFile } = options;
  try {
    const saved = stateFile === undefined ? undefined : await readIfThere(stateFile);
    if (saved !== undefined) {
      client.importState(saved);
    }
    const end = options.notify === undefined ? await client.runSession() : await notifiedSession(client, options.notify);
    await client.idle();
    if (stateFile !== undefined) {
      await writeFile(stateFile, client.exportState(), 'utf8');
    }
    return end;
  } finally {
    await client.close();
  }
}

/** Waits for a notification that opens a session, and for the end of that session. */
async function notifiedSession(client: ReferenceClient, { carrier, host, port, onListening, onDropped }: NotificationIntake): Promise<SessionEnd> {
  let listening: NotificationListening | undefined;
  const end = new Promise<SessionEnd>((resolve, reject) => {
    const settle = (result: NotificationResult): void => {
      if (result.kind === 'session') resolve(result.end);
      else onDropped(result.reason);
    };
    const onDatagram = (octets: Uint8Array): void => void client.receiveNotification(octets).then(settle, reject);
    const onPush = (request: PushRequest): PushAnswer => {
      const answer = client.takePush(request);
      if (answer.octets !== undefined) onDatagram(answer.octets);
      return answer;
    };
    (carrier === 'udp' ? listenForDatagrams({ host, port, onDatagram }) : listenForPushes({ host, port, onPush })).then((opened) => {
      listening = opened;
      onListening(`${carrier}://${opened.authority}${carrier === 'udp' ? '' : '/wappush'}`);
    }, reject);
  });
  return end.finally(() => listening?.close());
}

function configFor({ serverUrl, serverId = 'reference-server', user, password = '', configure = (config) => config, tls }: ClientProgramOptions): DeviceConfig {
  if (!/^https?:\/\/[^\s/?#]+/i.test(serverUrl)) {
    throw new DeviceConfigError(`the server address has to be an absolute http or https URI, got "${serverUrl}"`);
  }
  const auth = user === undefined ? {} : { auth: { user, password, sending: 'challenged' as const } };
  const config = defaultDevice({ accounts: [{ id: 'server', srvId: serverId, srvUri: serverUrl, ...auth }] });
  return configure({ ...config, ...(tls === undefined ? {} : { tls }) });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') {
      return undefined;
    }
    throw fault;
  }
}
