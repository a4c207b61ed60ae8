import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../decode-error.js';
import { failuresOfText } from '../testing/hostile-inputs.js';
import { encodeComponent, formatClientUri, isServerUri, parseClientUri, type ClientUri, type Component } from './client-uri.js';

const MOID = 'urn:oma:mo:moid:1.0';
const x: Component = { kind: 'x-name', letter: 'x' };
const y: Component = { kind: 'x-name', letter: 'y' };
const any: Component = { kind: 'wildcard' };
const named = (name: string): Component => ({ kind: 'name', name });
const nv = (letter: string, name: string, value: string): ClientUri['nv'][number] => ({ letter, path: [name], value });

function faultOf(text: string): DecodeError['fault'] | undefined {
  try {
    parseClientUri(text);
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error.fault;
    throw error;
  }
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
const value = fc.string({ unit: 'grapheme', maxLength: 6 });
const plain = fc.oneof(name.map(named), fc.constant(any));
const clientUri: fc.Arbitrary<ClientUri> = fc
  .record({
    moid: name,
    instance: fc.oneof(plain, fc.constant({ kind: 'only' as const }), fc.constant(x)),
    path: fc.oneof(fc.array(plain, { maxLength: 4 }), fc.constant([named('Data'), y])),
    nv: fc.array(fc.record({ letter: fc.constantFrom('x', 'y', 'Q'), path: fc.array(name, { minLength: 1, maxLength: 3 }), value }), { maxLength: 3 }),
    cv: fc.option(value),
    other: fc.array(fc.tuple(fc.constantFrom('a', 'Foo', 'nvx'), value), { maxLength: 2 }),
  })
  .map(({ cv, ...uri }) => ({ ...uri, ...(cv === null ? {} : { cv }) }));

const PIECES = ['urn:a', '/', '/', 'x', '(x)', '(y)', '(1)', '*', '?', '?nv=(x)/ID:1', '&nv=(y)/Data/Date:12.2', 'nv=(x)/', '&', '?cv=1', '&cv=2', '&foo=bar', '=', ':', '%41', '%C3%A9', '%FF', '%', '%zz', 'é', ' ', '#', '+', 'Data'];

/** The ABNF of the grammar as one pattern, and beside it what ABNF cannot say: letters once, one cv, UTF-8 behind the percent signs. */
function obviouslyRight(text: string): boolean {
  const nodeName = "(?:[A-Za-z0-9\\-._~:@!$',;+=]|%[0-9A-Fa-f]{2})+";
  // By the ABNF alone a colon could belong to the path or to the value of nv; here the first one ends the path.
  const relative = "(?:[A-Za-z0-9\\-._~@!$',;+=]|%[0-9A-Fa-f]{2})+";
  const value = "(?:[A-Za-z0-9\\-._~:@/!$',;]|%[0-9A-Fa-f]{2})*";
  const component = `(?:${nodeName}|\\([A-Za-z]\\)|\\*)`;
  const field = `(?:nv=\\([A-Za-z]\\)/${relative}(?:/${relative})*:${value}|cv=${value}|(?!nv=|cv=)[A-Za-z]+=${value})`;
  const grammar = new RegExp(`^${nodeName}/${component}?(?:/(?:${component}(?:/${component})*/?)?)?(?:\\?${field}(?:&${field})*)?$`);
  const [path = '', ...query] = text.split('?');
  const letters = path.split('/').filter((step) => /^\([A-Za-z]\)$/.test(step));
  const validators = query.join('?').split('&').filter((one) => one.startsWith('cv='));
  const octets = Buffer.from(text.replace(/%([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
  return grammar.test(text) && new Set(letters).size === letters.length && validators.length <= 1 && isUtf8(octets);
}

describe('parseClientUri', () => {
  test.each<[string, Partial<ClientUri>]>([
    ['/left/', { instance: named('left') }],
    ['//', { instance: { kind: 'only' } }],
    ['/(x)/?nv=(x)/ID:Temperature', { instance: x, nv: [nv('x', 'ID', 'Temperature')] }],
    ['/(x)/Data/1/Value?nv=(x)/ID:GPS', { instance: x, path: [named('Data'), named('1'), named('Value')], nv: [nv('x', 'ID', 'GPS')] }],
    ['/right/Data/(x)/Value?nv=(x)/Date:12.1', { instance: named('right'), path: [named('Data'), x, named('Value')], nv: [nv('x', 'Date', '12.1')] }],
    ['/(x)/Data/(y)/Value?nv=(x)/ID:GPS&nv=(y)/Date:12.2', { instance: x, path: [named('Data'), y, named('Value')], nv: [nv('x', 'ID', 'GPS'), nv('y', 'Date', '12.2')] }],
    ['/*/Setting', { instance: any, path: [named('Setting')] }],
    ['/(x)/Data/*/Value?nv=(x)/ID:GPS', { instance: x, path: [named('Data'), any, named('Value')], nv: [nv('x', 'ID', 'GPS')] }],
    ['/(x)/Data/*/Value?nv=(x)/ID:GPS&nv=(x)/Setting:0xB2', { instance: x, path: [named('Data'), any, named('Value')], nv: [nv('x', 'ID', 'GPS'), nv('x', 'Setting', '0xB2')] }],
    ['/*/Data/*/Value', { instance: any, path: [named('Data'), any, named('Value')] }],
  ])('reads the worked example %s, and it is written the same', (text, parts) => {
    expect(parseClientUri(MOID + text)).toStrictEqual({ moid: MOID, path: [], nv: [], other: [], ...parts });
    expect(formatClientUri(parseClientUri(MOID + text))).toBe(MOID + text);
  });

  test('takes what the grammar takes, read slowly, and refuses the rest with its own error', () => {
    const taken = { yes: 0, no: 0 };
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (isRooted, pieces) => {
        const text = `${isRooted ? 'urn:a/' : ''}${pieces.join('')}`;
        const wanted = obviouslyRight(text);
        taken[wanted ? 'yes' : 'no'] += 1;
        if (wanted) expect(formatClientUri(parseClientUri(text)).length).toBeGreaterThan(0);
        else expect(() => parseClientUri(text)).toThrow(DecodeError);
      }),
      { numRuns: 5000 },
    );
    // A property that only meets one side would say nothing.
    expect(Math.min(taken.yes, taken.no)).toBeGreaterThan(100);
  });

  test('gives back what was written, whatever the names hold', () => {
    fc.assert(
      fc.property(clientUri, (uri) => {
        expect(parseClientUri(formatClientUri(uri))).toEqual(uri);
      }),
    );
  });

  test('writes only characters of the grammar', () => {
    fc.assert(
      fc.property(clientUri, (uri) => {
        expect(formatClientUri(uri)).toMatch(/^[A-Za-z0-9\-._~:@!$',;+=()*/?&%]+$/);
      }),
    );
  });

  test('decodes names and values, and keeps an encoded star a name', () => {
    expect(parseClientUri('m/%2A/a%2Fb/%C3%A9?nv=(x)/p%3Aq/r:a%26b:c/d&cv=%25&foo=%3F')).toStrictEqual({
      moid: 'm',
      instance: named('*'),
      path: [named('a/b'), named('é')],
      nv: [{ letter: 'x', path: ['p:q', 'r'], value: 'a&b:c/d' }],
      cv: '%',
      other: [['foo', '?']],
    });
  });

  test('encodes a colon in the path of an nv field, where it would end the path', () => {
    const uri: ClientUri = { moid: 'm', instance: x, path: [], nv: [{ letter: 'x', path: ['p:q'], value: 'a:b' }], other: [] };
    expect(formatClientUri(uri)).toBe('m/(x)/?nv=(x)/p%3Aq:a:b');
    expect(parseClientUri(formatClientUri(uri))).toStrictEqual(uri);
  });

  test('makes no difference for a slash at the end', () => {
    expect(parseClientUri('m/i/a/')).toStrictEqual(parseClientUri('m/i/a'));
    expect(parseClientUri('m/i')).toStrictEqual(parseClientUri('m/i/'));
    expect(parseClientUri('m/')).toStrictEqual(parseClientUri('m//'));
  });

  test.each([
    ['', 'dm2/client-uri-moid', 0],
    ['urn:oma:mo:x:1.0', 'dm2/client-uri-moid', 0],
    ['/i/a', 'dm2/client-uri-moid', 0],
    ['m?x/i', 'dm2/client-uri-moid', 0],
    ['*/i/a', 'dm2/client-uri-moid', 0],
    ['m/i//a', 'dm2/client-uri-component', 4],
    ['m/i/a b', 'dm2/client-uri-component', 4],
    ['m/i/a#b', 'dm2/client-uri-component', 4],
    ['m/é', 'dm2/client-uri-component', 2],
    ['m/i/**', 'dm2/client-uri-component', 4],
    ['m/i/a(x)', 'dm2/client-uri-component', 4],
    ['m/(xy)/', 'dm2/client-uri-x-name', 2],
    ['m/(1)/', 'dm2/client-uri-x-name', 2],
    ['m/(x)/a/(x)', 'dm2/client-uri-x-name', 8],
    ['m/i/%4', 'dm2/client-uri-percent', 4],
    ['m/i/a?cv=%ff', 'dm2/client-uri-percent', 9],
    ['m/i/?', 'dm2/client-uri-field', 5],
    ['m/i/?cv=1&&', 'dm2/client-uri-field', 10],
    ['m/i/?cv', 'dm2/client-uri-field', 5],
    ['m/i/?n1=x', 'dm2/client-uri-field', 5],
    ['m/i/?cv=a?b', 'dm2/client-uri-field', 8],
    ['m/i/?cv=a=b', 'dm2/client-uri-field', 8],
    ['m/(x)/?nv=(x)/ID', 'dm2/client-uri-nv', 10],
    ['m/(x)/?nv=(x):1', 'dm2/client-uri-nv', 10],
    ['m/(x)/?nv=(x)/a//b:1', 'dm2/client-uri-nv', 16],
    ['m/(x)/?nv=x/a:1', 'dm2/client-uri-x-name', 10],
    ['m/i/?cv=1&cv=1', 'dm2/client-uri-cv', 10],
  ])('refuses %j', (text, code, byte) => {
    expect(faultOf(text)).toMatchObject({ code, position: { byte } });
  });

  test('counts positions in bytes', () => {
    expect(faultOf('m/i/%C3%A9/é/b c')?.position).toEqual({ byte: 11, line: 1, column: 12, path: '' });
  });

  test('keeps to its limit', () => {
    expect(parseClientUri(`m/${'a'.repeat(65_534)}`).path).toEqual([]);
    expect(faultOf(`m/${'a'.repeat(65_535)}`)?.code).toBe('dm2/client-uri-size');
  });

  test('survives hostile inputs and every cut of a long address', () => {
    expect(failuresOfText(parseClientUri)).toEqual([]);
    const long = `${MOID}/(x)/Data/%C3%A9/*?nv=(x)/ID/b:GPS&cv=v%201&foo=bar`;
    for (let length = 0; length < long.length; length += 1) expect(faultOf(long.slice(0, length))?.code ?? 'dm2/client-uri-').toContain('dm2/client-uri-');
  });
});

describe('encodeComponent', () => {
  test('encodes what a name cannot hold and nothing else', () => {
    expect(encodeComponent("aZ0-._~:@!$',;+=")).toBe("aZ0-._~:@!$',;+=");
    expect(encodeComponent(' /?&#()*%é€😀')).toBe('%20%2F%3F%26%23%28%29%2A%25%C3%A9%E2%82%AC%F0%9F%98%80');
  });
});

describe('isServerUri', () => {
  test.each(['http://a', 'https://repo.example.net/x?y=1#z', 'HTTPS://[::1]:8443/', 'http://a?b'])('takes %s', (text) => {
    expect(isServerUri(text)).toBe(true);
  });

  test.each(['', 'http://', 'https:///x', 'ftp://a', '/x', 'urn:oma:mo:x:1.0//', 'http://a b', 'http://a\n', ' http://a', 'coap://a'])('refuses %j', (text) => {
    expect(isServerUri(text)).toBe(false);
  });
});
