import { describe, expect, it } from 'vitest';
import { textOf, type Element, type Place } from '../model/element.js';
import { XML_ERROR_CODES } from './error-codes.js';
import { XML_LIMITS } from './limits.js';
import { readXml } from './read.js';
import { ENDLESS_FAULTS, XML_FAULTS } from './testing/fault-samples.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): ReturnType<typeof readXml> => readXml(utf8(text));
const at = (where: Place | undefined): string => (where?.kind === 'xml' ? `${where.byte}:${where.line}:${where.column}` : 'nowhere');
const child = (parent: Element | undefined, index: number): Element | undefined => {
  const found = parent?.children[index];
  return found?.kind === 'element' ? found : undefined;
};

describe('a fault of the text', () => {
  it.each(XML_FAULTS)('is $code at $at: $name', ({ bytes, limits, code, at: place, path, found }) => {
    const findings = readXml(bytes, limits).findings;
    expect(findings.map((finding) => [finding.code, at(finding.where), finding.path, finding.found])).toEqual([[code, place, path, found]]);
  });

  it('has a sample for each code but those raised elsewhere', () => {
    const codes = new Set(XML_FAULTS.map(({ code }) => code));
    expect([...codes, 'dm1-xml/findings', 'dm1-xml/unwritable'].sort()).toEqual(Object.keys(XML_ERROR_CODES).sort());
  });

  it('ends the reading when there are too many of them', () => {
    const { findings, root } = readXml(ENDLESS_FAULTS, { ...XML_LIMITS, maxFindings: 2 });
    expect(findings.map(({ code }) => code)).toEqual(['dm1-xml/reference', 'dm1-xml/reference', 'dm1-xml/findings']);
    expect(root?.name).toBe('a');
  });
});

describe('reading goes on', () => {
  const contents = (text: string): readonly string[] => {
    const { root } = read(text);
    return root?.children.map((node) => (node.kind === 'element' ? `${node.name}=${textOf(node)}` : node.kind)) ?? [];
  };

  it('behind a damaged end tag', () => {
    expect(contents('<a><b>1</x><c>2</c></a>')).toEqual(['b=1', 'c=2']);
    expect(contents('<a><b>1</a><c>2</c></a>')).toEqual(['b=1']);
    expect(contents('<a><b>1</b></x><c>2</c></a>')).toEqual(['b=1', 'c=2']);
    expect(contents('<a></x><c>2</c></a>')).toEqual(['c=2']);
    expect(contents('<a><b>1</b<c>2</c></a>')).toEqual(['b=1', 'c=2']);
  });

  it('behind a damaged start tag', () => {
    expect(contents('<a><x>1</b><c>2</c></a>')).toEqual(['x=1', 'c=2']);
    expect(contents('<a><b y="z>1</b><c>2</c></a>')).toEqual(['b=1', 'c=2']);
    expect(contents('<a><b>1</b><b <c>2</c></b></a>')).toEqual(['b=1', 'b=']);
    expect(contents('<a><<b>1</b></a>')).toEqual(['text', 'b=1']);
  });

  it('behind characters that should have been escaped', () => {
    expect(contents('<a><b>x & y</b><c>1 < 2 <3; &amp;</c></a>')).toEqual(['b=x & y', 'c=1 < 2 <3; &']);
    expect(contents('<a><b c="d&e">&</b></a>')).toEqual(['b=&']);
  });

  it('behind markup that nobody knows', () => {
    expect(contents('<a><b>1</b><!foo><c>2</c></a>')).toEqual(['b=1', 'c=2']);
  });

  it('with the namespaces and the depth it had', () => {
    const { root, findings } = read('<p:a xmlns:p="syncml:metinf" xmlns="SYNCML:SYNCML1.2"><b>1</x><c/><p:d/></p:a>');
    expect(findings.map(({ code }) => code)).toEqual(['dm1-xml/mismatched-tag']);
    expect(root?.children).toMatchObject([{ name: 'b', namespace: 'syncml' }, { name: 'c', namespace: 'syncml' }, { name: 'd', namespace: 'metinf' }]);
  });

  it('and finds each of several faults', () => {
    const { findings } = read('<a>\n <b>&</b>\n <c d=e>1</x>\n <f>&nope;</f>\n</a>\n<!-- -- -->x');
    expect(findings.map(({ code, where }) => `${code} ${at(where)}`)).toEqual([
      'dm1-xml/unescaped 8:2:5', 'dm1-xml/attribute 20:3:7', 'dm1-xml/mismatched-tag 23:3:10', 'dm1-xml/entity 32:4:5', 'dm1-xml/malformed 55:6:8', 'dm1-xml/outside 59:6:12',
    ]);
  });
});

describe('the tree', () => {
  it('has text and CDATA joined, references resolved and line ends normalized', () => {
    const { root, findings } = read('<a>x&lt;<![CDATA[<y>&amp;]]>\r\nz<!-- c -->&#x41;</a>');
    expect(findings).toEqual([]);
    expect(root?.children).toMatchObject([{ kind: 'text', text: 'x<<y>&amp;\nzA' }]);
  });

  it('has no white space between elements but keeps that of texts', () => {
    const { root } = read('<a>\n  <b> </b>\n  <c>\n</c>\n</a>');
    expect(root?.children.map((node) => (node.kind === 'element' ? textOf(node) : node.kind))).toEqual([' ', '\n']);
  });

  it('knows namespaces by default, prefix and none', () => {
    const { root } = read('<s:a xmlns:s="SYNCML:SYNCML1.2"><b/><c xmlns="syncml:metinf"><d/></c><e xmlns="x"/></s:a>');
    expect(root).toMatchObject({ namespace: 'syncml', name: 'a' });
    expect(root?.children).toMatchObject([
      { namespace: 'none', uri: '' }, { namespace: 'metinf', children: [{ namespace: 'metinf', name: 'd' }] }, { namespace: 'other', uri: 'x' },
    ]);
  });

  it('has attributes with their places, without declarations of namespaces', () => {
    const { root } = read('<a xmlns="x"\n b="1"  c = \'&amp;"\' xml:lang="en"/>');
    expect(root?.attributes.map(({ name, uri, value, where }) => [name, uri, value, at(where)])).toEqual([
      ['b', '', '1', '14:2:2'], ['c', '', '&"', '21:2:9'], ['lang', 'http://www.w3.org/XML/1998/namespace', 'en', '34:2:22'],
    ]);
  });

  it('has names of the prototype as plain names', () => {
    const { root, findings } = read('<a __proto__="1"><constructor/><__proto__>x</__proto__></a>');
    expect(findings).toEqual([]);
    expect(root?.attributes).toMatchObject([{ name: '__proto__', value: '1' }]);
    expect(root?.children).toMatchObject([{ name: 'constructor' }, { name: '__proto__' }]);
  });

  it('expands no entity of a DOCTYPE', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>';
    const { root, findings } = read(bomb);
    expect(findings.map(({ code }) => code)).toEqual(['dm1-xml/doctype', 'dm1-xml/entity']);
    expect(root === undefined ? '' : textOf(root)).toBe('&y;');
  });
});

describe('places', () => {
  it('count bytes of UTF-8, lines and characters', () => {
    const { root } = read('<a>é😀<b/>\r\né<c/>\r<d/>\n\n<e>x</e></a>');
    expect(root?.children.filter((node) => node.kind === 'element').map(({ where }) => at(where))).toEqual(['9:1:6', '17:2:2', '22:3:1', '28:5:1']);
    expect(at(child(root, 7)?.children[0]?.where ?? root?.children.at(-1)?.where)).toBe('28:5:1');
  });

  it('count the byte order mark and two bytes a unit in UTF-16', () => {
    const text = '<a>é\n😀<b/></a>';
    const bytes = Uint8Array.from([0xff, 0xfe, ...Array.from({ length: text.length }, (_, index) => [text.charCodeAt(index) & 255, text.charCodeAt(index) >> 8]).flat()]);
    const { root, facts, findings } = readXml(bytes);
    expect(findings).toEqual([]);
    expect(facts).toMatchObject({ encoding: 'utf-16le', byteOrderMark: 'present' });
    expect(at(root?.children.at(-1)?.where)).toBe('16:2:2');
  });

  it('hold behind bad bytes', () => {
    const { root } = readXml(Uint8Array.from('<a>\xff\xc3<b/>\xe9</a>', (character) => character.charCodeAt(0)));
    expect(at(root?.children.find(({ kind }) => kind === 'element')?.where)).toBe('5:1:6');
  });
});

describe('the facts', () => {
  it('say how the message is written', () => {
    const { facts } = read('<?xml version="1.0" encoding="UTF-8"?><?x?><!DOCTYPE a><!-- --><p:a xmlns:p="x"><b><![CDATA[]]></b></p:a>');
    expect(facts).toEqual({
      encoding: 'utf-8', declaredEncoding: 'UTF-8', byteOrderMark: 'absent', declaration: 'present', doctype: 'a',
      comments: 1, processingInstructions: 1, cdataSections: 1, elements: 2, prefixes: ['p'],
    });
  });

  it('name Latin-1 where it is declared, whose characters are its bytes', () => {
    const { facts, root } = readXml(Uint8Array.from('<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9\x80</a>', (character) => character.charCodeAt(0)));
    expect(facts?.encoding).toBe('iso-8859-1');
    expect(root === undefined ? '' : textOf(root)).toBe('\u00e9\u0080');
  });
});
