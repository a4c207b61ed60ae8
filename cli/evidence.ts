/** `--evidence FILE`: results and all transcripts in one gzip file of JSON, for sending to somebody who wants to recompute the verdicts. */
import { gzipSync } from 'node:zlib';
import type { ReportInput } from '../reports/input.js';
import { serializeTranscript } from '../harness/transcript/serialize.js';
import { writeWithFolders } from './files.js';

export const EVIDENCE_SCHEMA = 'dm-conformance/evidence/1';

/** Writes the bundle. Transcripts are those of the results folder, masked as they are there. */
export function writeEvidence(path: string, { results, transcripts }: ReportInput): void {
  const pieces = results.tests.flatMap(({ transcript: at }) => {
    const transcript = at === null ? undefined : transcripts(at);
    return at === null || transcript === undefined ? [] : [`${JSON.stringify(at)}: ${serializeTranscript(transcript).trimEnd()}`];
  });
  writeWithFolders({ option: '--evidence', path }, gzipSync(`{"schema":"${EVIDENCE_SCHEMA}","results":${JSON.stringify(results)},"transcripts":{${pieces.join(',\n')}}}\n`));
}
