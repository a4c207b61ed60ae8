/**
 * `dm-conformance judge`: the rules of a role over transcripts that are already there, and over captured messages of DM 1.x
 * (XML, WBXML, HTTP heads beside their bodies). Other captures (HAR, pcap) are not read by this version.
 */
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { applyRules, reportFinding } from '../../harness/campaign/run-test.js';
import type { ReportedFinding } from '../../harness/campaign/results.js';
import type { Suite } from '../../harness/campaign/suite.js';
import { viewClient } from '../../harness/judge/dm2-client/view.js';
import type { Role } from '../../harness/judge/requirement.js';
import { TRANSCRIPT_SCHEMA } from '../../harness/transcript/event.js';
import { parseTranscript, TranscriptError } from '../../harness/transcript/parse.js';
import { visibleLine } from '../../reports/visible.js';
import { loadWholeSuite, type Context } from '../context.js';
import { filesBelow, isFolder, readInput, type Input } from '../decode/input.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { judgeDm1, type Dm1Finding } from '../judge/dm1-capture.js';
import { didYouMean, UsageError } from '../usage-error.js';

export interface JudgeArguments {
  readonly captures: readonly string[];
  readonly json?: true;
  /** Who sent the messages that came without an HTTP head. */
  readonly role?: string;
}

type Judged = (ReportedFinding | Dm1Finding) & { readonly file: string };

interface JudgedFile {
  readonly kind: 'transcript' | 'capture';
  readonly messages: number;
  readonly judgements: number;
  readonly findings: readonly Judged[];
}

const ROLES: readonly Role[] = ['client', 'server'];

/** Judges the captures. Exit code 1 when a requirement is violated whose violation fails a product. Throws a UsageError for files that are none. */
export async function judge({ captures, json, role }: JudgeArguments, context: Context): Promise<ExitCode> {
  const sender = ROLES.find((name) => name === role);
  if (role !== undefined && sender === undefined) throw new UsageError(`--role '${role}' is not known${didYouMean(role, ROLES)} Known are ${ROLES.join(', ')}.`);
  const suite = await loadWholeSuite(context);
  const judged: JudgedFile[] = [];
  for (const path of captures) judged.push(...(await judgePath(path, { suite, sender, context })));
  const findings = judged.flatMap((file) => file.findings);
  const messages = sumOf(judged, (file) => file.messages);
  if (json === true) context.output.text(`${JSON.stringify({ findings, messages }, null, 2)}\n`);
  else {
    for (const finding of findings) for (const line of findingLines(finding)) context.output.line(line);
    context.output.line(`${countsOf(judged)}, ${messages} messages, ${sumOf(judged, (file) => file.judgements)} judgements, ${findings.length} violations`);
  }
  return findings.some(({ severity }) => severity === 'fail') ? EXIT.nonconformance : EXIT.ok;
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
    const one = judgeInput(await readInput(file, judging.context.io), judging);
    if (one !== undefined) judged.push(one);
  }
  if (judged.length === 0) throw new UsageError(`${path}: holds no transcript and no message of DM 1.x; name one, or the folder of a run`);
  return judged;
}

async function judgeNamed(path: string, judging: Judging): Promise<JudgedFile> {
  const input = await readInput(path, judging.context.io);
  return judgeInput(input, judging) ?? judgeTranscript(input, judging);
}

/** Undefined for what is neither; `.json` in a folder of transcripts is taken for one, so that a damaged one is not passed over. */
function judgeInput(input: Input, judging: Judging): JudgedFile | undefined {
  if (isTranscript(input) || input.path.endsWith('.json')) return judgeTranscript(input, judging);
  const judged = judgeDm1(input, judging.sender);
  return judged === undefined ? undefined : { ...judged, kind: 'capture', findings: judged.findings.map((finding) => ({ file: input.path, ...finding })) };
}

function isTranscript({ bytes }: Input): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 400)).includes(`"${TRANSCRIPT_SCHEMA}"`);
}

function judgeTranscript({ path, bytes }: Input, { suite }: Judging): JudgedFile {
  const transcript = readTranscript(path, bytes);
  const rules = suite.rules.filter((rule) => rule.role === transcript.role && rule.protocol === transcript.protocol);
  if (rules.length === 0) throw new UsageError(`${path}: this version has no rules for a ${transcript.role} of ${transcript.protocol}`);
  const verdicts = applyRules(rules, viewClient(transcript));
  const violations = verdicts.flatMap((verdict) => verdict.violations);
  return {
    kind: 'transcript',
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
  return [`${file}${placeOf(finding)}: ${requirement} (${level}, clause ${clause}) ${severity === 'warning' ? `violated, a warning because ${leniency ?? ''}` : 'violated'}`, `  ${visibleLine(message)}`];
}

function placeOf({ at }: Judged): string {
  if (at === undefined) return '';
  const path = at.path === undefined ? '' : ` ${visibleLine(at.path)}`;
  if ('event' in at) return `, event ${at.event}${path}`;
  const number = at.message === undefined ? '' : `message ${at.message}, `;
  const position = at.line === undefined || at.column === undefined ? `byte ${at.byte}` : `line ${at.line}, column ${at.column}`;
  return `, ${number}${at.part === 'head' ? 'head, ' : ''}${position}${path}`;
}
