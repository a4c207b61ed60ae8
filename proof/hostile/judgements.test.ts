/** Whatever a client sends, no judgement throws: an exception of ours must never come out as a verdict. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTranscript } from '../../harness/campaign/reading.js';
import { applyRules } from '../../harness/campaign/run-test.js';
import { collectFindings } from '../../harness/judge/judge.js';
import type { RequestEvent, Transcript, TranscriptEvent } from '../../harness/transcript/event.js';
import { loadSuite } from '../../testcases/suite.js';
import { runAltered } from '../prove-client.js';
import { HOSTILE_VALUES } from './values.js';

const suite = loadSuite('partial');
let transcripts: readonly Transcript[] = [];
beforeAll(async () => {
  const run = await runAltered({ suite, altered: null, now: () => performance.now(), keepTranscripts: () => true });
  transcripts = [...run.transcripts.values()];
}, 120_000);

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The judgement of the test that made the transcript, and every rule where asked for. */
function judge(transcript: Transcript, rules: 'rules' | 'no rules' = 'rules'): void {
  const reading = readTranscript(transcript);
  const test = suite.testCases.find(({ id }) => id === transcript.test);
  if (test === undefined) throw new TypeError(`no test case ${transcript.test}`);
  collectFindings(test.requirements, (judge) => reading.judge(test, judge));
  if (rules === 'rules') applyRules(suite.rules, reading);
}

/** Every transcript changed and judged; the rules, which see much the same each time, look at one in ten. */
function judgeAll(change: (event: RequestEvent) => TranscriptEvent): void {
  for (const [index, transcript] of transcripts.entries()) judge(withRequests(transcript, change), index % 10 === 0 ? 'rules' : 'no rules');
}

const withRequests = (transcript: Transcript, change: (event: RequestEvent, index: number) => TranscriptEvent): Transcript => {
  let index = 0;
  return { ...transcript, events: transcript.events.map((event) => (event.kind === 'request' ? change(event, index++) : event)) };
};

/** Every value in a JSON text, as the place where it begins and ends. */
function spans(text: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  const open: number[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[{]|[\]}]|[-\w.+]+/g)) {
    const [token, colon] = match;
    if (token === '[' || token === '{') open.push(match.index);
    else if (token === ']' || token === '}') found.push([open.pop() ?? 0, match.index + 1]);
    else if (colon === undefined) found.push([match.index, match.index + token.length]);
  }
  return found;
}

describe('a judgement of hostile messages', () => {
  it.each(HOSTILE_VALUES)('does not throw when every body is %s', (_name, json) => {
    const body = encode(json);
    judgeAll((event) => ({ ...event, body }));
  });

  it.each([
    ['nothing', ''],
    ['cut off', '{"Status":[{"sc":20'],
    ['NUL', '\u0000'],
    ['a byte order mark', '\ufeff{}'],
    ['no JSON', 'x'.repeat(1000)],
    ['two documents', '{"a":1}{"a":2}'],
    ['nested 1500 deep', '['.repeat(1500) + ']'.repeat(1500)],
  ])('does not throw when every body is %s', (_name, text) => {
    judgeAll((event) => ({ ...event, body: encode(text) }));
  });

  it('does not throw when one value of one message is replaced', () => {
    const anything = fc.record({ transcript: fc.nat(), event: fc.nat(), place: fc.nat(), value: fc.constantFrom(...HOSTILE_VALUES) });
    fc.assert(
      fc.property(anything, (pick) => {
        const transcript = transcripts[pick.transcript % transcripts.length];
        if (transcript === undefined) throw new TypeError('the reference left no transcript');
        const requests = transcript.events.filter((event) => event.kind === 'request').length;
        judge(withRequests(transcript, (event, index) => (index === pick.event % Math.max(1, requests) ? replaced(event, pick.place, pick.value[1]) : event)));
      }),
      { numRuns: 500 },
    );
  });

  it.each<readonly [string, Partial<RequestEvent>]>([
    ['no header', { headers: [] }],
    ['headers without content', { headers: [['Content-Type', ''], ['Accept', ''], ['OMADM-DevID', ''], ['OMADM-Accept', '']] }],
    ['every header twice', { headers: [['Content-Type', 'a/b'], ['content-type', ';;;'], ['Accept', ',,;q=x'], ['accept', '*'], ['OMADM-DevID', '\u0000'], ['omadm-devid', '<b>']] }],
    ['prototype names as headers', { headers: [['__proto__', 'x'], ['constructor', 'y'], ['Content-Type', '__proto__']] }],
    ['a method nobody knows', { method: 'PROPFIND' }],
    ['a target out of the tree', { target: '/../../..//%2e%2e/?', path: '/../../..//%2e%2e/?' }],
    ['a body that is not whole', { incomplete: 'the connection closed before the body was complete' }],
  ])('does not throw when every request has %s', (_name, change) => {
    judgeAll((event) => ({ ...event, ...change }));
  });

  it('does not throw when the transcript breaks off after any event', () => {
    for (const [index, transcript] of transcripts.entries()) {
      for (let length = 0; length <= transcript.events.length; length += 1) judge({ ...transcript, events: transcript.events.slice(0, length) }, index % 10 === 0 ? 'rules' : 'no rules');
    }
  });

  it('has transcripts to work on', () => {
    expect(transcripts.length).toBeGreaterThan(40);
  });
});

function replaced(event: RequestEvent, place: number, json: string): RequestEvent {
  const text = new TextDecoder().decode(event.body);
  const places = spans(text);
  const [start, end] = places[place % Math.max(1, places.length)] ?? [0, text.length];
  return { ...event, body: encode(`${text.slice(0, start)}${json}${text.slice(end)}`) };
}
