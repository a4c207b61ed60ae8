/**
 * Status and Results as one message shows them (DMREPPRO 4.1.5, 4.1.6.12; REPPRO 1.2, Status). Left out: whether each
 * command of the other side is answered.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Results, Status } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { leafEvidence, statusesOf } from './support.js';

export const STATUS_RULES: readonly MessageRule[] = [
  messageRule({
    requirement: 'DM1-CMD-B-042',
    title: 'Status has a code of three digits',
    judge(view, check) {
      for (const { data } of statusesOf(view)) if (data.where.kind !== 'absent') check.holds(
        /^[1-5][0-9]{2}$/.test(data.value.trim()),
        () => leafEvidence(data, 'a status code of three digits, 1xx to 5xx'),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-CMD-C-040',
    title: 'Results follow the Status of the same command',
    role: 'client',
    judge(view, check) {
      const commands = view.message?.body.commands ?? [];
      for (const [index, command] of commands.entries()) {
        if (command.kind !== 'Results') continue;
        const place = commands.findIndex((candidate) => candidate.kind === 'Status' && answersSame(candidate, command));
        // The Status may have come in an earlier message.
        if (place >= 0) check.holds(place < index, () => ({ where: command.where, found: 'Results before the Status of the same command', expected: 'the Status first' }));
      }
    },
  }),
  messageRule({
    requirement: 'DM1-SESS-B-039',
    title: 'Results that were handled have no Status 200',
    judge(view, check) {
      for (const { cmd, data, where } of statusesOf(view)) if (cmd.value === 'Results') check.holds(
        data.value.trim() !== '200',
        () => ({ where, found: 'Status 200 for Results', expected: 'no Status for Results that were handled' }),
      );
    },
  }),
  messageRule({ requirement: 'DM1-SESS-B-048', title: 'Status for SyncHdr comes first, with CmdRef 0 and Cmd SyncHdr', judge: judgeHeaderStatus }),
];

function answersSame(status: Status, results: Results): boolean {
  return status.cmdRef.value === results.cmdRef.value && status.msgRef.value === (results.msgRef?.value ?? '1');
}

function judgeHeaderStatus(view: MessageView, check: Parameters<MessageRule['judge']>[1]): void {
  const first = view.message?.body.commands[0];
  for (const status of statusesOf(view)) {
    const { cmdRef, cmd } = status;
    if (cmdRef.value !== '0' && cmd.value !== 'SyncHdr') continue;
    check.holds(cmdRef.value === '0', () => leafEvidence(cmdRef, 'CmdRef 0 in the Status for SyncHdr'));
    check.holds(cmd.value === 'SyncHdr', () => leafEvidence(cmd, 'Cmd SyncHdr in the Status with CmdRef 0'));
    // One Status for each message of the other side: the second and later ones stand behind the first.
    check.holds(
      first?.kind === 'Status' && (first.cmdRef.value === '0' || first.cmd.value === 'SyncHdr'),
      () => ({ where: status.where, found: `Status for SyncHdr behind ${first?.kind ?? 'nothing'}`, expected: 'the Status for SyncHdr first in SyncBody' }),
    );
  }
}
