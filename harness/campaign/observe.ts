/** Two products that talk to each other through a proxy, with nobody driving them: what passes is recorded until somebody says that it is enough. */
import type { ListenOptions } from '../iut/iut.js';
import type { Timers } from '../clock/timers.js';
import { createRelay } from '../tester/pair/relay.js';
import type { ParameterValue, Transcript, TranscriptEvent } from '../transcript/event.js';
import { TRANSCRIPT_SCHEMA } from '../transcript/event.js';
import { createRecorder } from '../transcript/recorder.js';
import type { ConnectionOptions } from 'node:tls';

export interface ObserveOptions {
  readonly listen: Pick<ListenOptions, 'host' | 'port'>;
  /** The server; a path in it is of no use, the client's own goes on as it is. */
  readonly to: URL;
  readonly tls: ConnectionOptions;
  readonly replyMs: number;
  readonly maxBodyBytes: number;
  readonly timers: Timers;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Defaults of the suite, as there is no IUT file. */
  readonly features: Readonly<Record<string, boolean>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly onEvent: (event: TranscriptEvent) => void;
}

export interface Observation {
  /** Where the client finds the proxy. */
  readonly origin: string;
  /** Ends it; what was recorded, and addresses that led past the proxy. */
  end(): Promise<{ readonly transcript: Transcript; readonly bypasses: readonly string[] }>;
}

/** Starts the proxy. Rejects with the system's error when the address is taken. */
export async function startObservation(options: ObserveOptions): Promise<Observation> {
  const { listen, to, tls, timers, replyMs, maxBodyBytes, features, parameters } = options;
  const recorder = createRecorder(options.now, options.onEvent);
  const relay = createRelay({ recorder, timers, replyMs, maxBodyBytes, counters: { exchange: 0, connection: 0 } });
  const origin = await relay.open({ to: to.origin, tls, listen, path: null, placeOf: () => null, address: 'main' });
  return {
    origin,
    async end() {
      await relay.close();
      recorder.close();
      const iut = `clients of ${origin} with ${to.origin}`;
      const transcript: Transcript = { schema: TRANSCRIPT_SCHEMA, test: 'observed', iut, role: 'pair', protocol: 'dm-2.0', parameters, features, events: recorder.events };
      return { transcript, bypasses: relay.bypasses() };
    },
  };
}
