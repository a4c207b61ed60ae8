/**
 * What the engine asks of a role: a stage on which tests are played, opened once for a campaign. `client-stage.ts` plays the
 * server against a client under test, `server-stage.ts` the client against a server, `pair-stage.ts` stands between two products.
 */
import type { Listen } from '../binding/http-listener.js';
import type { Clock, Timers } from '../clock/timers.js';
import type { Courier } from '../tester/notification/courier.js';
import type { Control } from '../iut/server-control.js';
import type { Recorder } from '../transcript/recorder.js';
import type { Plan, PlannedTest } from './plan.js';

export interface StageOptions {
  readonly plan: Plan;
  readonly control: Control;
  readonly timers: Timers;
  /** How a tester that listens does it; default: over sockets. */
  readonly listen?: Listen | undefined;
  /** How its notifications leave; default: over sockets. */
  readonly courier?: Courier | undefined;
  /** The time of day that stands in messages; default: that of the system. */
  readonly clock?: Clock | undefined;
}

/** One test on its stage. */
export interface StagedTest {
  /** Runs the drive half of the test. */
  drive(): Promise<void>;
  /** Ends recording and gives back what the test held. */
  close(): Promise<void>;
}

export interface Cue {
  readonly planned: PlannedTest;
  readonly recorder: Recorder;
  /** Raised when the test is over for any reason. */
  readonly signal: AbortSignal;
}

export interface Stage {
  /** Tests that may be played at once. */
  readonly width: number;
  /** Prepares a test. Rejects with IutFault where the IUT, or its control, does not play along. */
  open(cue: Cue): Promise<StagedTest>;
  /** What happened outside of any test. */
  notes(): readonly string[];
  close(): Promise<void>;
}

/** Opens the stage of the control's role. Rejects with the system's error where an address is taken, with IutFault where the IUT cannot be started. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { control } = options;
  switch (control.role) {
    case 'client':
      return (await import('./client-stage.js')).openClientStage({ ...options, control });
    case 'server':
      return (await import('./server-stage.js')).openServerStage({ ...options, control });
    case 'pair':
      return (await import('./pair-stage.js')).openPairStage({ ...options, control });
  }
}
