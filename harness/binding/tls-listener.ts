/**
 * HTTPS in, with the handshake recorded (RFC 5246, RFC 8446): each connection meets what the tester offers at that moment,
 * real TLS of the platform or a first flight of SSL 3.0 written by hand. Knows no DM. Left out: everything behind that flight.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TlsOptions, TLSSocket } from 'node:tls';
import { SERVER_OPTIONS, serveRequests, type Listener, type ListenerOptions } from './http-listener.js';
import { handshakeFacts, NO_FACTS, type HandshakeFacts } from './tls-facts.js';
import { isTls, readClientHello, readSsl3Answer, ssl3ServerFlight, type ClientHello } from './tls-hello.js';

/** What the next connections meet; `name` says it in words. */
export type ServerOffer =
  | { readonly kind: 'tls'; readonly name: string; readonly options: TlsOptions }
  | { readonly kind: 'ssl3'; readonly name: string; /** PEM. */ readonly cert: string };

/** A connection as far as TLS went. */
export interface ServedHandshake extends HandshakeFacts {
  readonly connection: number;
  readonly offer: string;
  readonly hello: ClientHello | null;
}

export interface TlsListenerOptions extends ListenerOptions {
  /** What connections meet before anything else is offered. */
  readonly offer: ServerOffer;
  readonly onHandshake: (handshake: ServedHandshake) => void;
}

export interface TlsListener extends Listener {
  /** From now on. Connections that exist are not touched. */
  offer(offer: ServerOffer): void;
}

interface Scene extends TlsListenerOptions {
  readonly sockets: Set<Socket>;
  /** So that sessions can be resumed from one connection to the next. */
  readonly ticketKeys: Buffer;
}

/** Starts listening. Rejects with the system's error when the address cannot be bound. */
export async function listenTls(options: TlsListenerOptions): Promise<TlsListener> {
  const sockets = new Set<Socket>();
  let scene: Scene = { ...options, sockets, ticketKeys: randomBytes(48) };
  let nextConnection = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    receive(socket, { scene, connection: nextConnection++ });
  });
  await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    host: options.host,
    port,
    origin: `https://${host}:${port}`,
    offer: (offer) => void (scene = { ...scene, offer, ticketKeys: randomBytes(48) }),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

function bind(server: Server, { port, host }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Connection {
  readonly scene: Scene;
  readonly connection: number;
}

/** The first bytes say whether there will be TLS at all. */
function receive(socket: Socket, { scene, connection }: Connection): void {
  const silent = (): void => tell({ scene, connection }, { outcome: 'refused', fault: 'the connection was closed without a byte' }, null);
  socket.once('close', silent);
  socket.once('data', (first: Buffer) => {
    socket.off('close', silent);
    const hello = readClientHello(first);
    if (!isTls(first)) {
      tell({ scene, connection }, { outcome: 'plain', fault: `the first bytes are no TLS: ${JSON.stringify(first.subarray(0, SHOWN_BYTES).toString('latin1').split('\r')[0])}` }, hello);
      socket.destroy();
    } else if (scene.offer.kind === 'ssl3') pretend(socket, { scene, connection, hello, cert: scene.offer.cert });
    else secure(socket, { scene, connection, hello, first, options: scene.offer.options });
  });
}

const SHOWN_BYTES = 80;

type Met = Pick<HandshakeFacts, 'outcome'> & Partial<HandshakeFacts>;

function tell({ scene, connection }: Connection, met: Met, hello: ClientHello | null): void {
  scene.onHandshake({ ...NO_FACTS, ...met, connection, offer: scene.offer.name, hello });
}

interface Heard extends Connection {
  readonly hello: ClientHello | null;
}

/** Each connection gets a server of the platform of its own, so that what happens to it cannot be taken for what happens to another. */
function secure(socket: Socket, { first, options, ...heard }: Heard & { readonly first: Buffer; readonly options: TlsOptions }): void {
  const { scene, connection, hello } = heard;
  const server = createHttpsServer({ ...SERVER_OPTIONS, ...options, ticketKeys: scene.ticketKeys });
  serveRequests(server, { ...scene, connectionOf: () => connection });
  server.on('secureConnection', (secured: TLSSocket) => tell(heard, { outcome: 'secured', ...handshakeFacts(secured), fault: distrust(secured, options) }, hello));
  server.on('tlsClientError', (error: Error) => {
    tell(heard, { outcome: 'refused', fault: error.message }, hello);
    socket.destroy();
  });
  socket.pause();
  socket.unshift(first);
  server.emit('connection', socket);
}

/** Why a certificate that was asked for is not trusted. */
const distrust = (socket: TLSSocket, { requestCert }: TlsOptions): string | null => (requestCert === true && !socket.authorized ? String(socket.authorizationError) : null);

/** A server of SSL 3.0, as far as its first flight: a client that takes it goes on with the handshake. */
function pretend(socket: Socket, { cert, ...heard }: Heard & { readonly cert: string }): void {
  const { hello } = heard;
  const finish = (answer: Uint8Array): void => {
    socket.off('data', finish).off('close', onClose);
    const found = readSsl3Answer(answer);
    if (found.kind === 'accepted') tell(heard, { outcome: 'accepted', version: 'SSLv3' }, hello);
    else tell(heard, { outcome: 'refused', fault: `the client ${found.how}` }, hello);
    socket.destroy();
  };
  const onClose = (): void => finish(new Uint8Array());
  socket.on('data', finish).once('close', onClose);
  socket.write(ssl3ServerFlight({ random: randomBytes(32), certificate: new X509Certificate(cert).raw }));
}
