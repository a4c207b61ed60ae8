/**
 * Work that goes on beside a session: late results, subscription reports, fetches for applications.
 *
 * idle() of the reference client waits for all of it, open browser pages excepted.
 */
export interface BackgroundWork {
  /** Registers work; a rejection is held back until idle() is awaited, for it is a fault of the client itself. */
  readonly add: (work: Promise<void>) => void;
  /** Resolves when nothing is under way, work started meanwhile included; rejects with the first fault. */
  readonly settled: () => Promise<void>;
}

/** An empty list of background work. */
export function openBackground(): BackgroundWork {
  const running = new Set<Promise<void>>();
  const faults: unknown[] = [];
  return {
    add: (work) => {
      const tracked = work.catch((fault: unknown) => void faults.push(fault)).finally(() => running.delete(tracked));
      running.add(tracked);
    },
    settled: async () => {
      while (running.size > 0) {
        await Promise.all(running);
      }
      const fault = faults.shift();
      if (fault !== undefined) {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- handed on as it was thrown
        throw fault;
      }
    },
  };
}

/** Lets one piece of work run at a time, in the order of asking. */
export interface Turns {
  readonly take: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** A fresh queue. */
export function openTurns(): Turns {
  const queue: { last: Promise<unknown> } = { last: Promise.resolve() };
  return {
    take: (work) => {
      const mine = queue.last.then(work, work);
      queue.last = mine.catch(() => undefined);
      return mine;
    },
  };
}
