/** Findings of the codecs as remarks. */

import type { DecodeFault } from '../decode-error.js';
import { DM1_ERROR_CODES } from '../dm1/error-codes.js';
import type { Place } from '../dm1/model/element.js';
import type { Finding1 } from '../dm1/model/finding.js';
import type { At, Remark } from './reading.js';

/** A finding of a codec of DM 1.x. Whether a requirement forbids it is for the rules to say. */
export function remarkOfFinding(finding: Finding1): Remark {
  const { code, clause, path, found, expected, where } = finding;
  return { severity: severityOf(finding.severity), code, requirement: '', clause, at: atOf(where), path, found, expected };
}

/** The fault that a decoder threw. Of DM 2.0 it is one; of DM 1.x the rules have to say. */
export function remarkOfFault({ code, clause, position, found, expected }: DecodeFault): Remark {
  const { byte, line, column, path } = position;
  const row = ROWS.get(code);
  const at = line > 0 ? { byte, length: 0, line, column } : { byte, length: 0 };
  const severity = row === undefined ? (DM2_LIMITS.has(code) ? 'limit' : 'fault') : severityOf(row.severity);
  return { severity, code, requirement: '', clause, at, path, found, expected };
}
const ROWS: ReadonlyMap<string, { readonly severity: string }> = new Map(Object.entries(DM1_ERROR_CODES));
const DM2_LIMITS: ReadonlySet<string> = new Set(['json/size', 'json/depth', 'http/size', 'dm2/client-uri-size']);

function severityOf(severity: string): 'limit' | 'oddity' {
  return severity === 'limit' ? 'limit' : 'oddity';
}

/** Where a node stands; that of its parent for one that is absent, undefined for one that was made here. */
export function atOf(place: Place): At | undefined {
  switch (place.kind) {
    case 'xml':
      return { byte: place.byte, length: 0, line: place.line, column: place.column };
    case 'wbxml':
      return { byte: place.byte, length: place.length };
    case 'absent':
      return atOf(place.parent);
    case 'built':
      return undefined;
  }
}

/** In the order of the bytes; equal places keep their order. */
export function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.toSorted((left, right) => (left.at?.byte ?? 0) - (right.at?.byte ?? 0));
}
