import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, opaque, text, type Element } from '../model/element.js';
import { messageFromElements } from '../model/from-elements.js';
import { arbitraryMessage, withoutPlaces } from '../model/testing/arbitrary-message.js';
import { LEGAL_TREE } from '../model/testing/legal-tree.js';
import { elementsFromMessage } from '../model/to-elements.js';
import { CANONICAL_FORM, type XmlForm } from './forms.js';
import { readXml } from './read.js';
import { writeXml } from './write.js';

const written = (root: Element, form: Partial<XmlForm> = {}): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeXml(root, { ...CANONICAL_FORM, ...form }));
const withMeta = element({ name: 'Cred', children: [
  element({ name: 'Meta', children: [element({ name: 'Format', namespace: 'metinf', children: [text('b64')] }), element({ name: 'Type', namespace: 'metinf', children: [text('x')] })] }),
  element({ name: 'Data', children: [text('a&b')] }),
] });
const final = element({ name: 'SyncBody', children: [element({ name: 'Final' })] });

const arbitraryForm: fc.Arbitrary<XmlForm> = fc.record({
  encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'us-ascii', 'iso-8859-1'),
  byteOrderMark: fc.constantFrom('absent', 'present'),
  declaration: fc.constantFrom('absent', 'present'),
  doctype: fc.constantFrom('absent', 'present'),
  processingInstruction: fc.constantFrom('absent', 'present'),
  comments: fc.constantFrom('absent', 'present'),
  layout: fc.constantFrom('compact', 'pretty'),
  quotes: fc.constantFrom('double', 'single'),
  characterData: fc.constantFrom('escaped', 'cdata'),
  emptyElements: fc.constantFrom('short', 'long'),
  syncmlNamespace: fc.constantFrom('default', 'prefix'),
  metinfNamespace: fc.constantFrom('each-child', 'on-meta', 'prefix-on-child', 'prefix-on-root'),
  attributeOrder: fc.constantFrom('as-given', 'reversed'),
}).map((form): XmlForm => (form.encoding === 'us-ascii' || form.encoding === 'iso-8859-1' ? { ...form, declaration: 'present' } : form));

describe('a written message', () => {
  it('reads as the same message in every form, with oddities at most', () => {
    fc.assert(fc.property(arbitraryMessage, arbitraryForm, (message, form) => {
      const { root, findings } = readXml(writeXml(elementsFromMessage(message), form));
      const reading = root === undefined ? undefined : messageFromElements(root);
      const violations = [...findings, ...(reading?.findings ?? [])].filter(({ severity }) => severity === 'violation');
      expect(violations).toEqual([]);
      expect(withoutPlaces(reading?.message)).toEqual(withoutPlaces(message));
    }), { numRuns: 400 });
  });

  it('is clean in the canonical form', () => {
    const { root, findings, facts } = readXml(writeXml(LEGAL_TREE));
    expect(findings).toEqual([]);
    expect(facts).toMatchObject({ encoding: 'utf-8', byteOrderMark: 'absent', declaration: 'absent', comments: 0, processingInstructions: 0, prefixes: [] });
    expect(withoutPlaces(root)).toEqual(withoutPlaces(LEGAL_TREE));
  });

  it('has in each form what the form says', () => {
    fc.assert(fc.property(arbitraryForm, (form) => {
      const { facts } = readXml(writeXml(LEGAL_TREE, form));
      expect(facts).toMatchObject({ declaration: form.declaration, processingInstructions: form.processingInstruction === 'present' ? 1 : 0 });
      expect(facts?.doctype === undefined ? 'absent' : 'present').toBe(form.doctype);
      expect((facts?.comments ?? 0) > 0 ? 'present' : 'absent').toBe(form.comments);
      expect((facts?.cdataSections ?? 0) > 0 ? 'cdata' : 'escaped').toBe(form.characterData);
      expect(facts?.prefixes).toEqual([...(form.syncmlNamespace === 'prefix' ? ['sml'] : []), ...(form.metinfNamespace.startsWith('prefix') ? ['met'] : [])]);
    }));
  });
});

describe('the forms', () => {
  it('put the namespace of MetInf on each child by default', () => {
    expect(written(withMeta)).toBe('<Cred xmlns="SYNCML:SYNCML1.2"><Meta><Format xmlns="syncml:metinf">b64</Format><Type xmlns="syncml:metinf">x</Type></Meta><Data>a&amp;b</Data></Cred>');
  });

  it('put it on Meta, on a prefix or nowhere', () => {
    expect(written(withMeta, { metinfNamespace: 'on-meta' })).toBe('<Cred xmlns="SYNCML:SYNCML1.2"><Meta xmlns="syncml:metinf"><Format>b64</Format><Type>x</Type></Meta><Data>a&amp;b</Data></Cred>');
    expect(written(withMeta, { metinfNamespace: 'prefix-on-child' })).toContain('<met:Format xmlns:met="syncml:metinf">b64</met:Format><met:Type xmlns:met="syncml:metinf">');
    expect(written(withMeta, { metinfNamespace: 'prefix-on-root' })).toMatch(/^<Cred xmlns="SYNCML:SYNCML1.2" xmlns:met="syncml:metinf"><Meta><met:Format>/);
    expect(written(withMeta, { metinfNamespace: 'none' })).toContain('<Meta><Format>b64</Format><Type>x</Type></Meta>');
    expect(written(withMeta, { metinfNamespace: 'none', syncmlNamespace: 'none' })).not.toContain('xmlns');
    expect(written(withMeta, { syncmlNamespace: 'prefix' })).toMatch(/^<sml:Cred xmlns:sml="SYNCML:SYNCML1.2"><sml:Meta><Format xmlns="syncml:metinf">/);
  });

  it('write empty elements short or long, quotes single or double, attributes either way round', () => {
    expect(written(final)).toBe('<SyncBody xmlns="SYNCML:SYNCML1.2"><Final/></SyncBody>');
    expect(written(final, { emptyElements: 'long', quotes: 'single' })).toBe("<SyncBody xmlns='SYNCML:SYNCML1.2'><Final></Final></SyncBody>");
    const attributes = [{ name: 'a', uri: '', value: '"\n', where: text('').where }];
    expect(written({ ...final, attributes }, { attributeOrder: 'reversed' })).toContain('<SyncBody a="&quot;&#10;" xmlns=');
  });

  it('write a prolog and an indented body', () => {
    expect(written(final, { declaration: 'present', doctype: 'present', processingInstruction: 'present', comments: 'present', layout: 'pretty', byteOrderMark: 'present' }).split('\n')).toEqual([
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>', '<?dm-conformance an odd but legal form?>', '<!DOCTYPE SyncBody PUBLIC "-//SYNCML//DTD SyncML 1.2//EN" "SyncML.dtd">',
      '<!-- a comment with <markup> & more -->', '<SyncBody xmlns="SYNCML:SYNCML1.2">', '  <!-- & -->', '  <Final/>', '</SyncBody>',
    ]);
  });
});

describe('character data', () => {
  const data = (content: string): Element => element({ name: 'Data', children: [text(content)] });

  it('is escaped, or in CDATA where that can hold it', () => {
    expect(written(data('a<b]]>&'))).toContain('>a&lt;b]]&gt;&amp;<');
    expect(written(data('a<b]]>&'), { characterData: 'cdata' })).toContain('<![CDATA[a<b]]]]><![CDATA[>&]]>');
    expect(written(data('\r'), { characterData: 'cdata' })).toContain('>&#13;<');
    expect(written(data('é😀'), { encoding: 'us-ascii', characterData: 'cdata' })).toContain('>&#233;&#128512;<');
  });

  it('of octets is text if it can be, otherwise Base64', () => {
    expect(written(element({ name: 'Data', children: [opaque(new TextEncoder().encode('é'))] }))).toContain('>é<');
    expect(written(element({ name: 'Data', children: [opaque(Uint8Array.of(0, 255))] }))).toContain('>AP8=<');
  });

  it('that XML cannot hold is refused, as are names', () => {
    expect(() => written(data('a\u0000'))).toThrow(/U\+0000.*dm1-xml\/unwritable/);
    expect(() => written(data('\ud800'))).toThrow(/unwritable/);
    expect(() => written(element({ name: 'a b' }))).toThrow(/the name "a b".*dm1-xml\/unwritable/);
    expect(() => written(element({ name: 'é' }), { encoding: 'us-ascii' })).toThrow(/unwritable/);
  });
});
