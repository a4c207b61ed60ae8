/**
 * ILLEGAL MESSAGES, ON PURPOSE. For testers and for the tests of readers: takes the tree of a legal message and breaks it
 * at one or more places, so that a peer can be shown what no constructor of `build.ts` can say. Nothing that plays a
 * product by the book may import this. Leaves out faults below the tree (ill-formed XML, bad WBXML): break the bytes.
 */

import { dm1Error } from '../error-codes.js';
import { quoteText } from '../../quote.js';
import { BUILT, namespaceOf, text, type Element, type Node } from './element.js';

/** Path of an element from the root, as findings print it: `SyncML/SyncBody/Add[2]/Item`. */
export type ElementPath = string;

/** One way to break a tree. */
export type Breakage =
  /** Takes the element out. */
  | { readonly kind: 'drop'; readonly path: ElementPath }
  /** Puts the element there twice. */
  | { readonly kind: 'repeat'; readonly path: ElementPath }
  /** Moves the element among its siblings; positions count from 0, beyond the end means last. */
  | { readonly kind: 'move'; readonly path: ElementPath; readonly to: number }
  /** Puts a node into the element. */
  | { readonly kind: 'insert'; readonly path: ElementPath; readonly node: Node; readonly to: number }
  | { readonly kind: 'rename'; readonly path: ElementPath; readonly name: string }
  /** Puts the element, not its children, into another namespace; '' is none. */
  | { readonly kind: 'namespace'; readonly path: ElementPath; readonly uri: string }
  /** Replaces all content by text, for example an illegal identifier. */
  | { readonly kind: 'text'; readonly path: ElementPath; readonly text: string }
  | { readonly kind: 'attribute'; readonly path: ElementPath; readonly name: string; readonly value: string };

/** The broken tree. Breakages apply one after the other; a path that leads nowhere throws DecodeError `dm1-model/path`. */
export function buildIllegalMessage(legal: Element, breakages: readonly [Breakage, ...Breakage[]]): Element {
  return breakages.reduce((tree, breakage) => {
    const steps = breakage.path.split('/');
    const [first, ...rest] = steps;
    if (first !== tree.name) throw noSuchPath(breakage.path, first ?? '');
    if (rest.length === 0) return onlyElement(breakAt(tree, breakage), breakage.path);
    return descend(tree, { steps: rest, breakage });
  }, legal);
}

interface Descent {
  readonly steps: readonly string[];
  readonly breakage: Breakage;
}

function descend(parent: Element, { steps, breakage }: Descent): Element {
  const [step = '', ...rest] = steps;
  const index = indexOfStep(parent, step);
  const child = parent.children[index];
  if (child?.kind !== 'element') throw noSuchPath(breakage.path, step);
  if (rest.length > 0) return withChildren(parent, replaced(parent.children, { index, by: [descend(child, { steps: rest, breakage })] }));
  if (breakage.kind !== 'move') return withChildren(parent, replaced(parent.children, { index, by: breakAt(child, breakage) }));
  const others = replaced(parent.children, { index, by: [] });
  return withChildren(parent, [...others.slice(0, breakage.to), child, ...others.slice(breakage.to)]);
}

/** What stands in the place of `element` afterwards. */
function breakAt(element: Element, breakage: Breakage): readonly Element[] {
  switch (breakage.kind) {
    case 'drop':
      return [];
    case 'repeat':
      return [element, element];
    case 'move':
      return [element];
    case 'insert': {
      const { children } = element;
      return [withChildren(element, [...children.slice(0, breakage.to), breakage.node, ...children.slice(breakage.to)])];
    }
    case 'rename':
      return [{ ...element, name: breakage.name }];
    case 'namespace':
      return [{ ...element, namespace: namespaceOf(breakage.uri), uri: breakage.uri }];
    case 'text':
      return [withChildren(element, [text(breakage.text)])];
    case 'attribute':
      return [{ ...element, attributes: [...element.attributes, { name: breakage.name, uri: '', value: breakage.value, where: BUILT }] }];
  }
}

function indexOfStep(parent: Element, step: string): number {
  const [, name = step, number = '1'] = /^(.*?)\[([0-9]+)\]$/.exec(step) ?? [];
  let left = Number(number);
  return parent.children.findIndex((child) => {
    if (child.kind !== 'element' || child.name !== name) return false;
    left -= 1;
    return left === 0;
  });
}

function replaced(children: readonly Node[], { index, by }: { readonly index: number; readonly by: readonly Node[] }): readonly Node[] {
  return [...children.slice(0, index), ...by, ...children.slice(index + 1)];
}

function withChildren(element: Element, children: readonly Node[]): Element {
  return { ...element, children };
}

/** The root can be changed but neither dropped nor repeated. */
function onlyElement(elements: readonly Element[], path: ElementPath): Element {
  const [only, second] = elements;
  if (only === undefined || second !== undefined) throw noSuchPath(path, path);
  return only;
}

function noSuchPath(path: ElementPath, step: string): Error {
  return dm1Error({
    code: 'dm1-model/path', position: { byte: 0, line: 0, column: 0, path },
    found: `no place for ${quoteText(step, 60)} in the message`, expected: 'a path to an element below the root, which the legal message has',
  });
}
