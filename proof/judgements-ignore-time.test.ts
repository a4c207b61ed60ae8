import { describe, expect, it } from 'vitest';
import { applyRules } from '../harness/campaign/run-test.js';
import { viewClient } from '../harness/judge/dm2-client/view.js';
import { collectFindings } from '../harness/judge/judge.js';
import type { Transcript } from '../harness/transcript/event.js';
import { loadSuite } from '../testcases/suite.js';
import { runAltered } from './prove.js';

describe('a judgement', () => {
  it('is the same whenever things happened and whatever connection they came over', async () => {
    const suite = loadSuite('partial');
    const { transcripts } = await runAltered({ suite, altered: null, now: () => performance.now(), keepTranscripts: () => true });
    const judge = (transcript: Transcript): unknown => {
      const test = suite.testCases.find(({ id }) => id === transcript.test);
      const view = viewClient(transcript);
      return { findings: collectFindings(test?.requirements ?? [], (judging) => test?.judge(view, judging)), rules: applyRules([...suite.rules, ...suite.testerRules], view) };
    };
    expect(transcripts.size).toBeGreaterThan(200);
    for (const transcript of transcripts.values()) {
      const events = transcript.events.map((event, index) => ({ ...event, atMs: 1e6 - 1000 * index, ...(event.kind === 'request' ? { connection: 77 - index } : {}) }));
      expect(judge({ ...transcript, events }), transcript.test).toEqual(judge(transcript));
    }
  });
});
