/** Runs a planned campaign, IUT after IUT: evidence and journal as each test ends, then the results of all. */
import { assembleResults } from '../harness/campaign/assemble.js';
import type { Plan, PlannedTest } from '../harness/campaign/plan.js';
import type { CampaignResults } from '../harness/campaign/results.js';
import { runCampaign, transcriptPath, type FinishedTest } from '../harness/campaign/run.js';
import type { JournalHeader } from '../harness/campaign/journal.js';
import { maskEvent, maskText, maskTranscript } from '../harness/transcript/mask.js';
import type { Finding } from '../harness/judge/finding.js';
import type { IutFile } from '../harness/iut/iut.js';
import type { Transcript, TranscriptEvent } from '../harness/transcript/event.js';
import type { CampaignPlan, PlannedIut } from './campaign-plan.js';
import type { Io } from './io.js';
import { writeFaultAt } from './files.js';
import type { ResultsFolder } from './results-folder.js';
import { shuffled } from './shuffle.js';
import { UsageError } from './usage-error.js';

export interface CampaignRun {
  readonly campaign: CampaignPlan;
  readonly folder: ResultsFolder;
  readonly header: JournalHeader;
  /** Results that the journal holds already. */
  readonly earlier: readonly FinishedTest[];
  readonly jobs: number | null;
  readonly deadlineMs: number | null;
  readonly secrecy: 'masked' | 'revealed';
  readonly version: string;
  readonly io: Pick<Io, 'now'>;
  readonly signal: AbortSignal;
  readonly onTest: (finished: FinishedTest) => void;
  readonly onEvent: ((test: string, event: TranscriptEvent) => void) | null;
}

/** Runs what has no result yet. Rejects with a UsageError when an address is taken. */
export async function runAll(run: CampaignRun): Promise<CampaignResults> {
  const { campaign, header, io } = run;
  const startedMs = io.now();
  const finished = new Map(campaign.iuts.map(({ plan }) => [plan.iut.name, run.earlier.filter(({ result }) => result.iut === plan.iut.name)]));
  const notes = [...campaign.notes];
  for (const planned of campaign.iuts) {
    if (run.signal.aborted) break;
    const own = finished.get(planned.plan.iut.name) ?? [];
    notes.push(...(await runOne({ run, planned, own, leftMs: run.deadlineMs === null ? null : run.deadlineMs - (io.now() - startedMs) })));
  }
  return assembleResults({
    suite: campaign.suite,
    outcomes: campaign.iuts.map(({ plan }) => ({ plan, finished: finished.get(plan.iut.name) ?? [] })),
    strictness: header.strict ? 'strict' : 'normal',
    tool: { name: 'dm-conformance', version: run.version },
    run: { id: header.runId, startedAt: header.startedAt, durationMs: Math.round(io.now() - startedMs), seed: header.seed, arguments: header.arguments },
    notes,
  });
}

interface OneIut {
  readonly run: CampaignRun;
  readonly planned: PlannedIut;
  /** Filled as tests end. */
  readonly own: FinishedTest[];
  readonly leftMs: number | null;
}

async function runOne({ run, planned: { plan, control }, own, leftMs }: OneIut): Promise<readonly string[]> {
  const { campaign, header, folder } = run;
  const { onEvent } = run;
  const secrets = run.secrecy === 'masked' ? [plan.iut, ...(plan.pair === undefined ? [] : [plan.pair.server.iut])].flatMap(secretsOf) : [];
  try {
    const { notes } = await runCampaign({
      suite: campaign.suite,
      plan: { ...plan, tests: inOrder(plan, header.seed) },
      control,
      strictness: header.strict ? 'strict' : 'normal',
      jobs: run.jobs ?? Infinity,
      now: run.io.now,
      sessionMs: leftMs,
      done: new Set(own.map(({ result }) => result.id)),
      signal: run.signal,
      transcriptPath: pathsOf(run, plan),
      ...(onEvent === null ? {} : { observe: (test: string, event: TranscriptEvent) => onEvent(test, run.secrecy === 'masked' ? maskEvent(event, secrets) : event) }),
      onOpened: () => folder.begin(),
      onFinished(finished, transcript) {
        if (transcript !== null) folder.keep(masked(transcript, run, secrets), finished.result.transcript ?? transcriptPath(transcript.test));
        const kept = withoutSecrets(finished, secrets);
        folder.append(kept);
        own.push(kept);
        run.onTest(kept);
      },
    });
    return notes;
  } catch (error) {
    throw faultOfRun({ error, iut: plan.iut, folder: folder.path });
  }
}

const inOrder = (plan: Plan, seed: number): readonly PlannedTest[] => (seed === 0 ? plan.tests : shuffled(plan.tests, seed));

/** With several IUTs each has a folder of its own, named by its place and by what its name has in letters and digits. */
function pathsOf({ campaign }: CampaignRun, plan: Plan): (testId: string) => string {
  if (campaign.iuts.length === 1) return transcriptPath;
  const place = campaign.iuts.findIndex((other) => other.plan === plan) + 1;
  const slug = plan.iut.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 40).replaceAll(/^-|-$/g, '');
  return (testId) => transcriptPath(testId).replace('/', `/${place}-${slug}/`);
}

function masked(transcript: Transcript, { secrecy }: CampaignRun, secrets: readonly string[]): Transcript {
  return secrecy === 'masked' ? maskTranscript(transcript, secrets) : transcript;
}

/** Credentials as the IUT file has them, and as HTTP Basic (RFC 7617) sends them. */
function secretsOf({ credentials, tls, values }: IutFile): readonly string[] {
  const own = credentials === null ? [] : [credentials.password, Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')];
  const secret = values['notification.secret'];
  return [...own, ...(tls?.psk == null ? [] : [tls.psk.keyHex]), ...(secret === undefined ? [] : [String(secret)])];
}

/** Findings quote what came; a secret may be part of it. */
function withoutSecrets(finished: FinishedTest, secrets: readonly string[]): FinishedTest {
  if (secrets.length === 0) return finished;
  const findings = finished.result.findings.map((finding) => maskTexts(finding, secrets));
  const rules = finished.rules.map((rule) => ({ ...rule, violations: rule.violations.map((finding) => maskTexts(finding, secrets)) }));
  const { reason } = finished.result;
  return { result: { ...finished.result, reason: reason === null ? null : maskText(reason, secrets), findings }, rules };
}

function maskTexts<T extends Finding>(finding: T, secrets: readonly string[]): T {
  const { message, expected, found } = finding;
  return {
    ...finding,
    message: maskText(message, secrets),
    ...(expected === undefined ? {} : { expected: maskText(expected, secrets) }),
    ...(found === undefined ? {} : { found: maskText(found, secrets) }),
  };
}

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program; stop that program, or give another listen.port in the IUT file (0 lets the system choose)',
  EADDRNOTAVAIL: 'is no address of this machine; correct listen.host in the IUT file',
  EACCES: 'may not be opened by this user; give a listen.port above 1023 in the IUT file',
  ENOTFOUND: 'is not known by name; correct listen.host in the IUT file',
};

/** An address that cannot be listened at, or a results folder that takes no more, in words; anything else as it is. */
function faultOfRun({ error, iut, folder }: { readonly error: unknown; readonly iut: IutFile; readonly folder: string }): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : '';
  const words = error instanceof Error && 'syscall' in error && error.syscall !== 'open' && error.syscall !== 'write' ? LISTEN_FAULTS[code] : undefined;
  if (words !== undefined) return new UsageError(`${iut.source ?? iut.name}: ${iut.listen.host}:${iut.listen.port} ${words}`, { cause: error });
  return writeFaultAt({ option: '--out', path: folder }, error);
}
