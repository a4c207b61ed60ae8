/**
 * Inputs that broke decoders elsewhere, for every decoder of this floor, and the one way to throw them: whatever comes
 * in, a decoder either returns or throws a DecodeError whose code is in the table. Used by tests only.
 */

import { DecodeError } from '../decode-error.js';
import { ERROR_CODES } from '../error-codes.js';

export interface HostileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MIB = 1024 * 1024;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const octets = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);
const text = (name: string, content: string): HostileInput => ({ name, bytes: utf8(content) });

/** Everything is built once, on first use: some inputs are megabytes. */
export function hostileInputs(): readonly HostileInput[] {
  built ??= [...ENCODING, ...shapes(), ...SYNTAX, ...MESSAGES, ...ADDRESSES];
  return built;
}
let built: readonly HostileInput[] | undefined;

/** Names of the inputs that `decode` did not survive, with the reason; an empty list is right. */
export function failuresOf(decode: (bytes: Uint8Array) => unknown, inputs: readonly HostileInput[] = hostileInputs()): readonly string[] {
  return inputs.flatMap(({ name, bytes }) => {
    try {
      decode(bytes);
      return [];
    } catch (error) {
      if (error instanceof DecodeError && Object.hasOwn(ERROR_CODES, error.fault.code)) return [];
      return [`${name}: ${String(error)}`];
    }
  });
}

/** The same for a decoder of text. */
export function failuresOfText(parse: (text: string) => unknown): readonly string[] {
  return failuresOf((bytes) => parse(new TextDecoder().decode(bytes)));
}

/** Every proper prefix of `bytes`, as inputs. */
export function truncations(bytes: Uint8Array): readonly HostileInput[] {
  return Array.from({ length: bytes.length }, (_, length) => ({ name: `the first ${length} bytes`, bytes: bytes.slice(0, length) }));
}

const ENCODING: readonly HostileInput[] = [
  { name: 'nothing', bytes: octets() },
  { name: 'one NUL', bytes: octets(0) },
  { name: 'all octets', bytes: Uint8Array.from({ length: 256 }, (_, index) => index) },
  { name: 'byte order mark of UTF-8', bytes: octets(0xef, 0xbb, 0xbf, 0x7b, 0x7d) },
  { name: 'byte order mark of UTF-16', bytes: octets(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00) },
  { name: 'UTF-16 without mark', bytes: octets(0x00, 0x7b, 0x00, 0x7d) },
  { name: 'overlong slash', bytes: octets(0x22, 0xc0, 0xaf, 0x22) },
  { name: 'surrogate as bytes', bytes: octets(0x22, 0xed, 0xa0, 0x80, 0x22) },
  { name: 'beyond Unicode', bytes: octets(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22) },
  { name: 'sequence cut at the end', bytes: octets(0x22, 0xe2, 0x82) },
  { name: 'Latin-1', bytes: octets(0x22, 0xe9, 0x22) },
];

function shapes(): readonly HostileInput[] {
  return [
    text('a hundred thousand open lists', '['.repeat(100_000)),
    text('ten thousand nested lists', '['.repeat(10_000) + ']'.repeat(10_000)),
    text('ten thousand nested objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)),
    text('nested just below the limit', '['.repeat(64) + ']'.repeat(64)),
    text('a string of 5 MB', `"${'x'.repeat(5 * MIB)}"`),
    text('a string of 1 MB', `"${'é'.repeat(MIB / 2)}"`),
    text('a number of 1 MB', '9'.repeat(MIB)),
    text('thirty thousand members', `{${Array.from({ length: 30_000 }, (_, index) => `"m${index}":0`).join(',')}}`),
    text('thirty thousand equal members', `{${'"a":0,'.repeat(30_000)}"a":1}`),
    text('a list behind thirty thousand nodes', `[{"ClientURI":"m//","MOData":{${Array.from({ length: 30_000 }, (_, index) => `"m${index}":0`).join(',')},"z":[]}}]`),
    text('a hundred thousand slashes', '/'.repeat(100_000)),
    text('a hundred thousand commas', ','.repeat(100_000)),
    text('sixty thousand wildcards', `m/${'*/'.repeat(30_000)}`),
    text('sixty thousand backslashes', `a/b;c="${'\\'.repeat(60_000)}`),
    text('a million spaces', ' '.repeat(1_000_000)),
  ];
}

const SYNTAX: readonly HostileInput[] = [
  text('prototype as member', '{"__proto__":{"polluted":true},"CMD":[],"Status":[]}'),
  text('constructor as member', '{"constructor":{"prototype":{"polluted":true}}}'),
  text('prototype in management object data', '[{"ClientURI":"m//","MOData":{"__proto__":{"polluted":true}}}]'),
  text('NUL in a string', '{"CMD":[["GET\u0000","m//"]]}'),
  text('NUL between tokens', '{"CMD"\u0000:[]}'),
  text('lone surrogate as escape', '{"CMD":[["\\ud800"]]}'),
  text('surrogates the wrong way round', '{"CMD":[["\\udc00\\ud800"]]}'),
  text('duplicate members', '{"Status":[{"sc":200,"sc":"x"}],"Status":3,"CMD":[],"CMD":{}}'),
  text('huge exponent', '{"Status":[{"sc":1e999999999}]}'),
  text('tiny exponent', '{"Status":[{"sc":1e-999999999}]}'),
  text('minus zero', '{"Status":[{"sc":-0}]}'),
  text('NaN', '{"Status":[{"sc":NaN}]}'),
  text('Infinity', '[Infinity,-Infinity]'),
  text('hexadecimal', '[0x10]'),
  text('leading zero', '[01]'),
  text('plus sign', '[+1]'),
  text('trailing comma', '{"CMD":[],}'),
  text('comment', '{"CMD":[]} // no'),
  text('single quotes', "{'CMD':[]}"),
  text('two documents', '{"CMD":[]}{"CMD":[]}'),
  text('no-break space', '\u00a0{}'),
];

const MESSAGES: readonly HostileInput[] = ['null', 'true', '0', '""', '[]', '{}', '[[]]', '[null]', '{"":""}'].flatMap((value) => [
  text(`bare ${value}`, value),
  text(`MOS ${value}`, `{"MOS":${value}}`),
  text(`MIID ${value}`, `{"MOS":[{"MIID":${value}}]}`),
  text(`Alert ${value}`, `{"Status":[],"Alert":${value}}`),
  text(`alert data ${value}`, `{"Alert":[{"AlertType":"x","Data":${value}}]}`),
  text(`CMD ${value}`, `{"CMD":${value}}`),
  text(`command ${value}`, `{"CMD":[${value}]}`),
  text(`Status ${value}`, `{"Status":${value}}`),
  text(`status item ${value}`, `{"Status":[${value}]}`),
  text(`MO ${value}`, `{"Status":[{"sc":200,"MO":${value}}]}`),
  text(`MOData ${value}`, `[{"ClientURI":"m//","MOData":${value}}]`),
  text(`leaf ${value}`, `[{"ClientURI":"m//","MOData":{"a":${value}}}]`),
]);

const ADDRESSES: readonly HostileInput[] = [
  text('bare percent', 'm/i/%'),
  text('percent of half a character', 'm/i/%C3'),
  text('percent of a surrogate', 'm/i/%ED%A0%80'),
  text('percent of NUL', 'm/i/%00'),
  text('dots', 'm/../../etc/passwd'),
  text('encoded slash', 'm/%2e%2e%2f/x'),
  text('x-name of two letters', 'm/(xy)/'),
  text('x-name without end', 'm/(x/'),
  text('empty query', 'm/i/?'),
  text('field without name', 'm/i/?=x'),
  text('nv without value', 'm/(x)/?nv=(x)/a'),
  text('fragment', 'm/i/#x'),
  text('line break', 'm/i/\r\nX-Injected: 1'),
  text('header with line break', 'a/b\r\nX-Injected: 1'),
  text('quoted string without end', 'a/b;c="'),
  text('weight above one', 'a/b;q=2'),
  text('weight that is no number', 'a/b;q=NaN'),
  text('only semicolons', 'a/b;;;;;;'),
];
