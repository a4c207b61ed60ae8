/**
 * The rules a write must keep: access types, permanence, occurrence, formats, leaf or interior.
 *
 * Facts: chapter on management objects (scope, occurrence, formats, access types) and the preferred codes of the status
 * table: 405 for what a node does not allow, 400 for data that does not fit.
 */
import type { MoValue } from '../../../protocol/dm2/mo.js';
import type { LeafFormat, LeafValue } from '../device-config.js';
import { CommandFault } from '../faults.js';
import type { ClientParts } from '../parts.js';
import { findChild, isObject } from './plant.js';

/** DM2-MO-C-010, DM2-MO-DEVINFO-C-007, DM2-MO-SESSINFO-C-004, DM2-CMD-EXEC-C-003: beyond the access type is 405. */
export const checkAccessType: ClientParts['checkAccessType'] = (_client, { definition, access }) => {
  if (!definition.access.includes(access)) {
    throw new CommandFault(405, `node ${definition.name} does not allow ${access}`);
  }
};

/** DM2-MO-C-004, DM2-CMD-HGET-C-012, DM2-CMD-DELETE-C-004: a permanent node keeps its existence and its name. */
export const checkPermanent: ClientParts['checkPermanent'] = (_client, { definition, operation }) => {
  if (definition.scope === 'permanent') {
    throw new CommandFault(405, `node ${definition.name} is permanent: no ${operation}`);
  }
};

/** DM2-MO-C-009: One, ZeroOrOne, ZeroOrMore, OneOrMore, ZeroOrN and OneOrN are kept. */
export const checkOccurrence: ClientParts['checkOccurrence'] = (_client, { definition, children }) => {
  const counts = new Map<unknown, number>();
  for (const child of children) {
    counts.set(child.definition, (counts.get(child.definition) ?? 0) + 1);
  }
  for (const child of definition.children) {
    const count = counts.get(child) ?? 0;
    if (count < child.occurrence.min || count > child.occurrence.max) {
      throw new CommandFault(400, `${definition.name} would have ${count} of ${child.name}: ${child.occurrence.min} to ${child.occurrence.max} allowed`);
    }
  }
};

/** DM2-CMD-HGET-C-013: a name that the definition does not know is refused with 400. */
export const childDefinition: ClientParts['childDefinition'] = (_client, { definition, name }) => {
  const child = findChild(definition, name);
  if (child === undefined) {
    throw new CommandFault(400, `${definition.name} has no child ${name}`);
  }
  return child;
};

/** DM2-MO-C-003: a leaf takes a scalar and an interior node children. */
export const checkShape: ClientParts['checkShape'] = (_client, { definition, value }) => {
  if ((definition.format === 'node') !== isObject(value)) {
    throw new CommandFault(400, `${definition.name} is ${definition.format === 'node' ? 'an interior node' : 'a leaf'}: the data does not fit`);
  }
};

/** DM2-MO-C-009, DM2-SER-C-005, C-006: text forms of int, bool and float are taken; the stored form is native. */
export const checkFormat: ClientParts['checkFormat'] = (_client, { definition, value }) => {
  const stored = READERS[definition.format](value);
  if (stored === undefined) {
    throw new CommandFault(400, `${JSON.stringify(value)} is no ${definition.format}, the format of ${definition.name}`);
  }
  return stored;
};

type Reader = (value: MoValue) => LeafValue | undefined;

const text: Reader = (value) => (typeof value === 'string' ? value : undefined);

const matching = (pattern: RegExp): Reader => (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined);

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** ISO 8601 dates and times, basic and extended form. */
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;
const TIME = /^(?:[01]\d|2[0-3])(?::[0-5]\d:[0-5]\d|[0-5]\d[0-5]\d)(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?$/;

const READERS: Readonly<Record<LeafFormat, Reader>> = {
  chr: text,
  xml: text,
  bin: matching(BASE64),
  b64: matching(BASE64),
  date: matching(DATE),
  time: matching(TIME),
  int: (value) => {
    const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value;
    return Number.isSafeInteger(number) ? Number(number) : undefined;
  },
  float: (value) => {
    const number = typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  },
  bool: (value) => {
    if (value === 'true' || value === 'false') {
      return value === 'true';
    }
    return typeof value === 'boolean' ? value : undefined;
  },
  null: (value) => (value === null || value === '' ? null : undefined),
};
