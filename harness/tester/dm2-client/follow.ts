/**
 * What the tester's device does by itself with a command of the server (dm2-tables section 2.3): it fetches, uploads, reads and
 * changes its small tree; it keeps subscriptions and late operations in mind. Left out: SHOW opens the page once and shows
 * nothing, DEFAULT is accepted and no more.
 */
import { DecodeError } from '../../../protocol/decode-error.js';
import { parseCommand, type Command } from '../../../protocol/dm2/commands.js';
import { decodeMoOrItem, type MoItem } from '../../../protocol/dm2/mo.js';
import type { IncomingResponse } from '../../binding/response-reader.js';
import type { DeviceTree, FoundNode } from './device-tree.js';
import type { StatusReport } from './driver.js';
import type { Wire } from './wire.js';

/** An EXEC that was answered with 202. */
export interface PendingOperation {
  /** Address of the node, its MIID written out. */
  readonly node: string;
  /** Where the server wants to hear of the end. */
  readonly serverUri: string | undefined;
}

export interface Subscription {
  readonly serverUri: string;
  /** As it stood in SUB. */
  readonly clientUri: string;
}

export interface Following {
  readonly operations: PendingOperation[];
  readonly subscriptions: Subscription[];
  readonly tree: DeviceTree;
  readonly wire: Wire;
  /** Media type of the MO serialization (IXIT MO_MIME, A-09). */
  readonly moType: string;
  /** Whether the tester goes to this ServerURI. */
  readonly mayVisit: (url: string) => boolean;
}

/** Carries out one command. */
export async function follow(words: readonly string[], device: Following): Promise<StatusReport> {
  const parsed = parseCommand(words);
  if (!parsed.ok) return { sc: parsed.fault === 'unknown-command' ? 405 : 400 };
  const { command } = parsed;
  switch (command.name) {
    case 'HGET':
      return fetchInto(command, device);
    case 'HPUT':
    case 'HPOST':
      return upload(command, device);
    case 'GET':
      return report(command.clientUris, device);
    case 'DELETE':
      return { sc: command.clientUris.map((uri) => device.tree.remove(uri)).every((wasThere) => wasThere) ? 200 : 404 };
    case 'EXEC':
      return execute(command, device);
    case 'SHOW':
      return show(command.serverUri, device);
    case 'SUB':
      return subscribe(command, device);
    case 'UNSUB':
      return unsubscribe(command, device);
    case 'DEFAULT':
    case 'CONT':
    case 'END':
      return { sc: 200 };
  }
}

type Named<Name extends Command['name']> = Extract<Command, { readonly name: Name }>;

async function fetchInto({ serverUri, clientUri }: Named<'HGET'>, device: Following): Promise<StatusReport> {
  const response = await visit(device, { point: 'repository', method: 'GET', url: serverUri });
  if (response === undefined) return { sc: 503 };
  if (response.status !== 200) return { sc: response.status };
  const items = itemsOf(response);
  if (items === undefined) return { sc: 415 };
  const stored = items.map((item) => device.tree.write(clientUri ?? item.ClientURI, valueOf(item)));
  const places = stored.filter((uri) => uri !== undefined);
  if (places.length < stored.length) return { sc: 404 };
  return clientUri === undefined ? { sc: 200, URI: places } : { sc: 200 };
}

function itemsOf({ body }: IncomingResponse): readonly MoItem[] | undefined {
  try {
    return decodeMoOrItem(body).value;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** MOData holds the addressed node under its own name. */
function valueOf({ MOData }: MoItem): MoItem['MOData'][string] {
  const [only, ...more] = Object.values(MOData);
  return only === undefined || more.length > 0 ? MOData : only;
}

/** A node of this name takes its time. */
const SLOW_NODE = 'Slow';

function execute({ clientUri, serverUri }: Named<'EXEC'>, { tree, operations }: Following): StatusReport {
  const node = tree.read(clientUri);
  if (node === undefined) return { sc: 404 };
  if (node.name !== SLOW_NODE) return { sc: 200 };
  operations.push({ node: node.uri, serverUri });
  return { sc: 202 };
}

function subscribe({ clientUri, serverUri }: Named<'SUB'>, { tree, subscriptions }: Following): StatusReport {
  if (tree.read(clientUri) === undefined) return { sc: 404 };
  subscriptions.push({ clientUri, serverUri });
  return { sc: 200 };
}

/** DM2-SUB-C-013: a subscription is known by the ClientURI that stood in SUB, letter by letter. */
function unsubscribe({ clientUri }: Named<'UNSUB'>, { subscriptions }: Following): StatusReport {
  const index = subscriptions.findIndex((subscription) => subscription.clientUri === clientUri);
  if (index < 0) return { sc: 404 };
  subscriptions.splice(index, 1);
  return { sc: 200 };
}

async function upload({ name, serverUri, clientUris }: Named<'HPUT' | 'HPOST'>, device: Following): Promise<StatusReport> {
  if (clientUris.every((uri) => device.tree.isCurrent(uri))) return { sc: 304 };
  const items = serialization(clientUris, device.tree);
  if (items === undefined) return { sc: 404 };
  const response = await visit(device, { point: 'repository', method: name === 'HPUT' ? 'PUT' : 'POST', url: serverUri, body: items });
  return { sc: response?.status ?? 503 };
}

function report(clientUris: readonly string[], { tree }: Following): StatusReport {
  if (clientUris.every((uri) => tree.isCurrent(uri))) return { sc: 304 };
  const items = serialization(clientUris, tree);
  return items === undefined ? { sc: 404 } : { sc: 200, data: items };
}

/** One item for each address; undefined where one of them names nothing. */
function serialization(clientUris: readonly string[], tree: DeviceTree): readonly MoItem[] | undefined {
  const found = clientUris.map((uri) => tree.read(uri));
  const items = found.flatMap((node) => (node === undefined ? [] : [itemOf(node)]));
  return items.length < found.length ? undefined : items;
}

/** A node in the serialization; the root of an instance carries its validator. */
export function itemOf({ uri, name, value, cv }: FoundNode): MoItem {
  return { ClientURI: uri, ...(cv === undefined ? {} : { CV: cv }), MOData: { [name]: value } };
}

async function show(url: string, device: Following): Promise<StatusReport> {
  const response = await visit(device, { point: 'web', method: 'GET', url });
  return { sc: response?.status ?? 503 };
}

interface Visit {
  readonly point: 'repository' | 'web';
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

async function visit({ wire, moType, mayVisit }: Following, { point, method, url, body }: Visit): Promise<IncomingResponse | undefined> {
  if (!mayVisit(url)) return undefined;
  const isRead = body === undefined;
  const type = isRead ? (['Accept', point === 'web' ? 'text/html, */*' : moType] as const) : (['Content-Type', moType] as const);
  return wire.send({ point, address: 'main', url, method, headers: [type], body: isRead ? new Uint8Array() : Buffer.from(JSON.stringify(body)), onPurpose: null });
}
