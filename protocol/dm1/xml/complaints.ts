/**
 * Complaints of the parser (XML 1.0, well-formedness) as findings, and where reading goes on: behind a "<" that begins
 * nothing, behind a start tag without end, behind markup that XML does not have.
 */

import { quoteText } from '../../quote.js';
import { closeWith, endTagBefore } from './end-tags.js';
import { faultOf, isStructural, type FaultAnchor } from './faults.js';
import { countComplaint, declaredNamespace, Interruption, report, type Session } from './session.js';

export interface Complaint {
  readonly complaint: string;
  /** Index after the character that the parser stumbled over. */
  readonly end: number;
}

/** Makes a finding of a complaint, of several echoes one, and leaves the parser where it would lose its way. */
export function complain(session: Session, { complaint, end }: Complaint): void {
  const { text } = session;
  countComplaint(session, end);
  if (isStructural(complaint)) return;
  if (complaint === 'unexpected end.') {
    session.ending = 'in-markup';
    return;
  }
  if (complaint.startsWith('unmatched closing tag') || complaint === 'weird empty close tag.') {
    closeWith(session, endTagBefore(text, end));
    throw new Interruption(end);
  }
  const last = text.charAt(end - 1);
  if (complaint === 'disallowed character in tag name') {
    leaveBareLess(session, end);
    return;
  }
  if (complaint === 'incorrect syntax.') {
    leaveUnknownMarkup(session);
  }
  if (last === '<' && session.tag !== undefined && complaint.startsWith('disallowed character')) leaveStartTag(session, end);
  if (last === '<' && complaint === 'disallowed character in closing tag.') {
    report(session, { code: 'dm1-xml/mismatched-tag', index: end - 1, found: '"<" inside an end tag', expected: '">"' });
    closeWith(session, endTagBefore(text, end - 1));
    throw new Interruption(end - 1);
  }
  const { code, anchor, expected } = faultOf(complaint);
  const index = anchorIndex(session, { anchor, end });
  report(session, { code, index, found: foundAt(session, { anchor, index, end }), expected });
}

/** A "<" that begins nothing is character data. */
function leaveBareLess(session: Session, end: number): void {
  const { text, builder } = session;
  const start = text.lastIndexOf('<', end - 2);
  report(session, { code: 'dm1-xml/unescaped', index: start, found: `"<" before ${characterAt(text, start + 1)}`, expected: '"&lt;", or a tag' });
  builder.text('<', start);
  throw new Interruption(start + 1);
}

/** "<!" and no name that XML has: gone on with behind the next ">". */
function leaveUnknownMarkup(session: Session): never {
  const { text, begun } = session;
  const next = text.indexOf('>', begun);
  const end = next < 0 ? text.length : next + 1;
  report(session, { code: 'dm1-xml/malformed', index: begun, found: quoteText(text.slice(begun, end), 20), expected: '<!--, <![CDATA[ or <!DOCTYPE' });
  throw new Interruption(end);
}

/** A "<" in a start tag: the tag was never ended, or a quote is missing. The element is opened as far as it is known. */
function leaveStartTag(session: Session, end: number): never {
  const { tag, text, builder } = session;
  if (tag === undefined) throw new Interruption(end);
  report(session, { code: 'dm1-xml/attribute', index: end - 1, found: `"<" inside the start tag of ${quoteText(tag.qname, 40)}`, expected: 'the end of the tag, and of each value, before it' });
  const close = text.indexOf('>', tag.start);
  const colon = tag.qname.indexOf(':');
  const prefix = tag.qname.slice(0, Math.max(0, colon));
  session.tag = undefined;
  builder.open({ qname: tag.qname, local: tag.qname.slice(colon + 1), uri: tag.declared[prefix] ?? declaredNamespace(session, prefix) ?? '', attributes: [], declared: tag.declared, where: tag.where });
  throw new Interruption(close >= 0 && close < end - 1 ? close + 1 : end - 1);
}

function anchorIndex(session: Session, { anchor, end }: { readonly anchor: FaultAnchor; readonly end: number }): number {
  switch (anchor) {
    case 'character':
      return lastCharacter(session.text, end);
    case 'tag':
      return session.tag?.start ?? session.begun;
    case 'markup':
      return Math.max(session.begun, session.text.indexOf('<', session.begun));
    case 'reference':
      return Math.max(0, session.text.lastIndexOf('&', end - 1));
  }
}

/** Index of the character that ends at `end`; CR LF is one. */
function lastCharacter(text: string, end: number): number {
  const isPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xdc00 || text.startsWith('\r\n', end - 2);
  return Math.max(0, end - (isPair ? 2 : 1));
}

function foundAt({ text }: Session, { anchor, index, end }: { readonly anchor: FaultAnchor; readonly index: number; readonly end: number }): string {
  return anchor === 'character' ? characterAt(text, index) : quoteText(text.slice(index, Math.max(index + 1, end)), 40);
}

/** A character for people. */
export function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  if (code === undefined) return 'the end of the message';
  return code < 0x20 || code > 0x7e ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : quoteText(String.fromCodePoint(code));
}
