/** Where things stand in a YAML document: from a JSON Pointer (RFC 6901) to line and column, both from 1. */
import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Places {
  /** Of the value at the pointer; the nearest enclosing value when it is not there. */
  value(pointer: string): Place;
  /** Of the key `name` in the mapping at the pointer. */
  key(pointer: string, name: string): Place;
}

/** Looks places up in a parsed document. */
export function placesOf(document: Document.Parsed, lines: LineCounter): Places {
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
    key(pointer, name) {
      const { node, offset } = find(pointer);
      return at(start(pairOf(resolve(document, node), name)?.key, offset));
    },
  };
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
