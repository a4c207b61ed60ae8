/** How notifications leave the tester: datagrams and HTTP requests over sockets, or within the process (`memory-network.ts`). */
import { sendDatagram, type SendDatagram } from '../../binding/datagram.js';
import type { MemoryNetwork } from '../../binding/memory-network.js';
import type { HeaderLines } from '../../transcript/event.js';
import { createWire, type Wire, type WireOptions } from '../dm2-client/wire.js';

export interface Courier {
  readonly sendDatagram: SendDatagram;
  /** Connections for requests, each in the transcript. */
  readonly openWire: (options: WireOptions) => Wire;
}

/** Over sockets. */
export const SOCKET_COURIER: Courier = { sendDatagram, openWire: createWire };

/** Within the process. */
export function memoryCourier(network: MemoryNetwork): Courier {
  return { sendDatagram: network.sendDatagram, openWire: (options) => memoryWire(network, options) };
}

/** The same messages and the same events as over a socket; every request has a connection of its own. */
function memoryWire(network: MemoryNetwork, { recorder, counters }: WireOptions): Wire {
  return {
    async send({ point, address, url, onPurpose, method, headers, body }) {
      const { origin, host, pathname, search } = new URL(url);
      const path = `${pathname}${search}`;
      const base = { point, address, exchange: counters.exchange++ };
      const lines: HeaderLines = [['Host', host], ...headers, ['Content-Length', String(body.length)]];
      recorder.add({ kind: 'request', ...base, connection: counters.connection++, method, target: path, path, httpVersion: '1.1', headers: lines, body, incomplete: onPurpose });
      const response = await network.send({ origin, method, target: path, headers: lines, body });
      if (response.extent === 'none') {
        recorder.add({ kind: 'control', action: 'ended', detail: `${method} ${path}: ${response.reason}` });
        return undefined;
      }
      const { status, headers: answered, body: content } = response;
      recorder.add({ kind: 'response', ...base, status, headers: answered, body: content, fault: null });
      return { status, httpVersion: '1.1', headers: answered, body: content, fault: null, keepsOpen: true };
    },
    close: () => undefined,
  };
}
