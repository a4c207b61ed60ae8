/** The WBXML reader: worked examples, every form of text, names and heads, and each fault with its place. */

import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { elementsOf, textOf, type Element } from '../model/element.js';
import { decodeWbxml, type WbxmlDocument } from './decode.js';
import { WBXML_ERROR_CODES, type WbxmlErrorCode } from './error-codes.js';
import type { WbxmlLimits } from './limits.js';
import { bare } from './testing/compare.js';
import { HEAD, octets, WORKED_MESSAGE, WORKED_PROVISIONING } from './testing/messages.js';

const body = (...pieces: readonly (number | string)[]): Uint8Array => octets(...HEAD, ...pieces);

/** Down a path of first children. */
function at(document: WbxmlDocument, ...names: readonly string[]): Element | undefined {
  let element: Element | undefined = document.root;
  for (const name of names) element = element && elementsOf(element).find((child) => child.name === name);
  return element;
}

describe('the worked examples', () => {
  it('are read as the tables say', () => {
    const document = decodeWbxml(WORKED_MESSAGE);
    const texts = [['VerDTD'], ['VerProto'], ['SessionID'], ['MsgID'], ['Target', 'LocURI'], ['Source', 'LocURI'], ['Meta', 'MaxMsgSize']].map((path) => {
      const element = at(document, 'SyncHdr', ...path);
      return element === undefined ? undefined : textOf(element);
    });
    expect(texts).toEqual(['1.2', 'DM/1.2', '1', '1', 's', 'd', '5000']);
    expect(at(document, 'SyncHdr', 'Meta', 'MaxMsgSize')).toMatchObject({ namespace: 'metinf', uri: 'syncml:metinf' });
    expect(at(document, 'SyncBody', 'Final')).toMatchObject({ children: [], where: { kind: 'wbxml', byte: 79, length: 1 } });
    expect(document.header).toMatchObject({ version: '1.3', publicId: { form: 'number', number: 0x1201 }, length: 5 });
    expect(document.findings).toEqual([]);
  });

  it('include a provisioning document with attributes of two pages', () => {
    const document = decodeWbxml(WORKED_PROVISIONING);
    expect(bare(document.root)).toEqual({
      name: 'wap-provisioningdoc',
      namespace: 'prov',
      attributes: { version: '1.0' },
      content: [{ name: 'characteristic', namespace: 'prov', attributes: { type: 'APPLICATION' }, content: [{ name: 'parm', namespace: 'prov', attributes: { name: 'APPID', value: 'w7' }, content: [] }] }],
    });
    expect(document.findings).toEqual([]);
  });
});

describe('places', () => {
  it('are the first byte and the length of every node', () => {
    const { root } = decodeWbxml(body(0x6d, 0x03, 'ab', 0x83, 0x00, 0xc3, 0x01, 0x41, 0x12, 0x01));
    expect(root.where).toEqual({ kind: 'wbxml', byte: 5, length: 12 });
    expect(root.children.map((child) => child.where)).toEqual([
      { kind: 'wbxml', byte: 6, length: 6 },
      { kind: 'wbxml', byte: 12, length: 3 },
      { kind: 'wbxml', byte: 15, length: 1 },
    ]);
  });

  it('of attributes reach to the end of their values', () => {
    const { root } = decodeWbxml(octets(3, 0x0b, 0x6a, 0, 0x85, 0x45, 0x03, '1.1', 0x01));
    expect(root.attributes).toEqual([{ name: 'version', uri: '', value: '1.1', where: { kind: 'wbxml', byte: 5, length: 6 } }]);
  });
});

describe('text', () => {
  it.each([
    ['an inline string', body(0x6d, 0x03, 'é😀', 0x01)],
    ['entities', body(0x6d, 0x02, 0x81, 0x69, 0x02, 0x87, 0xec, 0x00, 0x01)],
    ['a string in two pieces', body(0x6d, 0x03, 'é', 0x03, '😀', 0x01)],
    ['a string and an entity', body(0x6d, 0x03, 'é', 0x02, 0x87, 0xec, 0x00, 0x01)],
    ['the string table', octets(2, 0xa4, 1, 0x6a, 7, 'é😀', 0x6d, 0x83, 0x00, 0x01)],
    ['the middle of a string of the table', octets(2, 0xa4, 1, 0x6a, 8, 'xé😀', 0x6d, 0x83, 0x01, 0x01)],
    ['the end of a table without terminator', octets(2, 0xa4, 1, 0x6a, 6, ...new TextEncoder().encode('é😀'), 0x6d, 0x83, 0x00, 0x01)],
    ['opaque data', body(0x6d, 0xc3, 6, ...new TextEncoder().encode('é😀'), 0x01)],
    ['text and opaque data mixed', body(0x6d, 0x03, 'é', 0xc3, 4, ...new TextEncoder().encode('😀'), 0x01)],
    ['UTF-16BE', octets(2, 0xa4, 1, 0x87, 0x75, 0, 0x6d, 0x03, 0, 0xe9, 0xd8, 0x3d, 0xde, 0, 0, 0, 0x01)],
    ['UTF-16LE', octets(2, 0xa4, 1, 0x87, 0x76, 0, 0x6d, 0x03, 0xe9, 0, 0x3d, 0xd8, 0, 0xde, 0, 0, 0x01)],
  ])('is read from %s', (_name, bytes) => {
    expect(textOf(decodeWbxml(bytes).root)).toBe('é😀');
  });

  it.each([['ISO-8859-1', 4, 'é'], ['ISO-8859-2', 5, 'é'], ['windows-like Shift_JIS', 17, 'ﾃ'], ['no character set', 0, '\ufffd']])('is read in %s', (_name, mib, wanted) => {
    const byte = mib === 17 ? 0xc3 : 0xe9;
    expect(textOf(decodeWbxml(octets(2, 0xa4, 1, mib, 0, 0x6d, 0x03, byte, 0, 0x01)).root)).toBe(wanted);
  });

  it('keeps U+FFFD that was written', () => {
    expect(decodeWbxml(body(0x6d, 0x03, '\ufffd', 0x01)).findings).toEqual([]);
  });

  it('is nothing where a string is empty', () => {
    expect(decodeWbxml(body(0x6d, 0x03, '', 0x01)).root.children).toEqual([]);
  });
});

describe('heads', () => {
  const fpi = '-//SYNCML//DTD SyncML 1.2//EN';
  const raw = new TextEncoder().encode(fpi);
  it.each([
    ['a number', octets(1, 0xa4, 1, 0x6a, 0, 0x2d), '1.1', 'syncml-1.2', []],
    ['a text', octets(2, 0, 0, 0x6a, 30, fpi, 0x2d), '1.2', 'syncml-1.2', []],
    ['a text behind others', octets(3, 0, 2, 0x6a, 32, 'x', fpi, 0x2d), '1.3', 'syncml-1.2', []],
    ['an unterminated text', octets(2, 0, 0, 0x6a, 29, ...raw, 0x2d), '1.2', 'syncml-1.2', ['dm1-wbxml/unterminated']],
    ['the device description', octets(2, 0, 0, 0x6a, 27, '-//OMA//DTD-DM-DDF 1.2//EN', 0, 2, 0x20), '1.2', 'dmddf-1.2', []],
    ['SyncML 1.1', octets(2, 0x9f, 0x53, 0x6a, 0, 0x2d), '1.2', 'syncml-1.1', ['dm1-wbxml/syncml-version']],
    ['something unknown', octets(2, 1, 0x6a, 0, 0x2d), '1.2', undefined, ['dm1-wbxml/public-id']],
    ['WBXML 1.4', octets(4, 0xa4, 1, 0x6a, 0, 0x2d), '1.4', 'syncml-1.2', ['dm1-wbxml/version']],
  ])('with %s are read', (_name, bytes, version, type, codes) => {
    const document = decodeWbxml(bytes);
    expect(document.header.version).toBe(version);
    expect(document.header.type?.name).toBe(type);
    expect(document.findings.map((finding) => finding.code)).toEqual(codes);
  });
});

interface FaultCase {
  readonly code: WbxmlErrorCode;
  readonly bytes: Uint8Array;
  readonly byte: number;
  readonly limits?: Partial<WbxmlLimits>;
  readonly path?: string;
}

/** After these there is a tree. */
const REPORTED: readonly FaultCase[] = [
  { code: 'dm1-wbxml/version', bytes: octets(5, 0xa4, 1, 0x6a, 0, 0x2d), byte: 0 },
  { code: 'dm1-wbxml/public-id', bytes: octets(2, 0x0c, 0x6a, 0, 0x2d), byte: 1 },
  { code: 'dm1-wbxml/syncml-version', bytes: octets(2, 0x9f, 0x51, 0x6a, 0, 0x2d), byte: 1 },
  { code: 'dm1-wbxml/long-integer', bytes: octets(2, 0xa4, 1, 0x80, 0x6a, 0, 0x2d), byte: 3 },
  { code: 'dm1-wbxml/charset-other', bytes: octets(2, 0xa4, 1, 3, 0, 0x2d), byte: 3 },
  { code: 'dm1-wbxml/unterminated', bytes: octets(2, 0, 0, 0x6a, 26, ...new TextEncoder().encode('-//OMA//DTD-DM-DDF 1.2//EN'), 0, 2, 0x20), byte: 1 },
  { code: 'dm1-wbxml/truncated', bytes: body(0x6d, 0x6c, 0x03, 0x41), byte: 9, path: 'SyncML/SyncHdr' },
  { code: 'dm1-wbxml/integer', bytes: body(0x6d, 0x83, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x01), byte: 7, path: 'SyncML' },
  { code: 'dm1-wbxml/string-index', bytes: body(0x6d, 0x83, 0x05, 0x01), byte: 6, path: 'SyncML' },
  { code: 'dm1-wbxml/characters', bytes: body(0x6d, 0x03, 0xc3, 0, 0x01), byte: 7, path: 'SyncML' },
  { code: 'dm1-wbxml/control', bytes: body(0x6d, 0x03, 0x41, 0x07, 0, 0x01), byte: 7, path: 'SyncML' },
  { code: 'dm1-wbxml/entity', bytes: body(0x6d, 0x02, 0x07, 0x01), byte: 6, path: 'SyncML' },
  { code: 'dm1-wbxml/trailing', bytes: body(0x2d, 0x00), byte: 6 },
  { code: 'dm1-wbxml/code-page', bytes: body(0x6d, 0x00, 0x09, 0x00, 0x00, 0x01), byte: 6, path: 'SyncML' },
  { code: 'dm1-wbxml/unknown-tag', bytes: body(0x6d, 0x12, 0x30, 0x01), byte: 7, path: 'SyncML' },
  { code: 'dm1-wbxml/literal-tag', bytes: octets(2, 0xa4, 1, 0x6a, 7, 'SyncML', 0x04, 0x00), byte: 12 },
  { code: 'dm1-wbxml/unknown-literal', bytes: octets(2, 0xa4, 1, 0x6a, 2, 'X', 0x6d, 0x04, 0x00, 0x01), byte: 8, path: 'SyncML' },
  { code: 'dm1-wbxml/literal-name', bytes: octets(2, 0xa4, 1, 0x6a, 4, 'a:b', 0x6d, 0x04, 0x00, 0x01), byte: 10, path: 'SyncML' },
  { code: 'dm1-wbxml/unknown-attribute', bytes: octets(3, 0x0b, 0x6a, 0, 0x85, 0x4d, 0x01), byte: 5, path: 'wap-provisioningdoc' },
  { code: 'dm1-wbxml/attribute-syntax', bytes: octets(3, 0x0b, 0x6a, 0, 0x85, 0x03, 'x', 0x01), byte: 5, path: 'wap-provisioningdoc' },
  { code: 'dm1-wbxml/duplicate-attribute', bytes: octets(3, 0x0b, 0x6a, 0, 0x85, 0x45, 0x46, 0x01), byte: 6, path: 'wap-provisioningdoc' },
  { code: 'dm1-wbxml/extension', bytes: body(0x6d, 0x40, 'x', 0x01), byte: 6, path: 'SyncML' },
  { code: 'dm1-wbxml/findings', bytes: body(0x6d, 0x30, 0x30, 0x30, 0x01), byte: 7, limits: { maxFindings: 1 } },
];

/** After these there is none. */
const THROWN: readonly FaultCase[] = [
  { code: 'dm1-wbxml/empty', bytes: octets(), byte: 0 },
  { code: 'dm1-wbxml/size', bytes: body(0x2d), byte: 5, limits: { maxBytes: 5 } },
  { code: 'dm1-wbxml/version', bytes: octets(0x3c), byte: 0 },
  { code: 'dm1-wbxml/version', bytes: octets(0), byte: 0 },
  { code: 'dm1-wbxml/integer', bytes: octets(2, 0x90, 0x80, 0x80, 0x80, 0x00), byte: 1 },
  { code: 'dm1-wbxml/truncated', bytes: octets(2, 0xa4, 1, 0x6a), byte: 4 },
  { code: 'dm1-wbxml/charset', bytes: octets(2, 0xa4, 1, 0x60, 0, 0x2d), byte: 3 },
  { code: 'dm1-wbxml/string-table', bytes: octets(2, 0xa4, 1, 0x6a, 9, 0x2d), byte: 4 },
  { code: 'dm1-wbxml/size', bytes: octets(2, 0xa4, 1, 0x6a, 2, 'x', 0x2d), byte: 4, limits: { maxStringTableBytes: 1 } },
  { code: 'dm1-wbxml/root', bytes: body(0x03, 'x'), byte: 5 },
  { code: 'dm1-wbxml/depth', bytes: body(0x6d, 0x6d, 0x6d), byte: 7, limits: { maxDepth: 2 } },
  { code: 'dm1-wbxml/elements', bytes: body(0x6d, 0x12, 0x12), byte: 8, limits: { maxElements: 2 } },
  { code: 'dm1-wbxml/expansion', bytes: octets(2, 0xa4, 1, 0x6a, 5, 'abcd', 0x6d, 0x83, 0, 0x83, 0, 0x01), byte: 13, limits: { maxCharacters: 7 } },
];

describe('faults', () => {
  it.each(REPORTED)('are reported with their place: $code', ({ code, bytes, byte, limits, path }) => {
    const document = decodeWbxml(bytes, limits);
    const finding = document.findings.find((candidate) => candidate.code === code);
    expect(finding).toMatchObject({ code, where: { kind: 'wbxml', byte }, clause: WBXML_ERROR_CODES[code].clause });
    expect(finding?.path).toBe(path ?? '');
    expect(finding?.found).not.toBe('');
  });

  it.each(THROWN)('are thrown where nothing can be read: $code', ({ code, bytes, byte, limits }) => {
    let fault: DecodeError['fault'] | undefined;
    try {
      decodeWbxml(bytes, limits);
    } catch (error) {
      if (error instanceof DecodeError) fault = error.fault;
    }
    expect(fault).toMatchObject({ code, clause: WBXML_ERROR_CODES[code].clause, position: { byte, line: 0, column: 0 } });
  });

  it('are each raised by one of these cases', () => {
    expect(new Set([...REPORTED, ...THROWN].map(({ code }) => code))).toEqual(new Set(Object.keys(WBXML_ERROR_CODES)));
  });

  it('name the requirement of the code page', () => {
    const findings = decodeWbxml(body(0x6d, 0x30, 0x00, 0x01, 0x3f, 0x00, 0x02, 0x3f, 0x01)).findings;
    expect(findings.map((finding) => finding.requirement)).toEqual(['DM1-WBXML-B-003', 'DM1-WBXML-B-004', 'DM1-WBXML-B-008']);
  });

  it('leave the elements before the end of a document that stops', () => {
    const document = decodeWbxml(WORKED_MESSAGE.slice(0, 40));
    expect(document.isComplete).toBe(false);
    expect(textOf(at(document, 'SyncHdr', 'VerProto') ?? document.root)).toBe('DM/1.2');
    expect(document.findings).toMatchObject([{ code: 'dm1-wbxml/truncated', path: 'SyncML/SyncHdr/Target', where: { byte: 40 } }]);
  });

  it('count namesakes in the path', () => {
    const [finding] = decodeWbxml(body(0x6d, 0x6b, 0x45, 0x01, 0x45, 0x30, 0x01, 0x01, 0x01)).findings;
    expect(finding?.path).toBe('SyncML/SyncBody/Add[2]');
  });
});

describe('processing instructions', () => {
  it('are read over before, in and behind the root', () => {
    const instruction = [0x43, 0x04, 0x00, 0x03, 'y', 0x01] as const;
    const bytes = octets(2, 0xa4, 1, 0x6a, 2, 'x', ...instruction, 0x6d, ...instruction, 0x12, 0x01, ...instruction);
    const { root, findings } = decodeWbxml(bytes);
    expect(root.children).toMatchObject([{ name: 'Final' }]);
    expect(findings).toEqual([]);
  });
});
