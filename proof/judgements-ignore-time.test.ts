import { describe, expect, it } from 'vitest';
import { readTranscript } from '../harness/campaign/reading.js';
import { applyRules } from '../harness/campaign/run-test.js';
import { collectFindings } from '../harness/judge/judge.js';
import type { Transcript } from '../harness/transcript/event.js';
import { loadSuite } from '../testcases/suite.js';
import { runAltered } from './prove-client.js';

describe('a judgement', () => {
  it('is the same whenever things happened and whatever connection they came over', async () => {
    const suite = loadSuite('partial');
    const { transcripts } = await runAltered({ suite, altered: null, now: () => performance.now(), keepTranscripts: () => true });
    const judge = (transcript: Transcript): unknown => {
      const test = suite.testCases.find(({ id }) => id === transcript.test);
      if (test === undefined) throw new TypeError(`no test case ${transcript.test}`);
      const reading = readTranscript(transcript);
      return { findings: collectFindings(test.requirements, (judging) => reading.judge(test, judging)), rules: applyRules([...suite.rules, ...suite.testerRules], reading) };
    };
    expect(transcripts.size).toBeGreaterThan(200);
    for (const transcript of transcripts.values()) {
      const events = transcript.events.map((event, index) => ({ ...event, atMs: 1e6 - 1000 * index, ...(event.kind === 'request' ? { connection: 77 - index } : {}) }));
      expect(judge({ ...transcript, events }), transcript.test).toEqual(judge(transcript));
    }
  });
});
