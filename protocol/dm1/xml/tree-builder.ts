/**
 * The stack of open elements while an XML message is read, and the tree that grows from it. Joins character data, drops
 * white space between elements, counts depth and elements. Leaves out the syntax: see `read.ts`.
 */

import { namespaceOf, type Attribute, type Element, type Node, type XmlPlace } from '../model/element.js';
import type { Locate } from './locator.js';

export interface OpenTag {
  /** With its prefix. */
  readonly qname: string;
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly Attribute[];
  /** Namespaces declared on it, by prefix. */
  readonly declared: Readonly<Record<string, string>>;
  readonly where: XmlPlace;
}

/** An open element. */
export interface Frame {
  readonly element: Element;
  readonly children: Node[];
  readonly qname: string;
  readonly declared: Readonly<Record<string, string>>;
  elements: number;
}

export interface TreeBuilder {
  readonly stack: readonly Frame[];
  readonly root: () => Element | undefined;
  readonly elementCount: () => number;
  /** Ends the character data before a start tag; done by `open` too, but earlier its place is cheaper. */
  readonly settle: () => void;
  readonly open: (tag: OpenTag) => void;
  /** Closes the innermost element. */
  readonly close: () => void;
  /** Adds character data that starts at this index. */
  readonly text: (text: string, start: number) => void;
  /** Elements from the root, with their position among namesakes from the second on. */
  readonly path: () => string;
}

/** A new tree. A second document element is built as well but belongs to nothing. */
export function createTreeBuilder(locate: Locate): TreeBuilder {
  const stack: Frame[] = [];
  let root: Element | undefined;
  let count = 0;
  let run = '';
  let runStart = 0;

  const flush = (blank: 'keep' | 'drop'): void => {
    const top = stack.at(-1);
    if (run === '') return;
    if (top !== undefined && (blank === 'keep' || !isBlank(run))) top.children.push({ kind: 'text', text: run, where: locate(runStart) });
    run = '';
  };
  return {
    stack,
    root: () => root,
    elementCount: () => count,
    settle: () => flush('drop'),
    open: (tag) => {
      flush('drop');
      const top = stack.at(-1);
      const frame = frameOf(tag);
      if (top !== undefined) {
        top.children.push(frame.element);
        top.elements += 1;
      } else root ??= frame.element;
      stack.push(frame);
      count += 1;
    },
    close: () => {
      flush((stack.at(-1)?.elements ?? 0) > 0 ? 'drop' : 'keep');
      stack.pop();
    },
    text: (text, start) => {
      if (stack.length === 0) return;
      if (run === '') runStart = start;
      run += text;
    },
    path: () => pathOf(stack),
  };
}

function frameOf({ qname, local, uri, attributes, declared, where }: OpenTag): Frame {
  const children: Node[] = [];
  return { element: { kind: 'element', namespace: namespaceOf(uri), uri, name: local, attributes, children, where }, children, qname, declared, elements: 0 };
}

function pathOf(stack: readonly Frame[]): string {
  return stack.map((frame, level) => {
    const { name } = frame.element;
    const siblings = stack[level - 1]?.children ?? [];
    const number = siblings.filter((sibling) => sibling.kind === 'element' && sibling.name === name).length;
    return number > 1 ? `${name}[${number}]` : name;
  }).join('/');
}

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return false;
  }
  return true;
}
