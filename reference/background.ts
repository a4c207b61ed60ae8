/** Work of a reference that goes on beside its sessions: late results, subscription reports, fetches. */

export interface BackgroundWork {
  /** Registers work; a rejection is held back until `settled` is awaited, for it is a fault of the reference itself. */
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
      while (running.size > 0) await Promise.all(running);
      if (faults.length > 0) throw faults.shift();
    },
  };
}
