/** Whatever a server sends, no judgement throws: an exception of ours must never come out as a verdict. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTranscript } from '../../harness/campaign/reading.js';
import { applyRules } from '../../harness/campaign/run-test.js';
import { collectFindings } from '../../harness/judge/judge.js';
import type { ResponseEvent, Transcript } from '../../harness/transcript/event.js';
import { loadSuite } from '../../testcases/suite.js';
import { runAlteredServer } from '../prove-server.js';
import { HOSTILE_VALUES } from './values.js';

const suite = loadSuite('partial');
let transcripts: readonly Transcript[] = [];
beforeAll(async () => {
  const run = await runAlteredServer({ suite, altered: null, now: () => performance.now(), keepTranscripts: () => true });
  transcripts = [...run.transcripts.values()];
}, 120_000);

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The judgement of the test that made the transcript, and every rule. */
function judge(transcript: Transcript): void {
  const reading = readTranscript(transcript);
  const test = suite.testCases.find(({ id }) => id === transcript.test);
  if (test === undefined) throw new TypeError(`no test case ${transcript.test}`);
  collectFindings(test.requirements, (judging) => reading.judge(test, judging));
  applyRules(suite.rules, reading);
}

const withResponses = (transcript: Transcript, change: (event: ResponseEvent, index: number) => ResponseEvent): Transcript => {
  let index = 0;
  return { ...transcript, events: transcript.events.map((event) => (event.kind === 'response' ? change(event, index++) : event)) };
};

const judgeAll = (change: (event: ResponseEvent) => ResponseEvent): void => {
  for (const transcript of transcripts) judge(withResponses(transcript, change));
};

describe('a judgement of a hostile server', () => {
  it('is made of every test of servers but those for products without a lab', () => {
    const missing = suite.testCases.filter(({ id, role }) => role === 'server' && !transcripts.some(({ test }) => test === id));
    expect(missing.filter(({ applies }) => applies !== 'BOOT_CLIENT&!BOOT_PLAIN' && applies !== 'BOOT_SERVER&!BOOT_PLAIN').map(({ id }) => id)).toEqual([]);
  });

  it.each(HOSTILE_VALUES)('does not throw when every answer is %s', (_name, json) => {
    const body = encode(json);
    judgeAll((event) => ({ ...event, body }));
  });

  it.each(HOSTILE_VALUES)('does not throw when every list of commands and every belief is %s', (_name, json) => {
    const body = encode(`{"CMD":${json},"commands":${json},"alerts":${json},"validators":${json},"uploads":${json},"contentType":"application/dmmo+json","body":${json}}`);
    judgeAll((event) => ({ ...event, body }));
  });

  it('does not throw when single answers are commands or beliefs of hostile words', () => {
    const anything = fc.record({ transcript: fc.nat(), event: fc.nat(), status: fc.constantFrom(200, 204, 304, 404, 500), words: fc.array(fc.oneof(fc.string(), fc.constantFrom('GET', 'SUB', 'http://[', 'urn:x/%', '?', 'urn:x/(a)/(a)?nv='))) });
    fc.assert(
      fc.property(anything, (pick) => {
        const transcript = transcripts[pick.transcript % transcripts.length];
        if (transcript === undefined) throw new TypeError('the reference left no transcript');
        const count = transcript.events.filter(({ kind }) => kind === 'response').length;
        const body = encode(JSON.stringify({ CMD: [pick.words], commands: [pick.words], alerts: pick.words }));
        judge(withResponses(transcript, (event, index) => (index === pick.event % Math.max(1, count) ? { ...event, body, status: pick.status } : event)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([['no header', []], ['headers without content', [['Content-Type', ''], ['OMADM-Accept', '']]], ['headers that are no media types', [['Content-Type', ';;'], ['OMADM-Accept', ';,"']]]] as const)('does not throw when every answer has %s', (_name, headers) => {
    judgeAll((event) => ({ ...event, headers }));
  });

  it('does not throw when no answer came at all', () => {
    for (const transcript of transcripts) judge({ ...transcript, events: transcript.events.filter(({ kind }) => kind !== 'response') });
  });
});
