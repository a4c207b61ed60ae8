import { describe, expect, it } from 'vitest';
import { excerptLines } from './excerpt.js';
import { textOfLine, wrap } from './line.js';
import { readingLines, tallyOf, tallyText } from './print.js';
import { rowLines } from './print-rows.js';
import { readForPeople } from './read.js';
import type { Remark, Row } from './reading.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const remark = (facts: Partial<Remark>): Remark => ({ severity: 'fault', code: 'x/y', requirement: '', clause: '', path: '', found: 'f', expected: 'e', ...facts });
const row = (facts: Partial<Row>): Row => ({ depth: 0, name: 'a', path: '', notes: [], ...facts });
const view = { firstNumber: 1, width: 40, values: 'short' } as const;

describe('rows', () => {
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
    expect(lines.at(-1)).toMatch(/^\d+ faults, \d+ oddit/);
    expect(lines.some((line) => line.includes('asks     text of DM1-'))).toBe(true);
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
