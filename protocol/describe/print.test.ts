import { describe, expect, it } from 'vitest';
import { excerptLines } from './excerpt.js';
import { textOfLine, wrap } from './line.js';
import { allRemarks, readingLines, tallyOf, tallyText } from './print.js';
import { rowLines } from './print-rows.js';
import { placeWords } from './print-remarks.js';
import { readForPeople } from './read.js';
import { recognise } from './recognise.js';
import * as samples from '../testing/codec-samples.js';
import type { Remark, Row } from './reading.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const remark = (facts: Partial<Remark>): Remark => ({ severity: 'fault', code: 'x/y', requirement: '', clause: '', path: '', found: 'f', expected: 'e', ...facts });
const row = (facts: Partial<Row>): Row => ({ depth: 0, name: 'a', path: '', notes: [], ...facts });
const view = { firstNumber: 1, width: 40, values: 'short' } as const;

describe('rows', () => {
  it('are harmless to look at, in whatever field the text of a peer stands', () => {
    const hostile = '\u001b[2J\u202e\u0000\n';
    const rows = [row({ name: hostile, attributes: [[hostile, hostile]], value: hostile, notes: [hostile] }), row({ word: hostile })];
    const text = rowLines({ ...view, width: 400, rows, remarks: [] }).map(textOfLine).join('');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(text.match(/⟨U\+001B⟩|\\u001b/g)).toHaveLength(6);
  });

  it('carry the number of each remark: by path, or by the last row before its byte', () => {
    const rows = [row({ name: 'a', path: 'a', at: { byte: 0, length: 9 } }), row({ name: 'b', path: 'a/b', at: { byte: 4, length: 1 } }), row({ name: 'c', path: 'a/c', at: { byte: 8, length: 1 } })];
    const remarks = [remark({ path: 'a/c' }), remark({ at: { byte: 6, length: 0 } }), remark({ path: 'elsewhere', at: { byte: 0, length: 0 } }), remark({})];
    expect(rowLines({ ...view, rows, remarks, firstNumber: 5 }).map(textOfLine)).toEqual(['0x0000  a ← 7', '0x0004  b ← 6', '0x0008  c ← 5']);
  });

  it('show text quoted, octets in hexadecimal, words as they are, and nothing for a flag', () => {
    const rows = [row({ value: 'x\u001b"' }), row({ octets: Uint8Array.of(1, 255) }), row({ word: 'any' }), row({ name: 'Final' })];
    expect(rowLines({ ...view, rows, remarks: [] }).map(textOfLine)).toEqual(['a "x\\u001b\\""', 'a 2 octets: 01 ff', 'a any', 'Final']);
  });

  it('put what does not fit below, and cut it after three lines', () => {
    const lines = rowLines({ ...view, rows: [row({ value: 'x'.repeat(200), notes: ['long'] })], remarks: [] }).map(textOfLine);
    expect(lines).toHaveLength(6);
    expect(Math.max(...lines.slice(1, 4).map((line) => line.length))).toBe(40);
    expect(lines[4]).toBe('  … 88 characters more (--full shows them)');
    expect(lines[5]).toBe('  (long)');
    expect(rowLines({ ...view, values: 'whole', rows: [row({ value: 'x'.repeat(200) })], remarks: [] })).toHaveLength(7);
  });
});

describe('an excerpt', () => {
  const shown = (bytes: Uint8Array, byte: number, length = 0, line?: number): readonly string[] =>
    excerptLines({ bytes, at: line === undefined ? { byte, length } : { byte, length, line, column: 1 }, width: 60, indent: 0 }).map(textOfLine);

  it('marks a tag in its line', () => {
    expect(shown(utf8('<a>\n <b c="d">x</b>\n</a>'), 5, 0, 2)).toEqual([' <b c="d">x</b>', ' ^^^^^^^^^']);
  });

  it('counts wide characters as two columns and shows control characters by number', () => {
    expect(shown(utf8('灯\u0007<b>'), 4, 0, 1)).toEqual(['灯⟨U+0007⟩<b>', '          ^^^']);
  });

  it('marks octets, also at the end where there are none', () => {
    expect(shown(Uint8Array.of(1, 2, 3), 1, 2)).toEqual([`0x0000  01 02 03${' '.repeat(40)} ...`, '           ^^^^^']);
    expect(shown(Uint8Array.of(1, 2, 3), 3)[1]).toBe('                 ^^');
    expect(shown(new Uint8Array(), 0)).toEqual([]);
  });
});

describe('a reading', () => {
  it('numbers remarks through its parts and says at the end how many there are', () => {
    const reading = readForPeople(utf8('HTTP/1.1 200\r\nContent-Length: 9\r\n\r\n<SyncML/>'));
    const lines = readingLines(reading, { label: 'x', options: { width: 100, view: 'tree', values: 'short', requirementText: (id) => `text of ${id}` } }).map(textOfLine);
    const numbers = lines.flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? []).map(Number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(3);
    // Without rules nothing is a fault.
    expect(lines.at(-1)).toMatch(/^no faults, \d+ oddities$/);
  });

  it('says of a remark what the requirement asks, why it only warns, and how many more there are', () => {
    const reading = { ...readForPeople(utf8('<SyncML/>')), remarks: [remark({ severity: 'warning', requirement: 'DM1-A', clause: 'X 1', leniency: 'it is recalled', more: 7, path: `a${'/b'.repeat(200)}` })] };
    const lines = readingLines(reading, { label: 'x', options: { width: 100, view: 'tree', values: 'short', requirementText: (id) => `text of ${id}` } }).map(textOfLine);
    expect(lines).toEqual(expect.arrayContaining(['1. warning: DM1-A, x/y', '   asks     text of DM1-A', '   clause   X 1; a warning only: it is recalled', '   more     7 others of this requirement, which are not listed', 'no faults, 8 warnings']));
    expect(lines.some((line) => line.includes('…'))).toBe(true);
  });

  it('says of a place in Data also where that is in the message', () => {
    expect(placeWords({ at: { byte: 4, length: 0, line: 1, column: 5 }, outer: { byte: 104, length: 0, line: 3, column: 9 }, path: 'MgmtTree' })).toBe('line 1, column 5 (byte 4) of the Data, line 3, column 9 (byte 104) of the message, in MgmtTree');
  });

  it('shows levels that are too deep for the page by number, and never takes a limit of its own for a fault', () => {
    const reading = readForPeople(utf8(`<SyncML>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</SyncML>`));
    for (const kind of ['tree', 'hex'] as const) {
      const lines = readingLines(reading, { label: 'x', options: { width: 100, view: kind, values: 'short', requirementText: () => undefined } }).map(textOfLine);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
      expect(lines.filter((line) => /^\d+\. limit/.test(line))).toEqual([expect.stringMatching(/^\d+\. limit of this reader: dm1-xml\/depth$/)]);
      expect(lines.at(-1)).toMatch(/^no faults, \d+ oddities; not all of it was read, because a limit of this reader was met$/);
    }
  });

  it('gives each message of one input its own size', () => {
    const one = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc';
    const two = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde';
    const lines = readingLines(readForPeople(utf8(one + two)), { label: 'x', options: { width: 100, view: 'tree', values: 'short', requirementText: () => undefined } }).map(textOfLine);
    expect(lines.filter((line) => line.startsWith('message at'))).toEqual([`message at byte 0: HTTP response, ${one.length} bytes`, `message at byte ${one.length}: HTTP response, ${two.length} bytes`]);
  });

  it('takes XML of others for no document of DM, unless a label says that it is one', () => {
    const page = (type: string): string => `HTTP/1.1 500 Oops\r\nContent-Type: ${type}\r\nContent-Length: 4\r\n\r\n<p>x`;
    expect(readForPeople(utf8('<foo/>'))).toMatchObject({ state: 'foreign', what: 'Document <foo>', rows: [{ name: 'foo' }], subject: { kind: 'other' }, remarks: [{ severity: 'limit', code: 'decode/format', found: '<foo>' }] });
    expect(readForPeople(utf8(page('text/html'))).parts[0]?.reading).toMatchObject({ state: 'foreign', subject: { kind: 'other' } });
    expect(readForPeople(utf8(page('application/vnd.syncml.dm+xml'))).parts[0]?.reading).toMatchObject({ state: 'read', subject: { kind: 'dm1-document' } });
  });

  it.each([
    ['a root in small letters', utf8('<syncml xmlns="SYNCML:SYNCML1.2"><SyncHdr/></syncml>'), 0],
    ['a root without a namespace around a header', utf8('<Sync><SyncHdr/></Sync>'), 0],
    ['another token behind the public identifier of SyncML', Uint8Array.from([2, 0xa4, 1, 0x6a, 0, 0x60, 1]), 5],
    ['the token beside the right one', Uint8Array.from([2, 0xa4, 1, 0x6a, 0, 0x6c, 1]), 5],
  ])('takes %s for a message that went wrong, and shows it', (_, bytes, byte) => {
    const reading = readForPeople(bytes);
    expect(reading).toMatchObject({ state: 'read', subject: { kind: 'dm1-document' } });
    expect(reading.remarks.map(({ code, at }) => [code, at?.byte])).toContainEqual(['dm1-model/root', byte]);
    expect(reading.rows.length).toBeGreaterThan(0);
  });

  it.each(['notification', 'xml'] as const)('unwraps digits before they are taken for the %s that is demanded', (as) => {
    const [bytes = new Uint8Array()] = as === 'xml' ? samples.xmlMessages() : samples.package0s();
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(readForPeople(utf8(digits), { as })).toMatchObject({ what: readForPeople(bytes).what, facts: [['source', expect.stringContaining('hexadecimal')], ...readForPeople(bytes).facts] });
  });

  it('explains every truncation of a notification, unasked where enough is left', () => {
    for (const [bytes, most] of [...samples.package0s(), ...samples.wapPushes()].map((one) => [one, one.length] as const)) {
      for (let length = 0; length < most; length += 1) {
        const cut = bytes.subarray(0, length);
        expect(allRemarks(readForPeople(cut, { as: 'notification' })).map(({ code }) => code).join()).toMatch(/dm1-p0\//);
        if (length >= 18) expect(recognise(cut)).toBe('notification');
      }
    }
  });

  it.each([['Package 0', samples.package0s], ['XML', samples.xmlMessages], ['WBXML', samples.wbxmlMessages]] as const)('knows %s with any one octet damaged', (_, make) => {
    const [bytes = new Uint8Array()] = make();
    for (const octet of [0, 1, 0x41, 0x7b, 0xff]) {
      for (let index = 0; index < bytes.length; index += 1) {
        const damaged = Uint8Array.from(bytes);
        damaged[index] = octet;
        expect([index, octet, recognise(damaged)]).toEqual([index, octet, recognise(bytes)]);
      }
    }
  });

  it('is never silent about nothing', () => {
    expect(readForPeople(new Uint8Array())).toMatchObject({ state: 'unreadable', remarks: [{ code: 'decode/format', found: 'no bytes' }] });
    expect(tallyText(tallyOf([]))).toBe('no faults');
  });

  it('stops at documents in documents that never end', () => {
    let text = 'x';
    for (let depth = 0; depth < 12; depth += 1) text = Array.from(utf8(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(readForPeople(utf8(text.slice(0, 4_000))).state).toBe('unreadable');
  });

  it.each(['tree', 'hex'] as const)('is printed soon as a %s, however long a value or however many its rows and remarks', (kind) => {
    const long = readForPeople(utf8(`<SyncML><Data>${'x'.repeat(1_000_000)}</Data>${'<b c="&#0;"/>'.repeat(20_000)}</SyncML>`));
    const startMs = performance.now();
    const lines = readingLines(long, { label: 'x', options: { width: 100, view: kind, values: 'short', requirementText: () => undefined } });
    expect(lines.length).toBeGreaterThan(100);
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });

  it('takes a damaged body for what its label says', () => {
    const reading = readForPeople(utf8('HTTP/1.1 200 OK\r\nContent-Type: application/vnd.syncml.dm+wbxml\r\nContent-Length: 3\r\n\r\n\u0009ab'));
    expect(reading.parts[0]?.reading.remarks.map(({ code }) => code)).toEqual(['dm1-wbxml/charset']);
  });
});

describe('wrapping', () => {
  it('breaks at a space where one is near, otherwise anywhere, and loses nothing', () => {
    expect(wrap('aaaa bbbb cccc dddd eeee', 20)).toEqual(['aaaa bbbb cccc dddd', 'eeee']);
    expect(wrap('x'.repeat(45), 20)).toEqual(['x'.repeat(20), 'x'.repeat(20), 'x'.repeat(5)]);
  });
});
