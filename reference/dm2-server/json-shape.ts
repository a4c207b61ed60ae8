/** Reading JSON of an operator member by member; every fault is an HttpFault 400 that names the member and what it should be. */
import { readJson } from '../../protocol/json/document.js';
import { quoteText } from '../../protocol/quote.js';
import { HttpFault } from './faults.js';
import { orFault } from './http-rules.js';

/** The members of an object, and where it stands. */
export interface Fields {
  readonly where: string;
  /** Undefined when it is not there. */
  readonly get: (name: string) => unknown;
}

/** The value that a body holds. */
export const readJsonBody = (body: Uint8Array): unknown => orFault(400, () => readJson(body).value);

/** The members of `value`, which has to be an object with no others than these. */
export function fieldsOf(value: unknown, { where, names }: { readonly where: string; readonly names: readonly string[] }): Fields {
  const shown = where === '' ? 'the body' : where;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(shown, `an object with ${names.join(', ')}`);
  const members = new Map<string, unknown>(Object.entries(value));
  const foreign = [...members.keys()].find((name) => !names.includes(name));
  if (foreign !== undefined) throw wrong(shown, `no member ${quoteText(foreign, 60)}; it may have ${names.join(', ')}`);
  return { where, get: (name) => members.get(name) };
}

function wrong(where: string, expected: string): HttpFault {
  return new HttpFault(400, `${where} has to be or to hold ${expected}`);
}

const placeOf = ({ where }: Fields, name: string): string => (where === '' ? name : `${where}.${name}`);

/** A text that is not empty. */
export function textAt(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (typeof value !== 'string' || value === '') throw wrong(placeOf(fields, name), 'a text that is not empty');
  return value;
}

/** A text that is not empty, or null. */
export const textOrNullAt = (fields: Fields, name: string): string | null => (fields.get(name) === null ? null : textAt(fields, name));

/** Base64 (RFC 4648, 4) with its padding. */
export function base64At(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw wrong(placeOf(fields, name), 'base64');
  return value;
}

/** One of these words. */
export function choiceAt<Choice extends string>(fields: Fields, { name, choices }: { readonly name: string; readonly choices: readonly Choice[] }): Choice {
  const value = fields.get(name);
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw wrong(placeOf(fields, name), `one of ${choices.join(', ')}`);
  return found;
}

/** A whole number from 0 on. */
export function wholeAt(fields: Fields, { name, most }: { readonly name: string; readonly most: number }): number {
  const value = fields.get(name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) throw wrong(placeOf(fields, name), `a whole number from 0 to ${most}`);
  return value;
}

/** What `read` makes of a member, undefined when it is not there. */
export const optional = <Result>(fields: Fields, { name, read }: { readonly name: string; readonly read: (fields: Fields, name: string) => Result }): Result | undefined =>
  (fields.get(name) === undefined ? undefined : read(fields, name));

/** A list. */
export function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(where, 'a list');
  return value.map((item: unknown) => item);
}

/** A list that is not empty. */
export function filledListOf(value: unknown, where: string): readonly unknown[] {
  const list = listOf(value, where);
  if (list.length === 0) throw wrong(where, 'a list that is not empty');
  return list;
}

/** A list of texts that are not empty. */
export function textsOf(value: unknown, where: string): readonly string[] {
  return listOf(value, where).map((item, index) => textAt({ where, get: () => item }, String(index)));
}
