/** Means for mutants and variants: a package changed after the reference wrote it, so that it may say what the types forbid. */
import type { ClientParts } from '../reference/dm2-client/parts.js';
import { isRecord } from '../testcases/dm2/record.js';

export type JsonObject = Readonly<Record<string, unknown>>;

type PackageWriters = Pick<ClientParts, 'encodePackage1' | 'encodePackage3'>;

/** Parts that change the JSON of each Package#1; a string is sent as it is. */
export function rewrittenPackage1(standard: ClientParts, change: (body: JsonObject) => unknown): Pick<ClientParts, 'encodePackage1'> {
  return { encodePackage1: (client, args) => rewrite(standard.encodePackage1(client, args), change) };
}

/** Parts that change the JSON of each Package#3; a string is sent as it is. */
export function rewrittenPackage3(standard: ClientParts, change: (body: JsonObject) => unknown): Pick<ClientParts, 'encodePackage3'> {
  return { encodePackage3: (client, args) => rewrite(standard.encodePackage3(client, args), change) };
}

/** Parts that change the JSON of both packages. */
export function rewrittenPackages(standard: ClientParts, change: (body: JsonObject) => unknown): PackageWriters {
  return { ...rewrittenPackage1(standard, change), ...rewrittenPackage3(standard, change) };
}

/** `body` with each object of the list in `name` changed. */
export function withItems(body: JsonObject, name: string, change: (item: JsonObject) => unknown): JsonObject {
  const list = body[name];
  return Array.isArray(list) ? { ...body, [name]: (list as readonly unknown[]).map((item) => (isRecord(item) ? change(item) : item)) } : body;
}

/** `body` without a member. */
export function without(body: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}

function rewrite(bytes: Uint8Array, change: (body: JsonObject) => unknown): Uint8Array {
  const body: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const changed = isRecord(body) ? change(body) : body;
  return Buffer.from(typeof changed === 'string' ? changed : JSON.stringify(changed), 'utf8');
}
