/** Limits the time that the IUT's side of a control may take; what it does afterwards is ignored. */
import { WALL_TIMERS, type Timers } from '../clock/timers.js';
import { IutFault } from './control.js';

export interface Limited<T> {
  readonly work: Promise<T>;
  readonly timeoutMs: number;
  /** Sentence without the time, for example `the operator did not answer`. */
  readonly late: string;
  /** Ends the wait when the test is over. */
  readonly signal?: AbortSignal;
  /** Default: time on the wall. */
  readonly timers?: Timers;
}

/** The result of `work`; IutFault `<late> within 10 s` when the time is up or the test is over first. */
export function withinDeadline<T>({ work, timeoutMs, late, signal, timers = WALL_TIMERS }: Limited<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => finish(() => reject(new IutFault(`${late} before the test was over`)));
    const cancel = timers.after(timeoutMs, () => finish(() => reject(new IutFault(`${late} within ${secondsText(timeoutMs)}`))));
    const finish = (settle: () => void): void => {
      cancel();
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    work.then(
      (value) => finish(() => resolve(value)),
      (error: unknown) => finish(() => reject(error)),
    );
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** `10 s`, `500 ms`. */
const secondsText = (timeoutMs: number): string => (timeoutMs < 1000 ? `${timeoutMs} ms` : `${timeoutMs / 1000} s`);
