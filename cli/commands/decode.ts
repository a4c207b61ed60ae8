/**
 * `dm-conformance decode`: any message of OMA DM in readable form, with what is wrong in it, where, and what would be right;
 * also our own transcripts. A folder gives a table.
 */
import { relative } from 'node:path';
import type { Role } from '../../harness/judge/requirement.js';
import { TRANSCRIPT_SCHEMA } from '../../harness/transcript/event.js';
import { parseTranscript, TranscriptError } from '../../harness/transcript/parse.js';
import { allRemarks, readingLines, tallyOf } from '../../protocol/describe/print.js';
import { DEMANDS, readForPeople, type Demand } from '../../protocol/describe/read.js';
import type { Reading, Remark } from '../../protocol/describe/reading.js';
import { visibleLine } from '../../reports/visible.js';
import type { Context } from '../context.js';
import { tableLines, type FileSummary } from '../decode/folder-table.js';
import { filesBelow, isFolder, readInput, type Input } from '../decode/input.js';
import { jsonOf } from '../decode/json.js';
import { judged } from '../decode/judged.js';
import { painted } from '../decode/paint.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { roleOf } from '../judge/role.js';
import { eventLines } from '../trace.js';
import { knownWord, UsageError } from '../usage-error.js';

export interface DecodeArguments {
  readonly path: string;
  readonly as?: string;
  readonly json?: true;
  readonly hex?: true;
  readonly full?: true;
  /** Who sent the messages that came without an HTTP head. */
  readonly role?: string;
}

/** Columns where standard output is no terminal. */
const PIPE_COLUMNS = 100;
const MIN_COLUMNS = 60;

/** Prints what was read. Exit code 1 when it breaks a requirement, 2 when nothing could be made of it, or not of all of it. */
export async function decode(given: DecodeArguments, context: Context): Promise<ExitCode> {
  const as = demandOf(given.as);
  const sender = roleOf(given.role);
  if (isFolder(given.path)) return decodeFolder(given, { as, sender, context });
  const input = await readInput(given.path, context.io);
  if (as === undefined && isTranscript(input.bytes)) return printTranscript(input, context);
  const { reading } = await judged(readForPeople(input.bytes, { as, body: input.body }), sender);
  if (given.json === true) context.output.text(`${JSON.stringify(jsonOf(reading, { file: given.path, view: viewOf(given) }), null, 2)}\n`);
  else await print(reading, { given, context });
  if (reading.state !== 'read') throw new UsageError(unreadableText(given.path, reading));
  return exitCodeOf(allRemarks(reading));
}

function demandOf(as: string | undefined): Demand | undefined {
  return as === undefined ? undefined : knownWord({ option: '--as', word: as, known: DEMANDS });
}

function viewOf({ hex }: DecodeArguments): 'tree' | 'hex' {
  return hex === true ? 'hex' : 'tree';
}

interface Printing {
  readonly given: DecodeArguments;
  readonly context: Context;
}

async function print(reading: Reading, { given, context: { io, output } }: Printing): Promise<void> {
  const width = io.isTty.stdout ? Math.max(MIN_COLUMNS, io.columns) : PIPE_COLUMNS;
  const requirementText = await requirementTexts(reading);
  const lines = readingLines(reading, { label: given.path === '-' ? '' : visibleLine(given.path), options: { width, view: viewOf(given), values: given.full === true ? 'whole' : 'short', requirementText } });
  for (const line of lines) output.line(painted(line, output.palette));
}

/** The catalogue is loaded only when there is something to explain. */
async function requirementTexts(reading: Reading): Promise<(id: string) => string | undefined> {
  if (allRemarks(reading).every(({ requirement }) => requirement === '')) return () => undefined;
  const { catalogue } = await import('../../testcases/catalogue.js');
  const { requirements } = catalogue();
  return (id) => {
    const requirement = requirements.get(id);
    return requirement === undefined ? undefined : `${requirement.text} (${requirement.level})`;
  };
}

/** What was left unread may hold faults, so a limit is no success. */
function exitCodeOf(remarks: readonly Remark[]): ExitCode {
  const { faults, limits } = tallyOf(remarks);
  if (faults > 0) return EXIT.nonconformance;
  return limits > 0 ? EXIT.usage : EXIT.ok;
}

function unreadableText(path: string, { remarks, form, state, what }: Reading): string {
  const [first] = remarks;
  if (state === 'foreign') return `${path}: is no document of OMA DM: ${what}`;
  if (first?.code === 'decode/format') return `${path}: ${reasonOf(first)}; with --as a format can be demanded (${DEMANDS.join(', ')})`;
  if (form === 'JSON') return `${path}: is no message of DM 2.0 and no transcript: the JSON cannot be read`;
  return `${path}: is no document that can be read as ${form}; the finding says where it stops`;
}

function reasonOf({ found }: Remark): string {
  return found.startsWith('hexadecimal') ? `looks like ${found}` : 'is no message of DM 2.0 or DM 1.x that this version reads, and no transcript';
}

interface FolderOptions {
  readonly as: Demand | undefined;
  readonly sender: Role | undefined;
  readonly context: Context;
}

async function decodeFolder(given: DecodeArguments, { as, sender, context }: FolderOptions): Promise<ExitCode> {
  const paths = filesBelow(given.path);
  if (paths.length === 0) throw new UsageError(`${given.path}: holds no files`);
  const files: (FileSummary & { readonly json: object })[] = [];
  for (const path of paths) files.push(await summaryOf(await readInput(path, context.io), { folder: given.path, as, sender, view: viewOf(given) }));
  if (given.json === true) context.output.text(`${JSON.stringify(files.map(({ json }) => json), null, 2)}\n`);
  else for (const line of tableLines(files, context.output.palette)) context.output.line(line);
  if (files.every(({ what }) => what === null)) throw new UsageError(`${given.path}: holds no file in a format of OMA DM`);
  return exitCodeOf(files.flatMap(({ what, remarks }) => (what === null ? [] : remarks)));
}

interface SummaryOptions {
  readonly folder: string;
  readonly as: Demand | undefined;
  readonly sender: Role | undefined;
  readonly view: 'tree' | 'hex';
}

async function summaryOf({ path, bytes, body }: Input, { folder, as, sender, view }: SummaryOptions): Promise<FileSummary & { readonly json: object }> {
  const file = relative(folder, path);
  if (as === undefined && isTranscript(bytes)) return { file, what: 'transcript of this suite', bytes: bytes.length, remarks: [], json: { file: path, what: 'transcript' } };
  const { reading } = await judged(readForPeople(bytes, { as, body }), sender);
  const isForeign = reading.state === 'foreign' || (reading.state === 'unreadable' && (reading.remarks[0]?.code === 'decode/format' || reading.form === 'JSON'));
  const what = isForeign ? null : summaryText(reading);
  return { file, what, bytes: bytes.length + (body?.length ?? 0), remarks: allRemarks(reading), json: jsonOf(reading, { file: path, view }) };
}

/** Of an HTTP message what it carries says more than its head. */
function summaryText({ what, form, parts }: Reading): string {
  const [body] = parts;
  if (form !== 'HTTP' || body === undefined) return `${what}, ${form}`;
  return parts.length === 1 ? `${body.reading.what}, ${body.reading.form}, ${what.replace('HTTP ', '')}` : what;
}

function isTranscript(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 400)).includes(`"${TRANSCRIPT_SCHEMA}"`);
}

function printTranscript({ path, bytes }: Input, { output }: Context): ExitCode {
  try {
    const { test, iut, events } = parseTranscript(new TextDecoder().decode(bytes));
    output.line(visibleLine(`Transcript of ${test}, ${iut}: ${events.length} events`));
    for (const line of events.flatMap(eventLines)) output.line(line);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof TranscriptError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
