import { describe, expect, it } from 'vitest';
import { viewClient, type ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import { transcriptOf, type ScriptedExchange } from '../../../../harness/judge/testing.js';
import type { TranscriptEvent } from '../../../../harness/transcript/event.js';
import { attempt, endAfter, messagesAfter, reportOrEnd } from './course.js';

const PACKAGE1: ScriptedExchange = { body: '{"Alert":[]}', answer: { body: '{"CMD":[["HPUT","http://r/x","urn:x:1.0//"]]}' } };
const PACKAGE3: ScriptedExchange = { body: '{"Status":[{"sc":200}]}', answer: { body: '{"CMD":[["END"]]}' } };

/** Exchanges between a start and, if the device tells, its end. */
function viewOf(exchanges: readonly ScriptedExchange[], end: 'told' | 'untold'): ClientView {
  const { events } = transcriptOf(exchanges);
  const control = (n: number, action: 'start' | 'ended'): TranscriptEvent => ({ kind: 'control', n, atMs: n, action, detail: action });
  const shifted = events.map((event): TranscriptEvent => ({ ...event, n: event.n + 1 }));
  const last = end === 'told' ? [control(events.length + 1, 'ended')] : [];
  return viewClient(transcriptOf([], { events: [control(0, 'start'), ...shifted, ...last] }));
}

describe('the course of a test', () => {
  it('finds the Package#3 of a round', () => {
    const found = reportOrEnd({ view: viewOf([PACKAGE1, PACKAGE3], 'told'), round: 1 });
    expect('request' in found && found.request.at).toEqual({ event: 3 });
  });

  it('takes the end of the device for the evidence that a Package#3 is missing', () => {
    expect(reportOrEnd({ view: viewOf([PACKAGE1], 'told'), round: 1 })).toEqual({ ended: { event: 3 } });
  });

  it('knows nothing about a missing Package#3 when nobody said that the device has ended', () => {
    expect(() => reportOrEnd({ view: viewOf([PACKAGE1], 'untold'), round: 1 })).toThrow(NotExercised);
  });

  it('knows nothing about a round that was not reached', () => {
    expect(() => reportOrEnd({ view: viewOf([PACKAGE1], 'told'), round: 2 })).toThrow(NotExercised);
  });

  it('counts what came after a place until the next start', () => {
    const first = attempt(viewOf([PACKAGE1, PACKAGE3], 'told'), 1);
    expect(first.messages).toHaveLength(2);
    expect(messagesAfter(first, { event: 1 })).toHaveLength(1);
    expect(first.ended).toEqual({ event: 5 });
  });

  it('says that a session was not started', () => {
    expect(() => attempt(viewOf([PACKAGE1], 'told'), 2)).toThrow(NotExercised);
    expect(endAfter(viewOf([PACKAGE1], 'untold'), { event: 0 })).toBeUndefined();
  });
});
