/**
 * libwbxml agrees with reader and writer on generated documents, but for the listed quirks. A short part runs always where the
 * commands are installed; DM_ORACLE_RUNS sets the number of documents a direction (10,000 for a release), DM_ORACLE_SEED repeats one.
 */

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { element, text, type Element } from '../model/element.js';
import { decodeWbxml } from './decode.js';
import { encodeWbxml, nestedWbxml } from './encode.js';
import { DEFAULT_WBXML_OPTIONS, type WbxmlOptions } from './encode-options.js';
import { ORACLE_QUIRKS, type OracleDirection } from './oracle-quirks.js';
import { agreementOf } from './testing/agreement.js';
import { anyOptions, provTree, syncmlTree, tndsTree } from './testing/arbitraries.js';
import { bare, type Bare } from './testing/compare.js';
import { octets } from './testing/messages.js';
import { hasOracle, wbxmlToXml, xmlToWbxml } from './testing/oracle.js';
import { readPlainXml, writePlainXml } from './testing/plain-xml.js';
import { quirksPage } from './testing/quirks-page.js';

const RUNS = Number(process.env['DM_ORACLE_RUNS'] ?? 120);
const SEED = Number(process.env['DM_ORACLE_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
const TIMEOUT_MS = 20_000 + RUNS * 60;
/** Documents that go through one shell. */
const BATCH = 500;

interface Vocabulary {
  readonly name: string;
  readonly tree: fc.Arbitrary<Element>;
  readonly doctype: string;
  readonly bareNamespace: 'none' | 'prov';
  /** Of all documents, so many have this vocabulary. */
  readonly share: number;
}

const SYNCML: Vocabulary = { name: 'SyncML', tree: syncmlTree, doctype: '<!DOCTYPE SyncML PUBLIC "-//SYNCML//DTD SyncML 1.2//EN" "x">', bareNamespace: 'none', share: 0.8 };
const VOCABULARIES: readonly Vocabulary[] = [
  SYNCML,
  { name: 'provisioning', tree: provTree, doctype: '<!DOCTYPE wap-provisioningdoc PUBLIC "-//WAPFORUM//DTD PROV 1.0//EN" "x">', bareNamespace: 'prov', share: 0.1 },
  { name: 'TNDS', tree: tndsTree, doctype: '<!DOCTYPE MgmtTree PUBLIC "-//OMA//DTD-DM-DDF 1.2//EN" "x">', bareNamespace: 'none', share: 0.1 },
];

interface Sample {
  readonly root: Element;
  readonly options: WbxmlOptions;
}

/** Documents to compare, in batches; options under which the list says that nothing can be compared give way to others. */
function samples(vocabulary: Vocabulary): readonly (readonly Sample[])[] {
  const wanted = Math.ceil(RUNS * vocabulary.share);
  const all = fc.sample(fc.record({ root: vocabulary.tree, options: anyOptions }), { numRuns: wanted, seed: SEED }).map(comparable);
  return Array.from({ length: Math.ceil(wanted / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));
}

/** Quirks `charset-refused` and `data-nested-cdata`: other sets, and a Data in several tokens, cannot be compared. */
function comparable(sample: Sample): Sample {
  const { root, options } = sample;
  const { charset } = options;
  if (root.name === 'SyncML' && hasData(root)) {
    return { root, options: { ...options, charset: 'utf-8', maxPieceCharacters: Number.POSITIVE_INFINITY, entities: 'needed' } };
  }
  return { root, options: { ...options, charset: charset === 'us-ascii' ? charset : 'utf-8' } };
}

function hasData(root: Element): boolean {
  return root.children.some((child) => child.kind === 'element' && (child.name === 'Data' ? child.children.length > 0 : hasData(child)));
}

/** Quirk `data-cdata-end`: text behind the end of the section that would be markup makes theirs another document, or none. */
function endsSectionBeforeMarkup(root: Element): boolean {
  return root.children.some((child) => child.kind === 'element' && (child.name === 'Data' ? child.children.some((data) => data.kind === 'text' && /\]\]>[^]*[<&]/.test(data.text)) : endsSectionBeforeMarkup(child)));
}

function expectAgreement(sample: Sample, facts: { readonly theirs: Bare | undefined; readonly direction: OracleDirection }): void {
  const { theirs, direction } = facts;
  const ours = bare(sample.root);
  const differences = theirs === undefined ? ['theirs is nothing'] : agreementOf({ ours, theirs, direction, options: sample.options }).differences;
  expect(differences, `seed ${SEED}, options ${JSON.stringify(sample.options)}, tree ${JSON.stringify(ours)}`).toEqual([]);
}

beforeEach((context) => {
  if (!hasOracle()) context.skip('wbxml2xml and xml2wbxml are not installed (Debian: libwbxml2-utils)');
});

describe('libwbxml', () => {
  it.each(VOCABULARIES)('reads $name from our bytes as it was meant', { timeout: TIMEOUT_MS }, (vocabulary) => {
    for (const batch of samples(vocabulary)) {
      const answers = wbxmlToXml(batch.map(({ root, options }) => encodeWbxml(root, options)));
      batch.forEach((sample, index) => {
        if (endsSectionBeforeMarkup(sample.root)) return;
        const xml = answers[index];
        const theirs = xml === undefined ? undefined : readPlainXml(xml, vocabulary.bareNamespace);
        expectAgreement(sample, { theirs, direction: 'reads' });
      });
    }
  });

  it.each(VOCABULARIES)('writes $name so that our reader finds what was meant', { timeout: TIMEOUT_MS }, (vocabulary) => {
    samples(vocabulary).forEach((batch, number) => {
      const table = number % 2 === 0 ? 'string-table' : 'inline';
      const answers = xmlToWbxml(batch.map(({ root }) => writePlainXml(root, vocabulary.doctype)), table);
      batch.forEach((sample, index) => {
        const bytes = answers[index];
        const document = bytes === undefined ? undefined : decodeWbxml(bytes);
        expect(document?.findings).toEqual([]);
        expectAgreement(sample, { theirs: document === undefined ? undefined : bare(document.root), direction: 'writes' });
      });
    });
  });

  it('reads a TNDS document in opaque data as the tree that it is', () => {
    const trees = fc.sample(tndsTree, { numRuns: 40, seed: SEED });
    const answers = wbxmlToXml(trees.map((tree) => encodeWbxml(message('application/vnd.syncml.dmtnds+wbxml', nestedWbxml(tree)))));
    trees.forEach((tree, index) => {
      const sample = { root: message('application/vnd.syncml.dmtnds+wbxml', tree), options: DEFAULT_WBXML_OPTIONS };
      expectAgreement(sample, { theirs: readPlainXml(answers[index] ?? '', 'none'), direction: 'reads' });
    });
  });

  it('writes a TNDS document into opaque data, where our reader finds it', () => {
    const trees = fc.sample(tndsTree, { numRuns: 40, seed: SEED });
    const answers = xmlToWbxml(trees.map((tree) => writePlainXml(message('application/vnd.syncml.dmtnds+xml', tree), SYNCML.doctype)), 'inline');
    trees.forEach((tree, index) => {
      const [nested] = decodeWbxml(answers[index] ?? new Uint8Array()).nested;
      expectAgreement({ root: tree, options: DEFAULT_WBXML_OPTIONS }, { theirs: nested && bare(nested.document.root), direction: 'writes' });
    });
  });
});

const leaf = (name: string, value: string): Element => element({ name, children: [text(value)] });
const parent = (name: string, ...children: Element['children']): Element => element({ name, children });

function message(type: string, ...data: Element['children']): Element {
  const meta = parent('Meta', element({ name: 'Type', namespace: 'metinf', children: [text(type)] }));
  return parent('SyncML', parent('SyncBody', parent('Add', leaf('CmdID', '1'), parent('Item', meta, parent('Data', ...data)))));
}

function reads(root: Element, options: Partial<WbxmlOptions> = {}): string | undefined {
  return wbxmlToXml([encodeWbxml(root, options)])[0];
}

function writes(root: Element): Uint8Array {
  return xmlToWbxml([writePlainXml(root, SYNCML.doctype)], 'inline')[0] ?? new Uint8Array();
}

/** Each quirk with an example that shows it still to be there. */
const EXAMPLES: Readonly<Record<(typeof ORACLE_QUIRKS)[number]['id'], () => void>> = {
  'charset-refused': () => {
    for (const charset of ['iso-8859-1', 'utf-16be', 'utf-16le'] as const) expect(reads(message('a/b', text('x')), { charset })).toBeUndefined();
  },
  'entity-dropped-bits': () => {
    expect(reads(leaf('SyncML', '\u{1f600}'), { entities: 'beyond-ascii' })).not.toContain('\u{1f600}');
    expect(reads(leaf('SyncML', '\u0800'), { entities: 'beyond-ascii' })).not.toContain('\u0800');
    expect(reads(leaf('SyncML', '\u1000\u{40000}'), { entities: 'beyond-ascii' })).toContain('\u1000\u{40000}');
  },
  'literal-namespace': () => expect(reads(leaf('SyncML', 'x'), { names: 'literal' })).not.toContain('xmlns'),
  'nonce-base64': () => {
    const nonce = element({ name: 'NextNonce', namespace: 'metinf', children: [text('abc')] });
    expect(reads(parent('SyncML', nonce), { strings: 'opaque' })).toContain('>YWJj<');
  },
  'data-nested-cdata': () => expect(reads(message('a/b', text('abcd')), { maxPieceCharacters: 2 })).toContain('<![CDATA[ab<![CDATA[cd]]>]]>'),
  'data-cdata-end': () => expect(reads(message('a/b', text('a]]>b')))).toContain('<![CDATA[a]]>b]]>'),
  'type-renamed': () => expect(reads(message('application/vnd.syncml.dmtnds+wbxml', text('x')))).toContain('application/vnd.syncml.dmtnds+xml'),
  'page-2-unknown': () => expect(reads(parent('SyncML', element({ name: 'MgmtTree', namespace: 'dmddf' })))).toContain('<unknown'),
  'prov-root-on-page-1': () => expect(wbxmlToXml([octets(3, 0x0b, 0x6a, 0, 0x45, 0, 1, 0x05, 1)])[0]).toContain('<unknown'),
  'prov-old-values': () => expect(wbxmlToXml([octets(3, 0x0b, 0x6a, 0, 0x85, 0, 1, 0x06, 0x82, 1)])[0]).not.toContain('BASIC'),
  'prov-tetra': () => expect(wbxmlToXml([octets(3, 0x0b, 0x6a, 0, 0x85, 0x06, 0xb5, 1)])[0]).toContain('TRETRA-SDS'),
  'data-line-break': () => expect(new TextDecoder().decode(writes(message('a/b', text('a\nb'))))).toContain('a\r\nb'),
  'tree-in-data': () => expect(decodeWbxml(writes(message('a/b', element({ name: 'MgmtTree', namespace: 'dmddf' })))).nested).toHaveLength(1),
};

describe('the list of quirks', () => {
  it.each(ORACLE_QUIRKS)('has $id, which the oracle still shows', ({ id }) => EXAMPLES[id]());

  it('is what the page in docs/ says', () => {
    expect(readFileSync(new URL('../../../docs/libwbxml-quirks.md', import.meta.url), 'utf8')).toBe(quirksPage());
  });
});
