/** One session at a time: what waits for its turn. */

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
