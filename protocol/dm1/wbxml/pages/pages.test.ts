/** The rows of the code pages against the tables of libwbxml: every tag, attribute and value token, and the rules of the space. */

import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, documentType, type DocumentType } from '../document-types.js';
import { hasOracle, wbxmlToXml } from '../testing/oracle.js';
import { octets } from '../testing/messages.js';
import { decodeWbxml } from '../decode.js';

const PAGES = DOCUMENT_TYPES.flatMap((type) => type.pages.map((page) => ({ title: `${type.name}, page ${page.number}`, type, page })));

/** Head of WBXML 1.3 in UTF-8 with the identifier of the type. */
function head(type: DocumentType): readonly number[] {
  if (type.publicId === undefined) return [...octets(3, 0, 0, 0x6a, type.publicText.length + 1, type.publicText)];
  return type.publicId > 0x7f ? [3, 0x80 | (type.publicId >> 7), type.publicId & 0x7f, 0x6a, 0] : [3, type.publicId, 0x6a, 0];
}

describe('the rows of a page', () => {
  it.each(PAGES)('have each token and each name once: $title', ({ page }) => {
    const names = page.tagNames.filter((name) => name !== undefined);
    expect(new Set(names).size).toBe(names.length);
    expect(page.tagTokens.size).toBe(names.length);
    for (const token of page.tagTokens.values()) expect(token).toBeGreaterThanOrEqual(5);
    for (const token of page.startsByToken.keys()) expect(token).toBeLessThan(0x80);
    for (const token of page.valuesByToken.keys()) expect(token).toBeGreaterThanOrEqual(0x80);
  });

  it('number what the fact tables print', () => {
    const sizes = ['syncml-1.2', 'dmddf-1.2', 'devinf-1.2'] as const;
    expect(sizes.map((name) => documentType(name).pages.map((page) => page.tagTokens.size))).toEqual([[55, 18, 56], [56], [47]]);
  });
});

/** The newest types; quirk `page-2-unknown`. The oracle has shorter tables for the older ones, which ours contain. */
const COMPARED = PAGES.filter(({ type, page }) => ['syncml-1.2', 'devinf-1.2', 'dmddf-1.2', 'prov-1.0'].includes(type.name) && (page.number < 2 || type.name === 'dmddf-1.2'));

describe.skipIf(!hasOracle())('the tables of libwbxml', () => {
  it.each(COMPARED)('agree on every tag: $title', ({ type, page }) => {
    // Quirk `prov-root-on-page-1`.
    const rows = Array.from(page.tagTokens, ([name, token]) => ({ name, token })).filter(({ name }) => page.number === 0 || name !== 'wap-provisioningdoc');
    const root = type.pages[0]?.tagTokens.values().next().value ?? 5;
    const tags = rows.flatMap(({ token }) => [0, page.number, token]);
    const [xml] = wbxmlToXml([octets(...head(type), 0, type.pages[0]?.number ?? 0, root | 0x40, ...tags, 1)]);
    const names = Array.from(xml?.matchAll(/<([A-Za-z][\w.-]*)[^>]*\/>/gu) ?? [], (match) => match[1]);
    expect(names).toEqual(rows.map(({ name }) => name));
  });

  it.each(documentType('prov-1.0').pages)('agree on every attribute of provisioning: page $number', (page) => {
    const starts = Array.from(page.startsByToken.values());
    const documents = starts.map(({ token }) => octets(3, 0x0b, 0x6a, 0, 0x85, 0, page.number, token, 3, '~', 1));
    const answers = wbxmlToXml(documents);
    starts.forEach(({ name, valueStart }, index) => expect(answers[index]).toContain(` ${name}="${valueStart}~"`));
  });

  it.each(documentType('prov-1.0').pages)('agree on every value of provisioning: page $number', (page) => {
    // Quirk `prov-old-values`.
    const values = Array.from(page.valuesByToken).filter(([token]) => token >= 0x84);
    const answers = wbxmlToXml(values.map(([token]) => octets(3, 0x0b, 0x6a, 0, 0x85, 0, page.number, 0x06, token, 1)));
    expect(answers.map((xml) => /value="([^"]*)"/u.exec(xml ?? '')?.[1]?.replace('TRETRA', 'TETRA'))).toEqual(values.map(([, value]) => value));
  });
});

describe('every token', () => {
  it.each(PAGES)('is read by its row: $title', ({ type, page }) => {
    const bytes = octets(...head(type), 0, page.number, ...[(page.tagTokens.values().next().value ?? 5) | 0x40], ...page.tagTokens.values(), 1);
    const { root, findings } = decodeWbxml(bytes);
    expect(root.children.map((child) => (child.kind === 'element' ? child.name : ''))).toEqual([...page.tagTokens.keys()]);
    expect(findings.filter(({ code }) => code !== 'dm1-wbxml/syncml-version')).toEqual([]);
  });
});
