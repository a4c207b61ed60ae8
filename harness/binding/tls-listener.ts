/**
 * HTTPS in, with the handshake recorded (RFC 5246, RFC 8446): each connection meets what the tester offers at that moment,
 * real TLS of the platform or a first flight of SSL 3.0 written by hand. Knows no DM. Left out: everything behind that flight.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TlsOptions, TLSSocket } from 'node:tls';
import { SERVER_OPTIONS, serveRequests, type Listener, type ListenerOptions } from './http-listener.js';
import { handshakeFacts, NO_FACTS, reasonOf, type HandshakeFacts } from './tls-facts.js';
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

type Scene = TlsListenerOptions;

/** Starts listening. Rejects with the system's error when the address cannot be bound. */
export async function listenTls(options: TlsListenerOptions): Promise<TlsListener> {
  const sockets = new Set<Socket>();
  let scene: Scene = options;
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
    offer: (offer) => void (scene = { ...options, offer }),
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
    else secure(socket, first, { scene, connection, hello, desk: deskOf(scene.offer) });
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

/** What does TLS and HTTP for all connections that meet one offer. */
interface Desk {
  readonly server: HttpsServer;
  /** Connections in their handshake, by their ports. */
  readonly begun: Map<string, Heard>;
}

/** Reading keys costs more than a handshake, so an offer that is made again is the same one. */
const desks = new WeakMap<ServerOffer, Desk>();

function deskOf(offer: ServerOffer & { readonly kind: 'tls' }): Desk {
  const desk = desks.get(offer) ?? createDesk(offer.options);
  desks.set(offer, desk);
  return desk;
}

const portsOf = ({ localPort, remotePort }: Socket): string => `${localPort} ${remotePort}`;

/** A server of the platform that never listens: connections are handed to it with what was read of them. */
function createDesk(options: TlsOptions): Desk {
  const begun = new Map<string, Heard>();
  const secured = new WeakMap<Socket, Heard>();
  const server = createHttpsServer({ ...SERVER_OPTIONS, ...options });
  const take = (socket: Socket): Heard | undefined => {
    const heard = begun.get(portsOf(socket));
    begun.delete(portsOf(socket));
    return heard;
  };
  server.on('secureConnection', (socket: TLSSocket) => {
    const heard = take(socket);
    if (heard === undefined) return;
    secured.set(socket, heard);
    tell(heard, { outcome: 'secured', ...handshakeFacts(socket), fault: distrust(socket, options) }, heard.hello);
  });
  server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    const heard = take(socket);
    if (heard !== undefined) tell(heard, { outcome: 'refused', fault: reasonOf(error) }, heard.hello);
    socket.destroy();
  });
  serveRequests(server, (socket) => {
    const heard = secured.get(socket);
    return heard === undefined ? undefined : { ...heard.scene, connection: heard.connection };
  });
  return { server, begun };
}

function secure(socket: Socket, first: Buffer, { desk: { server, begun }, ...heard }: Heard & { readonly desk: Desk }): void {
  const ports = portsOf(socket);
  begun.set(ports, heard);
  socket.once('close', () => {
    if (begun.delete(ports)) tell(heard, { outcome: 'refused', fault: 'the connection was closed within the handshake' }, heard.hello);
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
