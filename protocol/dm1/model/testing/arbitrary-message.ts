/** Legal DM 1.x messages for fast-check, made by the legal constructors alone. Tests only. */

import fc from 'fast-check';
import {
  alert, atomic, exec, header, itemCommand, message, results, sequence, status, type AddressFacts, type ItemFacts, type MetaFacts,
} from '../build.js';
import { element, text } from '../element.js';
import { CmdId, CmdRef, LocUri, MsgId, SessionId } from '../ids.js';
import type { SyncMlMessage } from '../message.js';

/** Texts that XML can hold and that writers get wrong; carriage returns too, which have to come as references. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 20 }).map(xmlOnly),
  fc.string({ unit: 'binary', maxLength: 10 }).map(xmlOnly),
  fc.constantFrom('', ' ', ' x ', '<a>&amp;</a>', ']]>', '\r\n', 'a\tb', 'é', '😀', '"\'', '&#233;', './DevInfo/DevId'),
);

const id = fc.oneof(fc.integer({ min: 1, max: 99_999 }).map(String), fc.uuid());
const cmdId = id.map(CmdId);
const cmdRef = fc.oneof(id.map(CmdRef), fc.constant(CmdRef('0')));
const msgId = fc.integer({ min: 1, max: 99_999 }).map((value) => MsgId(String(value)));
const locUri = fc.oneof(fc.constantFrom('./A/B', './DevInfo/DevId', 'http://server/dm?x=1&y=2', 'IMEI:1'), fc.webUrl()).map(LocUri);
const address: fc.Arbitrary<LocUri | AddressFacts> = fc.oneof(locUri, fc.record({ locUri, locName: arbitraryText }));
const meta: fc.Arbitrary<MetaFacts> = fc.record({
  format: fc.constantFrom('b64', 'bin', 'bool', 'chr', 'int', 'node', 'null', 'xml'),
  type: fc.constantFrom('text/plain', 'syncml:auth-md5', 'application/octet-stream'),
  mark: fc.constantFrom('fatal', 'minor'),
  sizeBytes: fc.nat(),
  nextNonce: fc.base64String({ maxLength: 24 }),
  maxMsgSizeBytes: fc.nat(),
  maxObjSizeBytes: fc.nat(),
  emi: fc.array(arbitraryText, { maxLength: 2 }),
}, { requiredKeys: [] });
const tree = arbitraryText.map((content) => [element({ name: 'MgmtTree', namespace: 'dmddf', children: [element({ name: 'VerDTD', namespace: 'dmddf', children: content === '' ? [] : [text(content)] })] })]);
const item: fc.Arbitrary<ItemFacts> = fc.record({
  target: address,
  source: address,
  meta,
  data: fc.oneof({ weight: 5, arbitrary: arbitraryText }, { weight: 1, arbitrary: tree }),
  chunk: fc.constantFrom('more-data' as const, 'whole-or-last' as const),
}, { requiredKeys: [] });
const items = fc.array(item, { maxLength: 3 });
const someItems = fc.tuple(item, items).map(([first, rest]) => [first, ...rest] as const).map(([first, ...rest]): [ItemFacts, ...ItemFacts[]] => [first, ...rest]);

const alerts = fc.record({ cmdId, code: fc.constantFrom('1100', '1200', '1226'), items, correlator: arbitraryText }, { requiredKeys: ['cmdId', 'code'] }).map(alert);
const edits = fc.record({ cmdId, items: someItems, meta }, { requiredKeys: ['cmdId', 'items'] });
const editKinds = fc.constantFrom('Add' as const, 'Copy' as const, 'Delete' as const, 'Replace' as const);
const edit = fc.tuple(editKinds, edits).map(([kind, facts]) => itemCommand(kind, facts));
const gets = edits.map((facts) => itemCommand('Get', facts));
const execs = fc.record({ cmdId, item, correlator: arbitraryText }, { requiredKeys: ['cmdId', 'item'] }).map(exec);
const statuses = fc.record({
  cmdId, msgRef: msgId, cmdRef, cmd: fc.constantFrom('SyncHdr', 'Get', 'Alert'), code: fc.constantFrom('200', '401', '1'),
  targetRefs: fc.array(arbitraryText, { maxLength: 2 }), sourceRefs: fc.array(arbitraryText, { maxLength: 2 }), chal: meta, items,
}, { requiredKeys: ['cmdId', 'msgRef', 'cmdRef', 'cmd', 'code'] }).map(status);
const resultses = fc.record({ cmdId, msgRef: msgId, cmdRef, meta, targetRef: arbitraryText, sourceRef: arbitraryText, items: someItems }, { requiredKeys: ['cmdId', 'cmdRef', 'items'] }).map(results);
const inAtomic = fc.oneof(alerts, edit);
const atomics = fc.tuple(cmdId, inAtomic, fc.array(inAtomic, { maxLength: 2 })).map(([own, first, rest]) => atomic({ cmdId: own, commands: [first, ...rest] }));
const inSequence = fc.oneof(alerts, edit, gets, execs);
const sequences = fc.tuple(cmdId, inSequence, fc.array(inSequence, { maxLength: 2 })).map(([own, first, rest]) => sequence({ cmdId: own, commands: [first, ...rest] }));
const command = fc.oneof(alerts, edit, gets, execs, statuses, resultses, atomics, sequences);

const headers = fc.record({
  sessionId: fc.constantFrom('1', 'BAA9', '0', 'D').map(SessionId),
  msgId, target: address, source: address, verProto: fc.constant('DM/1.3'), respUri: fc.webUrl(),
  cred: fc.record({ meta, data: arbitraryText }), meta,
}, { requiredKeys: ['sessionId', 'msgId', 'target', 'source'] }).map(header);

/** Any message that DM allows; identifiers may repeat, which is no matter of a codec. */
export const arbitraryMessage: fc.Arbitrary<SyncMlMessage> = fc.record({
  header: headers,
  commands: fc.array(command, { minLength: 1, maxLength: 5 }),
  package: fc.constantFrom('final' as const, 'to-be-continued' as const),
}).map(message);

/** A value without its places, for comparison: what is absent, undefined or unplaced is gone. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, inner]) => name !== 'where' && inner !== undefined).map(([name, inner]) => [name, withoutPlaces(inner)]));
}

function xmlOnly(value: string): string {
  return value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
