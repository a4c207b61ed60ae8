import { describe, expect, it } from 'vitest';
import { receiveDatagrams, sendDatagram, type Datagram, type DatagramSocket } from './datagram.js';
import { createMemoryNetwork } from './memory-network.js';

interface Means {
  readonly receive: (onDatagram: (body: Uint8Array) => void) => Promise<DatagramSocket>;
  readonly send: (datagram: Datagram) => Promise<void>;
}

const MEANS: readonly (readonly [string, () => Means])[] = [
  ['sockets', () => ({ receive: (onDatagram) => receiveDatagrams('127.0.0.1', onDatagram), send: sendDatagram })],
  ['memory', () => {
    const network = createMemoryNetwork();
    return { receive: async (onDatagram) => network.receiveDatagrams(onDatagram), send: network.sendDatagram };
  }],
];

describe.each(MEANS)('a datagram over %s', (_name, open) => {
  it('arrives once, octet by octet, one by one', async () => {
    const { receive, send } = open();
    const seen: string[] = [];
    let told = (): void => undefined;
    const socket = await receive((body) => {
      seen.push(Buffer.from(body).toString('hex'));
      told();
    });
    for (const body of [Uint8Array.of(0x11, 0x00), new Uint8Array(), new Uint8Array(2000).fill(0xff)]) {
      const arrived = new Promise<void>((resolve) => (told = resolve));
      await send({ host: socket.host, port: socket.port, body });
      await arrived;
    }
    await socket.close();
    expect(seen).toEqual(['1100', '', 'ff'.repeat(2000)]);
  });

  it('is lost where nobody listens, and nobody hears of it', async () => {
    const { receive, send } = open();
    const socket = await receive(() => expect.unreachable('it is closed'));
    await socket.close();
    await expect(send({ host: socket.host, port: socket.port, body: Uint8Array.of(1) })).resolves.toBeUndefined();
  });
});
