/** `dm-conformance prove`: the suite tests itself (design, section 8). Exit code 1 when the proof has a fault. */
import { availableParallelism } from 'node:os';
import { REFERENCE_IDS, type Outcome } from '../../proof/outcome.js';
import { runPool } from '../../proof/pool.js';
import { addUpProof, type Proof } from '../../proof/prove.js';
import { loadRegistry } from '../../proof/registry.js';
import { loadCampaignSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { demandWritable, writeWithFolders } from '../files.js';
import { matrixLines, verdictLines } from '../kill-matrix.js';
import { matcherOfAll } from '../pattern.js';
import { demandMatches } from '../selection.js';
import { UsageError } from '../usage-error.js';

export interface ProveArguments {
  readonly patterns: readonly string[];
  readonly json?: string;
  readonly jobs?: string;
  readonly sockets?: boolean;
}

/** Runs the proof and prints the kill matrix. Rejects with a UsageError for a pattern that names nothing. */
export async function prove({ patterns, json, jobs, sockets }: ProveArguments, context: Context): Promise<ExitCode> {
  const { io, output } = context;
  const threads = threadsOf(jobs);
  if (json !== undefined && json !== '-') demandWritable({ option: '--json', path: json });
  const suite = await loadCampaignSuite(context);
  const registry = loadRegistry(suite.requirements);
  const known = [...registry.variants, ...registry.mutants].map(({ id }) => id);
  demandMatches('pattern', patterns, known);
  const ids = patterns.length === 0 ? [...Object.values(REFERENCE_IDS), ...known] : known.filter(matcherOfAll(patterns));
  const abort = new AbortController();
  const release = io.onInterrupt(() => abort.abort());
  const startedMs = io.now();
  let done = 0;
  const outcomes = await runPool({
    ids,
    suite,
    registry,
    coverage: io.env['DM_CONFORMANCE_DRAFT'] === '1' ? 'partial' : 'whole',
    threads,
    network: sockets === true ? 'sockets' : 'memory',
    now: io.now,
    signal: abort.signal,
    onOutcome: (id) => output.progress(`${++done}/${ids.length}  ${id}`),
  }).finally(release);
  const proof = addUp({ outcomes, suite, scope: patterns.length === 0 ? 'whole' : 'part' });
  print(proof, { json, context, seconds: (io.now() - startedMs) / 1000 });
  if (outcomes.length < ids.length) {
    output.note(`Stopped: ${ids.length - outcomes.length} mutants and variants were not run.`);
    return EXIT.inconclusive;
  }
  return proof.faults.length === 0 ? EXIT.ok : EXIT.nonconformance;
}

function threadsOf(jobs: string | undefined): number {
  if (jobs === undefined) return availableParallelism();
  if (!/^[1-9]\d{0,2}$/.test(jobs)) throw new UsageError(`--jobs '${jobs}': expected a whole number from 1 to 999`);
  return Number(jobs);
}

function addUp({ outcomes, ...rest }: { readonly outcomes: readonly Outcome[] } & Pick<Parameters<typeof addUpProof>[0], 'suite' | 'scope'>): Proof {
  return addUpProof({
    ...rest,
    mutants: outcomes.flatMap((entry) => (entry.kind === 'mutant' ? [entry.outcome] : [])),
    variants: outcomes.flatMap((entry) => (entry.kind === 'variant' ? [entry.outcome] : [])),
  });
}

function print(proof: Proof, { json, context, seconds }: { readonly json: string | undefined; readonly context: Context; readonly seconds: number }): void {
  const { output } = context;
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  if (json === '-') {
    output.text(text);
    return;
  }
  if (json !== undefined) writeWithFolders({ option: '--json', path: json }, text);
  for (const line of [...matrixLines(proof, output.palette), ...verdictLines(proof, output.palette)]) output.line(line);
  output.line(`in ${seconds.toFixed(1)} s`);
}
