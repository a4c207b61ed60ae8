/**
 * The identifiers of a DM 1.x message as branded text, so that one cannot be passed for another. Each constructor states
 * range and clause and throws DecodeError. `received…` brands what stood in a message, legal or not: the reader reports
 * the fault as a finding and the text stays what it was. Leaves out uniqueness in a message, which no single id shows.
 */

import { dm1Error, type Dm1ErrorCode } from '../error-codes.js';
import { quoteText } from '../../quote.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type CmdId = Branded<'CmdId'>;
export type CmdRef = Branded<'CmdRef'>;
export type MsgId = Branded<'MsgId'>;
export type SessionId = Branded<'SessionId'>;
export type LocUri = Branded<'LocUri'>;

/** What is wrong with an identifier; ready for a finding. */
export interface IdFault {
  readonly code: Dm1ErrorCode;
  /** Only where that of the table does not speak of it. */
  readonly requirement?: string;
  readonly severity?: 'oddity';
  readonly found: string;
  readonly expected: string;
}

/** Longest SessionID in octets of UTF-8 (REPPRO 1.2, SessionID). */
export const MAX_SESSION_ID_BYTES = 4;

/** A CmdID: any text without white space but `0`, which means SyncHdr; GUIDs are legal (REPPRO 1.2, CmdID). */
export function CmdId(text: string): CmdId {
  throwFault(cmdIdFault(text));
  return receivedCmdId(text);
}

/** A CmdRef: the CmdID of a command, or `0` for SyncHdr (REPPRO 1.2, CmdRef). */
export function CmdRef(text: string): CmdRef {
  throwFault(cmdRefFault(text));
  return receivedCmdRef(text);
}

/** A MsgID: a decimal number from 1 on without leading zeros (REPPRO 1.2, MsgID). */
export function MsgId(text: string): MsgId {
  throwFault(msgIdFault(text));
  return receivedMsgId(text);
}

/** A SessionID: one to four octets of text, opaque to the recipient (REPPRO 1.2, SessionID). */
export function SessionId(text: string): SessionId {
  throwFault(sessionIdFault(text));
  return receivedSessionId(text);
}

/** A LocURI: not empty, no white space around it (REPPRO 1.2, LocURI). The syntax of tree addresses is another module's. */
export function LocUri(text: string): LocUri {
  throwFault(locUriFault(text));
  return receivedLocUri(text);
}

/** The reference to SyncHdr. */
export const HEADER_REF: CmdRef = receivedCmdRef('0');

/** The reference to a command. */
export function refTo(id: CmdId): CmdRef {
  return receivedCmdRef(id);
}

export function cmdIdFault(text: string): IdFault | undefined {
  if (text === '0') return { code: 'dm1-model/cmd-id', found: '"0"', expected: 'a CmdID other than 0, which is reserved for SyncHdr' };
  if (NO_SPACE.test(text)) return undefined;
  const facts = { code: 'dm1-model/cmd-id', found: shown(text) } as const;
  // An empty one names nothing; white space is only unusual.
  return text === '' ? { ...facts, requirement: 'DM1-CMD-B-004', expected: 'a CmdID, not empty' } : { ...facts, requirement: '', severity: 'oddity', expected: 'a CmdID without white space' };
}

export function cmdRefFault(text: string): IdFault | undefined {
  return NO_SPACE.test(text) ? undefined : { code: 'dm1-model/cmd-ref', found: shown(text), expected: 'the CmdID of a command, or 0 for SyncHdr' };
}

export function msgIdFault(text: string): IdFault | undefined {
  return /^[1-9][0-9]*$/.test(text) ? undefined : { code: 'dm1-model/msg-id', found: shown(text), expected: 'a decimal number from 1 on' };
}

export function sessionIdFault(text: string): IdFault | undefined {
  const length = new TextEncoder().encode(text).length;
  if (length >= 1 && length <= MAX_SESSION_ID_BYTES && NO_SPACE.test(text)) return undefined;
  return { code: 'dm1-model/session-id', found: shown(text), expected: `1 to ${MAX_SESSION_ID_BYTES} octets without white space` };
}

export function locUriFault(text: string): IdFault | undefined {
  return text.trim() === text && text !== '' && !/[\r\n\t]/.test(text) ? undefined : { code: 'dm1-model/loc-uri', found: shown(text), expected: 'a URI, not empty and without white space around it' };
}

export function receivedCmdId(text: string): CmdId {
  return text as CmdId;
}

export function receivedCmdRef(text: string): CmdRef {
  return text as CmdRef;
}

export function receivedMsgId(text: string): MsgId {
  return text as MsgId;
}

export function receivedSessionId(text: string): SessionId {
  return text as SessionId;
}

export function receivedLocUri(text: string): LocUri {
  return text as LocUri;
}

const NO_SPACE = /^\S+$/;

function throwFault(fault: IdFault | undefined): void {
  if (fault === undefined) return;
  throw dm1Error({ ...fault, position: { byte: 0, line: 0, column: 0, path: '' } });
}

function shown(text: string): string {
  return quoteText(text, 40);
}
