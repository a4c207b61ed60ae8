/**
 * The message as a document: what the readers of XML and WBXML and the content models found, requirement by requirement
 * (DMREPPRO 4.1; REPPRO 1.2; META 1.2). A requirement is met only by a message that shows it: those of WBXML by binary ones.
 */
import { isUtf8 } from 'node:buffer';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { Data, Item, Meta } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { codec } from './codec-rule.js';
import { commandsOf, leafEvidence, metasOf, metaText, nodeItemsOf, statusesOf } from './support.js';

const isRead = ({ kind, root }: MessageView): boolean => kind === 'message' && root !== undefined;
const isBinary = ({ encoding, root }: MessageView): boolean => encoding.kind === 'wbxml' && root !== undefined;
const isBinaryMessage = (view: MessageView): boolean => isBinary(view) && view.kind === 'message';
const isBinaryTree = (view: MessageView): boolean => isBinary(view) && (view.kind === 'tnds' || view.kind === 'ddf');
const hasHeader = ({ message }: MessageView): boolean => message !== undefined;
const hasCommands = (view: MessageView): boolean => commandsOf(view).length > 0;

export const DOCUMENT_RULES: readonly MessageRule[] = [
  messageRule({ requirement: 'DM1-XML-B-003', title: 'A message is one well-formed SyncML element with SyncHdr and SyncBody', judge: codec('DM1-XML-B-003', isRead) }),
  messageRule({ requirement: 'DM1-XML-B-006', title: 'Elements that only data synchronization uses do not occur', judge: codec('DM1-XML-B-006', hasHeader) }),
  messageRule({ requirement: 'DM1-XML-B-007', title: 'Markup inside Data is escaped or in CDATA', judge: codec('DM1-XML-B-007', carriesMarkup) }),
  messageRule({ requirement: 'DM1-XML-B-013', title: 'Elements of SyncML and of MetInf are in their namespaces', judge: codec('DM1-XML-B-013', hasHeader) }),
  messageRule({ requirement: 'DM1-XML-B-015', title: 'Children follow the content models of the DTD', judge: codec('DM1-XML-B-015', hasHeader) }),
  messageRule({
    requirement: 'DM1-XML-B-014',
    title: 'CmdIDs are unique in the message and never 0',
    judge(view, check) {
      codec('DM1-XML-B-014', hasCommands)(view, check);
      const seen = new Set<string>();
      for (const { cmdId } of commandsOf(view)) {
        if (cmdId.where.kind === 'absent') continue;
        check.holds(!seen.has(cmdId.value), () => leafEvidence(cmdId, 'a CmdID that no other command of the message has'));
        seen.add(cmdId.value);
      }
    },
  }),
  messageRule({ requirement: 'DM1-XML-B-022', title: 'Format is one that DM has, and the value is written in it', judge: codec('DM1-XML-B-022', hasFormattedValue) }),
  messageRule({ requirement: 'DM1-CMD-B-004', title: 'Commands have a CmdID, and at least one Item where they take items', judge: codec('DM1-CMD-B-004', hasCommands) }),
  messageRule({ requirement: 'DM1-WBXML-B-002', title: 'Binary messages are WBXML 1.1, 1.2 or 1.3', judge: codec('DM1-WBXML-B-002', isBinary) }),
  messageRule({ requirement: 'DM1-WBXML-B-003', title: 'Elements of SyncML have the tokens of code page 0', judge: codec('DM1-WBXML-B-003', isBinaryMessage) }),
  messageRule({ requirement: 'DM1-WBXML-B-004', title: 'Only code pages that the document type has are switched to', judge: codec('DM1-WBXML-B-004', isBinaryMessage) }),
  messageRule({ requirement: 'DM1-WBXML-B-005', title: 'The public identifier is that of SyncML 1.2', judge: codec('DM1-WBXML-B-005', isBinaryMessage) }),
  messageRule({ requirement: 'DM1-WBXML-B-006', title: 'Binary messages declare UTF-8', judge: codec('DM1-WBXML-B-006', isBinaryMessage) }),
  messageRule({ requirement: 'DM1-WBXML-B-007', title: 'Binary trees and descriptions are written on code page 2', judge: codec('DM1-WBXML-B-007', isBinaryTree) }),
  messageRule({ requirement: 'DM1-WBXML-B-008', title: 'Binary trees and descriptions have the tokens of code page 2', judge: codec('DM1-WBXML-B-008', isBinaryTree) }),
  messageRule({
    requirement: 'DM1-WBXML-B-009',
    title: 'Raw octets in WBXML are labelled bin',
    judge(view, check) {
      if (view.encoding.kind !== 'wbxml') return;
      for (const { data, format, type } of payloadsOf(view)) {
        if (data?.kind !== 'octets' || isUtf8(data.bytes) || format === 'xml' || /wbxml/i.test(type ?? '')) continue;
        check.holds(
          format === 'bin',
          () => ({
            where: data.where,
            found: `${data.bytes.length} octets that are no text, with Format ${format ?? 'chr by default'}`,
            expected: 'Format bin for raw octets, or Base64 and Format b64',
          }),
        );
      }
    },
  }),
  messageRule({ requirement: 'DM1-SESS-B-003', title: 'A message has a SessionID', judge: codec('DM1-SESS-B-003', hasHeader) }),
  messageRule({ requirement: 'DM1-SESS-B-006', title: 'A message has a MsgID', judge: codec('DM1-SESS-B-006', hasHeader) }),
  messageRule({ requirement: 'DM1-SESS-B-007', title: 'MsgID and MsgRef are numbers from 1 on', judge: codec('DM1-SESS-B-007', hasHeader) }),
  messageRule({ requirement: 'DM1-SESS-B-008', title: 'SessionID has at most four octets', judge: codec('DM1-SESS-B-008', hasHeader) }),
  messageRule({ requirement: 'DM1-SESS-B-047', title: 'Status has CmdID, MsgRef, CmdRef, Cmd and Data', judge: codec('DM1-SESS-B-047', (view) => statusesOf(view).length > 0) }),
];

/** Only Data with a character that needs escaping shows that a sender escapes, and only XML needs it. */
function carriesMarkup(view: MessageView): boolean {
  return view.encoding.kind === 'xml' && payloadsOf(view).some(({ data }) => data?.kind === 'text' && /[<&]/.test(data.text));
}

/** Most formats say nothing about characters. */
function hasFormattedValue(view: MessageView): boolean {
  return payloadsOf(view).some(({ data, format }) => data !== undefined && format !== undefined && LEXICAL.has(format));
}
const LEXICAL: ReadonlySet<string> = new Set(['b64', 'bool', 'int', 'float', 'date', 'time']);

function payloadsOf(view: MessageView): readonly Payload[] {
  const results = commandsOf(view).filter((command) => command.kind === 'Results');
  return [
    ...nodeItemsOf(view).map(({ item, metas }) => payload(item, metas)),
    ...results.flatMap(({ items, meta }) => items.map((item) => payload(item, metasOf(item.meta, meta)))),
  ];
}

interface Payload {
  readonly data: Data | undefined;
  readonly format: string | undefined;
  readonly type: string | undefined;
}

function payload({ data }: Item, metas: readonly Meta[]): Payload {
  return { data, format: metaText(metas, 'format'), type: metaText(metas, 'type') };
}
