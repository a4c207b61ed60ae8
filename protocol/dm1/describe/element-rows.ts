/**
 * An element tree of DM 1.x as rows for people: one row an element, with its text; elements that hold nothing but one other
 * share its row (`Target/LocURI`). Paths are those of findings. Leaves out what the values mean (`notes.ts`).
 */

import { atOf } from '../../describe/remarks.js';
import type { Row } from '../../describe/reading.js';
import { utf8Of } from '../../octets.js';
import { elementsOf, textOf, type Element, type Node } from '../model/element.js';
import { notesOn } from './notes.js';

/** An element with those around it. */
export interface Placed {
  readonly element: Element;
  readonly parent: Placed | undefined;
  /** `SyncML/SyncBody/Add[2]` */
  readonly path: string;
}

/** Rows of the whole tree; the root has depth 0. */
export function rowsOfElement(root: Element): readonly Row[] {
  const rows: Row[] = [];
  write(rows, { placed: { element: root, parent: undefined, path: root.name }, depth: 0 });
  return rows;
}

interface Spot {
  readonly placed: Placed;
  readonly depth: number;
}

function write(rows: Row[], { placed, depth }: Spot): void {
  const chain = chainFrom(placed);
  const last = chain.at(-1) ?? placed;
  const { element, path } = last;
  const children = childrenOf(last);
  const name = chain.map((link) => link.element.name).join('/');
  rows.push({ depth, at: atOf(placed.element.where), name: namespaceMark(placed) + name, path, attributes: attributesOf(element), ...contentOf(element), notes: notesOn(last) });
  for (const child of children) write(rows, { placed: child, depth: depth + 1 });
}

/** The element and those it holds alone, one in the other; a root stands for itself. */
function chainFrom(placed: Placed): readonly Placed[] {
  const chain = [placed];
  for (let last = placed; placed.parent !== undefined;) {
    const [only, second] = childrenOf(last);
    const isPlain = only !== undefined && second === undefined && last.element.attributes.length === 0 && !holdsText(last.element);
    if (!isPlain || !SHARING.has(last.element.name)) break;
    chain.push(only);
    last = only;
  }
  return chain;
}
/** Wrappers that say nothing on their own. */
const SHARING: ReadonlySet<string> = new Set(['Target', 'Source', 'Meta', 'MetInf', 'Chal', 'Type', 'Format', 'DFFormat', 'DFType', 'Occurrence', 'Scope', 'AccessType', 'CaseSense']);

/** Child elements with their paths: position among namesakes from the second on. */
export function childrenOf(parent: Placed): readonly Placed[] {
  const counts = new Map<string, number>();
  return elementsOf(parent.element).map((element) => {
    const count = (counts.get(element.name) ?? 0) + 1;
    counts.set(element.name, count);
    return { element, parent, path: `${parent.path}/${element.name}${count === 1 ? '' : `[${count}]`}` };
  });
}

/** A namespace that is not that of the parent and none a reader expects. */
function namespaceMark({ element, parent }: Placed): string {
  if (parent === undefined || element.namespace !== 'other' || parent.element.uri === element.uri) return '';
  return `{${element.uri}}`;
}

function attributesOf({ attributes }: Element): Row['attributes'] {
  return attributes.length === 0 ? undefined : attributes.map(({ name, value }) => [name, value] as const);
}

/** Text, or octets where one OPAQUE is all there is and it is no text. */
function contentOf(element: Element): Pick<Row, 'value' | 'octets'> {
  if (elementsOf(element).length > 0 && !holdsText(element)) return {};
  const [only, second] = element.children;
  if (only?.kind === 'opaque' && second === undefined && !isText(only.bytes)) return { octets: only.bytes };
  if (element.children.length === 0) return EMPTY_TEXTS.has(element.name) ? { value: '' } : {};
  return { value: textOf(element) };
}

/** Elements whose text may be empty; others without content are flags, or are reported. */
const EMPTY_TEXTS: ReadonlySet<string> = new Set(['Data', 'LocURI', 'LocName', 'TargetRef', 'SourceRef', 'Correlator', 'NodeName', 'Path', 'Value']);

function holdsText({ children }: Element): boolean {
  return children.some((child) => child.kind !== 'element' && !isBlank(child));
}

function isBlank(node: Node): boolean {
  return node.kind === 'text' && /^[ \t\r\n]*$/.test(node.text);
}

/** UTF-8 without control characters but white space. */
export function isText(bytes: Uint8Array): boolean {
  const text = utf8Of(bytes);
  // eslint-disable-next-line no-control-regex -- what text has none of
  return text !== undefined && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}
