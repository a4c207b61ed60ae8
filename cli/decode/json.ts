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
  const { what, form, bytes, facts, rows, remarks, parts, state } = reading;
  return {
    what, form, bytes: bytes.length, readable: state === 'read',
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

function findingJson({ severity, code, requirement, clause, at, path, found, expected }: Remark): object {
  return { severity, code, requirement, clause, ...atJson(at), path, found, expected };
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
