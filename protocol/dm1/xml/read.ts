/**
 * Strict, namespace-aware reading of SyncML XML (XML 1.0; Namespaces in XML 1.0) into the element tree of DM 1.x, with
 * places. Goes on after a fault and yields all findings of the text; expands nothing but the five predefined entities and
 * numbers. Leaves out what an element may hold (`model/from-elements.ts`).
 */

import type { Dm1ErrorCode } from '../error-codes.js';
import { quoteText } from '../../quote.js';
import { byteOf, type Element } from '../model/element.js';
import { finding, type Finding1 } from '../model/finding.js';
import { decodeText, type DecodedText, type Encoding } from './decode-text.js';
import { reportUnclosed } from './end-tags.js';
import { XML_LIMITS, type XmlLimits } from './limits.js';
import { createLocator } from './locator.js';
import { parseFrom } from './parse.js';
import { bareAmpersands, countAmpersands } from './references.js';
import { Interruption, report, type Session } from './session.js';
import { createTreeBuilder } from './tree-builder.js';

/** How the message was written, where XML leaves a choice. */
export interface XmlFacts {
  /** What the bytes were read as. */
  readonly encoding: Encoding;
  /** Encoding named by the XML declaration, as it stands there. */
  readonly declaredEncoding: string | undefined;
  readonly byteOrderMark: 'present' | 'absent';
  readonly declaration: 'present' | 'absent';
  /** Text of the DOCTYPE, unexpanded. */
  readonly doctype: string | undefined;
  readonly comments: number;
  readonly processingInstructions: number;
  readonly cdataSections: number;
  readonly elements: number;
  /** Namespace prefixes of elements, in order of appearance. */
  readonly prefixes: readonly string[];
}

export interface XmlReading {
  /** Absent only if there is no element at all or a limit forbids to look. */
  readonly root?: Element | undefined;
  readonly facts?: XmlFacts | undefined;
  /** In the order of the message. */
  readonly findings: readonly Finding1[];
}

/** Reads a message. Never throws; whatever is wrong is a finding. */
export function readXml(bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): XmlReading {
  if (bytes.length > limits.maxBytes) return refused('dm1-xml/size', { found: `${bytes.length} bytes`, expected: `at most ${limits.maxBytes} bytes` });
  const decoded = decodeText(bytes);
  const { text } = decoded.source;
  const references = countAmpersands(text, limits.maxReferences);
  if (references > limits.maxReferences) return refused('dm1-xml/entities', { found: `more than ${limits.maxReferences} references`, expected: `at most ${limits.maxReferences}` });
  if (/^[ \t\r\n]*$/.test(text)) return refused('dm1-xml/empty', { found: text === '' ? 'nothing' : 'white space only', expected: 'an XML document' });
  const session = createSession(decoded, limits);
  try {
    reportPreliminaries(session, decoded);
    parseAll(session);
    reportEnd(session);
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
  }
  while (session.builder.stack.length > 0) session.builder.close();
  const findings = session.findings.toSorted((left, right) => byteOf(left.where) - byteOf(right.where));
  return { root: session.builder.root(), facts: factsOf(session, decoded), findings };
}

function refused(code: Dm1ErrorCode, { found, expected }: { readonly found: string; readonly expected: string }): XmlReading {
  return { findings: [finding({ code, where: { kind: 'xml', byte: 0, line: 1, column: 1 }, path: '', found, expected })] };
}

function createSession({ source }: DecodedText, limits: XmlLimits): Session {
  const locate = createLocator(source);
  return {
    text: source.text, locate, builder: createTreeBuilder(locate), limits, findings: [],
    counts: { comments: 0, instructions: 0, cdataSections: 0 }, prefixes: new Set(),
    doctype: undefined, declaration: 'absent', tag: undefined, begun: 0, ending: 'whole', complaints: 0, last: undefined,
  };
}

function reportPreliminaries(session: Session, { byteOrderMark, encoding, faults }: DecodedText): void {
  if (byteOrderMark === 'present' && encoding === 'utf-8') {
    const where = { kind: 'xml', byte: 0, line: 1, column: 1 } as const;
    session.findings.push(finding({ code: 'dm1-xml/bom', where, path: '', found: 'a byte order mark', expected: 'UTF-8 without one; some products stumble over it' }));
  }
  for (const fault of faults) report(session, fault);
  session.last = undefined;
  if (/^[ \t\r\n]+(?!<\?xml\s)\S/.test(session.text)) {
    report(session, { code: 'dm1-xml/leading-space', index: 0, found: 'white space', expected: 'the XML declaration or the document element; some products stumble over it' });
  }
}

/** Run after run, each behind the fault that ended the one before. */
function parseAll(session: Session): void {
  const bare = bareAmpersands(session.text);
  let from: number | undefined = 0;
  for (let kind: 'document' | 'rest' = 'document'; from !== undefined; kind = 'rest') {
    const next: number | undefined = runOnce(session, { from, kind, bare });
    from = next === undefined ? undefined : Math.max(next, from + 1);
  }
}

/** Where to go on, or undefined at the end of the text. */
function runOnce(session: Session, run: Parameters<typeof parseFrom>[1]): number | undefined {
  session.tag = undefined;
  try {
    parseFrom(session, run);
    return undefined;
  } catch (error) {
    if (error instanceof Interruption && error.resumeAt !== undefined) return error.resumeAt;
    throw error;
  }
}

function reportEnd(session: Session): void {
  const { text, builder, begun } = session;
  if (session.ending === 'in-markup') {
    const start = firstMarkup(text, begun);
    report(session, { code: 'dm1-xml/truncated', index: text.length, found: 'the end of the message', expected: `the rest of ${quoteText(text.slice(start, start + 30))}` });
  } else {
    reportUnclosed(session);
  }
  session.tag = undefined;
  if (builder.root() === undefined && session.findings.every(({ severity }) => severity === 'oddity')) {
    report(session, { code: 'dm1-xml/empty', index: text.length, found: 'no element', expected: 'a document element' });
  }
}

function firstMarkup(text: string, from: number): number {
  const less = text.indexOf('<', from);
  return less < 0 ? Math.min(from, Math.max(0, text.length - 1)) : less;
}

function factsOf(session: Session, { encoding, declared, byteOrderMark }: DecodedText): XmlFacts {
  const { counts, declaration, doctype, prefixes, builder } = session;
  return {
    encoding, declaredEncoding: declared, byteOrderMark, declaration, doctype,
    comments: counts.comments, processingInstructions: counts.instructions, cdataSections: counts.cdataSections,
    elements: builder.elementCount(), prefixes: [...prefixes],
  };
}
