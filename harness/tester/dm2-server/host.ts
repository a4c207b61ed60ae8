/**
 * The listeners of the tester as DM 2.0 server: DM endpoints `a` and `b`, data repository, web component,
 * bootstrap server.
 * They live as long as a campaign; each test gets a lane of its own, kept apart by the first path segment, or by being
 * the only one at a time for clients that know one hard-coded URL.
 */
import { listenHttp, type Exchange, type IncomingRequest, type Listen, type Listener } from '../../binding/http-listener.js';
import type { ObservationPoint } from '../../transcript/event.js';

export type ServerPoint = Exclude<ObservationPoint, 'control' | 'upper-tester' | 'notification' | 'description' | 'challenge'>;

/** Where a request arrived. */
export interface Arrival {
  readonly point: ServerPoint;
  readonly address: string;
  /** Target without the lane's segment. */
  readonly path: string;
  readonly request: IncomingRequest;
}

export interface LaneHandler {
  /** The head of a request has come; the returned function is called when its body is here, or will not come. */
  onBegin(): () => void;
  onArrival(arrival: Arrival): Exchange | Promise<Exchange>;
  onMalformed(detail: string): void;
}

export interface Lane {
  /** Base URLs without a trailing slash. */
  readonly dm: Readonly<Record<'a' | 'b', string>>;
  readonly repository: string;
  readonly web: string;
  readonly bootstrap: string;
  /** The same without TLS, where `bootstrap` is https. */
  readonly bootstrapInTheClear?: string;
  /** Requests that still arrive are answered 410 and counted as strays. */
  close(): void;
}

export interface HostOptions {
  readonly host: string;
  /** Port of DM endpoint `a`; 0 lets the system choose. */
  readonly port: number;
  /** Path of DM endpoint `a` for clients that know only one URL; null gives each test its own. */
  readonly fixedPath: string | null;
  /** Largest message kept, bytes. */
  readonly maxBodyBytes: number;
  /** Default: over sockets. */
  readonly listen?: Listen;
}

export interface TesterHost {
  /** Opens a lane. With a fixed path only one lane may be open at a time. `segment` keeps it apart and must not be that of another open lane. */
  open(handler: LaneHandler, segment: string): Lane;
  /** Requests that belonged to no open lane. */
  readonly strays: readonly string[];
  close(): Promise<void>;
}

const MAX_STRAYS = 100;

/** Starts the five listeners. Rejects with the system's error when the address is taken. */
export async function startTesterHost(options: HostOptions): Promise<TesterHost> {
  const { listen = listenHttp } = options;
  const lanes = new Map<string, LaneHandler>();
  const strays: string[] = [];
  const onMalformed = (detail: string): void => {
    for (const handler of lanes.values()) handler.onMalformed(detail);
  };
  const onBegin = (target: string): (() => void) => handlerOf(target, lanes, options.fixedPath)?.onBegin() ?? (() => undefined);
  const open = (point: ServerPoint, address: string, port: number): Promise<Listener> =>
    listen({ host: options.host, port, maxBodyBytes: options.maxBodyBytes, onMalformed, onBegin, onRequest: (request) => route({ point, address, request, lanes, strays, fixedPath: options.fixedPath }) });
  const listeners = await openAll([() => open('dm', 'a', options.port), () => open('dm', 'b', 0), () => open('repository', 'main', 0), () => open('web', 'main', 0), () => open('bootstrap', 'main', 0)]);
  const [a, b, repository, web, bootstrap] = listeners as [Listener, Listener, Listener, Listener, Listener];
  return {
    strays,
    open(handler, segment) {
      lanes.set(segment, handler);
      return {
        dm: { a: options.fixedPath === null ? `${a.origin}/${segment}/dm` : `${a.origin}${options.fixedPath}`, b: `${b.origin}/${segment}/dm` },
        repository: `${repository.origin}/${segment}`,
        web: `${web.origin}/${segment}`,
        bootstrap: `${bootstrap.origin}/${segment}`,
        close: () => void lanes.delete(segment),
      };
    },
    close: async () => void (await Promise.all(listeners.map((listener) => listener.close()))),
  };
}

async function openAll(openers: readonly (() => Promise<Listener>)[]): Promise<readonly Listener[]> {
  const opened: Listener[] = [];
  try {
    for (const opener of openers) opened.push(await opener());
    return opened;
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close()));
    throw error;
  }
}

interface Routing {
  readonly point: ServerPoint;
  readonly address: string;
  readonly request: IncomingRequest;
  readonly lanes: ReadonlyMap<string, LaneHandler>;
  readonly strays: string[];
  readonly fixedPath: string | null;
}

function route(routing: Routing): Exchange | Promise<Exchange> {
  const { point, address, request, lanes } = routing;
  const [, segment = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(request.target) ?? [];
  const own = lanes.get(segment);
  if (own !== undefined) return own.onArrival({ point, address, path: rest === '' ? '/' : rest, request });
  const [only] = lanes.values();
  if (routing.fixedPath !== null && point === 'dm' && pathOf(request.target) === routing.fixedPath && only !== undefined) {
    return only.onArrival({ point, address, path: '/dm', request });
  }
  if (routing.strays.length < MAX_STRAYS) routing.strays.push(`${request.method} ${request.target} at ${point} ${address}`);
  return { reply: { status: 410, headers: [['Content-Type', 'text/plain']], body: Buffer.from('no test is running at this address\n') } };
}

/** The test that a target belongs to. */
function handlerOf(target: string, lanes: ReadonlyMap<string, LaneHandler>, fixedPath: string | null): LaneHandler | undefined {
  const [only] = lanes.values();
  return lanes.get(/^\/([^/?]*)/.exec(target)?.[1] ?? '') ?? (fixedPath === null ? undefined : only);
}

function pathOf(target: string): string {
  const question = target.indexOf('?');
  return question < 0 ? target : target.slice(0, question);
}
