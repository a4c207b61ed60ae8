/** A device description as rows: the address of each node with what a server may do there and how often it occurs (DMTND 8.5). */

import { atOf } from '../../describe/remarks.js';
import type { Row } from '../../describe/reading.js';
import { ddfEntries, type DdfEntry, type DeviceDescription, type Framework } from '../ddf/description.js';

/** One row a node, parents first; `<name>` stands for names given at run time. */
export function ddfRows(description: DeviceDescription): readonly Row[] {
  return ddfEntries(description).map(rowOf);
}

function rowOf({ segments, node }: DdfEntry): Row {
  const { framework, nodes, value, where } = node;
  const name = segments.map((segment) => (segment === '' ? '<name>' : segment)).join('/');
  const shown = value ?? framework.defaultValue;
  const notes = [notesOf(framework).join(', '), ...(value === undefined && shown !== undefined ? ['default value'] : [])];
  return { depth: 0, at: atOf(where), name: `./${name}${nodes.length > 0 ? '/' : ''}`, path: '', value: shown?.value, notes: notes.filter((note) => note !== '') };
}

function notesOf({ access, format, occurrence, scope, type }: Framework): readonly string[] {
  const kind = 'most' in occurrence ? `${occurrence.kind} ${occurrence.most}` : occurrence.kind;
  return [
    access.join(' '),
    ...(format === undefined ? [] : [format]),
    ...(type === undefined ? [] : [type.kind === 'ddf-name' ? type.name : type.types.join(' ')].filter((name) => name !== '')),
    kind,
    ...(scope.kind === 'Permanent' ? ['permanent'] : []),
  ];
}
