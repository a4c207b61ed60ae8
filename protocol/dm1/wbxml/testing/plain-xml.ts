/**
 * The plainest XML, to talk to an oracle that reads and writes XML: no prefixes, a default namespace wherever it changes. Reading
 * is by a library that nothing else here uses, so that no misunderstanding of our own reader hides. Tests only.
 */

import { XMLParser } from 'fast-xml-parser';
import { NAMESPACE_URIS, namespaceOf, type Element } from '../../model/element.js';
import { appendText, type Bare } from './compare.js';

/** A document with the type declaration by which the oracle knows the vocabulary. */
export function writePlainXml(root: Element, doctype: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${writeElement(root, '')}`;
}

function writeElement(element: Element, inherited: string): string {
  const uri = element.namespace === 'other' ? '' : NAMESPACE_URIS[element.namespace];
  const declaration = uri === inherited ? '' : ` xmlns="${uri}"`;
  const attributes = element.attributes.map(({ name, value }) => ` ${name}="${escapeMarkup(value)}"`).join('');
  const content = element.children.map((child) => {
    if (child.kind === 'element') return writeElement(child, uri);
    return escapeMarkup(child.kind === 'text' ? child.text : new TextDecoder().decode(child.bytes));
  });
  return `<${element.name}${declaration}${attributes}>${content.join('')}</${element.name}>`;
}

function escapeMarkup(value: string): string {
  return value.replace(/[<>&"'\n\t]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

/** What the oracle wrote. `provisioning` documents have no namespace of their own. */
export function readPlainXml(xml: string, bareNamespace: 'none' | 'prov'): Bare | undefined {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e8 },
    htmlEntities: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  const parsed: unknown = parser.parse(xml);
  const [root] = readNodes(parsed, { uri: '', bareNamespace }).filter((node) => typeof node !== 'string');
  return root;
}

interface Context {
  readonly uri: string;
  readonly bareNamespace: 'none' | 'prov';
}

function readNodes(nodes: unknown, context: Context): readonly (Bare | string)[] {
  const content: (Bare | string)[] = [];
  if (!Array.isArray(nodes)) return content;
  for (const node of nodes) {
    if (!isRecord(node)) continue;
    const name = Object.keys(node).find((key) => key !== ':@') ?? '';
    if (name === '#text') appendText(content, String(node[name]));
    else content.push(readElement({ name, children: node[name], attributes: node[':@'] }, context));
  }
  return content;
}

function readElement(parts: { readonly name: string; readonly children: unknown; readonly attributes: unknown }, context: Context): Bare {
  const all = isRecord(parts.attributes) ? Object.entries(parts.attributes).map(([name, value]) => [name, String(value)] as const) : [];
  const uri = all.find(([name]) => name === 'xmlns')?.[1] ?? context.uri;
  const namespace = uri === '' ? context.bareNamespace : namespaceOf(uri);
  const attributes = Object.fromEntries(all.filter(([name]) => name !== 'xmlns'));
  return { name: parts.name, namespace, attributes, content: readNodes(parts.children, { ...context, uri }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
