/**
 * The HTTP address of the tester's devices, where a server under test fetches their DDF files (~6.3.2). One listener for a campaign, opened when the first test asks for it; each test has a path of its own, and every
 * request is in its transcript. Left out: TLS; the server comes to a host that the IUT file names in `listen`.
 */
import { listenHttp, type Exchange, type IncomingRequest, type Listener } from '../../binding/http-listener.js';
import type { Reply } from '../../binding/http-reply.js';
import type { Recorder } from '../../transcript/recorder.js';

/** What is there at a path. */
export interface OwnResource {
  readonly reply: Reply;
  /** The answer is on its way. */
  readonly onServed: () => void;
}

export interface OwnLane {
  readonly recorder: Recorder;
  /** Number of the next exchange of the transcript. */
  readonly nextExchange: () => number;
  /** By path below the lane, with the leading slash. */
  readonly resources: ReadonlyMap<string, OwnResource>;
}

export interface OwnAddress {
  /** Base URL of a lane, without a trailing slash. Rejects with the system's error where the address is taken. */
  open(segment: string, lane: OwnLane): Promise<string>;
  /** What still comes for it is answered 410. */
  forget(segment: string): void;
  close(): Promise<void>;
}

export interface OwnAddressOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly maxBodyBytes: number;
}

/** An address that nobody listens at yet. */
export function createOwnAddress({ host, port, maxBodyBytes }: OwnAddressOptions): OwnAddress {
  const lanes = new Map<string, OwnLane>();
  let listening: Promise<Listener> | undefined;
  const onRequest = (request: IncomingRequest): Exchange => answer(request, lanes);
  return {
    async open(segment, lane) {
      lanes.set(segment, lane);
      listening ??= listenHttp({ host, port, maxBodyBytes, onRequest, onMalformed: () => undefined });
      return `${(await listening).origin}/${segment}`;
    },
    forget: (segment) => void lanes.delete(segment),
    close: async () => (await listening?.catch(() => undefined))?.close(),
  };
}

const EMPTY = new Uint8Array();

function answer(request: IncomingRequest, lanes: ReadonlyMap<string, OwnLane>): Exchange {
  const [, segment = '', rest = ''] = /^\/([^/?]*)([^?]*)/.exec(request.target) ?? [];
  const lane = lanes.get(segment);
  if (lane === undefined) return { reply: { status: 410, headers: [], body: EMPTY } };
  const resource = lane.resources.get(rest);
  const { recorder } = lane;
  const base = { point: 'description', address: 'main', exchange: lane.nextExchange() } as const;
  const { connection, method, target, httpVersion, headers, body, incomplete } = request;
  recorder.add({ kind: 'request', ...base, connection, method, target, path: rest, httpVersion, headers, body, incomplete });
  return {
    reply: resource?.reply ?? { status: 404, headers: [], body: EMPTY },
    written(reply) {
      recorder.add({ kind: 'response', ...base, ...reply });
      resource?.onServed();
    },
  };
}
