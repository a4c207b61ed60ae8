/** Following a session between two products: by what passes through the proxy, and by what the device says of its end. */
import type { ClientRun } from '../../iut/control.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { Timers } from '../../clock/timers.js';
import type { Deadlines } from '../dm2-server/driver.js';
import { createSignal, within } from '../dm2-server/waiting.js';
import type { Relay } from './relay.js';

export interface Following {
  readonly recorder: Recorder;
  readonly deadlines: Deadlines;
  readonly timers: Timers;
  readonly isAborted: () => boolean;
}

/** Message after message until the device is done, or nothing moves any more. Each deadline that passes is recorded. What moved after `before` belongs to the session. */
export async function followSession(relay: Relay, run: ClientRun, following: Following, before = relay.moves()): Promise<void> {
  const { recorder, deadlines, timers, isAborted } = following;
  const ended = noteEnd(run, recorder);
  const next = (what: string, timeoutMs: number, seen: number): Promise<'met' | 'ended' | 'late'> =>
    within({ arrived: relay.moved, condition: () => relay.moves() > seen, timeoutMs, timers, isAborted, ended, onLate: () => void recorder.add({ kind: 'deadline', waitedFor: what, timeoutMs }) });
  let seen = before;
  if ((await next('the first message of the client (Package#1)', deadlines.startMs, seen)) !== 'met') return;
  for (;;) {
    seen = relay.moves();
    if (ended === undefined && relay.isOver()) {
      if (await isQuiet(relay, following)) return;
      continue;
    }
    // The server has a reply deadline of its own at the proxy; the client's comes after it.
    if ((await next('anything more of the session', deadlines.replyMs * 2, seen)) !== 'met') return;
  }
}

/** Without a proxy only the device knows when it is done; where it does not say, time has to pass. */
export async function awaitSession(run: ClientRun, { recorder, deadlines, timers, isAborted }: Following): Promise<void> {
  const ended = noteEnd(run, recorder);
  const timeoutMs = deadlines.startMs + deadlines.replyMs;
  const onLate = (): void => void (ended === undefined ? null : recorder.add({ kind: 'deadline', waitedFor: 'the end of the session on the device', timeoutMs }));
  await within({ arrived: createSignal(), condition: () => false, timeoutMs, timers, isAborted, ended, onLate });
}

function noteEnd({ ended }: ClientRun, recorder: Recorder): Promise<void> | undefined {
  return ended?.then((end) => void recorder.add({ kind: 'control', action: 'ended', detail: end.detail }));
}

/** Where the device does not say that it is done, a window without messages is the sign that it is. */
async function isQuiet(relay: Relay, { recorder, deadlines: { observeMs }, timers, isAborted }: Following): Promise<boolean> {
  const seen = relay.moves();
  const moved = await within({ arrived: relay.moved, condition: () => relay.moves() > seen, timeoutMs: observeMs, timers, isAborted, onLate: () => undefined });
  if (moved === 'met') return false;
  recorder.add({ kind: 'control', action: 'quiet', detail: `nothing more came within ${observeMs} ms after the session` });
  return true;
}
