/**
 * `dm-conformance judge`: the rules of a role over transcripts that are already there, and over captured messages of DM 1.x
 * in every form that `decode` reads. Other captures (HAR, pcap) are not read by this version.
 */
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { readTranscript as readByRole } from '../../harness/campaign/reading.js';
import { applyRules, reportFinding } from '../../harness/campaign/run-test.js';
import type { ReportedFinding } from '../../harness/campaign/results.js';
import type { Suite } from '../../harness/campaign/suite.js';
import { sidesOf } from '../../harness/judge/pair/view.js';
import type { Role } from '../../harness/judge/requirement.js';
import { TRANSCRIPT_SCHEMA } from '../../harness/transcript/event.js';
import { parseTranscript, TranscriptError } from '../../harness/transcript/parse.js';
import { shortened } from '../../protocol/describe/line.js';
import { readForPeople } from '../../protocol/describe/read.js';
import { visibleLine } from '../../reports/visible.js';
import { loadWholeSuite, type Context } from '../context.js';
import { filesBelow, isFolder, readInput, type Input } from '../decode/input.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { judgeDm1, type Dm1Finding, type Dm1Limit, type Dm1Point } from '../judge/dm1-capture.js';
import { roleOf } from '../judge/role.js';
import { UsageError } from '../usage-error.js';

export interface JudgeArguments {
  readonly captures: readonly string[];
  readonly json?: true;
  /** Who sent the messages that came without an HTTP head. */
  readonly role?: string;
}

type Judged = (ReportedFinding | Dm1Finding) & { readonly file: string };

interface JudgedFile {
  readonly path: string;
  readonly kind: 'transcript' | 'capture';
  readonly messages: number;
  readonly judgements: number;
  readonly findings: readonly Judged[];
  /** Where our reader stopped in a capture. */
  readonly limits: readonly Dm1Limit[];
}

/** Judges the captures. Exit code 1 when a requirement is violated whose violation fails a product, 2 when not all was judged. Throws a UsageError for files that are none. */
export async function judge({ captures, json, role }: JudgeArguments, context: Context): Promise<ExitCode> {
  const sender = roleOf(role);
  const suite = await loadWholeSuite(context);
  const judged: JudgedFile[] = [];
  for (const path of captures) judged.push(...(await judgePath(path, { suite, sender, context })));
  const findings = judged.flatMap((file) => file.findings);
  const limits = judged.flatMap((file) => file.limits.map((limit) => ({ file: file.path, ...limit })));
  if (json === true) context.output.text(`${JSON.stringify({ findings, messages: sumOf(judged, (file) => file.messages), ...(limits.length === 0 ? {} : { limits }) }, null, 2)}\n`);
  else {
    for (const finding of findings) for (const line of findingLines(finding)) context.output.line(line);
    for (const { file, message, at } of limits) context.output.line(visibleLine(`${file}${placeOf({ at })}: a limit of this reader, nothing behind it is judged: ${message}`));
    context.output.line(summaryOf(judged, findings));
  }
  if (findings.some(({ severity }) => severity === 'fail')) return EXIT.nonconformance;
  return limits.length > 0 ? EXIT.usage : EXIT.ok;
}

/** Warnings fail nothing and are counted apart. */
function summaryOf(judged: readonly JudgedFile[], findings: readonly Judged[]): string {
  const count = (wanted: Judged['severity']): number => findings.reduce((sum, one) => (one.severity === wanted ? sum + 1 + ('more' in one ? one.more : 0) : sum), 0);
  const [violations, warnings] = [count('fail'), count('warning')];
  return `${countsOf(judged)}, ${sumOf(judged, (file) => file.messages)} messages, ${sumOf(judged, (file) => file.judgements)} judgements, ${violations} violations${warnings === 0 ? '' : `, ${warnings} warning${warnings === 1 ? '' : 's'}`}`;
}

interface Judging {
  readonly suite: Suite;
  readonly sender: Role | undefined;
  readonly context: Context;
}

/** The file, or all captures below a folder; the folder of a run has them in `transcripts`. Other files of a folder are passed over. */
async function judgePath(path: string, judging: Judging): Promise<readonly JudgedFile[]> {
  if (!isFolder(path)) return [await judgeNamed(path, judging)];
  const inside = existsSync(join(path, 'transcripts')) ? join(path, 'transcripts') : path;
  const judged: JudgedFile[] = [];
  for (const file of filesBelow(inside)) {
    const one = await judgeInput(await readInput(file, judging.context.io), judging);
    if (one !== undefined) judged.push(one);
  }
  if (judged.length === 0) throw new UsageError(`${path}: holds no transcript and no message of DM 1.x; name one, or the folder of a run`);
  return judged;
}

async function judgeNamed(path: string, judging: Judging): Promise<JudgedFile> {
  const input = await readInput(path, judging.context.io);
  const judged = await judgeInput(input, judging);
  if (judged === undefined) throw new UsageError(visibleLine(`${path}: ${foreignText(input)}; judge takes transcripts, and messages of DM 1.x in every form that decode reads`));
  return judged;
}

/** What a file is that holds nothing to judge. */
function foreignText({ bytes, body }: Input): string {
  const { what, state, form, remarks } = readForPeople(bytes, { body });
  const found = remarks[0]?.found ?? '';
  if (state === 'unreadable') return found.startsWith('hexadecimal') ? `looks like ${found}` : form === 'JSON' ? 'JSON that cannot be read' : 'in no format that this version reads';
  if (form === 'JSON' || what.includes('DM 2.0')) return `${what}; what is of DM 2.0 is judged in the transcript of its session`;
  return `${what} with nothing of DM 1.x in it`;
}

/** Undefined for what is neither; `.json` in a folder of transcripts is taken for one, so that a damaged one is not passed over. */
async function judgeInput(input: Input, judging: Judging): Promise<JudgedFile | undefined> {
  const { path } = input;
  if (isTranscript(input) || path.endsWith('.json')) return judgeTranscript(input, judging);
  const judged = await judgeDm1(input, judging.sender);
  return judged === undefined ? undefined : { ...judged, path, kind: 'capture', findings: judged.findings.map((finding) => ({ file: path, ...finding })) };
}

function isTranscript({ bytes }: Input): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 400)).includes(`"${TRANSCRIPT_SCHEMA}"`);
}

function judgeTranscript({ path, bytes }: Input, { suite }: Judging): JudgedFile {
  const transcript = readTranscript(path, bytes);
  const rules = suite.rules.filter((rule) => (rule.role === transcript.role || transcript.role === 'pair') && rule.protocol === transcript.protocol);
  if (rules.length === 0) throw new UsageError(`${path}: this version has no rules for a ${transcript.role} of ${transcript.protocol}`);
  const { client, server } = sidesOf(transcript);
  const sides = transcript.role === 'pair' ? [client, server] : [transcript];
  const verdicts = sides.flatMap((side) => applyRules(rules, readByRole(side)));
  const violations = verdicts.flatMap((verdict) => verdict.violations);
  return {
    path,
    kind: 'transcript',
    limits: [],
    messages: transcript.events.filter(({ kind }) => kind === 'request' || kind === 'response').length,
    judgements: verdicts.reduce((sum, { satisfied }) => sum + satisfied, violations.length),
    findings: violations.flatMap((finding) => reportFinding(finding, { requirements: suite.requirements, strictness: 'normal' })).map((finding) => ({ file: path, ...finding })),
  };
}

function readTranscript(path: string, bytes: Uint8Array): ReturnType<typeof parseTranscript> {
  try {
    return parseTranscript(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof TranscriptError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

function sumOf(files: readonly JudgedFile[], numberOf: (file: JudgedFile) => number): number {
  return files.reduce((sum, file) => sum + numberOf(file), 0);
}

function countsOf(files: readonly JudgedFile[]): string {
  const captures = files.filter(({ kind }) => kind === 'capture').length;
  const transcripts = files.length - captures;
  return [...(transcripts > 0 || captures === 0 ? [`${transcripts} transcripts`] : []), ...(captures > 0 ? [`${captures} captures`] : [])].join(', ');
}

function findingLines(finding: Judged): readonly string[] {
  const { file, requirement, level, clause, message, severity, leniency } = finding;
  const more = 'more' in finding && finding.more !== undefined ? [`  and ${finding.more} more of this requirement, which are not listed`] : [];
  return [`${file}${placeOf(finding)}: ${requirement} (${level}, clause ${clause}) ${severity === 'warning' ? `violated, a warning because ${leniency ?? ''}` : 'violated'}`, `  ${visibleLine(message)}`, ...more];
}

const MAX_PATH_CHARACTERS = 160;

function placeOf({ at }: Pick<Judged, 'at'>): string {
  if (at === undefined) return '';
  const path = at.path === undefined ? '' : ` ${shortened(visibleLine(at.path), MAX_PATH_CHARACTERS)}`;
  if ('event' in at) return `, event ${at.event}${path}`;
  const number = at.message === undefined ? '' : `message ${at.message}, `;
  const inData = at.inData === undefined ? '' : ` (in Data ${pointText(at.inData)})`;
  return `, ${number}${at.part === 'head' ? 'head, ' : ''}${pointText(at)}${inData}${path}`;
}

function pointText({ byte, line, column }: Dm1Point): string {
  return line === undefined || column === undefined ? `byte ${byte}` : `line ${line}, column ${column}`;
}
