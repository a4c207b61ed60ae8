/** Where things stand in a YAML document: from a JSON Pointer (RFC 6901) to line and column, both from 1. */
import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Places {
  /** Of the value at the pointer; the nearest enclosing value when it is not there. */
  value(pointer: string): Place;
  /** Of character `at` of the text at the pointer; where the text begins when YAML writes it in another way than it reads. */
  inside(pointer: string, at: number): Place;
  /** Of the key `name` in the mapping at the pointer. */
  key(pointer: string, name: string): Place;
}

/** Looks places up in a document that was parsed from `source`. */
export function placesOf({ document, lines, source }: { readonly document: Document.Parsed; readonly lines: LineCounter; readonly source: string }): Places {
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const start = (node: unknown, otherwise: number): number => (isNode(node) && node.range ? node.range[0] : otherwise);
  const find = (pointer: string): { readonly node: unknown; readonly offset: number } => {
    let node: unknown = document.contents;
    let offset = start(node, 0);
    for (const step of pointer.split('/').slice(1).map(unescape)) {
      node = child(resolve(document, node), step);
      offset = start(node, offset);
    }
    return { node, offset };
  };
  return {
    value: (pointer) => at(find(pointer).offset),
    inside(pointer, index) {
      const { node, offset } = find(pointer);
      const written = textStart(resolve(document, node), source);
      return at(written === null ? offset : written + index);
    },
    key(pointer, name) {
      const { node, offset } = find(pointer);
      return at(start(pairOf(resolve(document, node), name)?.key, offset));
    },
  };
}

/** Offset of the first character of a text that stands in the source letter by letter, quotes or not. */
function textStart(node: unknown, source: string): number | null {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return null;
  const [start] = node.range;
  const begin = /^["']/.test(source.slice(start, start + 1)) ? start + 1 : start;
  return source.startsWith(node.value, begin) ? begin : null;
}

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value;

function resolve(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function child(node: unknown, step: string): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  return pairOf(node, step)?.value;
}

function pairOf(node: unknown, name: string): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => (isScalar(key) ? String(key.value) === name : key === name));
}
