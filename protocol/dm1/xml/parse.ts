/**
 * One run of the parser (saxes 6) over the rest of a message: its events grow the tree, its complaints become findings.
 * Where the parser would lose its way, the run is left and the caller starts another one behind the fault; the stack of
 * open elements and their namespaces are the reader's own, so nothing is lost between runs.
 */

import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { quoteText } from '../../quote.js';
import type { Attribute, XmlPlace } from '../model/element.js';
import { characterAt, complain } from './complaints.js';
import { closeWith, endTagBefore } from './end-tags.js';
import { declaredNamespace, Interruption, report, type Session } from './session.js';

export interface Run {
  /** Index where the run starts. */
  readonly from: number;
  /** Only the first run sees a prolog. */
  readonly kind: 'document' | 'rest';
  /** Indexes of all bare "&" of the text, ascending. */
  readonly bare: readonly number[];
}

/** Reads up to the end, or to an interruption. */
export function parseFrom(session: Session, { from, kind, bare }: Run): void {
  const { text } = session;
  let base = from;
  const parser = new SaxesParser({ xmlns: true, position: false, fragment: kind === 'rest', forceXMLVersion: true, defaultXMLVersion: '1.0', resolvePrefix: (prefix: string) => declaredNamespace(session, prefix) });
  const at = (): number => Math.min(base + parser.position, text.length);
  listen(session, { parser, at });
  session.begun = from;
  let done = from;
  for (const index of bare) {
    if (index < from) continue;
    parser.write(text.slice(done, index));
    report(session, { code: 'dm1-xml/unescaped', index, found: `"&" before ${characterAt(text, index + 1)}`, expected: '"&amp;", or a reference' });
    parser.write('&amp;');
    base -= '&amp;'.length - 1;
    done = index + 1;
  }
  parser.write(text.slice(done));
  parser.close();
}

interface Source {
  readonly parser: SaxesParser<{ xmlns: true }>;
  /** Index after what the parser has read. */
  readonly at: () => number;
}

function listen(session: Session, source: Source): void {
  listenToTags(session, source);
  listenToContent(session, source);
  listenToProlog(session, source);
  source.parser.on('error', ({ message }) => complain(session, { complaint: message, end: source.at() }));
}

function listenToTags(session: Session, { parser, at }: Source): void {
  const { builder } = session;
  let attributes: Attribute[] = [];
  parser.on('opentagstart', (tag) => {
    builder.settle();
    const start = session.text.lastIndexOf('<', at() - tag.name.length - 1);
    session.tag = { qname: tag.name, start, where: session.locate(start), declared: tag.ns };
    attributes = [];
  });
  parser.on('attribute', (attribute) => {
    if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns') attributes.push(attributeOf(session, { attribute, end: at() }));
  });
  parser.on('opentag', (tag) => {
    open(session, { tag, attributes });
    session.begun = at();
  });
  parser.on('closetag', (tag) => {
    close(session, { tag, end: at() });
    session.begun = at();
  });
}

function listenToContent(session: Session, { parser, at }: Source): void {
  const { counts } = session;
  parser.on('text', (text) => {
    addText(session, text);
    session.begun = at() - 1;
  });
  parser.on('cdata', (text) => {
    counts.cdataSections += 1;
    addText(session, text);
    session.begun = at();
  });
  parser.on('comment', () => {
    counts.comments += 1;
    session.begun = at() + 1;
  });
  parser.on('processinginstruction', () => {
    counts.instructions += 1;
    session.begun = at();
  });
}

function listenToProlog(session: Session, { parser, at }: Source): void {
  parser.on('xmldecl', ({ version }) => {
    session.declaration = 'present';
    if (version !== undefined && version !== '1.0') report(session, { code: 'dm1-xml/declaration', index: session.begun, found: `version ${quoteText(version, 20)}`, expected: 'version 1.0' });
    session.begun = at();
  });
  parser.on('doctype', (doctype) => {
    session.doctype ??= doctype.trim();
    report(session, { code: 'dm1-xml/doctype', index: Math.max(session.begun, session.text.lastIndexOf('<!DOCTYPE', at())), found: 'a DOCTYPE', expected: 'a message without one; it is read over' });
    session.begun = at();
  });
}

function attributeOf(session: Session, { attribute, end }: { readonly attribute: Pick<SaxesAttributeNS, 'name' | 'value'>; readonly end: number }): Attribute {
  const { text } = session;
  const quote = text.charAt(end - 1);
  const tag = session.tag;
  const value = quote === '"' || quote === "'" ? text.lastIndexOf(quote, end - 2) : end - 1;
  const start = Math.max(tag?.start ?? 0, text.lastIndexOf(attribute.name, value));
  return { name: attribute.name, uri: '', value: attribute.value, where: session.locate(start) };
}

function open(session: Session, { tag, attributes }: { readonly tag: SaxesTagNS; readonly attributes: readonly Attribute[] }): void {
  const { builder, limits } = session;
  const where: XmlPlace = session.tag?.where ?? session.locate(session.begun);
  const index = session.tag?.start ?? session.begun;
  if (builder.stack.length === 0 && builder.root() !== undefined) {
    report(session, { code: 'dm1-xml/outside', index, found: `the element ${quoteText(tag.name, 40)}`, expected: 'nothing but comments after the document element' });
  }
  if (builder.stack.length >= limits.maxDepth) halt(session, { code: 'dm1-xml/depth', index, found: `level ${builder.stack.length + 1}`, expected: `at most ${limits.maxDepth} levels of elements` });
  if (builder.elementCount() >= limits.maxElements) halt(session, { code: 'dm1-xml/elements', index, found: `element ${builder.elementCount() + 1}`, expected: `at most ${limits.maxElements} elements` });
  if (tag.prefix !== '') session.prefixes.add(tag.prefix);
  session.tag = undefined;
  builder.open({ qname: tag.name, local: tag.local, uri: tag.uri, attributes: resolvedAttributes(attributes, tag), declared: tag.ns, where });
}

/** The attributes with their namespaces; of one that is given twice, which is reported, all are kept. */
function resolvedAttributes(attributes: readonly Attribute[], tag: SaxesTagNS): readonly Attribute[] {
  if (attributes.length === 0) return attributes;
  return attributes.map((attribute) => {
    const { local, uri } = tag.attributes[attribute.name] ?? { local: attribute.name, uri: '' };
    return { ...attribute, name: local, uri };
  });
}

function halt(session: Session, fault: Parameters<typeof report>[1]): never {
  report(session, fault);
  throw new Interruption();
}

/** The parser goes by its own stack; where that fits ours and the text, there is nothing to look at. */
function close(session: Session, { tag, end }: { readonly tag: SaxesTagNS; readonly end: number }): void {
  const { builder, text } = session;
  const { name } = tag;
  const start = end - name.length - 3;
  if (tag.isSelfClosing || (builder.stack.at(-1)?.qname === name && text.startsWith(name, start + 2) && text.charCodeAt(start + 1) === 0x2f)) {
    builder.close();
    return;
  }
  const endTag = endTagBefore(text, end);
  closeWith(session, endTag);
  if (endTag.name !== name) throw new Interruption(end);
}

function addText(session: Session, text: string): void {
  const { builder, begun } = session;
  if (builder.stack.length > 0) {
    builder.text(text, begun);
    return;
  }
  const blank = /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
  if (blank === text.length || (session.last !== undefined && session.last.index >= begun)) return;
  report(session, { code: 'dm1-xml/outside', index: begun + blank, found: `the text ${quoteText(text.trim(), 40)}`, expected: 'nothing but comments outside the document element' });
}
