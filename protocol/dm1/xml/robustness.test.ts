import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileInputs, truncations } from '../../testing/hostile-inputs.js';
import { byteOf } from '../model/element.js';
import { messageFromElements } from '../model/from-elements.js';
import { LEGAL_TREE } from '../model/testing/legal-tree.js';
import { DM1_ERROR_CODES } from '../error-codes.js';
import { CANONICAL_FORM } from './forms.js';
import { XML_LIMITS } from './limits.js';
import { readXml, type XmlReading } from './read.js';
import { hostileXml } from './testing/hostile-xml.js';
import { writeXml } from './write.js';

const LEGAL = writeXml(LEGAL_TREE);
const PRETTY = writeXml(LEGAL_TREE, { ...CANONICAL_FORM, layout: 'pretty', declaration: 'present', comments: 'present', characterData: 'cdata', doctype: 'present' });

/** Findings of the text and of the message; every one has a known code and a place within the input. */
function findingsOf(bytes: Uint8Array): readonly string[] {
  const reading = readXml(bytes);
  const findings = [...reading.findings, ...(reading.root === undefined ? [] : messageFromElements(reading.root).findings)];
  for (const { code, where } of findings) {
    expect(Object.hasOwn(DM1_ERROR_CODES, code)).toBe(true);
    expect(byteOf(where)).toBeLessThanOrEqual(bytes.length);
  }
  return findings.map(({ code }) => code);
}

const violationsOf = ({ findings }: XmlReading): readonly string[] => findings.filter(({ severity }) => severity !== 'oddity').map(({ code }) => code);

describe('the reader', () => {
  it.each(hostileXml())('survives $name in seconds', ({ bytes }) => {
    const start = performance.now();
    findingsOf(bytes);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('survives the inputs that are meant for other decoders', () => {
    for (const { bytes } of hostileInputs()) findingsOf(bytes);
  });

  it.each([['a compact message', LEGAL], ['a pretty message', PRETTY]])('finds every truncation of %s, but for white space at the end', (_, bytes) => {
    const end = new TextDecoder().decode(bytes).trimEnd().length;
    const silent = truncations(bytes).filter((input) => input.bytes.length < end && violationsOf(readXml(input.bytes)).length === 0);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('explains a message that is damaged at one byte, or it is still legal', () => {
    const legal = new TextDecoder().decode(LEGAL);
    fc.assert(fc.property(fc.nat({ max: LEGAL.length - 1 }), fc.nat({ max: 255 }), (index, octet) => {
      const bytes = LEGAL.slice();
      bytes[index] = octet;
      const reading = readXml(bytes);
      const [first] = reading.findings;
      if (first === undefined) return;
      // The damage is named where it is or later, never before the markup that holds it.
      const tagStart = legal.lastIndexOf('<', index);
      expect(byteOf(first.where)).toBeGreaterThanOrEqual(Math.min(tagStart, index));
      expect(reading.findings.length).toBeLessThan(20);
      findingsOf(bytes);
    }), { numRuns: 500 });
  });

  it('survives any bytes and any mixture of pieces of XML', () => {
    const pieces = fc.constantFrom('<', '>', '/', '</', '<a', '<a>', '</a>', '<b c="', '"', "'", '=', ' ', '&', '&amp;', ';', '<!--', '-->', '<![CDATA[', ']]>', '<?x ', '?>', '<!DOCTYPE', '[', ']', 'xmlns="x"', 'p:', '\r', '\n', 'é', '\0');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      findingsOf(new TextEncoder().encode(parts.join('')));
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      findingsOf(bytes);
    }));
  });

  it('gives the same for the same message at every limit that is just met, and stops one below', () => {
    const elements = readXml(LEGAL).facts?.elements ?? 0;
    const depth = 7;
    expect(violationsOf(readXml(LEGAL, { ...XML_LIMITS, maxBytes: LEGAL.length, maxElements: elements, maxDepth: depth }))).toEqual([]);
    expect(violationsOf(readXml(LEGAL, { ...XML_LIMITS, maxBytes: LEGAL.length - 1 }))).toEqual(['dm1-xml/size']);
    expect(violationsOf(readXml(LEGAL, { ...XML_LIMITS, maxElements: elements - 1 }))).toEqual(['dm1-xml/elements']);
    expect(violationsOf(readXml(LEGAL, { ...XML_LIMITS, maxDepth: depth - 1 }))).toEqual(['dm1-xml/depth']);
  });
});
