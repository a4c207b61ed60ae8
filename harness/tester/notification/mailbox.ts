/**
 * Where the tester takes notifications (Package#0) of a server under test: a port for datagrams and one for HTTP, opened when
 * a test needs them and closed with it. Everything that comes stands in the transcript, within limits. Not judged here.
 */
import { receiveDatagrams } from '../../binding/datagram.js';
import { listenHttp, type Exchange, type IncomingRequest } from '../../binding/http-listener.js';
import type { NotificationTarget } from '../../iut/upper-tester.js';
import type { Recorder } from '../../transcript/recorder.js';
import { createSignal, type Signal } from '../dm2-server/waiting.js';

export interface Mailbox {
  /** Where a notification by this carrier is to be sent. Rejects with the system's error when no port can be had. */
  address(carrier: NotificationTarget['carrier']): Promise<NotificationTarget>;
  /** Raised with each notification. */
  readonly arrived: Signal;
  count(): number;
  close(): Promise<void>;
}

export interface MailboxOptions {
  readonly recorder: Recorder;
  /** Numbers of exchanges and connections, shared with what the tester sends. */
  readonly counters: { exchange: number; connection: number };
  /** Address of this machine that the server can reach. */
  readonly host: string;
}

/** Nobody is sent so many in one test. */
const MAX_NOTIFICATIONS = 200;
/** Far more than a notification has, its envelope included. */
const MAX_BODY_BYTES = 128 * 1024;

interface Open {
  readonly target: NotificationTarget;
  close(): Promise<void>;
}

/** A mailbox without open ports. */
export function openMailbox({ recorder, counters, host }: MailboxOptions): Mailbox {
  const open = new Map<NotificationTarget['carrier'], Promise<Open>>();
  const arrived = createSignal();
  let count = 0;
  const mayKeep = (): boolean => {
    count += 1;
    if (count === MAX_NOTIFICATIONS + 1) recorder.add({ kind: 'control', action: 'limit', detail: `the server sent more than ${MAX_NOTIFICATIONS} notifications in one test; the tester keeps no more of them` });
    return count <= MAX_NOTIFICATIONS;
  };
  const onDatagram = (body: Uint8Array): void => {
    if (mayKeep()) recorder.add({ kind: 'datagram', point: 'notification', body, fault: null });
    arrived.raise();
  };
  const onRequest = (address: 'push' | 'hook') => (request: IncomingRequest): Exchange => {
    const exchange = counters.exchange++;
    if (!mayKeep()) return { reply: { status: 503, headers: [], body: new Uint8Array() } };
    const base = { point: 'notification', address, exchange } as const;
    recorder.add({ kind: 'request', ...base, path: request.target, ...request, connection: counters.connection++ });
    arrived.raise();
    return { reply: { status: 200, headers: [], body: new Uint8Array() }, written: (written) => void recorder.add({ kind: 'response', ...base, ...written }) };
  };
  const openAt = async (carrier: NotificationTarget['carrier']): Promise<Open> => {
    if (carrier === 'udp') {
      const socket = await receiveDatagrams(host, onDatagram);
      return { target: { carrier, host: socket.host, port: socket.port }, close: socket.close };
    }
    const listener = await listenHttp({ host, port: 0, maxBodyBytes: MAX_BODY_BYTES, onRequest: onRequest(carrier === 'push' ? 'push' : 'hook'), onMalformed: (detail) => void recorder.add({ kind: 'control', action: 'malformed', detail }) });
    return { target: { carrier, url: `${listener.origin}/wappush` }, close: () => listener.close() };
  };
  return {
    arrived,
    count: () => count,
    async address(carrier) {
      const opened = open.get(carrier) ?? openAt(carrier);
      open.set(carrier, opened);
      return (await opened).target;
    },
    close: async () => void (await Promise.all([...open.values()].map(async (opened) => (await opened).close()))),
  };
}
