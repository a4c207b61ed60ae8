/**
 * All message rules of DM 1.x, and the judgement of one message by them. Pure: bytes in, findings out, each pointing
 * into the message. What one message cannot show (sessions, answers, state) is left to test cases.
 */
import type { MessageView, ReceivedMessage } from '../../../harness/judge/dm1/message-view.js';
import { viewMessage } from '../../../harness/judge/dm1/message-view.js';
import { judgeView, type MessageJudgement } from '../../../harness/judge/dm1/judge-message.js';
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import { catalogue } from '../../catalogue.js';
import { speaksOf, unreadIn } from './codec-requirements.js';
import { MESSAGE_RULES } from './rules.js';

export type { MessageView, ReceivedMessage } from '../../../harness/judge/dm1/message-view.js';
export type { Inside, MessageFinding, MessageJudgement, MessageRemark } from '../../../harness/judge/dm1/judge-message.js';
export { viewMessage, viewNotification } from '../../../harness/judge/dm1/message-view.js';
export { embeddedTrees } from '../../../harness/judge/dm1/embedded-trees.js';
export { MESSAGE_RULES } from './rules.js';

/** Reads and judges one message. Never throws for bad input. */
export function judgeMessage(received: ReceivedMessage, rules: readonly MessageRule[] = MESSAGE_RULES): MessageJudgement {
  return judgeMessageView(viewMessage(received), rules);
}

/**
 * The same for a message that was read already, with the serialized trees in it: the one place where it is decided what of a
 * message is a fault, a warning or a mere remark.
 */
export function judgeMessageView(view: MessageView, rules: readonly MessageRule[] = MESSAGE_RULES): MessageJudgement {
  return judgeView(view, { rules, requirements: catalogue().requirements, speaksOf, unreadIn });
}
