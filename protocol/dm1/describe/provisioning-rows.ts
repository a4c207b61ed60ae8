/** A provisioning document as rows: characteristics with their parms (PROVCONT 1.1). */

import { atOf } from '../../describe/remarks.js';
import type { Row } from '../../describe/reading.js';
import type { Characteristic, Parm, ProvisioningDocument } from '../provisioning/document.js';

/** One row a characteristic and a parm. */
export function provisioningRows({ characteristics }: ProvisioningDocument): readonly Row[] {
  return characteristics.flatMap((owner) => rowsOf(owner, 0));
}

function rowsOf({ type, parms, characteristics, where, path }: Characteristic, depth: number): readonly Row[] {
  const row: Row = { depth, at: atOf(where), name: type, path, notes: [] };
  return [row, ...parms.map((parm) => rowOfParm(parm, depth + 1)), ...characteristics.flatMap((inner) => rowsOf(inner, depth + 1))];
}

function rowOfParm({ name, value, where, path }: Parm, depth: number): Row {
  const base = { depth, at: atOf(where), name, path };
  if (value === undefined) return { ...base, notes: ['no value'] };
  return { ...base, value, notes: [] };
}
