/** Time that has to pass, as an argument: deadlines and observation windows are the only places where a campaign waits for time. */

export interface Timers {
  /** Calls back once after this many milliseconds; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** The time of day, milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The time of day as the system has it. */
export const WALL_CLOCK: Clock = { now: () => Date.now() };

/** Time as it passes on the wall. */
export const WALL_TIMERS: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
