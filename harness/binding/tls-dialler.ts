/**
 * TLS as a client, with the handshake recorded: a connection that comes about, or why it does not. Also a ClientHello of SSL 3.0
 * written by hand, because the platform's OpenSSL cannot speak it any more. Knows neither HTTP nor DM.
 */
import { randomBytes } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { Timers } from '../clock/timers.js';
import { handshakeFacts, NO_FACTS, reasonOf, type HandshakeFacts } from './tls-facts.js';
import { readSsl3Answer, ssl3ClientHello } from './tls-hello.js';

export interface Dialled {
  readonly facts: HandshakeFacts;
  /** Null where no handshake came about. */
  readonly socket: TLSSocket | null;
}

export interface Dialling {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly timers: Timers;
}

/** Dials, whatever comes of it; what the certificate is worth is checked as `tls` says. A certificate that is let pass untrusted is a fault of the facts. */
export function dialTls({ host, port, tls, timeoutMs, timers }: Dialling & { readonly tls: ConnectionOptions }): Promise<Dialled> {
  return new Promise((resolve) => {
    const socket = connectTls({ host, port, ...tls });
    const refuse = (fault: string): void => {
      cancel();
      socket.destroy();
      resolve({ facts: { ...NO_FACTS, fault }, socket: null });
    };
    const onError = (error: Error): void => refuse(reasonOf(error));
    const cancel = timers.after(timeoutMs, () => refuse(`no handshake within ${timeoutMs} ms`));
    socket.once('secureConnect', () => {
      cancel();
      socket.off('error', onError);
      resolve({ facts: { ...NO_FACTS, outcome: 'secured', ...handshakeFacts(socket), fault: distrust(socket, host) }, socket });
    });
    socket.once('error', onError);
  });
}

function distrust(socket: TLSSocket, host: string): string | null {
  const certificate = socket.getPeerCertificate();
  if (Object.keys(certificate).length === 0) return null;
  return socket.authorized ? (checkServerIdentity(host, certificate)?.message ?? null) : String(socket.authorizationError);
}

/** Offers SSL 3.0 and nothing else; what the server makes of it. */
export async function offerSsl3(dialling: Dialling): Promise<HandshakeFacts> {
  const bytes = await firstAnswer(dialling, ssl3ClientHello(randomBytes(32)));
  if (typeof bytes === 'string') return { ...NO_FACTS, fault: bytes };
  const answer = readSsl3Answer(bytes);
  if (answer.kind === 'accepted') return { ...NO_FACTS, outcome: 'accepted', version: answer.version };
  return { ...NO_FACTS, fault: `the server ${answer.how}` };
}

/** The first bytes that come back, none where the server closes; text where it cannot be reached or says nothing. */
function firstAnswer({ host, port, timeoutMs, timers }: Dialling, message: Uint8Array): Promise<Uint8Array | string> {
  return new Promise((resolve) => {
    const socket: Socket = connectTcp({ host, port });
    const finish = (answer: Uint8Array | string): void => {
      cancel();
      socket.destroy();
      resolve(answer);
    };
    const cancel = timers.after(timeoutMs, () => finish(`nothing came within ${timeoutMs} ms`));
    socket.once('connect', () => socket.write(message));
    socket.once('data', finish);
    socket.once('error', (error: NodeJS.ErrnoException) => finish(error.code === 'ECONNRESET' ? new Uint8Array() : error.message));
    socket.once('close', () => finish(new Uint8Array()));
  });
}
