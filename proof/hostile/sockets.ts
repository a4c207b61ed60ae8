/** Clients that speak to the tester through a bare socket, because no HTTP library would send what they send. */
import { connect, type Socket } from 'node:net';
import type { RunEnd } from '../../harness/iut/control.js';
import type { Behaviour } from './campaign.js';

export interface Line {
  /** Sends bytes; settles when they have left, or cannot leave any more. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** Everything that came back until the tester closed the connection or was quiet after an answer. */
  readonly answer: Promise<string>;
  readonly isOpen: () => boolean;
  close(): void;
}

/** A connection to the tester; `path` is the target of its DM endpoint. */
export type Conversation = (line: Line, endpoint: { readonly path: string; readonly host: string }) => Promise<void>;

const DONE: RunEnd = { kind: 'completed', detail: 'the hostile client is done' };

/** A client that has one conversation and ends, or hangs on until the test is over. */
export function socketClient(conversation: Conversation): Behaviour {
  return async (url, signal) => {
    const { hostname, port, pathname, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    const line = lineOf(socket);
    const over = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([conversation(line, { path: pathname, host }), over]);
    socket.destroy();
    return DONE;
  };
}

function lineOf(socket: Socket): Line {
  let text = '';
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (/^HTTP\/1\.1 \d{3} [^]*\r\n\r\n/.test(text)) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
  socket.on('error', () => undefined);
  return {
    answer,
    isOpen: () => !socket.destroyed,
    send: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed) {
          resolve();
          return;
        }
        // The callback is called with an error, too, when the connection is cut.
        socket.write(bytes, () => resolve());
      }),
    close: () => void socket.destroy(),
  };
}

/** A request with the header lines given, which need not be right. */
export function head(target: string, headers: readonly string[], method = 'POST'): string {
  return [`${method} ${target} HTTP/1.1`, 'Host: tester', ...headers, '', ''].join('\r\n');
}

/** Package#1 in the body as given, with everything else as it should be. */
export function package1(target: string, body: string | Uint8Array): readonly [string, string | Uint8Array] {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  return [head(target, ['Content-Type: application/vnd.oma.dm.initiation+json', 'OMADM-DevID: IMEI:1', `Content-Length: ${length}`]), body];
}
