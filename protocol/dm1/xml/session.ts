/**
 * What the functions of the XML reader share while one message is read, and the one way they report. A fault is reported
 * once: what follows from it in the same tag, or at the next character, is not.
 */

import type { Dm1ErrorCode } from '../error-codes.js';
import { finding, type Finding1 } from '../model/finding.js';
import type { XmlPlace } from '../model/element.js';
import type { XmlLimits } from './limits.js';
import type { Locate } from './locator.js';
import type { TreeBuilder } from './tree-builder.js';

/** The start tag that is being read. */
export interface PendingTag {
  readonly qname: string;
  /** Index of its "<". */
  readonly start: number;
  readonly where: XmlPlace;
  /** Namespaces declared on it so far. */
  readonly declared: Readonly<Record<string, string>>;
}

export interface Session {
  readonly text: string;
  readonly locate: Locate;
  readonly builder: TreeBuilder;
  readonly limits: XmlLimits;
  readonly findings: Finding1[];
  readonly counts: { comments: number; instructions: number; cdataSections: number };
  readonly prefixes: Set<string>;
  doctype: string | undefined;
  declaration: 'present' | 'absent';
  tag: PendingTag | undefined;
  /** Index after the last thing that was read whole: where open markup or text begins. */
  begun: number;
  /** Set when the text ends within markup. */
  ending: 'whole' | 'in-markup';
  /** How often the parser complained; echoes of a fault count as well. */
  complaints: number;
  last: { readonly code: Dm1ErrorCode; readonly index: number; readonly begun: number } | undefined;
}

export interface Fault {
  readonly code: Dm1ErrorCode;
  readonly index: number;
  readonly found: string;
  readonly expected: string;
}

/** Thrown through the parser to leave it, and caught by `read.ts` alone: at an index to go on from, or for good. */
export class Interruption extends Error {
  readonly resumeAt: number | undefined;

  constructor(resumeAt?: number) {
    super('reading is interrupted');
    this.name = 'Interruption';
    this.resumeAt = resumeAt;
  }
}

/** Adds a finding, unless it only follows from the last one. At the limit it leaves the parser for good. */
export function report(session: Session, fault: Fault): void {
  const { code, index, found, expected } = fault;
  if (isEcho(session, fault)) return;
  session.last = { code, index, begun: session.begun };
  const inner = session.builder.path();
  const path = session.tag === undefined ? inner : `${inner}${inner === '' ? '' : '/'}${session.tag.qname}`;
  session.findings.push(finding({ code, where: session.locate(index), path, found, expected }));
  if (session.findings.length >= session.limits.maxFindings) giveUp(session, index);
}

/** Counts a complaint of the parser. One fault can bring any number of them, each at the cost of an error. */
export function countComplaint(session: Session, index: number): void {
  session.complaints += 1;
  if (session.complaints > session.limits.maxFindings * COMPLAINTS_PER_FINDING) giveUp(session, index);
}
const COMPLAINTS_PER_FINDING = 10;

function giveUp(session: Session, index: number): never {
  const found = `${session.findings.length} faults up to here`;
  const expected = 'fewer faults; the rest of the message is not read';
  session.findings.push(finding({ code: 'dm1-xml/findings', where: session.locate(index), path: session.builder.path(), found, expected }));
  throw new Interruption();
}

function isEcho({ last, tag, begun }: Session, { code, index }: Fault): boolean {
  if (last?.code !== code) return false;
  if (last.begun === begun && OF_MARKUP.has(code)) return true;
  return (index >= last.index && index <= last.index + 1) || (tag !== undefined && last.index >= tag.start);
}
/** One of these is enough for a piece of markup. */
const OF_MARKUP: ReadonlySet<Dm1ErrorCode> = new Set(['dm1-xml/malformed', 'dm1-xml/attribute', 'dm1-xml/declaration']);

/** The namespace that an open element declares for the prefix, which is '' for the default one. */
export function declaredNamespace({ builder }: Session, prefix: string): string | undefined {
  for (let level = builder.stack.length - 1; level >= 0; level -= 1) {
    const uri = builder.stack[level]?.declared[prefix];
    if (uri !== undefined) return uri;
  }
  return undefined;
}
