import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { failuresOfTextWith } from './testing/hostile-texts.js';
import { mayReplaceAcl, mayServer } from './access.js';
import { ACL_COMMANDS, parseAcl, readAcl, rootWithoutServer, withoutServer, writeAcl, type Acl, type AclCommand } from './acl.js';
import { TREE_ERROR_CODES } from './error-codes.js';
import { findingOfFault } from './fault.js';
import { FORMAT_NAMES, valueFaults, type FormatName } from './format.js';
import { objectIdFaults } from './object-id.js';
import { PROPERTIES, PROPERTY_NAMES, propertyFaults } from './property.js';
import { TREE_FAULTS } from './testing/fault-samples.js';
import { addressFaults, isSameNode, parseAddress, readAddress, writeAddress, type AddressQuery } from './uri.js';

describe('texts of the tree', () => {
  it.each(TREE_FAULTS)('explain $name', ({ faults, code, index, found }) => {
    expect(faults().map((fault) => [fault.code, fault.index, fault.found])).toEqual([[code, index, found]]);
  });

  it('raise every code of the table in these samples', () => {
    expect([...new Set(TREE_FAULTS.map(({ code }) => code))].sort()).toEqual(Object.keys(TREE_ERROR_CODES).sort());
  });

  it('throw with the place in the text where a legal one is asked for', () => {
    expect(() => parseAcl('Add=*&Cöpy=A&Get')).toThrow('byte 6, line 1, column 7: found "Cöpy", expected one of Add, Delete, Exec, Get, Replace [dm1-tree/acl-command, DMTND 8.3.7.1.5]');
    expect(() => parseAddress('./A/')).toThrow(DecodeError);
    expect(parseAcl('Get=*+A').get('Get')).toEqual(['*', 'A']);
  });

  it('become findings about their element', () => {
    const [fault] = addressFaults('./A/');
    const where = { kind: 'xml', byte: 7, line: 1, column: 8 } as const;
    expect(findingOfFault(fault!, { where, path: 'x/LocURI' })).toMatchObject({ code: 'dm1-tree/trailing-slash', requirement: 'DM1-TREE-B-003', where, found: '"/" at the end at character 4' });
  });

  it('survive what breaks other decoders, with faults of the table and a place in the text', () => {
    const readers = [addressFaults, (text: string) => readAcl(text).faults, objectIdFaults, ...PROPERTY_NAMES.map((name) => (value: string) => propertyFaults({ name, value })), ...FORMAT_NAMES.map((format) => (value: string) => valueFaults(format, value))];
    for (const read of readers) expect(failuresOfTextWith(read)).toEqual([]);
  });
});

describe('addresses', () => {
  it.each<[string, readonly string[], AddressQuery]>([
    ['.', [], { kind: 'none' }],
    ['./DevInfo/DevId', ['DevInfo', 'DevId'], { kind: 'none' }],
    ['DevInfo/DevId', ['DevInfo', 'DevId'], { kind: 'none' }],
    ['./Vendor/MSFT/é%20x', ['Vendor', 'MSFT', 'é%20x'], { kind: 'none' }],
    ['.?prop=ACL', [], { kind: 'property', name: 'ACL' }],
    ['./A?list=StructData', ['A'], { kind: 'list', list: 'StructData' }],
    ['./A?list=TNDS', ['A'], { kind: 'tnds', selection: 'all', items: [] }],
    ['./A?list=TNDS+Value+ACL', ['A'], { kind: 'tnds', selection: 'only', items: ['Value', 'ACL'] }],
    ['./A?list=TNDS-Format', ['A'], { kind: 'tnds', selection: 'without', items: ['Format'] }],
  ])('read %s', (text, segments, query) => {
    expect(readAddress(text)).toEqual({ address: { segments, query }, faults: [] });
  });

  it('come back as they were written, with and without the dot', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_:%é-][A-Za-z0-9_.:%é-]{0,10}$/);
    const query = fc.constantFrom<AddressQuery>({ kind: 'none' }, { kind: 'property', name: 'TStamp' }, { kind: 'list', list: 'Struct' }, { kind: 'tnds', selection: 'without', items: ['ACL', 'Value'] });
    fc.assert(fc.property(fc.array(name, { maxLength: 8 }), query, fc.constantFrom('dotted', 'bare'), (segments, asked, form) => {
      expect(parseAddress(writeAddress({ segments, query: asked }, form))).toEqual({ segments, query: asked });
    }));
  });

  it('with and without the dot are the same node, and letter case is for the device to say', () => {
    const [dotted, bare, upper] = [parseAddress('./A/b'), parseAddress('A/b'), parseAddress('A/B')];
    expect([isSameNode(dotted, bare), isSameNode(bare, upper), isSameNode(bare, upper, 'CIS')]).toEqual([true, false, true]);
  });
});

describe('access control lists', () => {
  it('come back as they were written', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9.:/@-]{1,12}$/);
    const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...ACL_COMMANDS), fc.uniqueArray(id, { minLength: 1, maxLength: 4 })), { selector: ([command]) => command, maxLength: 5 });
    fc.assert(fc.property(entries, (list) => {
      const acl: Acl = new Map(list);
      expect(parseAcl(writeAcl(acl))).toEqual(acl);
    }));
  });

  it('lose a server that is removed, and the root falls back to everyone', () => {
    const acl = parseAcl('Add=A+B&Get=A&Replace=*');
    expect(writeAcl(withoutServer(acl, 'A'))).toBe('Add=B&Replace=*');
    expect(writeAcl(rootWithoutServer(acl, 'A'))).toBe('Add=B&Get=*&Replace=*');
  });

  // DMTND 8.3.7.1.6, the worked example.
  const LISTS: Readonly<Record<string, string>> = {
    '': 'Add=*&Get=*',
    'NodeA': 'Get=ServerC&Replace=ServerC', 'NodeA/Node1': 'Get=*',
    'NodeB': 'Get=ServerA&Replace=ServerA', 'NodeB/Node2': '', 'NodeB/Node3': 'Get=ServerB&Replace=ServerB&Delete=ServerB', 'NodeB/Node3/Node4': '',
    'NodeB/Node3/Node5': 'Get=ServerA&Replace=ServerA&Get=ServerB', 'NodeC': 'Get=ServerA&Replace=ServerA',
  };
  const listOf = (node: string): Acl => readAcl(LISTS[node] ?? '').acl;
  /** Own list first, root last. */
  const chain = (node: string): readonly Acl[] => {
    const names = node === '' ? [] : node.split('/');
    return [...names.map((_, index) => listOf(names.slice(0, names.length - index).join('/'))), listOf('')];
  };
  const may = (node: string, command: AclCommand): readonly string[] => ['ServerA', 'ServerB', 'ServerC', 'Other'].filter((server) => mayServer({ chain: chain(node), command, server }));
  const mayChange = (node: string, kind: 'leaf' | 'interior'): readonly string[] => ['ServerA', 'ServerB', 'ServerC', 'Other'].filter((server) => mayReplaceAcl({ chain: chain(node), server, node: kind }));

  it('give the rights of the worked example', () => {
    expect(may('NodeA/Node1', 'Get')).toEqual(['ServerA', 'ServerB', 'ServerC', 'Other']);
    expect(mayChange('NodeA/Node1', 'leaf')).toEqual(['ServerC']);
    expect([may('NodeA/Node1', 'Delete'), may('NodeA/Node1', 'Replace')]).toEqual([[], []]);
    expect(may('NodeB/Node3/Node5', 'Replace')).toEqual(['ServerA']);
    expect(may('NodeB/Node3/Node5', 'Get')).toEqual(['ServerA', 'ServerB']);
    expect([may('NodeB/Node3/Node4', 'Delete'), may('NodeB/Node3/Node4', 'Add')]).toEqual([['ServerB'], []]);
    expect(may('NodeB/Node2', 'Get')).toEqual(['ServerA']);
    expect(may('', 'Add')).toEqual(['ServerA', 'ServerB', 'ServerC', 'Other']);
  });

  it('of an interior node may be replaced by who may replace the node, of a leaf only by way of the parent', () => {
    expect([mayChange('NodeB/Node3', 'interior'), mayChange('NodeB/Node3', 'leaf')]).toEqual([['ServerA', 'ServerB'], ['ServerA']]);
    expect(mayReplaceAcl({ chain: [parseAcl('Replace=A')], server: 'A', node: 'interior' })).toBe(true);
  });
});

describe('properties and values', () => {
  it('name who has them and what may be done', () => {
    expect(PROPERTY_NAMES.filter((name) => PROPERTIES[name].leaf === 'MUST')).toEqual(['ACL', 'Format', 'Name', 'Type']);
    expect(PROPERTY_NAMES.filter((name) => PROPERTIES[name].commands.includes('Replace'))).toEqual(['ACL', 'Name', 'Title']);
    expect(PROPERTIES.Size.interior).toBe('MUST NOT');
  });

  it('take the values of the text', () => {
    const legal = [
      { name: 'TStamp', value: '20010711T163817Z' }, { name: 'VerNo', value: '65535' }, { name: 'Size', value: '4294967295' }, { name: 'Title', value: 'x'.repeat(255) },
      { name: 'Type', value: '', node: 'interior' }, { name: 'Type', value: 'urn:oma:mo:oma-dm-dmacc:1.0', node: 'interior' }, { name: 'Type', value: 'org.example/1.0/X/Y' }, { name: 'Type', value: 'text/plain; charset=utf-8' },
      { name: 'Format', value: 'node' }, { name: 'Name', value: 'a.b' }, { name: 'ACL', value: '' },
    ] as const;
    expect(legal.flatMap((value) => propertyFaults(value))).toEqual([]);
  });

  it.each<[FormatName, readonly string[], readonly string[]]>([
    ['int', ['0', '-2147483648', '2147483647', '+7'], ['2147483648', '1.0', 'x', '0x1']],
    ['bool', ['true', 'false'], ['1', 'TRUE']],
    ['b64', ['QQ==', 'QUJD\r\nQQ=='], ['Q', 'Q===', '%%%%', 'QUI=QQ==']],
    ['float', ['1', '-1.5E3', '.5', 'INF', 'NaN'], ['1,5', 'e3', '.']],
    ['date', ['2024-02-29', '20240229'], ['2023-02-29', '2024-13-01', '29.2.2024', '2024-0229']],
    ['time', ['23:59:59', '235959Z', '12:00:00+01:00'], ['25:00:00', '12:60:00', 'noon']],
    ['null', [''], ['x']],
    ['node', [''], ['a/b']],
    ['chr', ['anything'], []],
    ['xml', ['<a/>'], []],
    ['bin', ['\u0001'], []],
  ])('know the lexical form of %s', (format, legal, illegal) => {
    expect(legal.flatMap((value) => valueFaults(format, value))).toEqual([]);
    expect(illegal.filter((value) => valueFaults(format, value).length === 0)).toEqual([]);
  });
});
