/** The tester's desk: takes what arrives in a lane, records it, and hands out the scripted answer. No waiting, no judging. */
import type { Exchange, IncomingRequest } from '../../binding/http-listener.js';
import type { Reply } from '../../binding/http-reply.js';
import type { Recorder } from '../../transcript/recorder.js';
import { prepareAnswer, prepareResource, type Resource, type Step } from './answer.js';
import type { Guard } from './guard.js';
import type { Arrival, LaneHandler } from './host.js';
import { createSignal, type Signal } from './waiting.js';

export interface Desk extends LaneHandler {
  /** Raised after each arrival and after each answer. */
  readonly arrived: Signal;
  /** The next messages at DM endpoints take these answers; END follows the last. */
  setScript(answers: readonly Step[]): void;
  /** From now on messages at this point need credentials; null: none. */
  setGuard(point: 'dm' | 'bootstrap', guard: Guard | null): void;
  setResource(key: string, replies: readonly Resource[]): void;
  /** Arrivals so far: `dm`, `repository /path`, `web /path` or `bootstrap /path`. */
  count(key: string): number;
  /** Requests whose head has come and whose body has not. */
  unread(): number;
  /** Answers that have left at DM endpoints. */
  answered(): number;
  /** Body of the last request with that key; undefined before the first. */
  lastBody(key: string): Uint8Array | undefined;
  /** True when the answer given last ends the session. */
  isSessionOver(): boolean;
  /** True once the IUT has sent more messages than any session needs; nothing more is expected of it. */
  isLooping(): boolean;
  /** What a step of the script threw when its turn came: an error of the test case. Undefined when none did. */
  readonly stepError: { readonly error: unknown } | undefined;
}

/** A looping client gets this many answers in one test, then nothing but errors. */
const MAX_MESSAGES = 200;
/** Requests of any kind that are recorded in one test; what follows is refused unseen. */
const MAX_ARRIVALS = 2_000;
/** Bodies kept in one test, bytes: room for a dozen of the largest messages, far more than any legal session has. */
const MAX_KEPT_BYTES = 48 * 1024 * 1024;

const REFUSED: Exchange = { reply: prepareResource({ status: 503 }) };

interface Choice {
  readonly reply: Reply;
  readonly onPurpose: string | null;
}

/** A desk with an empty script. */
export function createDesk(recorder: Recorder): Desk {
  const script = createScript(recorder);
  const shelf = createShelf();
  const intake = createIntake(recorder);
  const arrived = createSignal();
  let unread = 0;
  let answered = 0;
  const guards = new Map<Arrival['point'], Guard | null>();
  const choose = (point: Arrival['point'], key: string, request: IncomingRequest): Choice => {
    const refusal = guards.get(point)?.refuse(request);
    if (refusal !== undefined) return { reply: refusal, onPurpose: null };
    return point === 'dm' ? script.answer(intake.count('dm') + 1) : shelf.serve(key);
  };
  return {
    arrived,
    setScript: script.set,
    setGuard: (point, guard) => void guards.set(point, guard),
    setResource: shelf.put,
    count: intake.count,
    unread: () => unread,
    onBegin() {
      unread += 1;
      return () => {
        unread -= 1;
        arrived.raise();
      };
    },
    answered: () => answered,
    lastBody: intake.lastBody,
    isSessionOver: script.isOver,
    isLooping: () => intake.count('dm') > MAX_MESSAGES,
    get stepError() {
      return script.stepError();
    },
    onMalformed: (detail) => void recorder.add({ kind: 'control', action: 'malformed', detail }),
    onArrival({ point, address, path, request: arrival }: Arrival): Exchange {
      const key = point === 'dm' ? 'dm' : `${point} ${path}`;
      const taken = intake.take(key, arrival);
      if (taken === null) return REFUSED;
      const { exchange, request } = taken;
      recorder.add({ kind: 'request', point, address, exchange, path, ...request });
      const { reply, onPurpose } = choose(point, key, arrival);
      intake.arrived(key);
      arrived.raise();
      return {
        reply,
        written(written) {
          recorder.add({ kind: 'response', point, address, exchange, ...written, fault: onPurpose ?? written.fault });
          if (point === 'dm') answered += 1;
          arrived.raise();
        },
      };
    },
  };
}

interface Script {
  set(answers: readonly Step[]): void;
  answer(messages: number): Choice;
  isOver(): boolean;
  stepError(): Desk['stepError'];
}

/** The answers that messages take, one after the other, then END. */
function createScript(recorder: Recorder): Script {
  let steps: readonly Step[] = [];
  let isOver = false;
  let stepError: Desk['stepError'];
  return {
    set(answers) {
      steps = answers;
      isOver = false;
    },
    answer(messages) {
      if (messages > MAX_MESSAGES) return refuseLoop(recorder, messages);
      const [step = [['END']], ...rest] = steps;
      steps = rest;
      try {
        const prepared = prepareAnswer(typeof step === 'function' ? step() : step);
        isOver = prepared.isLast;
        return prepared;
      } catch (error) {
        // A step runs when a message comes, outside of the test's own course; thrown from here it would end the whole campaign.
        stepError ??= { error };
        isOver = true;
        return { reply: prepareResource({ status: 500 }), onPurpose: 'a step of the test case failed' };
      }
    },
    isOver: () => isOver,
    stepError: () => stepError,
  };
}

interface Shelf {
  put(key: string, replies: readonly Resource[]): void;
  serve(key: string): Choice;
}

/** What the repository and the web component serve; the last reply of a resource repeats. */
function createShelf(): Shelf {
  const resources = new Map<string, readonly Resource[]>();
  const used = new Map<string, number>();
  return {
    put(key, replies) {
      resources.set(key, replies);
      used.delete(key);
    },
    serve(key) {
      const replies = resources.get(key);
      if (replies === undefined) return { reply: prepareResource({ status: 404 }), onPurpose: null };
      const turn = used.get(key) ?? 0;
      used.set(key, turn + 1);
      return { reply: prepareResource(replies[Math.min(turn, replies.length - 1)] ?? {}), onPurpose: null };
    },
  };
}

interface Intake {
  /** Numbers a request and keeps its body while there is room; null when there have been too many, which is recorded once. */
  take(key: string, request: IncomingRequest): { readonly exchange: number; readonly request: IncomingRequest } | null;
  /** Counts a request that has its answer. */
  arrived(key: string): void;
  count(key: string): number;
  lastBody(key: string): Uint8Array | undefined;
}

/** Counts and keeps what came, within limits: an IUT may send for as long as the test lasts. */
function createIntake(recorder: Recorder): Intake {
  const counts = new Map<string, number>();
  const bodies = new Map<string, Uint8Array>();
  let exchanges = 0;
  let keptBytes = 0;
  const withinRoom = (request: IncomingRequest): IncomingRequest => {
    const incomplete = `the body of ${request.body.length} bytes was not kept, because the messages of this test exceed ${MAX_KEPT_BYTES} bytes`;
    if (keptBytes + request.body.length > MAX_KEPT_BYTES) return { ...request, body: new Uint8Array(), incomplete };
    keptBytes += request.body.length;
    return request;
  };
  return {
    take(key, arrival) {
      const exchange = exchanges++;
      if (exchange === MAX_ARRIVALS) recorder.add({ kind: 'control', action: 'limit', detail: `the IUT sent more than ${MAX_ARRIVALS} requests in one test; the tester keeps no more of them` });
      if (exchange >= MAX_ARRIVALS) return null;
      const request = withinRoom(arrival);
      bodies.set(key, request.body);
      return { exchange, request };
    },
    arrived: (key) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    count: (key) => counts.get(key) ?? 0,
    lastBody: (key) => bodies.get(key),
  };
}

function refuseLoop(recorder: Recorder, messages: number): Choice {
  const detail = `the IUT sent more than ${MAX_MESSAGES} messages in one test; the tester stops answering`;
  if (messages === MAX_MESSAGES + 1) recorder.add({ kind: 'control', action: 'limit', detail });
  return { reply: prepareResource({ status: 503 }), onPurpose: detail };
}
