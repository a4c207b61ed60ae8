/**
 * Who sent a message: what the caller knows, else the HTTP head, else the Alert that opens a session, which is the client's
 * whatever stands beside it, else what only one role may send (DMREPPRO 4.1.6, 4.2; DMPRO 2.3). Other content that speaks for
 * both roles, or for none, leaves the question open.
 */
import type { HttpMessage } from '../../../protocol/dm1/http/message.js';
import type { Command, SyncMlMessage } from '../../../protocol/dm1/model/message.js';
import type { Role } from '../requirement.js';

export interface Sender {
  readonly role: Role;
  /** `opening`: it opens a session. `content`: concluded from commands, so nothing about who may send them can be judged by it. */
  readonly basis: 'given' | 'head' | 'opening' | 'content';
}

export interface SenderFacts {
  readonly given: Role | undefined;
  readonly http: HttpMessage | undefined;
  readonly message: SyncMlMessage | undefined;
}

/** The sender, or undefined where nothing tells. */
export function senderOf({ given, http, message }: SenderFacts): Sender | undefined {
  if (given !== undefined) return { role: given, basis: 'given' };
  if (http !== undefined) return { role: http.start.kind === 'request' ? 'client' : 'server', basis: 'head' };
  if (message?.body.commands.some(isOpening) === true) return { role: 'client', basis: 'opening' };
  const roles = new Set(message?.body.commands.map(roleOf));
  roles.delete(undefined);
  const [role, other] = roles;
  return role === undefined || other !== undefined ? undefined : { role, basis: 'content' };
}

function isOpening(command: Command): boolean {
  return command.kind === 'Alert' && OPENING.has(command.data?.value.trim() ?? '');
}
const OPENING: ReadonlySet<string> = new Set(['1200', '1201']);

/** The role that alone may send the command. */
function roleOf(command: Command): Role | undefined {
  switch (command.kind) {
    case 'Add':
    case 'Atomic':
    case 'Copy':
    case 'Delete':
    case 'Exec':
    case 'Get':
    case 'Sequence':
      return 'server';
    case 'Results':
      return 'client';
    case 'Alert':
      return ALERT_SENDERS.get(command.data?.value.trim() ?? '');
    case 'Replace':
      return replaceSender(command.items);
    case 'Put':
    case 'Search':
    case 'Status':
    case 'Unknown':
      return undefined;
  }
}
const ALERT_SENDERS: ReadonlyMap<string, Role> = new Map([
  ...['1100', '1101', '1102', '1103', '1104'].map((code) => [code, 'server'] as const),
  ...['1224', '1226'].map((code) => [code, 'client'] as const),
]);

/** DevInfo comes with Source, a change of the tree with Target. */
function replaceSender(items: readonly { readonly source?: unknown; readonly target?: unknown }[]): Role | undefined {
  if (items.some(({ target }) => target !== undefined)) return 'server';
  return items.some(({ source }) => source !== undefined) ? 'client' : undefined;
}
