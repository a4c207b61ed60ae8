import { describe, expect, it } from 'vitest';
import { NotExercised } from '../judge.js';
import { transcriptOf, type ScriptedExchange } from '../testing.js';
import { viewClient } from './view.js';

const P1 = 'application/vnd.oma.dm.initiation+json';
const P3 = 'application/vnd.oma.dm.response+json';

/** Half a message. */
const BROKEN_PACKAGE3: ScriptedExchange = { headers: [['Content-Type', P3]], body: '{' };

const package1 = (commands: readonly (readonly string[])[]): ScriptedExchange => ({ headers: [['Content-Type', P1]], body: '{}', answer: { body: JSON.stringify({ CMD: commands }) } });
const package3 = (codes: readonly unknown[], commands: readonly (readonly string[])[]): ScriptedExchange => ({
  headers: [['content-type', P3]],
  body: JSON.stringify({ Status: codes.map((sc) => ({ sc })) }),
  answer: { body: JSON.stringify({ CMD: commands }) },
});

describe('a transcript read as sessions', () => {
  it('numbers rounds by the Package#2 that opens them and finds the Package#3 that answers', () => {
    const view = viewClient(transcriptOf([package1([['HGET', 'u']]), package3([200], [['GET', 'x'], ['GET', 'y']]), package3([200, 404], [['END']])]));
    expect(view.sessions).toHaveLength(1);
    expect(view.session().rounds.map((round) => round.commands.map(([name]) => name))).toEqual([['HGET'], ['GET', 'GET'], ['END']]);
    expect(view.status(2, 1)).toMatchObject({ value: 404, what: 'status of GET (command 2)', at: { event: 4, path: 'Status[1].sc' }, stimulus: { event: 3 } });
  });

  it('begins a new session at every Package#1, told by its type or, without one, by its shape', () => {
    const untyped: ScriptedExchange = { body: '{"Alert":[]}', answer: { body: '{"CMD":[["END"]]}' } };
    const view = viewClient(transcriptOf([package1([['END']]), untyped, package3([], [['END']])]));
    expect(view.sessions.map((session) => session.rounds.length)).toEqual([1, 2]);
  });

  it('keeps sessions with two servers apart that are open at once, and follows CONT', () => {
    const atB = (exchange: ScriptedExchange): ScriptedExchange => ({ ...exchange, address: 'b' });
    const view = viewClient(transcriptOf([
      package1([['GET', 'first']]), atB(package1([['GET', 'second']])), package3([200], [['CONT', 'http://b/']]), atB(package3([201], [['END']])), atB(package3([202], [['END']])),
    ]));
    expect(view.sessions.map(({ rounds }) => rounds.map(({ answer }) => answer.event.n))).toEqual([[1, 5, 9], [3, 7]]);
    expect(view.status(1, 0, 2).value).toBe(201);
  });

  it('counts the sessions asked for before those that the device opened by itself', () => {
    const { events, ...rest } = transcriptOf([package1([['END']]), package1([['GET', 'own']]), package1([['GET', 'asked']])]);
    const start = { kind: 'control', action: 'start', detail: 'session with account a', atMs: 0 } as const;
    const marked = [start, ...events.slice(0, 4), start, ...events.slice(4)].map((event, n) => ({ ...event, n }));
    const view = viewClient({ events: marked, ...rest });
    expect([1, 2, 3].map((number) => view.session(number).rounds[0]?.commands[0]?.[1])).toEqual([undefined, 'asked', 'own']);
    expect(view.sessions.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it.each([
    ['no session at all', [], 'no session was opened: the IUT sent nothing more'],
    ['a session that stops after Package#1', [package1([['GET', 'x']])], 'no Package#3 answered round 1 of session 1: the IUT sent nothing more'],
    ['a Package#3 that is no JSON', [package1([['GET', 'x']]), BROKEN_PACKAGE3], 'Package#3 of round 1 is no JSON'],
    ['a status that is text', [package1([['GET', 'x']]), package3(['200'], [['END']])], 'reports no numeric status for command 1 (GET)'],
  ])('calls %s not exercised, never a value', (_, exchanges, reason) => {
    const view = viewClient(transcriptOf(exchanges));
    expect(() => view.status(1, 0)).toThrow(NotExercised);
    expect(() => view.status(1, 0)).toThrow(reason);
  });

  it('says why the IUT was silent: the deadline that passed, or how it ended', () => {
    const late = transcriptOf([package1([['GET', 'x']])]);
    const events = [...late.events, { kind: 'deadline', n: 2, atMs: 9, waitedFor: 'the answer of the IUT', timeoutMs: 5000 } as const];
    expect(() => viewClient({ ...late, events }).status(1, 0)).toThrow('the answer of the IUT did not come within 5000 ms');
  });

  it('finds the upload at a path and keeps its place', () => {
    const view = viewClient(transcriptOf([package1([]), { point: 'repository', method: 'PUT', path: '/up', body: '[{"ClientURI":"m/i/x","MOData":{"x":1}}]', answer: {} }]));
    expect(view.upload('/up')).toMatchObject({ at: { event: 2 }, items: [{ MOData: { x: 1 } }] });
    expect(() => view.upload('/other')).toThrow('nothing was uploaded to /other');
  });

  it('compares header names without case and keeps all values', () => {
    const view = viewClient(transcriptOf([{ headers: [['omadm-devid', 'a'], ['OMADM-DevID', 'b']] }]));
    expect(view.dm()[0]?.request.headers('OMADM-DevID')).toEqual(['a', 'b']);
    expect(view.dm()[0]?.request.header('Absent').value).toBeUndefined();
  });

  it('reads hostile bodies without harm', () => {
    const bodies = ['{"__proto__":{"Status":[{"sc":200}]}}', '\u0000', '[]', 'null', '{"Status":{"0":{"sc":200}}}', '['.repeat(5000)];
    for (const body of bodies) {
      const view = viewClient(transcriptOf([package1([['GET', 'x']]), { headers: [['Content-Type', P3]], body, answer: {} }]));
      expect(() => view.status(1, 0)).toThrow(NotExercised);
    }
    expect(Object.hasOwn(Object.prototype, 'Status')).toBe(false);
  });
});
