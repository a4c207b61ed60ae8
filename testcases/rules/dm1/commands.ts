/**
 * Commands that address the tree, as one message shows them (DMREPPRO 4.1.3, 4.1.6; DMPRO 2.2; DMTND 8.1). Left out:
 * what a device makes of them.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Command, Container, Leaf, Results } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { codec } from './codec-rule.js';
import { absentIn, commandsOf, leafEvidence, metasOf, metaText, nodeItemsOf, oncePerMessage, type NodeItem } from './support.js';

const IN_ATOMIC: ReadonlySet<string> = new Set(['Add', 'Alert', 'Copy', 'Delete', 'Replace']);
const IN_SEQUENCE: ReadonlySet<string> = new Set([...IN_ATOMIC, 'Exec', 'Get']);

type Check = Parameters<MessageRule['judge']>[1];

export const COMMAND_RULES: readonly MessageRule[] = [
  messageRule({ requirement: 'DM1-CMD-B-005', title: 'Target, and Source of Copy, is an address from the root of the tree', judge: judgeAddresses }),
  messageRule({
    requirement: 'DM1-TREE-B-002',
    title: 'The address of a node has a name between two slashes',
    judge: codec('DM1-TREE-B-002', (view) => nodeUris(view).length > 0),
  }),
  messageRule({
    requirement: 'DM1-TREE-B-003',
    title: 'The address of a node does not end in a slash',
    judge: (view, check) => eachNodeUri(view, (uri, leaf) => check.holds(!uri.endsWith('/'), () => leafEvidence(leaf, 'an address without "/" at its end; the root is "."'))),
  }),
  messageRule({
    requirement: 'DM1-TREE-B-004',
    title: 'The address of a node has "./" only at its beginning, and no "../"',
    judge: (view, check) => eachNodeUri(
      view,
      (uri, leaf) => check.holds(!/(?:^|\/)\.\.(?:\/|$)|\/\.(?:\/|$)/.test(uri), () => leafEvidence(leaf, 'no "../", and "./" only at the beginning')),
    ),
  }),
  messageRule({ requirement: 'DM1-XML-B-008', title: 'An Item that sets or brings the value of a leaf has Data', judge: judgeData }),
  messageRule({
    requirement: 'DM1-TNDS-S-017',
    title: 'What a Get restricts a serialized tree to is not mixed of "+" and "-"',
    role: 'server',
    judge: codec('DM1-TNDS-S-017', (view) => nodeItemsOf(view).some(({ item }) => /\?list=TNDS[+-]/.test(item.target?.locUri.value ?? ''))),
  }),
  messageRule({
    requirement: 'DM1-SEQ-S-004',
    title: 'Sequence holds Add, Alert, Copy, Delete, Exec, Get and Replace only',
    judge: (view, check) => judgeContainers(view, { check, kind: 'Sequence', allowed: IN_SEQUENCE }),
  }),
  messageRule({
    requirement: 'DM1-SEQ-S-010',
    title: 'Atomic holds Add, Alert, Copy, Delete and Replace only',
    judge: (view, check) => judgeContainers(view, { check, kind: 'Atomic', allowed: IN_ATOMIC }),
  }),
  messageRule({
    requirement: 'DM1-CMD-B-035',
    title: 'Exec stands in SyncBody or Sequence and has an Item',
    judge(view, check) {
      const inAtomic = new Set(containersOf(view, 'Atomic').flatMap(({ commands }) => commands));
      for (const command of commandsOf(view)) {
        if (command.kind !== 'Exec') continue;
        check.holds(!inAtomic.has(command), () => ({ where: command.where, found: 'Exec in Atomic', expected: 'Exec in SyncBody or Sequence' }));
        check.holds(command.items.length > 0, () => absentIn(command.where, 'an Item in Exec'));
      }
    },
  }),
  messageRule({
    requirement: 'DM1-LOB-B-009',
    title: 'MoreData stands in an Item with Data',
    judge(view, check) {
      for (const { items } of withItems(view)) for (const { data, moreData } of items) if (moreData !== undefined) check.holds(
        data !== undefined,
        () => ({ where: moreData.where, found: 'MoreData without Data', expected: 'the Data of the chunk, then MoreData' }),
      );
    },
  }),
  messageRule({ requirement: 'DM1-LOB-B-010', title: 'Nothing new follows a chunk in its message', judge: judgeChunks }),
];

function judgeAddresses(view: MessageView, check: Check): void {
  for (const { command, item } of nodeItemsOf(view)) {
    // DevInfo comes with Source; whether it may is another requirement.
    if (item.target === undefined && item.source !== undefined && command.kind === 'Replace') continue;
    const { target } = item;
    check.holds(target !== undefined, () => absentIn(item.where, 'Target/LocURI with the address of the node'));
    if (target !== undefined) judgeAddress(target.locUri, check);
    if (command.kind === 'Copy') check.holds(item.source !== undefined, () => absentIn(item.where, 'Source/LocURI with the address of the node to copy'));
  }
}

function judgeAddress(leaf: Leaf, check: Check): void {
  const uri = leaf.value.trim();
  check.holds(uri !== '' && !uri.startsWith('/') && !/^[a-z][a-z0-9+.-]*:\/\//i.test(uri), () => leafEvidence(leaf, 'an address from the root of the tree, such as ./A/B or A/B'));
}

function judgeData(view: MessageView, check: Check): void {
  for (const command of commandsOf(view)) {
    if (command.kind !== 'Add' && command.kind !== 'Replace' && command.kind !== 'Results') continue;
    if (command.kind === 'Results' && isStructure(command)) continue;
    for (const item of command.items) {
      const format = metaText(metasOf(item.meta, command.meta), 'format');
      if (format === 'node' || format === 'null' || addressOf(item)?.value.includes('?') === true) continue;
      check.holds(item.data !== undefined, () => absentIn(item.where, `Data in the Item, empty if the value is (Format ${format ?? 'chr by default'})`));
    }
  }
}

/** The answer to `?list=Struct` names nodes without their values. */
function isStructure({ items }: Results): boolean {
  return items.length > 1 && items.every(({ data }) => data === undefined);
}

function addressOf(item: NodeItem['item']): Leaf | undefined {
  return item.target?.locUri ?? item.source?.locUri;
}

/** The addresses of nodes in commands and Results, without what follows a question mark. */
function eachNodeUri(view: MessageView, judgeOne: (uri: string, leaf: Leaf) => void): void {
  for (const { uri, leaf } of nodeUris(view)) judgeOne(uri, leaf);
}

const nodeUris = oncePerMessage((view) => {
  const items = [...nodeItemsOf(view).map(({ item }) => item), ...commandsOf(view).flatMap((command) => (command.kind === 'Results' ? command.items : []))];
  return items.flatMap(({ target, source }) => [target?.locUri, source?.locUri].flatMap((leaf) => uriOf(leaf)));
});

function uriOf(leaf: Leaf | undefined): readonly { readonly uri: string; readonly leaf: Leaf }[] {
  const [uri = ''] = leaf?.value.trim().split('?') ?? [];
  return leaf === undefined || uri === '' ? [] : [{ uri, leaf }];
}

function containersOf(view: MessageView, kind: 'Atomic' | 'Sequence'): readonly Container<'Atomic' | 'Sequence'>[] {
  return commandsOf(view).filter((command): command is Container<'Atomic' | 'Sequence'> => command.kind === kind);
}

function judgeContainers(view: MessageView, facts: { readonly check: Check; readonly kind: 'Atomic' | 'Sequence'; readonly allowed: ReadonlySet<string> }): void {
  const { check, kind, allowed } = facts;
  for (const { commands } of containersOf(view, kind)) {
    for (const command of commands) check.holds(
      allowed.has(command.kind),
      () => ({
        where: command.where,
        found: `${command.kind === 'Unknown' ? command.name : command.kind} in ${kind}`,
        expected: `only ${[...allowed].toSorted().join(', ')} in ${kind}`,
      }),
    );
  }
}

function withItems(view: MessageView): readonly Extract<Command, { readonly items: unknown }>[] {
  return commandsOf(view).filter((command) => 'items' in command);
}

/** Status and Alert belong to the message flow and may follow. */
function judgeChunks(view: MessageView, check: Check): void {
  const commands = withItems(view);
  for (const [index, { items }] of commands.entries()) {
    const chunk = items.findIndex(({ moreData }) => moreData !== undefined);
    if (chunk < 0) continue;
    const later = items[chunk + 1] ?? commands.slice(index + 1).find(({ kind }) => kind !== 'Status' && kind !== 'Alert');
    check.holds(
      later === undefined,
      () => ({
        where: later?.where ?? commands[index]?.where ?? { kind: 'built' },
        found: later !== undefined && 'kind' in later ? later.kind : 'another Item',
        expected: 'nothing new in the message behind an Item with MoreData',
      }),
    );
  }
}
