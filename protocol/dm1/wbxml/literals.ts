/**
 * Names that are written out instead of given by a token (WAP-192-WBXML, ~5.8.4.5), and how a written name finds its namespace:
 * WBXML has none, so it is that of the parent's page if that page knows the name, then the first page that knows it, then
 * the parent's. Reader and writer follow the same rule.
 */

import type { NamespaceKind } from '../model/element.js';
import { quoteText } from '../../quote.js';
import { readInteger } from './cursor.js';
import type { CodePage } from './pages/code-page.js';
import { countCharacters, reportLongInteger } from './texts.js';
import type { Reading } from './reading.js';
import { tableString } from './string-table.js';

export interface ElementName {
  readonly namespace: NamespaceKind;
  readonly uri: string;
  readonly name: string;
}

export interface NameSearch {
  readonly pages: readonly CodePage[];
  readonly name: string;
  /** The element around it; undefined at the root. */
  readonly parent: Pick<ElementName, 'namespace' | 'uri'> | undefined;
}

/** The page that defines a written name, by the rule of this module. */
export function pageOfName(search: NameSearch): CodePage | undefined {
  const { pages, name, parent } = search;
  const known = pages.filter((page) => page.tagTokens.has(name));
  return known.find((page) => page.namespace === parent?.namespace) ?? known[0];
}

/** Namespace of a name that stands as a literal. */
export function resolveLiteral(search: NameSearch): ElementName {
  const { name, parent, pages } = search;
  const home = pageOfName(search) ?? parent ?? pages[0];
  return { namespace: home?.namespace ?? 'none', uri: home?.uri ?? '', name };
}

/** Reads the name that an index into the string table gives. A name that is none of XML is reported and replaced. */
export function literalName(reading: Reading, what: 'tag' | 'attribute'): string {
  const { cursor, header, findings } = reading;
  const byte = cursor.at - 1;
  const index = readInteger(cursor, 'the index of a literal name');
  reportLongInteger(reading, byte + 1);
  const name = tableString(header.stringTable, index)?.text ?? '';
  const length = cursor.at - byte;
  countCharacters(reading, { count: name.length, byte });
  const quoted = quoteText(name, SHOWN_CHARACTERS);
  reading.trace?.({ kind: what === 'tag' ? 'element' : 'attribute', byte, length, meaning: `literal ${quoted}` });
  if (name.length <= MAX_NAME_CHARACTERS && NAME.test(name)) return name;
  const expected = `a name of XML without a colon, of at most ${MAX_NAME_CHARACTERS} characters`;
  findings.add({ code: 'dm1-wbxml/literal-name', byte, length, found: `${quoted} at ${index} of the string table`, expected });
  return `unnamed-${index}`;
}

/** Ten times the longest name of DM; names stand in every path, so that long ones would multiply. */
const MAX_NAME_CHARACTERS = 256;
const SHOWN_CHARACTERS = 60;

/** Namespaces in XML 1.0, NCName, with XML 1.0 (fifth edition), 2.3. */
const NAME = /^[A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}][-.0-9A-Z_a-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]*$/u;
