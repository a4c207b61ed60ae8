/** Lines of a reading in the colours of the terminal. */
import type { Line, Role } from '../../protocol/describe/line.js';
import type { Paint, Palette } from '../../reports/terminal.js';

/** The line as text; the palette of a pipe changes nothing. */
export function painted(line: Line, palette: Palette): string {
  const paints = paintsOf(palette);
  return line.map(({ role, text }) => (text.trim() === '' ? text : paints[role](text))).join('').trimEnd();
}

const plain: Paint = (text) => text;

function paintsOf({ bold, dim, red, green, yellow, magenta, cyan }: Palette): Readonly<Record<Role, Paint>> {
  return { plain, place: dim, name: cyan, value: plain, note: dim, heading: bold, fault: red, warning: magenta, oddity: yellow, limit: magenta, good: green };
}
