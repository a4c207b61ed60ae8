/**
 * Values of DM 1.x elements: text, identifiers, numbers, flags and Data (REPPRO 1.2; META 1.2; DMREPPRO 4.1.3). Reports
 * what is wrong and gives the value as it stood. Leaves out what a value means.
 */

import { isUtf8 } from 'node:buffer';
import type { Dm1ErrorCode } from '../error-codes.js';
import { quoteText } from '../../quote.js';
import { allOf, checkAttributes, partOf, reportStray, type Parts, type Spot } from './content-check.js';
import { textOf, type Element, type Node } from './element.js';
import { finding } from './finding.js';
import {
  cmdIdFault, cmdRefFault, locUriFault, msgIdFault, receivedCmdId, receivedCmdRef, receivedLocUri, receivedMsgId, receivedSessionId, sessionIdFault, type IdFault,
} from './ids.js';
import type { Data, Flag, Leaf } from './message.js';

/** An element of text: its name, what can be wrong with its content, and the type of that. */
export interface LeafKind<Value extends string> {
  readonly name: string;
  readonly fault: (text: string) => IdFault | undefined;
  readonly value: (text: string) => Value;
}

export const CMD_ID = { name: 'CmdID', fault: cmdIdFault, value: receivedCmdId };
export const CMD_REF = { name: 'CmdRef', fault: cmdRefFault, value: receivedCmdRef };
export const MSG_ID = { name: 'MsgID', fault: msgIdFault, value: receivedMsgId };
export const MSG_REF = { name: 'MsgRef', fault: msgIdFault, value: receivedMsgId };
export const SESSION_ID = { name: 'SessionID', fault: sessionIdFault, value: receivedSessionId };
export const LOC_URI = { name: 'LocURI', fault: locUriFault, value: receivedLocUri };
/** Name of a format. */
export const FORMAT: LeafKind<string> = { name: 'Format', fault: formatFault, value: (text) => text };

/** Any text. */
export function plain(name: string): LeafKind<string> {
  return { name, fault: () => undefined, value: (text) => text };
}

/** A number of octets. */
export function size(name: string): LeafKind<string> {
  return { name, fault: numberFault, value: (text) => text };
}

/** The names of META 1.2 and DMTND 8.5.4. */
export const FORMAT_NAMES: readonly string[] = Object.freeze(['b64', 'bin', 'bool', 'chr', 'int', 'node', 'null', 'xml', 'date', 'time', 'float']);

/** A leaf that has to be there; one that is not is empty and `absent`. */
export function requiredLeaf<Value extends string>(parts: Parts, kind: LeafKind<Value>): Leaf<Value> {
  return optionalLeaf(parts, kind) ?? { value: kind.value(''), where: { kind: 'absent', parent: parts.spot.element.where } };
}

/** A leaf that may be there. */
export function optionalLeaf<Value extends string>(parts: Parts, kind: LeafKind<Value>): Leaf<Value> | undefined {
  const spot = partOf(parts, kind.name);
  return spot === undefined ? undefined : leafOf(spot, kind);
}

/** All leaves of one name. */
export function leavesOf(parts: Parts, kind: LeafKind<string>): readonly Leaf[] {
  return allOf(parts, kind.name).map((spot) => leafOf(spot, kind));
}

/** An element whose presence is all it says. */
export function optionalFlag(parts: Parts, name: string): Flag | undefined {
  const spot = partOf(parts, name);
  if (spot === undefined) return undefined;
  checkAttributes(spot);
  const [content] = spot.element.children;
  if (content !== undefined) reportStray(spot, { code: 'dm1-model/not-empty', node: content, expected: `<${name}/> without content` });
  return { where: spot.element.where };
}

/** Data as text, octets or a tree. */
export function dataOf(spot: Spot): Data {
  const { element } = spot;
  const { children, where } = element;
  checkAttributes(spot);
  const inner = children.filter((child) => child.kind === 'element');
  for (const node of inner) checkEmbedded(spot, node);
  const [first, second] = children;
  if (inner.length > 0) return { kind: 'tree', nodes: children, where };
  if (first?.kind === 'opaque' && second === undefined) return { kind: 'octets', bytes: first.bytes, where };
  if (children.some((child) => child.kind === 'opaque')) return { kind: 'tree', nodes: children, where };
  return { kind: 'text', text: textOf(element), where };
}

function leafOf<Value extends string>(spot: Spot, kind: LeafKind<Value>): Leaf<Value> {
  const { element, path, findings } = spot;
  checkAttributes(spot);
  for (const child of element.children) checkTextNode(spot, child);
  const text = textOf(element);
  const fault = kind.fault(text);
  if (fault !== undefined) findings.push(finding({ ...fault, where: element.where, path }));
  return { value: kind.value(text), where: element.where };
}

function checkTextNode(spot: Spot, child: Node): void {
  const expected = `only text in <${spot.element.name}>`;
  if (child.kind === 'element') reportStray(spot, { code: 'dm1-model/markup-in-text', node: child, expected });
  if (child.kind === 'opaque' && !isUtf8(child.bytes)) reportStray(spot, { code: 'dm1-model/opaque-text', node: child, expected: 'octets that are UTF-8' });
}

/** Data may hold documents of another vocabulary; elements of SyncML itself, or of none, were meant to be escaped. */
function checkEmbedded(spot: Spot, node: Element): void {
  if (node.namespace === 'dmddf' || node.namespace === 'devinf' || node.namespace === 'prov' || node.namespace === 'other') return;
  const code: Dm1ErrorCode = 'dm1-model/markup-in-text';
  reportStray(spot, { code, node, expected: 'markup that is escaped, in CDATA, or in a namespace of its own' });
}

function numberFault(text: string): IdFault | undefined {
  return /^[0-9]+$/.test(text) ? undefined : { code: 'dm1-model/number', found: quoteText(text, 40), expected: 'a decimal number of octets' };
}

function formatFault(text: string): IdFault | undefined {
  return FORMAT_NAMES.includes(text) ? undefined : { code: 'dm1-model/format-name', found: quoteText(text, 40), expected: `one of ${FORMAT_NAMES.join(', ')}` };
}
