/** JSON of a message laid out for people, with the place of one element in the new text. Strings and numbers keep their values. */
import type { JsonNode } from '../../protocol/json/document.js';
import type { MarkedText } from '../secrets.js';

/** Lays out `root` with an indent of two; `element` is marked, nothing when undefined. Empty objects and arrays stay on one line. */
export function layOutJson(root: JsonNode, element: JsonNode | undefined): MarkedText {
  const pieces: string[] = [];
  let length = 0;
  let mark = { start: 0, end: 0 };
  const put = (text: string): void => {
    pieces.push(text);
    length += text.length;
  };
  const write = (node: JsonNode, indent: string): void => {
    const start = length;
    if (node.type === 'object' && node.members.length > 0) {
      const writers = node.members.map(({ name, node: child }) => (): void => {
        put(`${JSON.stringify(name)}: `);
        write(child, `${indent}  `);
      });
      writeList({ put, indent, brackets: ['{', '}'], writers });
    } else if (node.type === 'array' && node.items.length > 0) {
      writeList({ put, indent, brackets: ['[', ']'], writers: node.items.map((child) => () => write(child, `${indent}  `)) });
    } else put(scalar(node));
    if (node === element) mark = { start, end: length };
  };
  write(root, '');
  return { text: pieces.join(''), ...mark };
}

interface List {
  readonly put: (text: string) => void;
  readonly indent: string;
  readonly brackets: readonly [open: string, close: string];
  readonly writers: readonly (() => void)[];
}

function writeList({ put, indent, brackets: [open, close], writers }: List): void {
  put(open);
  writers.forEach((writer, index) => {
    put(`${index === 0 ? '' : ','}\n${indent}  `);
    writer();
  });
  put(`\n${indent}${close}`);
}

function scalar(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return '{}';
    case 'array':
      return '[]';
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}
