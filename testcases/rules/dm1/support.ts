/**
 * What the message rules share: the commands of a message with those inside Atomic and Sequence, items with the Meta that
 * holds for them, and evidence. Leaves out reading: the view has done it.
 */
import type { MessageEvidence } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import { textOfData } from '../../../protocol/dm1/model/data-text.js';
import type { Place } from '../../../protocol/dm1/model/element.js';
import type { Alert, Command, Data, Item, Leaf, Meta, Status, SyncMlMessage } from '../../../protocol/dm1/model/message.js';
import { quoteText } from '../../../protocol/quote.js';

const SHOWN_CHARACTERS = 80;

/** What most rules ask for, worked out once for a message. */
interface Contents {
  readonly commands: readonly Command[];
  readonly alerts: readonly Alert[];
  readonly statuses: readonly Status[];
  readonly headerStatuses: readonly Status[];
  readonly nodeItems: readonly NodeItem[];
}

/** Works something out once for each message: many rules ask, and there are tens of thousands of messages. */
export function oncePerMessage<T extends object>(workOut: (view: MessageView) => T): (view: MessageView) => T {
  const known = new WeakMap<SyncMlMessage, T>();
  return (view) => {
    const { message } = view;
    let value = message === undefined ? undefined : known.get(message);
    if (value === undefined) {
      value = workOut(view);
      if (message !== undefined) known.set(message, value);
    }
    return value;
  };
}

const contentsOf = oncePerMessage(({ message }): Contents => {
  const commands = message?.body.commands.flatMap((command) => withNested(command)) ?? [];
  const statuses = message?.body.commands.filter((command) => command.kind === 'Status') ?? [];
  return {
    commands,
    alerts: commands.filter((command) => command.kind === 'Alert'),
    statuses,
    headerStatuses: statuses.filter(({ cmdRef, cmd }) => cmdRef.value === '0' || cmd.value === 'SyncHdr'),
    nodeItems: commands.flatMap((command) => (isNodeCommand(command) ? command.items.map((item) => ({ command, item, metas: metasOf(item.meta, command.meta) })) : [])),
  };
});

function withNested(command: Command): readonly Command[] {
  return command.kind === 'Atomic' || command.kind === 'Sequence' ? [command, ...command.commands.flatMap((inner) => withNested(inner))] : [command];
}

/** All commands, each container before what it holds. */
export function commandsOf(view: MessageView): readonly Command[] {
  return contentsOf(view).commands;
}

/** The Alerts, also those inside containers. */
export function alertsOf(view: MessageView): readonly Alert[] {
  return contentsOf(view).alerts;
}

/** The Alerts of one of the codes. */
export function alertsWith(view: MessageView, codes: readonly string[]): readonly Alert[] {
  const { alerts } = contentsOf(view);
  return alerts.length === 0 ? alerts : alerts.filter((alert) => codes.includes(codeOf(alert)));
}

/** The code of an Alert, '' where it has none. */
export function codeOf(alert: Alert): string {
  return alert.data?.value.trim() ?? '';
}

/** The Status elements; they stand in the body only. */
export function statusesOf(view: MessageView): readonly Status[] {
  return contentsOf(view).statuses;
}

/** The Status elements that answer the header. */
export function headerStatuses(view: MessageView): readonly Status[] {
  return contentsOf(view).headerStatuses;
}

/** An item of a command that addresses nodes, with the Meta that holds for it: its own, else that of the command. */
export interface NodeItem {
  readonly command: Extract<Command, { readonly kind: 'Add' | 'Copy' | 'Delete' | 'Exec' | 'Get' | 'Replace' }>;
  readonly item: Item;
  readonly metas: readonly Meta[];
}

/** The items of commands that address nodes of the tree. */
export function nodeItemsOf(view: MessageView): readonly NodeItem[] {
  return contentsOf(view).nodeItems;
}

function isNodeCommand(command: Command): command is NodeItem['command'] {
  return NODE_COMMANDS.has(command.kind);
}
const NODE_COMMANDS: ReadonlySet<string> = new Set(['Add', 'Copy', 'Delete', 'Exec', 'Get', 'Replace']);

export function metasOf(...metas: readonly (Meta | undefined)[]): readonly Meta[] {
  return metas.filter((meta) => meta !== undefined);
}

/** The text of the first Meta that has the member, trimmed; undefined where none has. */
export function metaText(metas: readonly Meta[], member: 'format' | 'type'): string | undefined {
  for (const meta of metas) if (meta[member] !== undefined) return meta[member].value.trim();
  return undefined;
}

/** Data as text; octets are read as UTF-8, elements yield ''. */
export const dataText = (data: Data): string => textOfData(data) ?? '';

/** Evidence about the text of an element. */
export function leafEvidence({ value, where }: Leaf, expected: string): MessageEvidence {
  return { where, found: where.kind === 'absent' ? 'none' : shown(value), expected };
}

/** Evidence about what is missing in an element. */
export function absentIn(where: Place, expected: string): MessageEvidence {
  return { where: where.kind === 'absent' ? where : { kind: 'absent', parent: where }, found: 'none', expected };
}

/** Text of the peer in quotes, cut. */
export function shown(text: string): string {
  return quoteText(text, SHOWN_CHARACTERS);
}

/** Octets of Base64, or undefined where the text is none. White space is passed over; the padding may be missing. */
export function base64Octets(text: string): Uint8Array | undefined {
  const packed = text.replace(/[ \t\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.replace(/=+$/, '').length % 4 === 1) return undefined;
  return Uint8Array.from(Buffer.from(packed, 'base64'));
}
