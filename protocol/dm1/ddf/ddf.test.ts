import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { failuresOf, hostileInputs, truncations } from '../../testing/hostile-inputs.js';
import { DM1_ERROR_CODES } from '../error-codes.js';
import { byteOf } from '../model/element.js';
import { describeFinding, type Finding1 } from '../model/finding.js';
import { encodeWbxml } from '../wbxml/encode.js';
import { DMDDF_PAGE } from '../wbxml/pages/dmddf.js';
import { readXml } from '../xml/read.js';
import { ddfEntries, describedNode, runTimeProperties } from './description.js';
import { DDF_ERROR_CODES } from './error-codes.js';
import { DDF_ROWS, TNDS_ROWS } from './grammar.js';
import { readDdf } from './read.js';
import { managementTreeKind } from './recognise.js';
import { DDF_FAULTS, ddfInterior, ddfNode, ddfXml, LEGAL_DDF } from './testing/fault-samples.js';

const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);
const short = ({ code, where, found }: Finding1): string => `${code} ${byteOf(where)} ${found}`;

describe('the reader of device descriptions', () => {
  it('finds nothing wrong with a legal one, in XML and in WBXML', () => {
    const document = readDdf(utf8(LEGAL_DDF));
    expect(document.findings.map(describeFinding)).toEqual([]);
    const binary = readDdf(encodeWbxml(document.root!));
    expect([binary.encoding, binary.findings.map(describeFinding)]).toEqual(['wbxml', []]);
    expect(ddfEntries(binary.description!).map(({ segments }) => segments.join('/'))).toEqual(['Root', 'Root/', 'Root//leaf', 'Root/other']);
  });

  it('gives what the description says, defaults filled in', () => {
    const { description } = readDdf(utf8(ddfXml(ddfInterior('Root', ddfNode('b') + ddfNode('c', { framework: '<AccessType><Replace/><Add/></AccessType><DFFormat><int/></DFFormat><Occurrence><OneOrN>65536</OneOrN></Occurrence><DFType><MIME>text/plain</MIME><MIME>text/xml</MIME></DFType>' })))));
    const [, b, c] = ddfEntries(description!).map(({ node }) => node);
    expect(b?.framework).toMatchObject({ access: ['Get', 'Replace'], defaultValue: { value: 'd' }, description: { value: 'What it is' }, format: 'chr', occurrence: { kind: 'One' }, scope: { kind: 'Permanent' }, title: { value: 'A leaf' }, type: { kind: 'mime', types: ['text/plain'] } });
    expect(c?.framework).toMatchObject({ access: ['Add', 'Replace'], format: 'int', occurrence: { kind: 'OneOrN', most: 65536 }, scope: { kind: 'Dynamic', where: { kind: 'built' } }, type: { kind: 'mime', types: ['text/plain', 'text/xml'] } });
    expect(runTimeProperties(c!)).toEqual(['ACL', 'Format', 'Name', 'Type']);
  });

  it.each(DDF_FAULTS)('explains $name', ({ xml, limits, code, byte, found }) => {
    expect(readDdf(utf8(xml), limits).findings.map(short)).toContain(`${code} ${byte} ${found}`);
  });

  it.each(DDF_FAULTS.filter(({ limits }) => limits === undefined))('says nothing else of $name', ({ xml, code, byte, found }) => {
    expect(readDdf(utf8(xml)).findings.map(short)).toEqual([`${code} ${byte} ${found}`]);
  });

  it('raises every code of its table in these samples', () => {
    expect([...new Set(DDF_FAULTS.map(({ code }) => code).filter((code) => code.startsWith('dm1-ddf/')))].sort()).toEqual(Object.keys(DDF_ERROR_CODES).sort());
  });

  it('takes AccessType in any order', () => {
    expect(readDdf(utf8(LEGAL_DDF.replaceAll('<Get/><Replace/>', '<Replace/><Get/><Add/>'))).findings).toEqual([]);
  });

  it('names requirement, clause and place', () => {
    const fault = DDF_FAULTS.find(({ name }) => name === 'at most one of N');
    expect(readDdf(utf8(fault?.xml ?? '')).findings.map(describeFinding)).toEqual([
      'line 1, column 268 (byte 267) (MgmtTree/Node/DFProperties/Occurrence): found ZeroOrN "1", expected a number from 2 to 65536 [dm1-ddf/occurrence, DM1-DDF-C-008, DMTND 8.5.4.3.18, .20]',
    ]);
  });
});

describe('the node of an address', () => {
  const description = readDdf(utf8(ddfXml(ddfInterior('Root', `${ddfNode('Named')}${ddfInterior('', ddfNode('leaf'))}`)))).description!;

  it('is found by its name, before one that is named at run time', () => {
    expect(describedNode(description, ['Root', 'Named'])?.framework.format).toBe('chr');
    expect(describedNode(description, ['Root', 'x'])?.framework.format).toBe('node');
    expect(describedNode(description, ['Root', 'x', 'leaf'])?.name.value).toBe('leaf');
    expect([describedNode(description, ['Root', 'x', 'y']), describedNode(description, ['Else']), describedNode(description, [])]).toEqual([undefined, undefined, undefined]);
  });

  it('is found in any letter case where its parent says CIS', () => {
    expect(describedNode(description, ['Root', 'NAMED'])?.name.value).toBe('Named');
    expect(describedNode(description, ['ROOT', 'Named'])).toBeUndefined();
  });
});

describe('the grammar', () => {
  it('has a row for every element of the code page, and no other', () => {
    expect([...DDF_ROWS.keys()].sort()).toEqual(DMDDF_PAGE.tags.map(([, name]) => name).sort());
    expect([...TNDS_ROWS.keys()].filter((name) => !DDF_ROWS.has(name))).toEqual([]);
  });

  it('tells descriptions from serialized trees', () => {
    const kinds = [LEGAL_DDF, '<MgmtTree/>', '<MgmtTree xmlns="syncml:dmddf"/>', '<MgmtTree xmlns="syncml:dmddf1.2"><Node/></MgmtTree>', '<a/>'];
    expect(kinds.map((xml) => managementTreeKind(readXml(utf8(xml)).root!))).toEqual(['ddf', 'tnds', 'ddf', 'tnds', undefined]);
  });
});

describe('the reader of device descriptions, under attack', () => {
  const BYTES = utf8(LEGAL_DDF);
  const BINARY = encodeWbxml(readXml(BYTES).root!);

  it('explains every truncation', () => {
    const isSilent = (bytes: Uint8Array): boolean => {
      try {
        return readDdf(bytes).findings.length === 0;
      } catch (error) {
        return !(error instanceof DecodeError);
      }
    };
    expect([...truncations(BYTES), ...truncations(BINARY)].filter(({ bytes }) => isSilent(bytes)).map(({ name }) => name)).toEqual([]);
  });

  it('places each finding within the document, whatever byte is damaged', () => {
    fc.assert(fc.property(fc.constantFrom(BYTES, BINARY), fc.nat(), fc.nat({ max: 255 }), (legal, seed, octet) => {
      const bytes = legal.slice();
      bytes[seed % bytes.length] = octet;
      try {
        for (const { code, where } of readDdf(bytes).findings) {
          expect(Object.hasOwn(DM1_ERROR_CODES, code)).toBe(true);
          expect(byteOf(where)).toBeLessThanOrEqual(bytes.length);
        }
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
      }
    }), { numRuns: 300 });
  });

  it('survives what breaks other decoders', () => {
    const own = [ddfXml('<Node/>'.repeat(20_000)), ddfXml(`<Node><DFProperties>${'<AccessType/>'.repeat(20_000)}</DFProperties></Node>`), '<MgmtTree><Node>'.repeat(60)];
    const inputs = [...hostileInputs(), ...own.map((xml) => ({ name: xml.slice(0, 40), bytes: utf8(xml) }))];
    const read = (bytes: Uint8Array): void => {
      try {
        readDdf(bytes);
      } catch (error) {
        if (!(error instanceof DecodeError && Object.hasOwn(DM1_ERROR_CODES, error.fault.code))) throw error;
      }
    };
    expect(failuresOf(read, inputs)).toEqual([]);
  });
});
