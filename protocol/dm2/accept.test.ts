import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../decode-error.js';
import { failuresOfText } from '../testing/hostile-inputs.js';
import { parseAccept, parseMediaType, preferredType } from './accept.js';
import { MO_TYPE, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE } from './media-types.js';

function codeOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error.fault.code;
    throw error;
  }
}

const token = fc.stringMatching(/^[a-z0-9!#$&.+^_-]{1,8}$/);
const value = fc.string({ unit: fc.constantFrom(...' \t!#$%&()+,;=<>?@[]{}azAZ09"\\~') , maxLength: 8 });
const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

describe('parseAccept', () => {
  test('reads the example of RFC 9110, 12.5.1', () => {
    expect(parseAccept('text/plain; q=0.5, text/html,\t text/x-dvi; q=0.8, text/x-c')).toEqual([
      { type: 'text', subtype: 'plain', parameters: [], q: 0.5 },
      { type: 'text', subtype: 'html', parameters: [], q: 1 },
      { type: 'text', subtype: 'x-dvi', parameters: [], q: 0.8 },
      { type: 'text', subtype: 'x-c', parameters: [], q: 1 },
    ]);
  });

  test('keeps parameters, takes the weight anywhere and in either case', () => {
    expect(parseAccept('Application/DMMO+JSON;Version="1,\\"0";Q=0.3;x=y, */*')).toEqual([
      { type: 'application', subtype: 'dmmo+json', parameters: [['version', '1,"0'], ['x', 'y']], q: 0.3 },
      { type: '*', subtype: '*', parameters: [], q: 1 },
    ]);
  });

  test('skips empty elements and reads the empty list', () => {
    expect(parseAccept('')).toEqual([]);
    expect(parseAccept(' , ,a/b, ')).toEqual([{ type: 'a', subtype: 'b', parameters: [], q: 1 }]);
  });

  test('reads what a writer of the grammar wrote', () => {
    const range = fc.record({ type: token, subtype: token, parameters: fc.array(fc.tuple(token.filter((name) => name !== 'q'), value), { maxLength: 3 }), q: fc.integer({ min: 0, max: 1000 }).map((q) => q / 1000) });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), (ranges) => {
        const written = ranges.map(({ type, subtype, parameters, q }) => `${type}/${subtype}${parameters.map(([name, text]) => `; ${name}=${quote(text)}`).join('')};q=${q}`);
        expect(parseAccept(written.join(' , '))).toEqual(ranges);
      }),
    );
  });

  test.each([
    ['json', 'http/media-range'],
    ['a/', 'http/media-range'],
    ['*/json', 'http/media-range'],
    ['a/b c/d', 'http/media-range'],
    ['a/*b', 'http/media-range'],
    ['a/b;=c', 'http/parameter'],
    ['a/b;c =d', 'http/parameter'],
    ['a/b;c="d', 'http/quoted-string'],
    ['a/b;q=1.001', 'http/weight'],
    ['a/b;q=0.1234', 'http/weight'],
    ['a/b;q=.5', 'http/weight'],
    ['a/b;q=-1', 'http/weight'],
    ['a/b;q=0.1;q=0.2', 'http/weight'],
  ])('refuses %s', (text, code) => {
    expect(codeOf(() => parseAccept(text))).toBe(code);
  });

  test('survives hostile inputs and every cut of a long value', () => {
    expect(failuresOfText(parseAccept)).toEqual([]);
    const long = 'application/dmmo+json;v="1,\\"0";q=0.125, text/*;q=0.5, */*;q=0';
    for (let length = 0; length < long.length; length += 1) expect([undefined, 'http/media-range', 'http/parameter', 'http/quoted-string', 'http/weight']).toContain(codeOf(() => parseAccept(long.slice(0, length))));
  });
});

describe('parseMediaType', () => {
  test('gives the type in lower case and its parameters apart', () => {
    const { essence, parameters } = parseMediaType(' Application/Json ; Charset="UTF-8" ; x=1 ');
    expect(essence).toBe('application/json');
    expect([...parameters]).toEqual([['charset', 'UTF-8'], ['x', '1']]);
  });

  test.each([
    ['', 'http/media-type'],
    ['json', 'http/media-type'],
    ['a/b/c', 'http/media-type'],
    ['a/b, c/d', 'http/media-type'],
    ['a/b;c', 'http/parameter'],
    ['a/b;c=1;C=1', 'http/duplicate-parameter'],
  ])('refuses %j', (text, code) => {
    expect(codeOf(() => parseMediaType(text))).toBe(code);
  });

  test('survives hostile inputs', () => {
    expect(failuresOfText(parseMediaType)).toEqual([]);
  });

  test('reads its own constants', () => {
    for (const type of [PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE, MO_TYPE]) expect(parseMediaType(type).essence).toBe(type);
  });
});

describe('preferredType', () => {
  const choose = (accept: string, ...offered: readonly string[]): string | undefined => preferredType(parseAccept(accept), offered);

  test('follows the weights of the example of RFC 9110, 12.5.1', () => {
    const accept = 'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5';
    expect(choose(accept, 'text/html', 'image/jpeg', 'text/plain')).toBe('text/plain');
    expect(choose(accept, 'text/plain', 'text/plain;format=flowed')).toBe('text/plain;format=flowed');
    expect(choose(accept, 'text/html', 'image/jpeg')).toBe('image/jpeg');
    expect(choose(accept, 'text/plain;format=fixed', 'image/jpeg')).toBe('image/jpeg');
    expect(choose(accept, 'text/html;level=3')).toBe('text/html;level=3');
  });

  test('takes the order of the offer among equals', () => {
    expect(choose('b/b, a/a', 'a/a', 'b/b')).toBe('a/a');
  });

  test('excludes weight 0 though a wider range allows the type', () => {
    expect(choose('*/*, a/a;q=0', 'a/a')).toBeUndefined();
    expect(choose('*/*, a/a;q=0', 'a/a', 'b/b')).toBe('b/b');
  });

  test('finds nothing where nothing is covered', () => {
    expect(choose('', MO_TYPE)).toBeUndefined();
    expect(choose('text/*', MO_TYPE)).toBeUndefined();
    expect(choose('application/dmmo+json;v=2', MO_TYPE)).toBeUndefined();
    expect(choose('*/*')).toBeUndefined();
  });
});
