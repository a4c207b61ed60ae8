import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failuresOf, hostileInputs, truncations } from '../../testing/hostile-inputs.js';
import { DecodeError } from '../../decode-error.js';
import { DM1_ERROR_CODES } from '../error-codes.js';
import { byteOf, element, opaque, text, type Element } from '../model/element.js';
import { describeFinding, type Finding1 } from '../model/finding.js';
import { encodeWbxml } from '../wbxml/encode.js';
import { WBXML_ERROR_CODES } from '../wbxml/error-codes.js';
import { hasOracle, wbxmlToXml } from '../wbxml/testing/oracle.js';
import { writeXml } from '../xml/write.js';
import { tndsInterior, tndsLeaf, tndsTree } from './build.js';
import { readTnds, tndsInData, type TndsDocument } from './document.js';
import { TNDS_ERROR_CODES } from './error-codes.js';
import { tndsFromElements } from './read.js';
import { interiorXml, leafXml, LEGAL_TNDS, TNDS_FAULTS, treeXml } from './testing/fault-samples.js';
import { arbitraryTree, plainEntries } from './testing/arbitrary-tree.js';
import { entriesOf } from './tree.js';
import { tndsToElements } from './write.js';

const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);
const short = ({ code, where, found }: Finding1): string => `${code} ${byteOf(where)} ${found}`;
const names = ({ tree }: Pick<TndsDocument, 'tree'>): readonly string[] => (tree === undefined ? [] : entriesOf(tree).map(({ segments }) => segments.join('/')));

/** Codes that are raised by data, not by a document, and by octets, which XML cannot hold. */
const ELSEWHERE = ['dm1-tnds/none', 'dm1-tnds/octets'];

describe('the reader of serialized trees', () => {
  it('finds nothing wrong with a legal one, in XML and in WBXML', () => {
    const document = readTnds(utf8(LEGAL_TNDS));
    expect(document.findings.map(describeFinding)).toEqual([]);
    expect(names(document)).toEqual(['A', 'A/b', 'A/C', 'A/C/d']);
    const binary = readTnds(encodeWbxml(document.root!));
    expect(binary.encoding).toBe('wbxml');
    expect(binary.findings.map(describeFinding)).toEqual([]);
    expect(names(binary)).toEqual(names(document));
  });

  it.each(TNDS_FAULTS)('explains $name', ({ xml, limits, code, byte, found }) => {
    expect(readTnds(utf8(xml), limits).findings.map(short).filter((line) => line.startsWith(code))).toEqual([`${code} ${byte} ${found}`]);
  });

  it.each(TNDS_FAULTS.filter(({ limits }) => limits === undefined))('says nothing else of $name', ({ xml, code, byte, found }) => {
    expect(readTnds(utf8(xml)).findings.map(short)).toEqual([`${code} ${byte} ${found}`]);
  });

  it('raises every code of its table in these samples and the two below', () => {
    const raised = TNDS_FAULTS.map(({ code }) => code).filter((code) => code.startsWith('dm1-tnds/'));
    expect([...new Set([...raised, ...ELSEWHERE])].sort()).toEqual(Object.keys(TNDS_ERROR_CODES).sort());
  });

  it('reports octets that are no text where text is asked for', () => {
    const root = tndsToElements(tndsTree([tndsLeaf({ name: 'b', format: 'chr', value: Uint8Array.of(0xff) })]));
    expect(tndsFromElements(root).findings.map(({ code, found }) => `${code} ${found}`)).toEqual(['dm1-tnds/octets 1 octets that are no text']);
    const binary = tndsToElements(tndsTree([tndsLeaf({ name: 'b', format: 'bin', mime: 'application/octet-stream', value: Uint8Array.of(0xff) })]));
    expect(tndsFromElements(binary).findings).toEqual([]);
  });

  it('takes the flat form for the same tree as the nested one', () => {
    const flat = treeXml([
      leafXml('A', { value: '', properties: '<Format><node/></Format><Type><DDFName/></Type>' }), leafXml('b').replace('<RTP', '<Path>A</Path><RTP'), leafXml('c').replace('<RTP', '<Path>./A</Path><RTP'),
    ].join(''));
    const reading = readTnds(utf8(flat));
    expect(reading.findings.map(describeFinding)).toEqual([]);
    expect(names(reading)).toEqual(['A', 'A/b', 'A/c']);
    expect(names(readTnds(utf8(treeXml(interiorXml('A', leafXml('b') + leafXml('c'))))))).toEqual(['A', 'A/b', 'A/c']);
  });

  it('lets the first name be empty', () => {
    expect(readTnds(utf8(treeXml(leafXml('')))).findings).toEqual([]);
  });
});

describe('writing serialized trees', () => {
  it.each(['nested', 'flat'] as const)('in the %s form gives back all addresses and values, in XML and in WBXML', (form) => {
    fc.assert(fc.property(arbitraryTree(), (tree) => {
      const root = tndsToElements(tree, form);
      for (const bytes of [writeXml(root), encodeWbxml(root), encodeWbxml(root, { strings: 'opaque' })]) {
        const reading = readTnds(bytes);
        expect(reading.findings.map(describeFinding).filter((line) => !line.includes('duplicate'))).toEqual([]);
        expect(plainEntries(reading.tree!)).toEqual(plainEntries(tree));
      }
    }), { numRuns: 60 });
  });

  it('refuses a name with a slash and a malformed ACL', () => {
    expect(() => tndsLeaf({ name: 'a/b' })).toThrow(DecodeError);
    expect(() => tndsInterior({ name: 'a', acl: 'Copy=A', nodes: [] })).toThrow(DecodeError);
  });

  // The oracle has no page for descriptions: it names every tag of it `unknown`, but reads tree and texts all the same.
  it.skipIf(!hasOracle())('gives WBXML in which the oracle reads the same tree and texts', () => {
    const root = tndsToElements(tndsTree([tndsInterior({ name: 'A', nodes: [tndsLeaf({ name: 'b', value: 'x' })] })]));
    const [xml = ''] = wbxmlToXml([encodeWbxml(element({ name: 'SyncML', children: [root] }))]);
    const nameless = new TextDecoder().decode(writeXml(root)).replaceAll(/ xmlns="[^"]*"/g, '').replaceAll(/(<\/?)[A-Za-z]+/g, '$1unknown');
    expect((xml ?? '').replaceAll(/<\?.*?\?>|<!DOCTYPE.*?>| xmlns="[^"]*"|\s/g, '')).toBe(`<SyncML>${nameless}</SyncML>`);
  });
});

describe('the Data of a command', () => {
  const where = { kind: 'xml', byte: 5, line: 1, column: 6 } as const;
  const root: Element = tndsToElements(tndsTree([tndsLeaf({ name: 'b', value: 'x' })]));

  it('holds a tree as markup, as text and as octets', () => {
    const forms = [{ kind: 'tree', nodes: [text(' '), root], where }, { kind: 'text', text: new TextDecoder().decode(writeXml(root)), where }, { kind: 'octets', bytes: encodeWbxml(root), where }] as const;
    for (const data of forms) {
      const reading = tndsInData(data);
      expect(reading.findings).toEqual([]);
      expect(names(reading)).toEqual(['b']);
    }
  });

  it.each([
    ['plain text', { kind: 'text', text: 'hello', where }], ['nothing', { kind: 'text', text: '', where }], ['broken WBXML', { kind: 'octets', bytes: Uint8Array.of(2, 0x80), where }], ['octets beside no element', { kind: 'tree', nodes: [opaque(Uint8Array.of(1))], where }],
  ] as const)('that is %s holds none, and says so at its place', (_, data) => {
    expect(tndsInData(data).findings.map(short).join()).toMatch(/^dm1-tnds\/none 5 /);
  });
});

describe('the reader of serialized trees, under attack', () => {
  const BYTES = utf8(LEGAL_TNDS);
  const BINARY = encodeWbxml(readTnds(BYTES).root!);

  it('explains every truncation', () => {
    expect(truncations(BYTES).filter(({ bytes }) => readTnds(bytes).findings.length === 0).map(({ name }) => name)).toEqual([]);
    const silent = truncations(BINARY).filter(({ bytes }) => {
      try {
        return readTnds(bytes).findings.length === 0;
      } catch (error) {
        return !(error instanceof DecodeError);
      }
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('explains a document that is damaged at one byte, within the document, or throws the typed error', () => {
    fc.assert(fc.property(fc.constantFrom(BYTES, BINARY), fc.nat(), fc.nat({ max: 255 }), (legal, seed, octet) => {
      const bytes = legal.slice();
      bytes[seed % bytes.length] = octet;
      try {
        for (const { code, where } of readTnds(bytes).findings) {
          expect(Object.hasOwn(DM1_ERROR_CODES, code)).toBe(true);
          expect(byteOf(where)).toBeLessThanOrEqual(bytes.length);
        }
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        expect(Object.hasOwn(WBXML_ERROR_CODES, error.fault.code)).toBe(true);
      }
    }), { numRuns: 500 });
  });

  it('survives what breaks other decoders', () => {
    const own = [`<MgmtTree>${'<Node>'.repeat(100)}`, treeXml('<Node/>'.repeat(60_000)), treeXml(leafXml('b').repeat(5_000)), treeXml(`<Node>${'<Value/>'.repeat(30_000)}</Node>`)];
    const inputs = [...hostileInputs(), ...own.map((xml) => ({ name: xml.slice(0, 40), bytes: utf8(xml) }))];
    const read = (bytes: Uint8Array): void => {
      try {
        readTnds(bytes);
      } catch (error) {
        if (!(error instanceof DecodeError && Object.hasOwn(WBXML_ERROR_CODES, error.fault.code))) throw error;
      }
    };
    expect(failuresOf(read, inputs)).toEqual([]);
  });
});
