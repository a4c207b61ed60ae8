/**
 * Writing a serialized tree (DMTNDS 9.2) as elements, nested or flat, for the XML and the WBXML writer. Writes what the tree
 * has and nothing else: whether it is legal is for the reader.
 */

import { element, opaque, text, type Element } from '../model/element.js';
import { entriesOf, type TndsNode, type TndsProperties, type TndsText, type TndsTree, type TndsValue } from './tree.js';

/** `nested`: nodes within nodes. `flat`: each node beside the others, with the Path of its parent (DMTNDS 9.2.3.1.7). */
export type TndsForm = 'nested' | 'flat';

/** The MgmtTree element of a tree. */
export function tndsToElements(tree: TndsTree, form: TndsForm = 'nested'): Element {
  const head = [...leaf('VerDTD', tree.verDtd), ...leaf('Man', tree.man), ...leaf('Mod', tree.mod)];
  const nodes = form === 'nested' ? tree.nodes.map(nestedNode) : flatNodes(tree);
  return dmddf('MgmtTree', [...head, ...nodes]);
}

function nestedNode(node: TndsNode): Element {
  const inner = node.content.kind === 'interior' ? node.content.nodes.map(nestedNode) : valueElements(node.content.value);
  return dmddf('Node', [...leaf('NodeName', node.name), ...leaf('Path', node.path), propertiesElement(node.properties), ...inner]);
}

function flatNodes(tree: TndsTree): readonly Element[] {
  return entriesOf(tree).map(({ segments, node }) => {
    const parent = segments.slice(0, -1);
    const path = parent.length === 0 ? [] : [dmddf('Path', [text(parent.join('/'))])];
    const inner = node.content.kind === 'interior' ? [] : valueElements(node.content.value);
    return dmddf('Node', [...leaf('NodeName', node.name), ...path, propertiesElement(node.properties), ...inner]);
  });
}

function propertiesElement({ acl, format, name, size, title, tStamp, type, verNo }: TndsProperties): Element {
  const formats = format === undefined ? [] : [dmddf('Format', [dmddf(format.value, [])])];
  const types = type === undefined ? [] : [dmddf('Type', type.kind === 'mime' ? [dmddf('MIME', characters(type.value))] : type.value === '' ? [] : [dmddf('DDFName', characters(type.value))])];
  return dmddf('RTProperties', [
    ...leaf('ACL', acl), ...formats, ...leaf('Name', name), ...leaf('Size', size), ...leaf('Title', title), ...leaf('TStamp', tStamp), ...types, ...leaf('VerNo', verNo),
  ]);
}

function valueElements(value: TndsValue | undefined): readonly Element[] {
  if (value === undefined) return [];
  return [dmddf('Value', value.kind === 'text' ? characters(value.text) : [opaque(value.bytes)])];
}

function leaf(name: string, content: TndsText | undefined): readonly Element[] {
  return content === undefined ? [] : [dmddf(name, characters(content.value))];
}

function characters(content: string): Element['children'] {
  return content === '' ? [] : [text(content)];
}

function dmddf(name: string, children: Element['children']): Element {
  return element({ name, namespace: 'dmddf', children });
}
