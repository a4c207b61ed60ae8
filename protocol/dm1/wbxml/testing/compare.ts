/** Trees without places, for comparison. Tests only. */

import { textOf, type Element, type Node } from '../../model/element.js';

/** What two trees have to have in common: names, namespaces, attributes, text. Octets count as the text that they are in UTF-8. */
export interface Bare {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (Bare | string)[];
}

/** Joins all text between two elements, whatever nodes it came in. */
export function bare(element: Element): Bare {
  const { name, namespace } = element;
  const attributes = Object.fromEntries(element.attributes.map((attribute) => [attribute.name, attribute.value]));
  return { name, namespace, attributes, content: bareContent(element.children) };
}

function bareContent(children: readonly Node[]): readonly (Bare | string)[] {
  const content: (Bare | string)[] = [];
  for (const child of children) {
    if (child.kind === 'element') content.push(bare(child));
    else appendText(content, charactersOf(child));
  }
  return content;
}

/** Joins a text with the one before it; the empty text is nothing. */
export function appendText(content: (Bare | string)[], piece: string): void {
  const last = content.at(-1);
  if (typeof last === 'string') content[content.length - 1] = last + piece;
  else if (piece !== '') content.push(piece);
}

function charactersOf(node: Exclude<Node, Element>): string {
  return node.kind === 'text' ? node.text : textOf({ ...EMPTY, children: [node] });
}
const EMPTY: Element = { kind: 'element', namespace: 'none', uri: '', name: '', attributes: [], children: [], where: { kind: 'built' } };
