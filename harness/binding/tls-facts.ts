/** What a handshake came to, as both sides of the tester record it. */
import type { TLSSocket } from 'node:tls';
import type { TlsEvent } from '../transcript/event.js';

export type HandshakeFacts = Pick<TlsEvent, 'outcome' | 'version' | 'suite' | 'alpn' | 'peer' | 'fault'>;

/** Of a connection that nothing is known of yet. */
export const NO_FACTS: HandshakeFacts = { outcome: 'refused', version: null, suite: null, alpn: null, peer: null, fault: null };

/** Facts of a handshake that is complete. */
export function handshakeFacts(socket: TLSSocket): Pick<HandshakeFacts, 'version' | 'suite' | 'alpn' | 'peer'> {
  const { subject } = socket.getPeerCertificate();
  return {
    version: socket.getProtocol(),
    suite: socket.getCipher().standardName,
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
    peer: (subject as typeof subject | undefined) === undefined ? null : Object.entries(subject).map(([name, value]) => `${name}=${String(value)}`).join(', '),
  };
}

/** What OpenSSL says of a fault, without its source lines and addresses; the message of any other. */
export function reasonOf(error: Error): string {
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : (error.message.split('\n')[0] ?? '');
  return reason.replace(ALERT, 'TLS alert ');
}

/** An alert of the peer (RFC 5246, 7.2), which each version of OpenSSL puts down to another protocol. */
const ALERT = /^(?:sslv3|ssl\/tls|tlsv1|tlsv13) alert /;
