/** Where the embedded reference client takes notifications: opened when a test sends one, over sockets or within the process. */
import type { NotificationResult, PushAnswer, PushRequest } from '../../reference/dm2-client/parts-list.js';
import type { ReferenceClient } from '../../reference/dm2-client/client.js';
import { listenForDatagrams, listenForPushes } from '../../reference/dm2-client/notification-listener.js';
import type { MemoryNetwork } from '../binding/memory-network.js';
import type { DeviceEnvironment, RunEnd } from './control.js';
import type { NotificationAddress, NotificationCarrier } from './notification-address.js';

export interface Door {
  readonly address: NotificationAddress;
  /** Settles when the next notification that comes in has had all its effects. */
  next(): Promise<RunEnd>;
}

export interface Doors {
  /** The door for a carrier. Rejects with the system's error when nothing can be listened at. */
  open(carrier: NotificationCarrier): Promise<Door>;
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly client: ReferenceClient;
  readonly note: DeviceEnvironment['note'];
  /** Default: sockets. */
  readonly network: MemoryNetwork | undefined;
}

const HOST = '127.0.0.1';

const ANY_PORT = { host: HOST, port: 0 } as const;

/** No doors are open yet. */
export function createDoors(options: DoorOptions): Doors {
  const open = new Map<NotificationCarrier, Promise<Door & { readonly close: () => Promise<void> }>>();
  return {
    open(carrier) {
      const door = open.get(carrier) ?? openDoor(carrier, options);
      open.set(carrier, door);
      return door;
    },
    close: async () => void (await Promise.all([...open.values()].map(async (door) => (await door).close()))),
  };
}

async function openDoor(carrier: NotificationCarrier, options: DoorOptions): Promise<Door & { readonly close: () => Promise<void> }> {
  const { client, note } = options;
  const waiting: ((end: RunEnd) => void)[] = [];
  const taken = (work: Promise<NotificationResult>): void => {
    const tell = waiting.shift();
    void effectsOf(client, work).then((end) => {
      note('output', end.detail);
      tell?.(end);
    });
  };
  const onDatagram = (octets: Uint8Array): void => taken(client.receiveNotification(octets));
  const onPush = (request: PushRequest): PushAnswer => {
    const answer = client.takePush(request);
    const { octets } = answer;
    taken(octets === undefined ? Promise.resolve({ kind: 'dropped', reason: `the push was answered ${answer.status}` }) : client.receiveNotification(octets));
    return answer;
  };
  const { address, close } = await listenAt(carrier, { onDatagram, onPush, network: options.network });
  return { address, close, next: () => new Promise((resolve) => void waiting.push(resolve)) };
}

async function effectsOf(client: ReferenceClient, work: Promise<NotificationResult>): Promise<RunEnd> {
  try {
    const result = await work;
    await client.idle();
    return { kind: 'completed', detail: result.kind === 'session' ? `session ${result.end.outcome}: ${result.end.reason}` : `notification dropped: ${result.reason}` };
  } catch (error) {
    return { kind: 'crashed', detail: `the reference client crashed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

interface Intake {
  readonly onDatagram: (octets: Uint8Array) => void;
  readonly onPush: (request: PushRequest) => PushAnswer;
  readonly network: MemoryNetwork | undefined;
}

async function listenAt(carrier: NotificationCarrier, { onDatagram, onPush, network }: Intake): Promise<{ readonly address: NotificationAddress; readonly close: () => Promise<void> }> {
  if (carrier === 'udp') {
    const { port, close } = network === undefined ? await listenForDatagrams({ ...ANY_PORT, onDatagram }) : network.receiveDatagrams(onDatagram);
    return { address: { carrier, host: HOST, port }, close };
  }
  const { port, close } = network === undefined ? await listenForPushes({ ...ANY_PORT, onPush }) : await listenInMemory(network, onPush);
  return { address: { carrier, url: `http://${HOST}:${port}/wappush` }, close };
}

/** Larger requests would be cut; none comes near. */
const MAX_BODY_BYTES = 1024 * 1024;

function listenInMemory(network: MemoryNetwork, onPush: Intake['onPush']): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  return network.listen({
    ...ANY_PORT,
    maxBodyBytes: MAX_BODY_BYTES,
    onMalformed: () => undefined,
    onRequest({ method, headers, body }) {
      const { status } = onPush({ method, contentType: headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1], body });
      return { reply: { status, headers: [], body: new Uint8Array() } };
    },
  });
}
