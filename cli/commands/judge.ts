/** `dm-conformance judge`: the rules of a role over transcripts that are already there. Other captures (HAR, pcap) are not read by this version. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyRules, reportFinding } from '../../harness/campaign/run-test.js';
import type { ReportedFinding } from '../../harness/campaign/results.js';
import type { Suite } from '../../harness/campaign/suite.js';
import { viewClient } from '../../harness/judge/dm2-client/view.js';
import type { Transcript } from '../../harness/transcript/event.js';
import { parseTranscript, TranscriptError } from '../../harness/transcript/parse.js';
import { visibleLine } from '../../reports/visible.js';
import { loadWholeSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { faultAt, readBytes } from '../files.js';
import { UsageError } from '../usage-error.js';

export interface JudgeArguments {
  readonly captures: readonly string[];
  readonly json?: true;
}

interface JudgedFile {
  readonly messages: number;
  readonly judgements: number;
  readonly findings: readonly (ReportedFinding & { readonly file: string })[];
}

/** Judges the captures. Exit code 1 when a requirement is violated whose violation fails a product. Throws a UsageError for files that are no transcript. */
export async function judge({ captures, json }: JudgeArguments, context: Context): Promise<ExitCode> {
  const files = captures.flatMap(filesIn);
  const suite = await loadWholeSuite(context);
  const judged = files.map((file) => judgeFile(file, suite));
  const findings = judged.flatMap((file) => file.findings);
  const messages = judged.reduce((sum, file) => sum + file.messages, 0);
  if (json === true) context.output.text(`${JSON.stringify({ findings, messages }, null, 2)}\n`);
  else {
    for (const finding of findings) for (const line of findingLines(finding)) context.output.line(line);
    const judgements = judged.reduce((sum, file) => sum + file.judgements, 0);
    context.output.line(`${files.length} transcripts, ${messages} messages, ${judgements} judgements, ${findings.length} violations`);
  }
  return findings.some(({ severity }) => severity === 'fail') ? EXIT.nonconformance : EXIT.ok;
}

/** The file, or all transcripts below a folder; the folder of a run has them in `transcripts`. */
function filesIn(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file or folder`);
  if (!statSync(path).isDirectory()) return [path];
  const inside = existsSync(join(path, 'transcripts')) ? join(path, 'transcripts') : path;
  const files = listFolder(inside).filter((name) => name.endsWith('.json')).toSorted();
  if (files.length === 0) throw new UsageError(`${path}: holds no transcript; name a transcript, or the folder of a run`);
  return files.map((name) => join(inside, name));
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw faultAt(path, error);
  }
}

function judgeFile(file: string, suite: Suite): JudgedFile {
  const transcript = readTranscript(file);
  const rules = suite.rules.filter((rule) => rule.role === transcript.role && rule.protocol === transcript.protocol);
  if (rules.length === 0) throw new UsageError(`${file}: this version has no rules for a ${transcript.role} of ${transcript.protocol}`);
  const verdicts = applyRules(rules, viewClient(transcript));
  const violations = verdicts.flatMap((verdict) => verdict.violations);
  return {
    messages: transcript.events.filter(({ kind }) => kind === 'request' || kind === 'response').length,
    judgements: verdicts.reduce((sum, { satisfied }) => sum + satisfied, violations.length),
    findings: violations.flatMap((finding) => reportFinding(finding, { requirements: suite.requirements, strictness: 'normal' })).map((finding) => ({ file, ...finding })),
  };
}

function readTranscript(file: string): Transcript {
  try {
    return parseTranscript(new TextDecoder().decode(readBytes(file)));
  } catch (error) {
    if (error instanceof TranscriptError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function findingLines({ file, requirement, level, clause, message, at, severity, leniency }: ReportedFinding & { readonly file: string }): readonly string[] {
  const place = at === undefined ? '' : `, event ${at.event}${at.path === undefined ? '' : ` ${visibleLine(at.path)}`}`;
  return [`${file}${place}: ${requirement} (${level}, clause ${clause}) ${severity === 'warning' ? `violated, a warning because ${leniency ?? ''}` : 'violated'}`, `  ${visibleLine(message)}`];
}
