/** `dm-conformance decode`: a DM 2.0 package, an MO serialization, or one of our transcripts, in readable form. */
import { TRANSCRIPT_SCHEMA } from '../../harness/transcript/event.js';
import { parseTranscript, TranscriptError } from '../../harness/transcript/parse.js';
import { describeFault } from '../../protocol/decode-error.js';
import { describeMessage } from '../../protocol/dm2/describe.js';
import { visibleLine } from '../../reports/visible.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { readBytes } from '../files.js';
import { eventLines } from '../trace.js';
import { UsageError } from '../usage-error.js';

/** Prints the message. Exit code 1 when it is not as it should be, 2 when it is no message at all. */
export async function decode(path: string, { output }: Context): Promise<ExitCode> {
  const bytes = readBytes(path);
  const text = new TextDecoder().decode(bytes);
  if (text.slice(0, 200).includes(`"${TRANSCRIPT_SCHEMA}"`)) {
    for (const line of transcriptLines(path, text)) output.line(line);
    return EXIT.ok;
  }
  const { kind, lines, faults } = describeMessage(bytes);
  for (const line of lines) output.line(line);
  for (const fault of faults) output.line(output.palette.red(visibleLine(`fault: ${describeFault(fault)}`)));
  if (kind === 'unknown') throw new UsageError(`${path}: is no message of DM 2.0 and no transcript; this version reads JSON packages, MO serializations and its own transcripts`);
  return faults.length === 0 ? EXIT.ok : EXIT.nonconformance;
}

function transcriptLines(path: string, text: string): readonly string[] {
  try {
    const { test, iut, events } = parseTranscript(text);
    return [visibleLine(`Transcript of ${test}, ${iut}: ${events.length} events`), ...events.flatMap(eventLines)];
  } catch (error) {
    if (error instanceof TranscriptError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
