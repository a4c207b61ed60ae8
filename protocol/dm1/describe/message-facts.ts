/** What a message of DM 1.x is about, in a few lines: who to whom, which session, which commands (DMREPPRO 4.1.2). */

import type { Fact } from '../../describe/reading.js';
import { quoteText } from '../../quote.js';
import type { Address, Command, Leaf, SyncMlMessage } from '../model/message.js';

const SHOWN_CHARACTERS = 80;

/** Labels and texts; what is absent is said to be. */
export function messageFacts({ header, body }: SyncMlMessage): readonly Fact[] {
  const session = `${worded(header.sessionId)}, message ${worded(header.msgId)}, ${worded(header.verProto)} (DTD ${worded(header.verDtd)})`;
  return [
    ['from', addressed(header.source)],
    ['to', addressed(header.target)],
    ['session', session],
    ['commands', `${commandCounts(body.commands)}; ${body.final === undefined ? 'more messages of the package follow' : 'last message of its package'}`],
  ];
}

function addressed({ locUri, locName, where }: Address): string {
  if (where.kind === 'absent' || locUri.where.kind === 'absent') return 'not said';
  const name = locName === undefined ? '' : `, name ${quoteText(locName.value, SHOWN_CHARACTERS)}`;
  return `${quoteText(locUri.value, SHOWN_CHARACTERS)}${name}`;
}

function worded({ value, where }: Leaf): string {
  if (where.kind === 'absent') return 'not said';
  return /^[A-Za-z0-9./-]{1,40}$/.test(value) ? value : quoteText(value, SHOWN_CHARACTERS);
}

/** `2 Status, Alert 1201, Get`, in order of first appearance. */
function commandCounts(commands: readonly Command[]): string {
  if (commands.length === 0) return 'none';
  const counts = new Map<string, number>();
  for (const command of commands) counts.set(nameOf(command), (counts.get(nameOf(command)) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} ${name}`)).join(', ');
}

function nameOf(command: Command): string {
  if (command.kind === 'Unknown') return `<${quoteText(command.name, SHOWN_CHARACTERS).slice(1, -1)}>`;
  if (command.kind !== 'Alert' || command.data === undefined || command.data.where.kind === 'absent') return command.kind;
  return `Alert ${worded(command.data)}`;
}
