import { describe, expect, it } from 'vitest';
import { NotExercised } from '../judge.js';
import { transcriptOf, type ScriptedExchange } from '../testing.js';
import { viewServer, type ServerView } from './view.js';

const P1 = 'application/vnd.oma.dm.initiation+json';
const P3 = 'application/vnd.oma.dm.response+json';

const message = (type: string, device: string, commands: readonly (readonly string[])[] | null): ScriptedExchange => ({
  headers: [['Content-Type', type], ['OMADM-DevID', device]],
  body: type === P1 ? '{}' : '{"Status":[]}',
  ...(commands === null ? {} : { answer: { body: JSON.stringify({ CMD: commands }) } }),
});

const viewOf = (...exchanges: readonly ScriptedExchange[]): ServerView => viewServer(transcriptOf(exchanges, { role: 'server' }));

describe('a transcript with a server under test', () => {
  it('is read as sessions of its devices, also of those that talk at once', () => {
    const view = viewOf(message(P1, 'a', [['GET', 'x']]), message(P1, 'b', [['GET', 'y']]), message(P3, 'a', [['END']]), message(P3, 'b', [['END']]), message(P1, 'a', [['END']]));
    expect(view.sessions.map(({ device, rounds }) => [device, rounds.map(({ commands }) => commands)])).toEqual([
      ['a', [[['GET', 'x']], [['END']]]],
      ['b', [[['GET', 'y']], [['END']]]],
      ['a', [[['END']]]],
    ]);
    expect(view.sent('GET', 2)).toEqual([{ value: ['GET', 'y'], at: { event: 3, path: 'CMD[0]' }, what: 'GET', stimulus: { event: 2 } }]);
    expect(view.answerStatus(2)).toEqual({ value: 200, at: { event: 5 }, what: 'status of the answer', stimulus: { event: 4 } });
  });

  it('says what was not reached', () => {
    const view = viewOf(message(P1, 'a', null));
    expect(() => view.session(2)).toThrow('session 2 did not take place: the server sent nothing');
    expect(() => view.round(2)).toThrow('round 2 of session 1 was not reached');
    expect(() => view.answer(1)).toThrow('the server did not answer message 1 of session 1');
    expect(() => viewOf({ ...message(P1, 'a', null), answer: { status: 503 } }).commands(1)).toThrow('the answer to message 1 of session 1 is no Package#2 (status 503)');
    expect(() => view.belief('alerts')).toThrow(NotExercised);
  });

  it.each([['no JSON', 'x'], ['another value', '[1]'], ['no CMD', '{}'], ['CMD without a list', '{"CMD":{}}']])('takes %s for no Package#2', (_, body) => {
    expect(() => viewOf({ ...message(P1, 'a', null), answer: { body } }).commands(1)).toThrow(NotExercised);
  });

  it('leaves out entries of CMD that are no lists of words', () => {
    expect(viewOf({ ...message(P1, 'a', null), answer: { body: '{"CMD":[["GET",1],"END",null,["END"]]}' } }).commands(1).value).toEqual([['END']]);
  });

  it('names the last sign of the server', () => {
    const { events, ...rest } = transcriptOf([message(P1, 'a', null)], { role: 'server' });
    const late = viewServer({ ...rest, events: [...events, { kind: 'deadline', n: 1, atMs: 1, waitedFor: 'the response to POST /dm', timeoutMs: 9 }] });
    expect(late.silence).toBe('the response to POST /dm did not come within 9 ms');
    expect(viewOf({ ...message(P1, 'a', null), answer: { status: 401 } }).silence).toBe('its last answer was 401');
  });
});
