import { describe, expect, it } from 'vitest';
import { tallyFindings } from '../judge/judge.js';
import { transcriptOf } from '../judge/testing.js';
import { readTranscript } from './reading.js';
import { applyRules } from './run-test.js';
import type { Rule } from './test-case.js';

const FACTS = { requirement: 'R', title: 't', protocol: 'dm-2.0', source: 's' } as const;
const evidence = { expected: 'x', found: 'y', at: { event: 0 } };
const CLIENT: Rule = { ...FACTS, role: 'client', judge: (view, judge) => void judge.check('R').holds(view.sessions.length === 1, evidence) };
const SERVER: Rule = { ...FACTS, role: 'server', judge: (view, judge) => void judge.check('R').holds(view.round(1).commands.length === 1, evidence) };

const transcript = transcriptOf([{ body: '{}', answer: { body: '{"CMD":[["END"]]}' } }]);

describe('a transcript', () => {
  it('is judged by the rules of its role, and by no others', () => {
    for (const role of ['client', 'server'] as const) {
      expect(applyRules([CLIENT, SERVER], readTranscript({ ...transcript, role }))).toEqual([{ requirement: 'R', title: 't', satisfied: 1, violations: [] }]);
    }
  });

  it('is not handed to a judgement of the other role', () => {
    expect(() => tallyFindings((judge) => readTranscript(transcript).judge(SERVER, judge))).toThrow(TypeError);
    expect(() => tallyFindings((judge) => readTranscript({ ...transcript, role: 'server' }).judge(CLIENT, judge))).toThrow(TypeError);
  });
});
