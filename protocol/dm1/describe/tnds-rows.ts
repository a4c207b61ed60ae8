/** A serialized tree as rows: the address of each node, its value, and the properties that came with it (DMTNDS 9.2). */

import { atOf } from '../../describe/remarks.js';
import type { Row } from '../../describe/reading.js';
import { entriesOf, type TndsEntry, type TndsNode, type TndsTree } from '../tnds/tree.js';

/** One row a node, parents first. */
export function tndsRows(tree: TndsTree): readonly Row[] {
  return entriesOf(tree).map(rowOf);
}

function rowOf({ segments, node }: TndsEntry): Row {
  const name = segments.filter((segment) => segment !== '').join('/');
  const isInterior = node.content.kind === 'interior';
  return { depth: 0, at: atOf(node.where), name: `./${name}${isInterior && name !== '' ? '/' : ''}`, path: '', ...valueOf(node), notes: notesOf(node) };
}

function valueOf({ content }: TndsNode): Pick<Row, 'value' | 'octets'> {
  if (content.kind === 'interior' || content.value === undefined) return {};
  return content.value.kind === 'text' ? { value: content.value.text } : { octets: content.value.bytes };
}

function notesOf({ properties, content }: TndsNode): readonly string[] {
  const { format, type, acl, title, verNo, size, tStamp } = properties;
  const parts = [
    ...(format === undefined ? [] : [format.value]),
    ...(type === undefined || type.value === '' ? [] : [type.value]),
    ...(acl === undefined ? [] : [`ACL ${acl.value === '' ? 'empty' : acl.value}`]),
    ...(title === undefined ? [] : [`Title ${title.value}`]),
    ...(verNo === undefined ? [] : [`VerNo ${verNo.value}`]),
    ...(size === undefined ? [] : [`Size ${size.value}`]),
    ...(tStamp === undefined ? [] : [`TStamp ${tStamp.value}`]),
    ...(content.kind === 'leaf' && content.value === undefined ? ['no value'] : []),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}
