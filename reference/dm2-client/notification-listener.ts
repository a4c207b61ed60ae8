/**
 * Where Package#0 comes in (OMA-TS-DM_Protocol-V2_0, App. E): datagrams, and HTTP requests (OTA-HTTP push, or the octets
 * alone). A push is answered before the session that it causes. Left out: SMS, SIP and cloud push.
 */
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushAnswer, PushRequest } from './parts-list.js';

export interface ListenForNotifications {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A datagram came. */
  readonly onDatagram: (octets: Uint8Array) => void;
  /** An HTTP request came; what is to be answered. */
  readonly onPush: (request: PushRequest) => PushAnswer;
}

export interface NotificationListening {
  /** `host:port`, with brackets around an address of IPv6. */
  readonly authority: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on UDP. Rejects with the system's error when the address is taken. */
export function listenForDatagrams({ host, port, onDatagram }: Omit<ListenForNotifications, 'onPush'>): Promise<NotificationListening> {
  const socket: Socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (octets) => onDatagram(octets));
    socket.bind(port, host, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(listening(host, socket.address().port, () => new Promise((closed) => void socket.close(() => closed()))));
    });
  });
}

/** Listens on HTTP. Rejects with the system's error when the address is taken. */
export function listenForPushes({ host, port, onPush }: Omit<ListenForNotifications, 'onDatagram'>): Promise<NotificationListening> {
  const server: Server = createServer((request, response) => {
    collect(request).then((body) => {
      response.statusCode = body === undefined ? 413 : onPush({ method: request.method ?? '', contentType: request.headers['content-type'], body }).status;
      response.end();
    }).catch(() => request.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const { port: bound } = server.address() as AddressInfo;
      resolve(listening(host, bound, () => new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      })));
    });
  });
}

const listening = (host: string, port: number, close: () => Promise<void>): NotificationListening =>
  ({ authority: `${host.includes(':') ? `[${host}]` : host}:${port}`, port, close });

/** No notification is so large, its envelope included. */
const MAX_PUSH_BYTES = 128 * 1024;

async function collect(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size <= MAX_PUSH_BYTES) chunks.push(chunk);
  }
  return size > MAX_PUSH_BYTES ? undefined : Buffer.concat(chunks);
}
