/** Telling the two documents with root MgmtTree apart: descriptions have DFProperties in their nodes (DMTND 8.5.4.1.10), serialized trees none. */

import { elementsOf, type Element } from '../model/element.js';

/** What a MgmtTree element is; undefined for any other element. Without a node that tells, the namespace does, else `tnds`. */
export function managementTreeKind(root: Element): 'tnds' | 'ddf' | undefined {
  if (root.name !== 'MgmtTree') return undefined;
  const nodes = elementsOf(root).filter(({ name }) => name === 'Node');
  return nodes.some((node) => elementsOf(node).some(({ name }) => name === 'DFProperties')) || root.uri === 'syncml:dmddf' ? 'ddf' : 'tnds';
}
