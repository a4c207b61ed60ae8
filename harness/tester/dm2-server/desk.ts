/** The tester's desk: takes what arrives in a lane, records it, and hands out the scripted answer. No waiting, no judging. */
import type { Exchange } from '../../binding/http-listener.js';
import type { Reply } from '../../binding/http-reply.js';
import type { Recorder } from '../../transcript/recorder.js';
import { prepareAnswer, prepareResource, type Resource, type Step } from './answer.js';
import type { Arrival, LaneHandler } from './host.js';
import { createSignal, type Signal } from './waiting.js';

export interface Desk extends LaneHandler {
  /** Raised after each arrival and after each answer. */
  readonly arrived: Signal;
  /** The next messages at DM endpoints take these answers; END follows the last. */
  setScript(answers: readonly Step[]): void;
  setResource(key: string, replies: readonly Resource[]): void;
  /** Arrivals so far: `dm`, `repository /path` or `web /path`. */
  count(key: string): number;
  /** Answers that have left at DM endpoints. */
  answered(): number;
  /** Body of the last request with that key; undefined before the first. */
  lastBody(key: string): Uint8Array | undefined;
  /** True when the answer given last ends the session. */
  isSessionOver(): boolean;
}

/** A looping client gets this many answers in one test, then nothing but errors. */
const MAX_MESSAGES = 200;

interface Choice {
  readonly reply: Reply;
  readonly onPurpose: string | null;
}

/** A desk with an empty script. */
export function createDesk(recorder: Recorder): Desk {
  const resources = new Map<string, readonly Resource[]>();
  const counts = new Map<string, number>();
  const used = new Map<string, number>();
  const arrived = createSignal();
  let script: readonly Step[] = [];
  const bodies = new Map<string, Uint8Array>();
  let isOver = false;
  let nextExchange = 0;
  let answered = 0;

  const answerMessage = (messages: number): Choice => {
    if (messages > MAX_MESSAGES) return refuseLoop(recorder, messages);
    const [answer, ...rest] = script;
    script = rest;
    const prepared = prepareAnswer((typeof answer === 'function' ? answer() : answer) ?? [['END']]);
    isOver = prepared.isLast;
    return prepared;
  };
  const serve = (key: string): Choice => {
    const replies = resources.get(key);
    if (replies === undefined) return { reply: prepareResource({ status: 404 }), onPurpose: null };
    const turn = used.get(key) ?? 0;
    used.set(key, turn + 1);
    return { reply: prepareResource(replies[Math.min(turn, replies.length - 1)] ?? {}), onPurpose: null };
  };
  return {
    arrived,
    setScript(answers) {
      script = answers;
      isOver = false;
    },
    setResource(key, replies) {
      resources.set(key, replies);
      used.delete(key);
    },
    count: (key) => counts.get(key) ?? 0,
    answered: () => answered,
    lastBody: (key) => bodies.get(key),
    isSessionOver: () => isOver,
    onMalformed: (detail) => void recorder.add({ kind: 'control', action: 'malformed', detail }),
    onArrival({ point, address, path, request }: Arrival): Exchange {
      const exchange = nextExchange++;
      const key = point === 'dm' ? 'dm' : `${point} ${path}`;
      const arrivals = (counts.get(key) ?? 0) + 1;
      recorder.add({ kind: 'request', point, address, exchange, path, ...request });
      bodies.set(key, request.body);
      const { reply, onPurpose } = point === 'dm' ? answerMessage(arrivals) : serve(key);
      counts.set(key, arrivals);
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

function refuseLoop(recorder: Recorder, messages: number): Choice {
  const detail = `the IUT sent more than ${MAX_MESSAGES} messages in one test; the tester stops answering`;
  if (messages === MAX_MESSAGES + 1) recorder.add({ kind: 'control', action: 'limit', detail });
  return { reply: prepareResource({ status: 503 }), onPurpose: detail };
}
