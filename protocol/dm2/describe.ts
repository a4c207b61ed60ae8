/**
 * A DM 2.0 message in readable form: what it is, its tree with members that no schema names, and what is wrong with it
 * (OMA-TS-DM_Protocol-V2_0, 7.2.1). All text of the peer is quoted and escaped. Leaves out Package#0, which is no JSON.
 */

import { DecodeError, type DecodeFault } from '../decode-error.js';
import { positionOf, readJson, type JsonDocument, type JsonNode } from '../json/document.js';
import { joinPath } from '../json/path.js';
import { quoteText } from '../quote.js';
import { parseMediaType } from './accept.js';
import { parseClientUri } from './client-uri.js';
import { parseCommand } from './commands.js';
import { MO_TYPE, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE } from './media-types.js';
import { decodeMoOrItem } from './mo.js';
import { decodePackage1 } from './package1.js';
import { decodePackage2 } from './package2.js';
import { decodePackage3 } from './package3.js';
import { statusMeaning } from './status-codes.js';

export type MessageKind = 'package1' | 'package2' | 'package3' | 'mo' | 'json' | 'unknown';

export interface MessageDescription {
  /** `json`: JSON of no known message; `unknown`: no JSON at all. */
  readonly kind: MessageKind;
  readonly lines: readonly string[];
  readonly faults: readonly DecodeFault[];
}

/** Longest description, in lines. */
export const MAX_DESCRIPTION_LINES = 20_000;
const MAX_TEXT_LENGTH = 200;
/** Counting lines up to a fault takes time in proportion to the message, so only so many are placed. */
const MAX_FAULTS = 100;

interface KindRow {
  readonly title: string;
  readonly type?: string;
  readonly decode: (bytes: Uint8Array) => unknown;
}

const KINDS: Readonly<Record<MessageKind, KindRow>> = Object.freeze({
  package1: { title: 'Package#1 (client opens the session)', type: PACKAGE1_TYPE, decode: decodePackage1 },
  package2: { title: 'Package#2 (commands of the server)', type: PACKAGE2_TYPE, decode: decodePackage2 },
  package3: { title: 'Package#3 (results of the client)', type: PACKAGE3_TYPE, decode: decodePackage3 },
  mo: { title: 'Management object data', type: MO_TYPE, decode: decodeMoOrItem },
  json: { title: 'JSON, none of the messages of DM 2.0', decode: readJson },
  unknown: { title: 'No JSON', decode: readJson },
});
const ALL_KINDS: readonly MessageKind[] = ['package1', 'package2', 'package3', 'mo', 'json', 'unknown'];

/**
 * Describes a message. The kind follows `contentType` (a header value) where that names one, otherwise the shape.
 * Never throws for bad input: what is wrong stands in `faults`, each with the byte it points at.
 */
export function describeMessage(bytes: Uint8Array, contentType?: string): MessageDescription {
  const faults: DecodeFault[] = [];
  const byType = contentType === undefined ? undefined : collect(faults, () => kindOfType(contentType));
  const document = collect(faults, () => readJson(bytes));
  const kind = document === undefined ? (byType ?? 'unknown') : (byType ?? kindOfShape(document.root));
  const lines = [`${KINDS[kind].title}, ${bytes.length} bytes`];
  if (document === undefined) return { kind, lines, faults };
  collect(faults, () => KINDS[kind].decode(bytes));
  const scribe: Scribe = { kind, document, lines, faults };
  writeNode(scribe, { node: document.root, path: '', label: '', indent: '' });
  for (const { path, byte } of document.duplicates) write(scribe, `member given twice, the last counts: ${path} at byte ${byte}`);
  return { kind, lines, faults };
}

interface Scribe {
  readonly kind: MessageKind;
  readonly document: JsonDocument;
  readonly lines: string[];
  readonly faults: DecodeFault[];
}

interface Place {
  readonly node: JsonNode;
  readonly path: string;
  /** Name or index of the node with a space behind it; empty for the root. */
  readonly label: string;
  readonly indent: string;
}

function kindOfType(contentType: string): MessageKind | undefined {
  const { essence } = parseMediaType(contentType);
  return ALL_KINDS.find((kind) => KINDS[kind].type === essence);
}

function kindOfShape(root: JsonNode): MessageKind {
  if (root.type === 'array') return root.items.every(isMoItem) ? 'mo' : 'json';
  if (isMoItem(root)) return 'mo';
  const names = root.type === 'object' ? root.members.map(({ name }) => name) : [];
  if (names.includes('CMD')) return 'package2';
  if (names.includes('Status')) return 'package3';
  return names.includes('MOS') || names.includes('Alert') ? 'package1' : 'json';
}

function isMoItem(node: JsonNode): boolean {
  return node.type === 'object' && node.members.some(({ name }) => name === 'MOData' || name === 'ClientURI');
}

function writeNode(scribe: Scribe, place: Place): void {
  const { node, path, label, indent } = place;
  const note = noteOn(scribe, place);
  const children = childrenOf(node);
  const inline = children.length > 0 && children.every(({ node: child }) => child.type === 'string') && node.type === 'array';
  const text = inline ? children.map(({ node: child }) => scalarText(child)).join(' ') : scalarText(node);
  const line = `${indent}${label}${text}${note === '' ? '' : `  (${note})`}`.trimEnd();
  if (line !== '') write(scribe, line);
  if (inline) return;
  for (const { step, node: child } of children) {
    if (scribe.lines.length > MAX_DESCRIPTION_LINES) return;
    const name = typeof step === 'number' ? `[${step}] ` : `${joinPath('', step)} `;
    writeNode(scribe, { node: child, path: joinPath(path, step), label: name, indent: `${indent}  ` });
  }
}

function write({ lines }: Scribe, line: string): void {
  if (lines.length < MAX_DESCRIPTION_LINES) lines.push(line);
  else if (lines.length === MAX_DESCRIPTION_LINES) lines.push('… cut here');
}

function childrenOf(node: JsonNode): readonly { readonly step: string | number; readonly node: JsonNode }[] {
  if (node.type === 'object') return node.members.map(({ name, node: child }) => ({ step: name, node: child }));
  return node.type === 'array' ? node.items.map((child, step) => ({ step, node: child })) : [];
}

function scalarText(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return node.members.length === 0 ? '{}' : '';
    case 'array':
      return node.items.length === 0 ? '[]' : '';
    case 'string':
      return quoteText(node.value, MAX_TEXT_LENGTH);
    case 'number':
      return node.text.slice(0, MAX_TEXT_LENGTH);
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

/** What this suite knows about a node, `''` if nothing; a wrong ClientURI becomes a fault at the node. */
function noteOn(scribe: Scribe, { node, path }: Place): string {
  if (scribe.kind === 'package3' && node.type === 'number' && /^Status\[\d+\]\.sc$/.test(path)) return statusMeaning(node.value);
  if (scribe.kind === 'package2' && node.type === 'array' && /^CMD\[\d+\]$/.test(path)) return noteOnCommand(node.items);
  if (node.type === 'string' && /(?:^|\]\.)ClientURI$/.test(path) && scribe.kind !== 'json') {
    const before = scribe.faults.length;
    collect(scribe.faults, () => parseClientUri(node.value));
    const [fault] = scribe.faults.splice(before);
    if (fault === undefined) return '';
    if (before < MAX_FAULTS) scribe.faults.push({ ...fault, position: positionOf(scribe.document.bytes, node.start, path) });
    return `no ClientURI: found ${fault.found}, expected ${fault.expected}`;
  }
  return '';
}

function noteOnCommand(items: readonly JsonNode[]): string {
  const entry = items.flatMap((item) => (item.type === 'string' ? [item.value] : []));
  if (entry.length < items.length) return 'no list of strings';
  const parsed = parseCommand(entry);
  return parsed.ok ? '' : `${parsed.fault}: ${parsed.detail}`;
}

/** The result of `read`, or undefined with its fault added to `faults`. */
function collect<T>(faults: DecodeFault[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    faults.push(error.fault);
    return undefined;
  }
}
