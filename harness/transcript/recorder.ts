/** Builds a transcript while a test runs. Mutable life in one place; everything it hands out is read-only. */
import type { ControlEvent, DatagramEvent, DeadlineEvent, RequestEvent, ResponseEvent, TlsEvent, TranscriptEvent } from './event.js';

type Unnumbered<E extends TranscriptEvent> = Omit<E, 'n' | 'atMs'>;
export type NewEvent = Unnumbered<RequestEvent> | Unnumbered<ResponseEvent> | Unnumbered<DatagramEvent> | Unnumbered<ControlEvent> | Unnumbered<DeadlineEvent> | Unnumbered<TlsEvent>;

export interface Recorder {
  /** Appends an event; returns its number. After `close` nothing is recorded and -1 is returned. */
  add(event: NewEvent): number;
  readonly events: readonly TranscriptEvent[];
  close(): void;
}

/** More events than any legal session needs; a looping IUT must not fill memory. */
export const MAX_EVENTS = 5_000;

export type EventObserver = (event: TranscriptEvent) => void;

/**
 * @param now monotonic clock, milliseconds
 * @param observe sees each event as it is recorded
 */
export function createRecorder(now: () => number, observe?: EventObserver): Recorder {
  const events: TranscriptEvent[] = [];
  const startedMs = now();
  let isOpen = true;
  return {
    events,
    add(event) {
      if (!isOpen || events.length >= MAX_EVENTS) return -1;
      const n = events.length;
      const atMs = Math.round((now() - startedMs) * 1000) / 1000;
      const recorded = { n, atMs, ...event } as TranscriptEvent;
      events.push(recorded);
      observe?.(recorded);
      return n;
    },
    close() {
      isOpen = false;
    },
  };
}
