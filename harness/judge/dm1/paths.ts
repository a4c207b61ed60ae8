/**
 * The way to each place of a message, `SyncML/SyncBody/Add[2]/Item/Data`, worked out once for all findings of the message,
 * and only when there is one. Leaves out places in a head, which have no elements.
 */
import type { Element, Place } from '../../../protocol/dm1/model/element.js';

const known = new WeakMap<Element, ReadonlyMap<Place, string>>();
const NONE: ReadonlyMap<Place, string> = new Map();

/** Elements and texts by their place; a text has the path of its element. */
export function pathsOf(root: Element | undefined): ReadonlyMap<Place, string> {
  if (root === undefined) return NONE;
  const before = known.get(root);
  if (before !== undefined) return before;
  const paths = new Map<Place, string>();
  add(paths, { element: root, path: root.name });
  known.set(root, paths);
  return paths;
}

/** Depth is bounded by the readers. */
function add(paths: Map<Place, string>, { element, path }: { readonly element: Element; readonly path: string }): void {
  paths.set(element.where, path);
  const seen = new Map<string, number>();
  for (const child of element.children) {
    if (child.kind === 'element') {
      const position = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, position);
      add(paths, { element: child, path: `${path}/${child.name}${position === 1 ? '' : `[${position}]`}` });
    } else if (!paths.has(child.where)) paths.set(child.where, path);
  }
}
