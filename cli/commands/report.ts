/** `dm-conformance report`: renders stored results, and merges those of several folders. */
import { FORMATS, isFormatName } from '../../reports/formats.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { writeWithFolders } from '../files.js';
import { mergeResults } from '../merge-results.js';
import { readResults, transcriptReader } from '../stored-results.js';
import { UsageError } from '../usage-error.js';

export interface ReportArguments {
  readonly folders: readonly string[];
  readonly format: string;
  readonly to?: string;
}

/** Prints or writes the report. Throws a UsageError for a folder without results. */
export async function report({ folders, format, to }: ReportArguments, { io, output }: Context): Promise<ExitCode> {
  if (!isFormatName(format)) throw new UsageError(`--format '${format}': known are ${Object.keys(FORMATS).join(', ')}`);
  const runs = await Promise.all(folders.map(async (folder) => ({ folder, results: await readResults(folder, io) })));
  const { results, folderOf } = mergeResults(runs);
  const readers = new Map(folders.map((folder) => [folder, transcriptReader(folder)]));
  const render = await FORMATS[format].load();
  const text = render({ results, reveal: 'masked', transcripts: (path) => readers.get(folderOf(path).folder)?.(folderOf(path).path) });
  if (to === undefined) output.text(text.endsWith('\n') ? text : `${text}\n`);
  else writeWithFolders({ option: '--to', path: to }, text);
  return EXIT.ok;
}
