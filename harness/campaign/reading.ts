/** A transcript as test cases and rules of its role see it: viewed once, parsed at most once, however many judgements look at it. */
import { viewClient } from '../judge/dm2-client/view.js';
import { viewServer } from '../judge/dm2-server/view.js';
import type { Judge } from '../judge/judge.js';
import { viewPair } from '../judge/pair/view.js';
import type { Transcript, TranscriptRole } from '../transcript/event.js';
import type { Rule, TestCase } from './test-case.js';

export interface Reading {
  readonly role: TranscriptRole;
  /** Runs a judgement. Throws a TypeError where it is one of the other role. */
  judge(judgement: TestCase | Rule, judge: Judge): void;
}

/** Reads a transcript in view of the role of its IUT. */
export function readTranscript(transcript: Transcript): Reading {
  switch (transcript.role) {
    case 'client': {
      const view = viewClient(transcript);
      return {
        role: 'client',
        judge(judgement, judge) {
          if (judgement.role !== 'client') throw new TypeError('a judgement of servers was given the transcript of a client');
          judgement.judge(view, judge);
        },
      };
    }
    case 'server': {
      const view = viewServer(transcript);
      return {
        role: 'server',
        judge(judgement, judge) {
          if (judgement.role !== 'server') throw new TypeError('a judgement of clients was given the transcript of a server');
          judgement.judge(view, judge);
        },
      };
    }
    case 'pair': {
      const view = viewPair(transcript);
      return {
        role: 'pair',
        judge(judgement, judge) {
          if (judgement.role !== 'pair') throw new TypeError('a judgement of one product was given the transcript of two; take the side that it is about');
          judgement.judge(view, judge);
        },
      };
    }
  }
}
