import { describe, expect, it } from 'vitest';
import { readJson } from '../protocol/json/document.js';
import type { Place } from '../harness/judge/finding.js';
import { excerptLines, columnsOf } from './excerpt.js';
import { bodyText, nearestNode, quotePlace, type Quote } from './quote.js';
import { createMasker } from './secrets.js';
import { SAMPLE_TRANSCRIPTS } from './testing/sample-transcripts.js';

function quoted(place: Place): { readonly quote: Quote; readonly element: string } {
  const transcript = SAMPLE_TRANSCRIPTS.get('transcripts/dm2.client.hget.stores-data.json');
  const quote = transcript === undefined ? undefined : quotePlace({ transcript, place, masker: createMasker('masked', transcript) });
  if (quote === undefined) throw new TypeError('the sample has no such place');
  return { quote, element: quote.text.text.slice(quote.text.start, quote.text.end) };
}

describe('quotePlace', () => {
  it.each([
    ['Status[0].sc', '500'],
    ['Status[1].MO[0].ClientURI', '"urn:oma:mo:x-acme:1.0/1/Name"'],
    ['header:content-type', 'Content-Type: application/vnd.oma.dm.response+json'],
    ['method', 'POST'],
    ['target', '/t1/dm?x=<b>'],
    ['header:X-Absent', ''],
  ])('marks %s', (path, element) => {
    expect(quoted({ event: 3, path }).element).toBe(element);
  });

  it('marks the nearest element above a path that leads nowhere, and says so', () => {
    const { quote, element } = quoted({ event: 3, path: 'Status[0].MO[7].x' });
    expect(element).toBe('{"sc":500}');
    expect(quote.where).toContain('Status[0].MO[7].x is absent; marked is Status[0]');
  });

  it('gives undefined for an event that is not there', () => {
    const [transcript] = SAMPLE_TRANSCRIPTS.values();
    expect(transcript === undefined ? null : quotePlace({ transcript, place: { event: 99 }, masker: createMasker('masked', transcript) })).toBeUndefined();
  });

  it('finds names that need quoting on the way up', () => {
    const document = readJson(new TextEncoder().encode('{"a.b":{"c]":[1]}}'));
    expect(nearestNode(document, '["a.b"]["c]"][5].x').path).toBe('["a.b"]["c]"]');
    expect(nearestNode(document, '!!').path).toBe('');
  });
});

describe('bodyText', () => {
  it('dumps what is no text', () => {
    expect(bodyText(new Uint8Array([3, 1, 0x6a, 0xff, 0x41]))).toBe('000000  03 01 6a ff 41                                   ..j.A');
    expect(bodyText(new Uint8Array(300).fill(0xfe))).toContain('… 300 bytes in all');
  });
});

describe('excerptLines', () => {
  it('puts carets under the element and numbers the lines', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\nsix';
    expect(excerptLines({ text, start: 15, end: 17 })).toEqual(['2 | two', '3 | three', '4 | four', '  |  ^^', '5 | five', '6 | six']);
  });

  it('keeps carets in place after wide, combining and invisible characters', () => {
    const text = '漢\u0301\u0000X';
    const [line = '', carets = ''] = excerptLines({ text, start: 3, end: 4 });
    expect(columnsOf(carets.slice(0, carets.indexOf('^')))).toBe(columnsOf(line.slice(0, line.indexOf('X'))));
  });

  it('cuts a long line round the element', () => {
    const text = `${'a'.repeat(50_000)}X${'b'.repeat(50_000)}`;
    const [line = '', carets = ''] = excerptLines({ text, start: 50_000, end: 50_001 });
    expect(line.length).toBeLessThan(120);
    expect(line[carets.indexOf('^')]).toBe('X');
  });

  it('shows only the beginning of an element of many lines', () => {
    expect(excerptLines({ text: '{\n1\n}', start: 0, end: 5 })).toEqual(['1 | {', '  | ^…', '2 | 1', '3 | }']);
  });
});
