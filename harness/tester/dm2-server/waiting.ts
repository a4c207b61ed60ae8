/** Waiting on protocol state with a deadline. Every limit in time of the DM 2.0 server role is one call of `within`. */
import type { Timers } from '../../clock/timers.js';

export interface Signal {
  raise(): void;
  /** Calls back at the next `raise`; the returned function cancels. */
  next(callback: () => void): () => void;
}

/** A broadcast: everything that waits is told when something arrived. */
export function createSignal(): Signal {
  const waiting = new Set<() => void>();
  return {
    raise() {
      for (const callback of [...waiting]) callback();
    },
    next(callback) {
      waiting.add(callback);
      return () => void waiting.delete(callback);
    },
  };
}

/** Lets this process read what has already arrived: each turn is one look at the sockets, not a length of time. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

export interface Wait {
  /** Raised when something arrived, and when the test is aborted. */
  readonly arrived: Signal;
  readonly condition: () => boolean;
  readonly timeoutMs: number;
  readonly timers: Timers;
  readonly isAborted: () => boolean;
  readonly ended?: Promise<unknown> | undefined;
  readonly onLate: () => void;
}

/** `met` when the condition holds, `ended` when the device was done first, `late` when the time was up or the test aborted. */
export function within(wait: Wait): Promise<'met' | 'ended' | 'late'> {
  if (wait.condition()) return Promise.resolve('met');
  if (wait.isAborted()) return Promise.resolve('late');
  return new Promise((resolve) => {
    const finish = (result: 'met' | 'ended' | 'late'): void => {
      cancelTimer();
      cancel();
      resolve(result);
    };
    const cancelTimer = wait.timers.after(wait.timeoutMs, () => {
      wait.onLate();
      finish('late');
    });
    const cancel = wait.arrived.next(() => {
      if (wait.condition()) finish('met');
      else if (wait.isAborted()) finish('late');
    });
    wait.ended?.then(
      () => finish(wait.condition() ? 'met' : 'ended'),
      () => finish('ended'),
    );
  });
}
