/**
 * Time that passes only while nothing happens. Tester and IUT of one process that talk over a memory network act at once
 * or never: when the event loop has turned a few times and nothing was sent or answered, nothing will be until some timer
 * fires. So the next one fires at once, and a deadline says what it says on the wall, without the wait and without the
 * chance that a busy machine makes a peer look silent.
 */
import type { Timers } from './timers.js';

export interface QuietTime extends Timers {
  /** Something was sent or answered: whoever got it has its turn before time passes. */
  stir(): void;
  /** Milliseconds passed so far. */
  now(): number;
}

/** More turns of the event loop than anybody in the process takes between being told something and acting on it. */
const QUIET_TURNS = 8;

interface Pending {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A time of its own, at 0. */
export function createQuietTime(): QuietTime {
  const pending = new Set<Pending>();
  let nowMs = 0;
  let quietTurns = 0;
  let isTurning = false;
  const turn = (): void => {
    if (pending.size === 0) {
      isTurning = false;
      return;
    }
    quietTurns += 1;
    if (quietTurns > QUIET_TURNS) {
      quietTurns = 0;
      const next = earliest(pending);
      pending.delete(next);
      nowMs = Math.max(nowMs, next.dueMs);
      setImmediate(turn);
      next.callback();
      return;
    }
    setImmediate(turn);
  };
  return {
    now: () => nowMs,
    stir: () => void (quietTurns = 0),
    after(ms, callback) {
      const entry = { dueMs: nowMs + ms, callback };
      pending.add(entry);
      quietTurns = 0;
      if (!isTurning) {
        isTurning = true;
        setImmediate(turn);
      }
      return () => void pending.delete(entry);
    },
  };
}

/** Of several that are due at once, the one that was set first. */
function earliest(pending: ReadonlySet<Pending>): Pending {
  return [...pending].reduce((first, entry) => (entry.dueMs < first.dueMs ? entry : first));
}
