/**
 * From a message of DM 1.x to the element tree that both writers take. Children are put in the order of the content
 * models (REPPRO 1.2, DTD), whatever the order of properties; required nodes that a received message lacked stay absent.
 * Leaves out illegal order, repetition and the like: see `illegal-builder.ts`.
 */

import { rowOf, slotsOf } from './content-models.js';
import { NAMESPACE_URIS, type Element, type Node, type Place } from './element.js';
import type { Address, Alert, Chal, Command, Cred, Data, Exec, Flag, Item, ItemCommand, Leaf, Meta, Results, Search, Status, SyncBody, SyncHdr, SyncMlMessage } from './message.js';

/** The tree of a message. Places are those of the message. */
export function elementsFromMessage(message: SyncMlMessage): Element {
  return assemble('SyncML', message, [headerElement(message.header), bodyElement(message.body)]);
}

/** The tree of one command. */
export function commandElement(command: Command): Element {
  switch (command.kind) {
    case 'Add':
    case 'Copy':
    case 'Delete':
    case 'Get':
    case 'Put':
    case 'Replace':
    case 'Exec':
    case 'Alert':
      return withItems(command);
    case 'Atomic':
    case 'Sequence':
      return assemble(command.kind, command, [...base(command), ...meta(command.meta), ...command.commands.map(commandElement)]);
    case 'Results':
      return resultsElement(command);
    case 'Search':
      return searchElement(command);
    case 'Status':
      return statusElement(command);
    case 'Unknown':
      return command.element;
  }
}

function headerElement(header: SyncHdr): Element {
  return assemble('SyncHdr', header, [
    ...leaf('VerDTD', header.verDtd), ...leaf('VerProto', header.verProto), ...leaf('SessionID', header.sessionId), ...leaf('MsgID', header.msgId),
    ...address('Target', header.target), ...address('Source', header.source), ...leaf('RespURI', header.respUri),
    ...cred(header.cred), ...meta(header.meta), ...header.unused,
  ]);
}

function bodyElement(body: SyncBody): Element {
  return assemble('SyncBody', body, [...body.commands.map(commandElement), ...flag('Final', body.final)]);
}

function base(command: Exclude<Command, { kind: 'Unknown' }>): readonly Element[] {
  return [...leaf('CmdID', command.cmdId), ...command.unused];
}

function withItems(command: ItemCommand<'Add' | 'Copy' | 'Delete' | 'Get' | 'Put' | 'Replace'> | Exec | Alert): Element {
  return assemble(command.kind, command, [...base(command), ...cred(command.cred), ...ownParts(command), ...command.items.map(item)]);
}

/** What Alert and Exec have besides. */
function ownParts(command: Parameters<typeof withItems>[0]): readonly Element[] {
  switch (command.kind) {
    case 'Alert':
      return [...leaf('Data', command.data), ...leaf('Correlator', command.correlator)];
    case 'Exec':
      return [...meta(command.meta), ...leaf('Correlator', command.correlator)];
    case 'Add':
    case 'Copy':
    case 'Delete':
    case 'Get':
    case 'Put':
    case 'Replace':
      return meta(command.meta);
  }
}

function resultsElement(results: Results): Element {
  return assemble('Results', results, [
    ...base(results), ...leaf('MsgRef', results.msgRef), ...leaf('CmdRef', results.cmdRef), ...meta(results.meta),
    ...leaf('TargetRef', results.targetRef), ...leaf('SourceRef', results.sourceRef), ...results.items.map(item),
  ]);
}

function searchElement(search: Search): Element {
  const sources = search.sources.flatMap((source) => address('Source', source));
  return assemble('Search', search, [...base(search), ...cred(search.cred), ...address('Target', search.target), ...sources, ...meta(search.meta), ...data(search.data)]);
}

function statusElement(status: Status): Element {
  return assemble('Status', status, [
    ...base(status), ...leaf('MsgRef', status.msgRef), ...leaf('CmdRef', status.cmdRef), ...leaf('Cmd', status.cmd),
    ...status.targetRefs.flatMap((ref) => leaf('TargetRef', ref)), ...status.sourceRefs.flatMap((ref) => leaf('SourceRef', ref)),
    ...cred(status.cred), ...chal(status.chal), ...leaf('Data', status.data), ...status.items.map(item),
  ]);
}

function item(value: Item): Element {
  return assemble('Item', value, [
    ...address('Target', value.target), ...address('Source', value.source), ...meta(value.meta), ...data(value.data),
    ...flag('MoreData', value.moreData), ...value.unused,
  ]);
}

function address(name: 'Target' | 'Source', value: Address | undefined): readonly Element[] {
  if (value === undefined || value.where.kind === 'absent') return [];
  return [assemble(name, value, [...leaf('LocURI', value.locUri), ...leaf('LocName', value.locName), ...value.unused])];
}

function cred(value: Cred | undefined): readonly Element[] {
  return value === undefined ? [] : [assemble('Cred', value, [...meta(value.meta), ...data(value.data)])];
}

function chal(value: Chal | undefined): readonly Element[] {
  return value === undefined ? [] : [assemble('Chal', value, meta(value.meta))];
}

function meta(value: Meta | undefined): readonly Element[] {
  if (value === undefined || value.where.kind === 'absent') return [];
  const children = metaChildren(value);
  return [assemble('Meta', value, value.form === 'direct' ? children : [assemble('MetInf', value, children)])];
}

function metaChildren(value: Meta): readonly Element[] {
  const { anchor, mem } = value;
  return [
    ...leaf('Format', value.format), ...leaf('Type', value.type), ...leaf('Mark', value.mark), ...leaf('Size', value.size),
    ...(anchor === undefined ? [] : [assemble('Anchor', anchor, [...leaf('Last', anchor.last), ...leaf('Next', anchor.next)])]),
    ...leaf('Version', value.version), ...leaf('NextNonce', value.nextNonce), ...leaf('MaxMsgSize', value.maxMsgSize), ...leaf('MaxObjSize', value.maxObjSize),
    ...value.emi.flatMap((emi) => leaf('EMI', emi)),
    ...(mem === undefined ? [] : [assemble('Mem', mem, [...flag('SharedMem', mem.sharedMem), ...leaf('FreeMem', mem.freeMem), ...leaf('FreeID', mem.freeId)])]),
    ...flag('FieldLevel', value.fieldLevel),
  ];
}

function data(value: Data | undefined): readonly Element[] {
  if (value === undefined || value.where.kind === 'absent') return [];
  return [made('Data', value.where, contentOf(value))];
}

function contentOf(value: Data): readonly Node[] {
  switch (value.kind) {
    case 'text':
      return textNodes(value.text, value.where);
    case 'octets':
      return [{ kind: 'opaque', bytes: value.bytes, where: value.where }];
    case 'tree':
      return value.nodes;
  }
}

function leaf(name: string, value: Leaf | undefined): readonly Element[] {
  if (value === undefined || value.where.kind === 'absent') return [];
  return [made(name, value.where, textNodes(value.value, value.where))];
}

function flag(name: string, value: Flag | undefined): readonly Element[] {
  return value === undefined ? [] : [made(name, value.where, [])];
}

function textNodes(text: string, where: Place): readonly Node[] {
  return text === '' ? [] : [{ kind: 'text', text, where }];
}

/** An element with its children in the order of the table; what the table does not know goes where commands go. */
function assemble(name: string, { where }: { readonly where: Place }, children: readonly Element[]): Element {
  const slots = slotsOf(name);
  const wide = slots.findIndex((slot) => slot.names.length > 1);
  const rank = (child: Element): number => {
    const index = slots.findIndex((slot) => slot.names.includes(child.name));
    return index < 0 ? wide : index;
  };
  return made(name, where, children.filter((child) => child.where.kind !== 'absent').sort((left, right) => rank(left) - rank(right)));
}

function made(name: string, where: Place, children: readonly Node[]): Element {
  const namespace = rowOf(name)?.vocabulary ?? 'syncml';
  return { kind: 'element', namespace, uri: NAMESPACE_URIS[namespace], name, attributes: [], children, where };
}
