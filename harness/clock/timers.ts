/** Time that has to pass, as an argument: deadlines and observation windows are the only places where a campaign waits for time. */

export interface Timers {
  /** Calls back once after this many milliseconds; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** Time as it passes on the wall. */
export const WALL_TIMERS: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
