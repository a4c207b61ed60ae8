/** A campaign of a few real test cases against a client that does what a test of ours wants, in this process and with short deadlines. */
import { assembleResults } from '../../harness/campaign/assemble.js';
import { planCampaign } from '../../harness/campaign/plan.js';
import type { CampaignResults } from '../../harness/campaign/results.js';
import { runCampaign, type FinishedTest } from '../../harness/campaign/run.js';
import { HOOK_NAMES, type ClientControl, type RunEnd } from '../../harness/iut/control.js';
import { EMBEDDED_CLIENT } from '../../harness/iut/embedded-iut.js';
import type { Transcript } from '../../harness/transcript/event.js';
import { loadSuite } from '../../testcases/suite.js';

/** What the client does when it is started: `url` is its SrvURI, `signal` is raised when the test is over. */
export type Behaviour = (url: string, signal: AbortSignal) => Promise<RunEnd>;

export interface HostileCampaign {
  readonly results: CampaignResults;
  readonly transcripts: ReadonlyMap<string, Transcript>;
  readonly durationMs: number;
}

export interface HostileOptions {
  readonly behave: Behaviour;
  readonly selected: (id: string) => boolean;
  /** From the start, and from each answer, to the client's next message, milliseconds. */
  readonly waitMs: number;
  /** Largest message kept, bytes. */
  readonly messageBytes?: number;
  readonly jobs?: number;
}

/** Runs the selected test cases of the suite. */
export async function runHostile(options: HostileOptions): Promise<HostileCampaign> {
  const suite = loadSuite('partial');
  const control = controlOf(options.behave);
  const { waitMs, messageBytes = EMBEDDED_CLIENT.limits.messageBytes } = options;
  const iut = { ...EMBEDDED_CLIENT, name: 'hostile', deadlines: { startMs: waitMs, replyMs: waitMs, observeMs: 5 }, limits: { messageBytes } };
  const plan = planCampaign({ suite, iut, abilities: control, selected: ({ id }) => options.selected(id) });
  const finished: FinishedTest[] = [];
  const transcripts = new Map<string, Transcript>();
  const startedMs = performance.now();
  const { notes } = await runCampaign({
    suite,
    plan,
    control,
    strictness: 'strict',
    jobs: options.jobs ?? 1,
    now: () => performance.now(),
    sessionMs: null,
    done: new Set(),
    signal: new AbortController().signal,
    onFinished(entry, transcript) {
      finished.push(entry);
      if (transcript !== null) transcripts.set(entry.result.id, transcript);
    },
  });
  const results = assembleResults({
    suite,
    outcomes: [{ plan, finished }],
    strictness: 'strict',
    tool: { name: 'dm-conformance', version: '0' },
    run: { id: 'hostile', startedAt: '', durationMs: 0, seed: 0, arguments: [] },
    notes,
  });
  return { results, transcripts, durationMs: performance.now() - startedMs };
}

function controlOf(behave: Behaviour): ClientControl {
  return {
    role: 'client',
    kind: 'module',
    maxDevices: 8,
    hooks: HOOK_NAMES,
    accounts: 2,
    keepsState: true,
    open: async ({ accounts, signal }) => ({
      start: async (account) => ({ ended: behave(accounts[account].url, signal) }),
      hook: async () => undefined,
      close: async () => undefined,
    }),
    close: async () => undefined,
  };
}
