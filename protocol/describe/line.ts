/** Lines of output as spans with a role, so that the printer decides on colour and width is counted without it. */

import { visibleText } from './visible.js';

export type Role = 'plain' | 'place' | 'name' | 'value' | 'note' | 'heading' | 'fault' | 'warning' | 'oddity' | 'limit' | 'good';

export interface Span {
  readonly role: Role;
  readonly text: string;
}

export type Line = readonly Span[];

/** Text with its role. Whatever of a peer is in it is made harmless here, so that no caller can forget it; line feeds become signs. */
export function span(role: Role, text: string): Span {
  return { role, text: visibleText(text) };
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

/** Text of at most so many characters, its middle left out: of a long path start and end say most. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  const kept = Math.floor((most - 1) / 2);
  return `${characters.slice(0, kept).join('')}…${characters.slice(-kept).join('')}`;
}

/** Levels that are drawn by indentation; deeper ones would leave the output. */
const MAX_INDENTED = 20;

/** Two columns a level; below the deepest that is drawn, its number. */
export function indentOf(depth: number): string {
  return depth <= MAX_INDENTED ? '  '.repeat(depth) : `${'  '.repeat(MAX_INDENTED)}[${depth}] `;
}
