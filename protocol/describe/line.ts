/** Lines of output as spans with a role, so that the printer decides on colour and width is counted without it. */

export type Role = 'plain' | 'place' | 'name' | 'value' | 'note' | 'heading' | 'fault' | 'warning' | 'oddity' | 'good';

export interface Span {
  readonly role: Role;
  readonly text: string;
}

export type Line = readonly Span[];

export function span(role: Role, text: string): Span {
  return { role, text };
}

/** The line without roles. */
export function textOfLine(line: Line): string {
  return line.map(({ text }) => text).join('').trimEnd();
}

/** Breaks text into pieces of at most `width` characters (code points), at spaces where there is one in the last third. */
export function wrap(text: string, width: number): readonly string[] {
  const characters = Array.from(text);
  const most = Math.max(MIN_WIDTH, width);
  const pieces: string[] = [];
  let start = 0;
  while (characters.length - start > most) {
    const space = characters.slice(start, start + most).lastIndexOf(' ');
    const length = space > (most * 2) / 3 ? space + 1 : most;
    pieces.push(characters.slice(start, start + length).join('').trimEnd());
    start += length;
  }
  return [...pieces, characters.slice(start).join('')];
}
const MIN_WIDTH = 20;
