/**
 * SyncHdr and what one message shows of its place in a package (DMPRO 2.1.2, 2.3.1 to 2.3.6; DMREPPRO 4.1.1). Left out:
 * whether SessionID and MsgID go with those of other messages.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Command, Status } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { absentIn, alertsWith, commandsOf, leafEvidence, metaText, metasOf, shown, statusesOf } from './support.js';

const OPENING = ['1200', '1201'];
const NEXT_OR_ABORT = ['1222', '1223'];
/** What a client may send (DMPRO 2.3); of Replace only the one that conveys DevInfo. */
const CLIENT_COMMANDS: ReadonlySet<string> = new Set(['Alert', 'Replace', 'Results', 'Status']);

export const HEADER_RULES: readonly MessageRule[] = [
  messageRule({
    requirement: 'DM1-SESS-B-001',
    title: 'VerDTD is 1.2',
    judge({ message }, check) {
      if (message !== undefined) check.holds(message.header.verDtd.value.trim() === '1.2', () => leafEvidence(message.header.verDtd, 'VerDTD 1.2'));
    },
  }),
  messageRule({
    requirement: 'DM1-SESS-B-002',
    title: 'VerProto is DM/1.2, or DM/1.3 where that release is spoken',
    judge({ message }, check) {
      if (message !== undefined) check.holds(
        /^DM\/1\.[23]$/.test(message.header.verProto.value.trim()),
        () => leafEvidence(message.header.verProto, 'VerProto DM/1.2 (DM/1.3 from an implementation of that release)'),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-SESS-C-012',
    title: 'The message that opens a session brings DevInfo in a Replace',
    role: 'client',
    judge(view, check) {
      const [opening] = alertsWith(view, OPENING);
      if (opening === undefined || view.message === undefined) return;
      const { body } = view.message;
      check.holds(
        body.commands.some(({ kind }) => kind === 'Replace'),
        () => absentIn(body.where, 'a Replace with DevInfo in the message that has the session Alert'),
      );
    },
  }),
  messageRule({ requirement: 'DM1-SESS-C-013', title: 'Each Item of the DevInfo Replace has Source/LocURI and Data', role: 'client', judge: judgeDevInfo }),
  messageRule({
    requirement: 'DM1-SESS-C-026',
    title: 'Each Item of Results names its node in Source/LocURI',
    role: 'client',
    judge(view, check) {
      for (const command of commandsOf(view)) {
        if (command.kind !== 'Results') continue;
        for (const { source, where } of command.items) check.holds(
          source !== undefined && source.locUri.value.trim() !== '',
          () => absentIn(source?.locUri.where ?? where, 'Source/LocURI with the address of the node'),
        );
      }
    },
  }),
  messageRule({
    requirement: 'DM1-SESS-C-029',
    title: 'A client sends Alert, Replace, Results and Status only',
    role: 'client',
    judge(view, check) {
      if (view.sender?.basis === 'content') return;
      for (const command of commandsOf(view)) check.holds(
        CLIENT_COMMANDS.has(command.kind),
        () => ({ where: command.where, found: nameOf(command), expected: 'Alert, Results, Status, or the Replace that conveys DevInfo' }),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-SESS-S-036',
    title: 'A message that only asks for the next one has Status for SyncHdr, Alert 1222 and no Final',
    role: 'server',
    judge: judgeNextMessage,
  }),
  messageRule({
    requirement: 'DM1-SESS-S-037',
    title: 'A server message carries Final, large objects and requests for the next message aside',
    role: 'server',
    judge(view, check) {
      if (view.message === undefined || alertsWith(view, NEXT_OR_ABORT).length > 0 || movesLargeObject(view)) return;
      const { body } = view.message;
      // That there is no SyncBody says it all.
      if (body.where.kind === 'absent') return;
      check.holds(body.final !== undefined, () => absentIn(body.where, 'Final at the end of the message'));
    },
  }),
  messageRule({
    requirement: 'DM1-SESS-B-042',
    title: 'The message that aborts a session carries Final',
    judge(view, check) {
      const [abort] = alertsWith(view, ['1223']);
      if (abort === undefined || view.message === undefined || isNextMessageForm(view)) return;
      const { body } = view.message;
      check.holds(body.final !== undefined, () => absentIn(body.where, 'Final in the message with Alert 1223'));
    },
  }),
];

/** Interior nodes come without Data; some products send them, marked with Format node. */
function judgeDevInfo(view: MessageView, check: Parameters<MessageRule['judge']>[1]): void {
  for (const command of commandsOf(view)) {
    if (command.kind !== 'Replace') continue;
    for (const { source, data, meta, where } of command.items) {
      check.holds(
        source !== undefined && source.locUri.value.trim() !== '',
        () => absentIn(source?.locUri.where ?? where, 'Source/LocURI with the address of the DevInfo node'),
      );
      if (metaText(metasOf(meta, command.meta), 'format') !== 'node') check.holds(
        data !== undefined,
        () => absentIn(where, 'Data with the value of the DevInfo node'),
      );
    }
  }
}

function judgeNextMessage(view: MessageView, check: Parameters<MessageRule['judge']>[1]): void {
  const [next] = alertsWith(view, ['1222']);
  if (next === undefined || view.message === undefined || movesLargeObject(view)) return;
  const { commands, final } = view.message.body;
  check.holds(final === undefined, () => ({ where: final?.where ?? next.where, found: 'Final', expected: 'no Final in a message that asks for the next one' }));
  for (const command of commands) {
    if (command.kind === 'Status' && isHeaderStatus(command)) continue;
    check.holds(command === next, () => ({ where: command.where, found: nameOf(command), expected: 'nothing but Status for SyncHdr and one Alert 1222' }));
  }
}

/** Chunks that come or go: the message flow of large objects has its own rules. */
function movesLargeObject(view: MessageView): boolean {
  return statusesOf(view).some(({ data }) => data.value.trim() === '213') || commandsOf(view).some((command) => 'items' in command && command.items.some(({ moreData }) => moreData !== undefined));
}

/** Status for SyncHdr and one Alert: with 1223 both the form without Final and the one with it are described. */
function isNextMessageForm({ message }: MessageView): boolean {
  return message?.body.commands.every((command) => command.kind === 'Alert' || (command.kind === 'Status' && isHeaderStatus(command))) ?? false;
}

function isHeaderStatus({ cmdRef, cmd }: Status): boolean {
  return cmdRef.value === '0' || cmd.value === 'SyncHdr';
}

function nameOf(command: Command): string {
  if (command.kind === 'Alert') return `Alert ${shown(command.data?.value ?? '')}`;
  return command.kind === 'Unknown' ? command.name : command.kind;
}
