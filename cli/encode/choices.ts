/** The choices of a writer as words of the command line: `--set strings=table`, each name and value from one table. */
import { DEFAULT_WBXML_OPTIONS, type WbxmlOptions } from '../../protocol/dm1/wbxml/encode-options.js';
import { CANONICAL_FORM, type XmlForm } from '../../protocol/dm1/xml/forms.js';
import { didYouMean, UsageError } from '../usage-error.js';

type Values = Readonly<Record<string, readonly string[]>>;

/** Every choice with its values; the first is what is taken where nothing is said. */
export const WBXML_CHOICES: Values = Object.freeze({
  version: ['1.2', '1.1', '1.3'],
  publicId: ['number', 'text', 'unterminated-text'],
  charset: ['utf-8', 'us-ascii', 'iso-8859-1', 'utf-16be', 'utf-16le'],
  strings: ['inline', 'table', 'repeated-in-table', 'opaque', 'mixed'],
  entities: ['needed', 'beyond-ascii', 'all'],
  names: ['token', 'literal'],
  pageSwitches: ['needed', 'redundant'],
  emptyElements: ['short', 'long'],
  attributeValues: ['token', 'string'],
  integers: ['shortest', 'padded'],
});

export const XML_CHOICES: Values = Object.freeze({
  encoding: ['utf-8', 'utf-16le', 'utf-16be', 'us-ascii', 'iso-8859-1'],
  byteOrderMark: ['absent', 'present'],
  declaration: ['absent', 'present'],
  doctype: ['absent', 'present'],
  processingInstruction: ['absent', 'present'],
  comments: ['absent', 'present'],
  layout: ['compact', 'pretty'],
  quotes: ['double', 'single'],
  characterData: ['escaped', 'cdata'],
  emptyElements: ['short', 'long'],
  syncmlNamespace: ['default', 'prefix', 'none'],
  metinfNamespace: ['each-child', 'on-meta', 'prefix-on-child', 'prefix-on-root', 'none'],
  attributeOrder: ['as-given', 'reversed'],
});

/** Options of the WBXML writer from words. Throws a UsageError for a name or value that is none. */
export function wbxmlOptions(words: readonly string[]): WbxmlOptions {
  // The table above holds exactly the values of the type; a test compares them.
  return { ...DEFAULT_WBXML_OPTIONS, ...(chosen(words, { choices: WBXML_CHOICES, form: 'wbxml' }) as Partial<WbxmlOptions>) };
}

/** The form of the XML writer from words. Throws a UsageError for a name or value that is none. */
export function xmlForm(words: readonly string[]): XmlForm {
  return { ...CANONICAL_FORM, ...(chosen(words, { choices: XML_CHOICES, form: 'xml' }) as Partial<XmlForm>) };
}

function chosen(words: readonly string[], { choices, form }: { readonly choices: Values; readonly form: string }): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => {
    const [name = '', value = ''] = word.split('=', 2);
    const values = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (values === undefined) throw new UsageError(`--set ${word}: ${form} has no choice '${name}'${didYouMean(name, Object.keys(choices))}; it has ${Object.keys(choices).join(', ')}`);
    if (!values.includes(value)) throw new UsageError(`--set ${word}: ${name} is one of ${values.join(', ')}${didYouMean(value, values)}`);
    return [name, value];
  }));
}
