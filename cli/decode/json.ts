/** A reading as JSON: everything the tree shows, flat and with paths, so that `jq '.tree[] | select(.name=="LocURI")'` finds it. */
import { allRemarks, tallyOf } from '../../protocol/describe/print.js';
import type { At, Part, Reading, Remark, Row } from '../../protocol/describe/reading.js';

export interface JsonOptions {
  readonly file: string;
  readonly view: 'tree' | 'hex';
}

/** The object that `--json` prints for one file. */
export function jsonOf(reading: Reading, { file, view }: JsonOptions): object {
  return { file, ...bodyOf(reading, view), totals: tallyOf(allRemarks(reading)) };
}

function bodyOf(reading: Reading, view: JsonOptions['view']): object {
  const { what, form, bytes, length = bytes.length, facts, rows, remarks, parts, state } = reading;
  return {
    what, form, bytes: length, readable: state === 'read',
    facts: Object.fromEntries(facts),
    tree: rows.map(rowJson),
    ...(view === 'hex' ? { hex: hexJson(reading) } : {}),
    findings: remarks.map(findingJson),
    parts: parts.map((part) => partJson(part, view)),
  };
}

function partJson({ where, placesFrom, reading }: Part, view: JsonOptions['view']): object {
  return { where, placesFrom, ...bodyOf(reading, view) };
}

function rowJson({ depth, at, name, path, attributes, value, octets, word, notes }: Row): object {
  return {
    depth, ...atJson(at), name: path === '' ? name : (name.split('/').at(-1) ?? name), ...(path === '' ? {} : { path }),
    ...(attributes === undefined ? {} : { attributes: Object.fromEntries(attributes) }),
    ...(value === undefined && word === undefined ? {} : { value: value ?? word }),
    ...(octets === undefined ? {} : { hex: hexOf(octets) }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** `at` counts in what holds the finding; `inMessage` is the same place in the message, for what stands in its Data. */
function findingJson({ severity, code, requirement, level, clause, leniency, at, outer, path, found, expected, more }: Remark): object {
  return {
    severity, code, requirement, ...optional({ level }), clause, ...optional({ leniency }), ...atJson(at), ...optional({ inMessage: outer }), path, found, expected, ...optional({ more }),
  };
}

function optional(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function hexJson(reading: Reading): object {
  const { title, bytes, tiles } = reading.tiles();
  return { title, tiles: tiles.map(({ byte, length, meaning, beside }) => ({ byte, length, hex: hexOf(bytes.subarray(byte, byte + length)), meaning, ...(beside === undefined ? {} : { xml: beside }) })) };
}

function atJson(at: At | undefined): object {
  return at === undefined ? {} : { at };
}

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
