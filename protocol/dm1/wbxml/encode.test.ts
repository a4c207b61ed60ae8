/** The WBXML writer: the worked examples byte by byte, what each option changes, and trees that cannot be written. */

import { describe, expect, it } from 'vitest';
import { BUILT, element, text, type Element } from '../model/element.js';
import { decodeWbxml } from './decode.js';
import { encodeWbxml } from './encode.js';
import { WbxmlEncodeError } from './encode-error.js';
import type { WbxmlOptions } from './encode-options.js';
import { HEAD, octets, WORKED_MESSAGE, WORKED_PROVISIONING } from './testing/messages.js';

const root = (...children: Element['children']): Element => element({ name: 'SyncML', children });

describe('the worked examples', () => {
  it.each([['message', WORKED_MESSAGE], ['provisioning document', WORKED_PROVISIONING]])('come out byte by byte: the %s', (_name, bytes) => {
    // The message of the tables goes back to page 0 before an END, which needs no page: there the writer is two bytes shorter.
    const written = encodeWbxml(decodeWbxml(bytes).root, { version: '1.3' });
    const wanted = bytes === WORKED_MESSAGE ? withoutSpareSwitch(bytes) : bytes;
    expect(written).toEqual(wanted);
  });
});

/** `00 00` before `01 01 6B`: the next tag is SyncBody on page 0, before which the writer switches. */
function withoutSpareSwitch(bytes: Uint8Array): Uint8Array {
  const body = Array.from(bytes);
  const at = body.findIndex((_, index) => body.slice(index, index + 5).join() === [0x00, 0x00, 0x01, 0x01, 0x6b].join());
  body.splice(at, 5, 0x01, 0x01, 0x00, 0x00, 0x6b);
  return Uint8Array.from(body);
}

describe('an option', () => {
  const final = element({ name: 'Final' });
  const twice = root(text('./DevInfo'), final, text('./DevInfo'));
  const rows: readonly (readonly [name: string, tree: Element, options: Partial<WbxmlOptions>, bytes: Uint8Array])[] = [
    ['version', root(), { version: '1.1' }, octets(1, 0xa4, 1, 0x6a, 0, 0x2d)],
    ['publicId text', root(), { publicId: 'text' }, octets(2, 0, 0, 0x6a, 30, '-//SYNCML//DTD SyncML 1.2//EN', 0x2d)],
    ['publicId unterminated', root(), { publicId: 'unterminated-text' }, octets(2, 0, 0, 0x6a, 29, ...new TextEncoder().encode('-//SYNCML//DTD SyncML 1.2//EN'), 0x2d)],
    ['publicId unterminated behind strings', root(text('a')), { publicId: 'unterminated-text', strings: 'table' }, octets(2, 0, 2, 0x6a, 31, 'a', ...new TextEncoder().encode('-//SYNCML//DTD SyncML 1.2//EN'), 0x6d, 0x83, 0, 1)],
    ['type', root(), { type: 'syncml-1.1' }, octets(2, 0x9f, 0x53, 0x6a, 0, 0x2d)],
    ['charset', root(text('é')), { charset: 'iso-8859-1' }, octets(2, 0xa4, 1, 4, 0, 0x6d, 3, 0xe9, 0, 1)],
    ['charset without the character', root(text('€')), { charset: 'iso-8859-1' }, octets(2, 0xa4, 1, 4, 0, 0x6d, 2, 0xc1, 0x2c, 1)],
    ['strings table', root(text('ab')), { strings: 'table' }, octets(2, 0xa4, 1, 0x6a, 3, 'ab', 0x6d, 0x83, 0, 1)],
    ['strings repeated', twice, { strings: 'repeated-in-table' }, octets(2, 0xa4, 1, 0x6a, 10, './DevInfo', 0x6d, 0x83, 0, 0x12, 0x83, 0, 1)],
    ['strings opaque', root(text('ab')), { strings: 'opaque' }, octets(...HEAD, 0x6d, 0xc3, 2, 0x61, 0x62, 1)],
    ['entities', root(text('aé')), { entities: 'beyond-ascii' }, octets(...HEAD, 0x6d, 3, 'a', 2, 0x81, 0x69, 1)],
    ['maxPieceCharacters', root(text('abc')), { maxPieceCharacters: 2 }, octets(...HEAD, 0x6d, 3, 'ab', 3, 'c', 1)],
    ['names', root(final), { names: 'literal' }, octets(2, 0xa4, 1, 0x6a, 13, 'SyncML', 'Final', 0x44, 0, 0x04, 7, 1)],
    ['pageSwitches', root(final), { pageSwitches: 'redundant' }, octets(...HEAD, 0, 0, 0x6d, 0, 0, 0x12, 1)],
    ['emptyElements', root(final), { emptyElements: 'long' }, octets(...HEAD, 0x6d, 0x52, 1, 1)],
    ['integers', root(), { integers: 'padded' }, octets(2, 0x80, 0xa4, 1, 0x80, 0x6a, 0x80, 0, 0x2d)],
  ];

  it.each(rows)('changes the bytes as it says: %s', (_name, tree, options, bytes) => {
    expect(encodeWbxml(tree, options)).toEqual(bytes);
  });

  it('is not needed for Meta in the namespace of its children, which is written with its own token', () => {
    const meta = (namespace: 'syncml' | 'metinf'): Element => element({ name: 'Meta', namespace, children: [element({ name: 'Format', namespace: 'metinf', children: [text('chr')] })] });
    expect(encodeWbxml(root(meta('metinf')))).toEqual(encodeWbxml(root(meta('syncml'))));
    expect(encodeWbxml(root(meta('metinf')), { names: 'literal' }).length).toBeGreaterThan(0);
    expect(() => encodeWbxml(root(element({ name: 'Item', namespace: 'metinf' })))).toThrow(WbxmlEncodeError);
  });

  it('of attribute values writes them as text', () => {
    const parm = element({ name: 'parm', namespace: 'prov', attributes: [{ name: 'name', uri: '', value: 'NAME', where: BUILT }] });
    expect(encodeWbxml(parm, { type: 'prov-1.0' })).toEqual(octets(2, 0x0b, 0x6a, 0, 0x87, 7, 1));
    expect(encodeWbxml(parm, { type: 'prov-1.0', attributeValues: 'string' })).toEqual(octets(2, 0x0b, 0x6a, 0, 0x87, 5, 3, 'NAME', 1));
  });
});

describe('trees without namespaces', () => {
  it('find the page of each name by the parent, then by the first page that has it', () => {
    const bare = (name: string, ...children: Element['children']): Element => element({ name, namespace: 'none', children });
    const tree = bare('SyncML', bare('Meta', bare('Type')), bare('Data', bare('MgmtTree', bare('Type'))));
    const { root: read } = decodeWbxml(encodeWbxml(tree));
    expect(JSON.stringify(read, ['namespace', 'children'])).toBe(
      '{"namespace":"syncml","children":[{"namespace":"syncml","children":[{"namespace":"metinf","children":[]}]},{"namespace":"syncml","children":[{"namespace":"dmddf","children":[{"namespace":"dmddf","children":[]}]}]}]}',
    );
  });

  it('take a type of document from the name of the root', () => {
    const types = ['SyncML', 'MgmtTree', 'wap-provisioningdoc', 'DevInf', 'MetInf'].map((name) => decodeWbxml(encodeWbxml(element({ name, namespace: 'none' }))).header.type?.name);
    expect(types).toEqual(['syncml-1.2', 'dmddf-1.2', 'prov-1.0', 'devinf-1.2', 'metinf-1.2']);
  });
});

describe('a tree that cannot be written', () => {
  const stranger: Element = { ...element({ name: 'X' }), namespace: 'other', uri: 'urn:x' };
  const loop = { ...root(), children: [] as Element[] };
  loop.children.push(loop);
  it.each([
    ['another namespace', root(stranger), 'wbxml-encode/name', 'SyncML/X'],
    ['an unknown root', stranger, 'wbxml-encode/document-type', 'X'],
    ['a zero in a text', root(text('a\0b')), 'wbxml-encode/character', 'SyncML'],
    ['half a surrogate pair', root(text('\ud800')), 'wbxml-encode/character', 'SyncML'],
    ['an attribute of a namespace', element({ name: 'SyncML', attributes: [{ name: 'space', uri: 'urn:xml', value: '', where: BUILT }] }), 'wbxml-encode/name', 'SyncML'],
    ['itself as child', loop, 'wbxml-encode/depth', undefined],
  ])('says what and where: %s', (_name, tree, code, path) => {
    let fault: unknown;
    try {
      encodeWbxml(tree);
    } catch (error) {
      fault = error instanceof WbxmlEncodeError ? error.fault : error;
    }
    expect(fault).toMatchObject(path === undefined ? { code } : { code, path });
  });

  it('is written by name where a reader would find the namespace of the parent', () => {
    const own = element({ name: 'VendorThing', children: [text('x')] });
    expect(decodeWbxml(encodeWbxml(root(own))).root.children).toMatchObject([{ name: 'VendorThing', namespace: 'syncml' }]);
  });
});
