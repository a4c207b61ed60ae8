/**
 * Writing the element tree of DM 1.x as XML in one canonical form and in the other forms of `forms.ts`. What the encoding
 * does not have is written as a reference. Octets (from WBXML) are written as text if they are text that XML can hold,
 * otherwise in Base64 (DMTND 8.3.7.2); the Format beside them is the caller's business.
 */

import { dm1Error } from '../error-codes.js';
import { utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { NAMESPACE_URIS, type Element, type Node } from '../model/element.js';
import { encodeText, isEncodable } from './encode-text.js';
import { CANONICAL_FORM, type XmlForm } from './forms.js';

/** Namespaces in scope. */
interface Scope {
  readonly defaultUri: string;
  /** Prefix by namespace. */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly depth: number;
}

const PREFIXES = Object.freeze({ syncml: 'sml', metinf: 'met' });
const XML_URI = 'http://www.w3.org/XML/1998/namespace';

/** Bytes of a message. Throws DecodeError `dm1-xml/unwritable` for names and characters that XML does not have. */
export function writeXml(root: Element, form: XmlForm = CANONICAL_FORM): Uint8Array {
  const text = prolog(root, form) + elementText(root, { form, scope: { defaultUri: '', prefixes: new Map(), depth: 0 } });
  return encodeText(text, form);
}

interface Context {
  readonly form: XmlForm;
  readonly scope: Scope;
}

function prolog(root: Element, form: XmlForm): string {
  const lineEnd = form.layout === 'pretty' ? '\n' : '';
  const name = form.encoding.startsWith('utf-16') ? 'UTF-16' : form.encoding.toUpperCase();
  const parts = [
    form.declaration === 'present' ? `<?xml version=${quoted('1.0', form)} encoding=${quoted(name, form)}?>` : '',
    form.processingInstruction === 'present' ? '<?dm-conformance an odd but legal form?>' : '',
    form.doctype === 'present' ? `<!DOCTYPE ${checkedName(root.name, form)} PUBLIC "-//SYNCML//DTD SyncML 1.2//EN" "SyncML.dtd">` : '',
    form.comments === 'present' ? '<!-- a comment with <markup> & more -->' : '',
  ];
  return parts.filter((part) => part !== '').map((part) => part + lineEnd).join('');
}

function elementText(element: Element, { form, scope }: Context): string {
  const { qname, declarations, inner } = nameIn(element, { form, scope });
  const attributes = [...declarations, ...element.attributes.map(({ name, uri, value }) => [uri === XML_URI ? `xml:${name}` : checkedName(name, form), value] as const)];
  const ordered = form.attributeOrder === 'reversed' ? attributes.toReversed() : attributes;
  const start = `<${qname}${ordered.map(([name, value]) => ` ${name}=${quoted(value, form)}`).join('')}`;
  const content = contentText(element, { form, scope: { ...inner, depth: scope.depth + 1 } });
  if (content === '' && form.emptyElements === 'short') return `${start}/>`;
  return `${start}>${content}</${qname}>`;
}

function contentText({ children }: Element, context: Context): string {
  const { form, scope } = context;
  const holdsElements = children.some(({ kind }) => kind === 'element');
  const parts = children.map((child) => nodeText(child, context));
  if (!holdsElements) return parts.join('');
  if (form.comments === 'present') parts.unshift('<!-- & -->');
  if (form.layout === 'compact' || children.some(({ kind }) => kind !== 'element')) return parts.join('');
  const indent = '  '.repeat(scope.depth);
  return `${parts.map((part) => `\n${indent}${part}`).join('')}\n${'  '.repeat(scope.depth - 1)}`;
}

function nodeText(node: Node, context: Context): string {
  switch (node.kind) {
    case 'element':
      return elementText(node, context);
    case 'text':
      return characterData(node.text, context.form);
    case 'opaque':
      return characterData(textOfOctets(node.bytes), context.form);
  }
}

interface Naming {
  readonly qname: string;
  readonly declarations: readonly (readonly [name: string, value: string])[];
  /** What the children see. */
  readonly inner: Scope;
}

function nameIn(element: Element, context: Context): Naming {
  const { form, scope } = context;
  const name = checkedName(element.name, form);
  const rooted = scope.depth === 0 && form.metinfNamespace === 'prefix-on-root' && element.namespace === 'syncml' ? [[NAMESPACE_URIS.metinf, PREFIXES.metinf] as const] : [];
  const prefix = prefixOf(element, form);
  const wanted = [...rooted, ...(prefix === undefined ? [] : [[element.uri, prefix] as const])].filter(([uri]) => !scope.prefixes.has(uri));
  const prefixes = wanted.length === 0 ? scope.prefixes : new Map([...scope.prefixes, ...wanted]);
  const prefixDeclarations = wanted.map(([uri, bound]) => [`xmlns:${bound}`, uri] as const);
  if (prefix !== undefined) return { qname: `${prefix}:${name}`, declarations: prefixDeclarations, inner: { ...scope, prefixes } };
  const defaultUri = defaultOf(element, context);
  const own = defaultUri === scope.defaultUri ? [] : [['xmlns', defaultUri] as const];
  return { qname: name, declarations: [...own, ...prefixDeclarations], inner: { ...scope, defaultUri, prefixes } };
}

function prefixOf(element: Element, form: XmlForm): string | undefined {
  if (element.namespace === 'syncml' && form.syncmlNamespace === 'prefix') return PREFIXES.syncml;
  if (element.namespace === 'metinf' && form.metinfNamespace.startsWith('prefix')) return PREFIXES.metinf;
  return undefined;
}

/** The default namespace that an element without prefix is written under. */
function defaultOf(element: Element, { form, scope }: Context): string {
  if (element.namespace === 'syncml' && element.name === 'Meta' && form.metinfNamespace === 'on-meta') return NAMESPACE_URIS.metinf;
  if (element.namespace === 'syncml' && form.syncmlNamespace === 'none') return '';
  if (element.namespace === 'metinf' && form.metinfNamespace === 'none') return scope.defaultUri;
  return element.uri;
}

function characterData(text: string, form: XmlForm): string {
  const bad = UNWRITABLE.exec(text);
  if (bad !== null) throw unwritable(`the character U+${(text.codePointAt(bad.index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`, 'characters that XML has');
  if (form.characterData === 'cdata' && text !== '' && !text.includes('\r') && isEncodable(text, form.encoding)) return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  return escaped(text, form).replaceAll('>', '&gt;');
}
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A carriage return would be read as a line feed. */
function escaped(text: string, form: XmlForm): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
  if (isEncodable(safe, form.encoding)) return safe;
  return Array.from(safe, (character) => (isEncodable(character, form.encoding) ? character : `&#${character.codePointAt(0) ?? 0};`)).join('');
}

function quoted(value: string, form: XmlForm): string {
  const bad = UNWRITABLE.exec(value);
  if (bad !== null) throw unwritable(`an attribute value with U+${value.charCodeAt(bad.index).toString(16).padStart(4, '0')}`, 'characters that XML has');
  const safe = escaped(value, form).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
  return form.quotes === 'double' ? `"${safe.replaceAll('"', '&quot;')}"` : `'${safe.replaceAll("'", '&apos;')}'`;
}

function textOfOctets(bytes: Uint8Array): string {
  const text = utf8Of(bytes);
  if (text !== undefined && !UNWRITABLE.test(text)) return text;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u;

function checkedName(name: string, form: XmlForm): string {
  if (NAME.test(name) && isEncodable(name, form.encoding)) return name;
  throw unwritable(`the name ${quoteText(name, 40)}`, 'a letter or underscore, then letters, digits, ".", "-" and "_", all of them in the encoding');
}

function unwritable(found: string, expected: string): Error {
  return dm1Error({ code: 'dm1-xml/unwritable', position: { byte: 0, line: 0, column: 0, path: '' }, found, expected });
}
