/** Datagrams over UDP (RFC 768): bytes in, bytes out, nothing repeated, nothing answered. Knows no DM. */
import { createSocket, type Socket } from 'node:dgram';

export interface Datagram {
  readonly host: string;
  readonly port: number;
  readonly body: Uint8Array;
}

export interface DatagramSocket {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Sends one datagram. Rejects with the system's error when it cannot be sent; nobody knows whether it arrives. */
export type SendDatagram = (datagram: Datagram) => Promise<void>;

/** Sends over a socket of its own. */
export const sendDatagram: SendDatagram = ({ host, port, body }) =>
  new Promise((resolve, reject) => {
    const socket = createSocket(familyOf(host));
    const end = (error: Error | null): void => {
      socket.close();
      if (error === null) resolve();
      else reject(error);
    };
    socket.once('error', end);
    socket.send(body, port, host, (error) => {
      socket.off('error', end);
      end(error);
    });
  });

/** Takes datagrams at a port that the system chooses. Rejects with the system's error when the host cannot be bound. */
export function receiveDatagrams(host: string, onDatagram: (body: Uint8Array) => void): Promise<DatagramSocket> {
  const socket = createSocket(familyOf(host));
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    // Each message is a buffer of its own: a datagram is at most 65,507 bytes, so nothing has to be cut.
    socket.on('message', (body) => onDatagram(body));
    socket.bind(0, host, () => {
      socket.off('error', reject);
      // Nothing is sent here, so an error is one of a closed neighbour and means nothing.
      socket.on('error', () => undefined);
      resolve({ host, port: socket.address().port, close: () => closed(socket) });
    });
  });
}

const familyOf = (host: string): 'udp4' | 'udp6' => (host.includes(':') ? 'udp6' : 'udp4');

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => void socket.close(() => resolve()));
}
