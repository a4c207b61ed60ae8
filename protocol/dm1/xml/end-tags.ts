/**
 * End tags that do not fit (XML 1.0, 3, well-formedness constraint: element type match), and how reading goes on: an
 * end tag of an outer element closes all within it; one that fits nothing is taken for a damaged end tag of the open
 * element, unless the right one still follows behind balanced tags.
 */

import { quoteText } from '../../quote.js';
import { describePlace } from '../model/element.js';
import { report, type Session } from './session.js';

export interface EndTag {
  /** As it stands between "</" and ">". */
  readonly name: string;
  /** Index of its "<". */
  readonly start: number;
  /** Index after it. */
  readonly end: number;
}

/** The end tag that ends at `end`. */
export function endTagBefore(text: string, end: number): EndTag {
  const start = Math.max(0, text.lastIndexOf('</', end - 1));
  const last = text.charCodeAt(end - 1) === 0x3e ? end - 1 : end;
  return { name: text.slice(start + 2, last).trim(), start, end };
}

/** Closes what the end tag closes and reports what is wrong with it. */
export function closeWith(session: Session, tag: EndTag): void {
  const { stack } = session.builder;
  const top = stack.at(-1);
  if (top === undefined) {
    report(session, { code: 'dm1-xml/outside', index: tag.start, found: `the end tag </${shown(tag.name)}>`, expected: 'no end tag where no element is open' });
    return;
  }
  if (top.qname === tag.name) {
    session.builder.close();
    return;
  }
  const level = stack.findLastIndex(({ qname }) => qname === tag.name);
  if (session.last === undefined || session.last.index < tag.start) reportMismatch(session, tag);
  if (level >= 0) while (stack.length > level) session.builder.close();
  else if (nextUnbalanced(session.text, tag.end) !== top.qname) session.builder.close();
}

/** One finding for all elements that the message leaves open. */
export function reportUnclosed(session: Session): void {
  const { stack } = session.builder;
  const top = stack.at(-1);
  if (top === undefined) return;
  const names = stack.toReversed().map(({ qname }) => `</${shown(qname)}>`);
  const expected = names.length > 4 ? `${names.slice(0, 3).join('')} and ${names.length - 3} end tags more` : names.join('');
  report(session, { code: 'dm1-xml/unclosed', index: session.text.length, found: 'the end of the message', expected });
}

function reportMismatch(session: Session, tag: EndTag): void {
  const top = session.builder.stack.at(-1);
  const opened = top === undefined ? '' : ` for the element of ${describePlace(top.element.where)}`;
  report(session, { code: 'dm1-xml/mismatched-tag', index: tag.start, found: `</${shown(tag.name)}>`, expected: `</${shown(top?.qname ?? '')}>${opened}` });
}

/** How many tags are looked at to tell a damaged end tag from a stray one. */
const MAX_TAGS_AHEAD = 2_000;

/** Name of the first end tag behind `from` that closes nothing opened behind `from`. */
function nextUnbalanced(text: string, from: number): string | undefined {
  const tags = /<(\/?)([^\s<>/!?][^\s<>/]*)(?=[\s/>])([^<>]*)>/g;
  tags.lastIndex = from;
  let open = 0;
  for (let seen = 0; seen < MAX_TAGS_AHEAD; seen += 1) {
    const [whole, slash, name, rest] = tags.exec(text) ?? [];
    if (whole === undefined) return undefined;
    if (slash === '/' && open === 0) return name;
    if (slash === '/') open -= 1;
    else if (rest?.endsWith('/') !== true) open += 1;
  }
  return undefined;
}

/** A name of the input, without its quotes but safe to print and of bounded length. */
function shown(name: string): string {
  return quoteText(name, 40).slice(1).replace(/"(?= and \d+ characters more$)|"$/, '');
}
