/**
 * The reference DM 2.0 server: everything the specification asks of a server.
 *
 * It is composed of the parts of default-parts.ts; whoever wants a server with one deviation replaces one part. Devices
 * come in by `respond`, over sockets or not; the operator by the upper tester, which never shares an address with them.
 */
import type { TlsOptions } from 'node:tls';
import { openBackground } from '../background.js';
import { DEFAULT_PARTS } from './default-parts.js';
import { listen, type Listening, type TlsListening } from './listener.js';
import type { Description, ServerRequest, ServerResponse } from './model.js';
import { openOutbound, type Outbound } from './outbound.js';
import type { ServerContext, ServerParts } from './parts.js';
import { DEFAULT_SERVER_CONFIG, type ServerConfig } from './server-config.js';
import { answerOperator } from './upper-tester.js';

export interface ReferenceServerOptions {
  readonly config?: ServerConfig;
  readonly parts?: ServerParts;
  /** Milliseconds since 1970; default: always 0. */
  readonly clock?: { readonly now: () => number };
  /** A number from 0 up to 1; default: always 0.5, which makes runs repeatable. */
  readonly random?: () => number;
  /** How the server sends on its own; default: over sockets. */
  readonly outbound?: Outbound;
}

export interface ListenAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface ReferenceServer {
  /** One request of a device. */
  readonly respond: (request: ServerRequest) => Promise<ServerResponse>;
  /** One request of the operator (docs/upper-tester.openapi.yaml). */
  readonly respondToOperator: (request: ServerRequest) => Promise<ServerResponse>;
  /** Where devices reach the server, `http://host:port`; `listen` says it by itself. */
  readonly announce: (origin: string) => void;
  /** Serves devices at an address; rejects with the system's error when it is taken. */
  readonly listen: (address: ListenAddress & { readonly tls?: TlsListening; /** `none`: devices are not told of this address; default: they are. */ readonly announcement?: 'none' }) => Promise<Listening>;
  /** Serves the operator at another address. */
  readonly listenToOperator: (address: ListenAddress) => Promise<Listening>;
  /** Descriptions of management objects by address. */
  readonly descriptions: () => ReadonlyMap<string, Description>;
  /** Waits until nothing goes on beside the sessions; rejects with a fault of the server itself. */
  readonly idle: () => Promise<void>;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
}

/** Largest content that the operator may hand over. */
const OPERATOR_BODY_BYTES = 64 * 1024 * 1024;

/** A server that knows no device yet. */
export function createReferenceServer(options: ReferenceServerOptions = {}): ReferenceServer {
  const server = openContext(options);
  const open: Listening[] = [];
  const onFault = (fault: unknown): void => server.background.add(Promise.reject(fault));
  const secure = (tls: TlsListening): TlsOptions => server.parts.tlsOptions(server, { tls });
  const respond = (request: ServerRequest): Promise<ServerResponse> => server.parts.respond(server, { request });
  const respondToOperator = (request: ServerRequest): Promise<ServerResponse> => answerOperator(server, request);
  const opened = (listening: Listening): Listening => {
    open.push(listening);
    return listening;
  };
  return {
    respond,
    respondToOperator,
    announce: (origin) => {
      server.state.origin = origin;
    },
    listen: async (address) => {
      const listening = opened(await listen({ ...address, maxBodyBytes: server.config.limits.bodyBytes, respond, onFault, secure }));
      if (address.announcement !== 'none') server.state.origin = listening.origin;
      return listening;
    },
    listenToOperator: async (address) => opened(await listen({ ...address, maxBodyBytes: OPERATOR_BODY_BYTES, respond: respondToOperator, onFault, secure })),
    descriptions: () => server.state.descriptions,
    idle: () => server.background.settled(),
    close: async () => void (await Promise.all(open.splice(0).map((listening) => listening.close()))),
  };
}

function openContext({ config = DEFAULT_SERVER_CONFIG, parts = DEFAULT_PARTS, clock = { now: () => 0 }, random = () => 0.5, outbound }: ReferenceServerOptions): ServerContext {
  const { outboundMs, bodyBytes } = config.limits;
  return {
    config, parts, clock, random,
    outbound: outbound ?? openOutbound({ timeoutMs: outboundMs, maxBytes: bodyBytes }),
    background: openBackground(),
    state: {
      origin: '', devices: new Map(), sessions: new Set(), content: new Map(), pages: new Map(), descriptions: new Map(), nonces: new Map(), serial: 0,
    },
  };
}
