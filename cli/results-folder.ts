/**
 * The folder a campaign leaves (design, section 7): journal, transcripts, results.json, report.html, junit.xml.
 * It takes only a folder that is empty or its own, removes only what an earlier run of ours wrote, and writes every file whole.
 */
import { existsSync, readdirSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claimFolder, readJournal, reopenJournal, type Journal, type JournalHeader, type ReadJournal } from '../harness/campaign/journal.js';
import type { CampaignResults } from '../harness/campaign/results.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import type { Transcript } from '../harness/transcript/event.js';
import { serializeTranscript } from '../harness/transcript/serialize.js';
import { FORMATS, type FormatName } from '../reports/formats.js';
import type { ReportInput } from '../reports/input.js';
import { kindAt, makeFolders, refuseStream, writeFaultAt, writeWhole, type NamedPath } from './files.js';
import { transcriptReader } from './stored-results.js';
import { UsageError } from './usage-error.js';

export interface ResultsFolder {
  readonly path: string;
  /** Replaces what an earlier run left here, once: a run that cannot begin, for example because its port is in use, costs nobody a report. */
  begin(): void;
  /** Adds the result of a test to the journal. */
  append(finished: FinishedTest): void;
  /** Writes a transcript at its path relative to the folder. */
  keep(transcript: Transcript, path: string): void;
  /** Writes results.json and the reports; returns what the reports were made from. */
  publish(results: CampaignResults): Promise<ReportInput>;
  close(): void;
}

const TRANSCRIPTS = 'transcripts';
const JOURNAL = 'journal.ndjson';
const WRITTEN: readonly FormatName[] = ['json', 'junit', 'html'];
const OURS: readonly string[] = [...Object.values(FORMATS).map(({ fileName }) => fileName), TRANSCRIPTS, JOURNAL];

/** Claims `path` for a new campaign. Throws a UsageError or a JournalError when the folder cannot be used. */
export function createResultsFolder(path: string, header: JournalHeader): ResultsFolder {
  const place = { option: '--out', path };
  makeFolder(place);
  demandOurs(place);
  const claimed = guarded(place, () => claimFolder(path));
  let journal: Journal | undefined;
  const begun = (): Journal => {
    journal ??= guarded(place, () => {
      const begins = claimed.begin(header);
      removeEarlier(path);
      makeFolders(join(path, TRANSCRIPTS));
      return begins;
    });
    return journal;
  };
  return folderWith(place, { begun, close: () => (journal === undefined ? claimed.release() : journal.close()) });
}

/** Goes on with the campaign in `path`. */
export function reopenResultsFolder(path: string): ResultsFolder & { readonly read: ReadJournal } {
  const place = { option: '--resume', path };
  const read = guarded(place, () => reopenJournal(path));
  guarded(place, () => makeFolders(join(path, TRANSCRIPTS)));
  return { ...folderWith(place, { begun: () => read, close: () => read.close() }), read };
}

/** The journal of the campaign in `path`, for what it was called with. Throws a UsageError or a JournalError. */
export function readJournalOf(path: string): ReadJournal {
  const place = { option: '--resume', path };
  const kind = kindAt(place);
  if (kind !== null && kind !== 'folder') throw new UsageError(`--resume ${path}: is a ${kind}; name the results folder of the run`);
  refuseStream({ ...place, path: join(path, JOURNAL) }, 'name the results folder of the run');
  return guarded(place, () => readJournal(path));
}

interface Keeping {
  /** The journal; starts it where it was not. */
  readonly begun: () => Journal;
  readonly close: () => void;
}

function folderWith({ option, path }: NamedPath, { begun, close }: Keeping): ResultsFolder {
  const made = new Set<string>();
  return {
    path,
    begin: () => void begun(),
    append: (finished) => begun().append(finished),
    keep(transcript, relative) {
      const target = join(path, relative);
      // No need to write aside: the journal names a transcript only after it is whole.
      guarded({ option, path: target }, () => {
        if (!made.has(dirname(target))) makeFolders(dirname(target));
        made.add(dirname(target));
        writeFileSync(target, serializeTranscript(transcript));
      });
    },
    async publish(results) {
      begun();
      const input: ReportInput = { results, transcripts: transcriptReader(path), reveal: 'masked' };
      for (const name of WRITTEN) {
        const render = await FORMATS[name].load();
        writeWhole({ option, path: join(path, FORMATS[name].fileName) }, render(input));
      }
      return input;
    },
    close,
  };
}

function makeFolder(place: NamedPath): void {
  const { path } = place;
  const kind = kindAt(place);
  if (kind !== null && kind !== 'folder') throw new UsageError(`--out ${path}: is a ${kind}; name a folder`);
  guarded(place, () => makeFolders(path));
}

/** Files with our names but without our journal were written by somebody else. */
function demandOurs(place: NamedPath): void {
  const { path } = place;
  refuseStream({ ...place, path: join(path, JOURNAL) }, 'choose another folder with --out');
  const strangers = guarded(place, () => readdirSync(path)).filter((name) => OURS.includes(name));
  const journal = guarded(place, () => journalIn(path));
  if (strangers.length > 0 && journal === 'none') {
    throw new UsageError(`--out ${path}: holds ${strangers.join(', ')}, but no journal of a run of dm-conformance; nothing is overwritten. Choose another folder with --out`);
  }
  if (journal === 'results' && !existsSync(join(path, FORMATS.json.fileName))) {
    throw new UsageError(`--out ${path}: holds a run that was stopped; go on with it by --resume ${path}, or choose another folder with --out`);
  }
}

/** `begun`: the run was ended before its first result; there is nothing to go on with. */
function journalIn(path: string): 'none' | 'begun' | 'results' {
  const journal = join(path, JOURNAL);
  const text = existsSync(journal) ? readFileSync(journal, 'utf8') : '';
  if (!text.startsWith('{"schema":"dm-conformance/journal/')) return 'none';
  const [, ...results] = text.split('\n');
  return results.some((line) => line !== '') ? 'results' : 'begun';
}

function removeEarlier(path: string): void {
  for (const { fileName } of Object.values(FORMATS)) rmSync(join(path, fileName), { force: true });
  removeTranscripts(join(path, TRANSCRIPTS));
}

/** Only files named like our transcripts, and the folders they leave empty. */
function removeTranscripts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      removeTranscripts(path);
      if (readdirSync(path).length === 0) rmdirSync(path);
    } else if (/^dm[12]\.[a-z0-9.-]+\.json$/.test(entry.name)) rmSync(path);
  }
}

function guarded<T>(place: NamedPath, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw writeFaultAt(place, error);
  }
}
