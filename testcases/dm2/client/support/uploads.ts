/**
 * Reading what a client uploaded (dm2-tables section 4), tolerant where leave the form open:
 * an array or a single object, the key of MOData being the root name or the name of the addressed node.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Observation } from '../../../../harness/judge/finding.js';
import { NotExercised, show } from '../../../../harness/judge/judge.js';
import type { ClientView, UploadView } from '../../../../harness/judge/dm2-client/view.js';
import { isRecord } from '../../record.js';


export interface UploadedItem {
  readonly clientUri: unknown;
  readonly data: unknown;
  readonly cv: unknown;
  readonly path: string;
}

/** The items of an upload, each with its path in the body. */
export function itemsOf(upload: UploadView): readonly UploadedItem[] {
  const isArray = Array.isArray(upload.exchange.request.value);
  return upload.items.map((item, index) => {
    const record = isRecord(item) ? item : {};
    return { clientUri: record['ClientURI'], data: record['MOData'], cv: record['CV'], path: isArray ? `[${index}]` : '' };
  });
}

/** The value of a node in the only upload at `path`; undefined where the upload does not hold it. */
export function uploadedNode(view: ClientView, path: string, uri: string): Observation<unknown> {
  const upload = view.upload(path);
  const [item] = itemsOf(upload);
  if (item === undefined) throw new NotExercised(`the upload to ${path} holds no item`, upload.at);
  return nodeOf(item, { uri, event: upload.at.event });
}

/** The addressed node inside an item, whichever of the tolerated forms it has. */
export function nodeOf(item: UploadedItem, where: { readonly uri: string; readonly event: number }): Observation<unknown> {
  const names = pathOf(where.uri);
  const base = `${item.path}${item.path === '' ? '' : '.'}MOData`;
  const at = { event: where.event, path: base };
  const what = `uploaded value of ${names.at(-1) ?? 'the instance root'}`;
  if (!isRecord(item.data)) return { value: undefined, at, what };
  const [key] = Object.keys(item.data);
  if (key === undefined) return { value: undefined, at, what };
  const inner = item.data[key];
  if (names.length === 0) return { value: inner, at: { ...at, path: `${base}.${key}` }, what };
  return { value: descend(inner, key, names), at: { ...at, path: `${base}.${key}` }, what };
}

function descend(inner: unknown, key: string, names: readonly string[]): unknown {
  const last = names.at(-1);
  const nested = walk(inner, names);
  if (nested !== undefined) return nested;
  if (key === last) return inner;
  const index = names.indexOf(key);
  return index < 0 ? undefined : walk(inner, names.slice(index + 1));
}

function walk(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((node, name) => (isRecord(node) && Object.hasOwn(node, name) ? node[name] : undefined), value);
}

/** Decoded names of the path part of a ClientURI; empty for an instance root. */
export function pathOf(uri: string): readonly string[] {
  const [address = ''] = uri.split('?');
  return address
    .split('/')
    .slice(2)
    .filter((name) => name !== '')
    .map(decodedName);
}

/** A name without its percent-encoding; as it stands where the encoding is broken, because a client may send anything. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Any JSON value as text: texts as they are, the rest as JSON. `String` would call a `toString` that the client sent. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}

/** True when every member of `wanted`, at every depth, stands in `found` with the same value; `found` may hold more. */
export function holdsData(found: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted)) return isDeepStrictEqual(found, wanted);
  return isRecord(found) && Object.entries(wanted).every(([name, value]) => Object.hasOwn(found, name) && holdsData(found[name], value));
}
