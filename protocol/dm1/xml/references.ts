/**
 * Where an XML text has a "&" that begins no reference (XML 1.0, 2.4, 4.1), so that the reader can report it and read the
 * character as itself. The parser would swallow everything up to the next semicolon. CDATA sections, comments,
 * processing instructions and the DOCTYPE are passed over: there "&" is a character.
 */

/** A "&" that is followed neither by a name and ";" nor by a number and ";". */
const BARE = /&(?!(?:[^\s&;<#][^\s&;<]*|#[0-9]+|#x[0-9A-Fa-f]+);)/;
const OPENERS: readonly (readonly [open: string, close: string])[] = Object.freeze([['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>'], ['<!DOCTYPE', '>']] as const);

/** Indexes of all bare "&" outside the sections where they are legal. */
export function bareAmpersands(text: string): readonly number[] {
  if (!text.includes('&') || !BARE.test(text)) return [];
  const ends = sections(text);
  let section = ends.next();
  return Array.from(text.matchAll(new RegExp(BARE.source, 'g')), (match) => match.index).filter((index) => {
    while (section.done !== true && section.value.end <= index) section = ends.next();
    return section.done === true || index < section.value.start;
  });
}

/** How many "&" there are, at most `limit` + 1: what a limit on references has to know. */
export function countAmpersands(text: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf('&'); at >= 0 && count <= limit; at = text.indexOf('&', at + 1)) count += 1;
  return count;
}

interface Section {
  readonly start: number;
  readonly end: number;
}

/** In order. A section without end reaches to the end of the text. */
function* sections(text: string): Generator<Section, undefined> {
  let from = 0;
  let bang = text.indexOf('<!');
  let question = text.indexOf('<?');
  while (bang >= 0 || question >= 0) {
    const start = bang < 0 || (question >= 0 && question < bang) ? question : bang;
    const [open, close] = OPENERS.find(([opener]) => text.startsWith(opener, start)) ?? ['<!', ''];
    const end = close === '' ? start + open.length : endOf(text, { close, from: start + open.length });
    if (close !== '') yield { start, end };
    from = end;
    if (bang >= 0 && bang < from) bang = text.indexOf('<!', from);
    if (question >= 0 && question < from) question = text.indexOf('<?', from);
  }
  return undefined;
}

function endOf(text: string, { close, from }: { readonly close: string; readonly from: number }): number {
  const end = text.indexOf(close, from);
  return end < 0 ? text.length : end + close.length;
}
