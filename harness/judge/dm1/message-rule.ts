/**
 * The form of a message rule of DM 1.x: a judgement that holds for every message of a role, whatever session it belongs
 * to. It compares what stands in the message with what the clause wants and names the place of what is wrong.
 */
import type { Place } from '../../../protocol/dm1/model/element.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';
import type { Role } from '../requirement.js';
import type { MessageView } from './message-view.js';

/** Where in the message a rule looked and what it saw. */
export interface MessageEvidence {
  readonly where: Place;
  /** In which of the two the place is; the body unless said otherwise. */
  readonly part?: 'head' | 'body';
  /** What stands there, ready to follow "found". */
  readonly found: string;
  /** What the clause asks for, ready to follow "expected". */
  readonly expected: string;
}

export interface MessageCheck {
  /** A condition with the evidence of its failure, which is put together only when it fails. */
  holds(condition: boolean, evidence: () => MessageEvidence): boolean;
  /** What a codec found counts as a violation, or as satisfied where it found nothing. */
  reports(findings: readonly Finding1[], part?: 'head' | 'body'): void;
}

export interface MessageRule {
  readonly requirement: string;
  /** A statement in the present tense. */
  readonly title: string;
  /** Whom it binds: a rule of one role is applied to messages that role sent, as far as that is known. */
  readonly role: Role | 'both';
  /** Where it is declared, for messages. */
  readonly source: string;
  judge(view: MessageView, check: MessageCheck): void;
}
