/**
 * DevInfo and DevDetail in the Replace of a client (DMSTDOBJ 7.1.3.2, 7.1.3.3). Left out: whether the values are those of
 * the tree.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Item, Leaf } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { absentIn, alertsWith, commandsOf, dataText, leafEvidence, oncePerMessage, shown } from './support.js';

const REQUIRED = ['DevId', 'Man', 'Mod', 'DmV', 'Lang'];
/** Where additions may stand. */
const EXTENSIBLE = ['Ext', 'Bearer'];
/** RFC 2141, 2.1 and 2.2. */
const URN = /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:(?:[A-Za-z0-9()+,\-.:=@;$_!*']|%[0-9A-Fa-f]{2})+$/i;
/** RFC 1766, 2. */
const LANGUAGE_TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

export const DEVINFO_RULES: readonly MessageRule[] = [
  messageRule({ requirement: 'DM1-MO-DEVINFO-C-001', title: 'DevInfo has DevId, Man, Mod, DmV and Lang, each once', role: 'client', judge: judgeMembers }),
  messageRule({
    requirement: 'DM1-MO-DEVINFO-C-002',
    title: 'DevId is a URN',
    role: 'client',
    judge(view, check) {
      for (const { item } of membersOf(view, 'DevId')) judgeText(
        item,
        (text, where) => check.holds(
          URN.test(text),
          () => ({ where, found: shown(text), expected: 'a URN such as urn:uuid:…; examples of the specification have IMEI:… instead' }),
        ),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-MO-DEVINFO-C-004',
    title: 'Lang is a language tag',
    role: 'client',
    judge(view, check) {
      for (const { item } of membersOf(view, 'Lang')) judgeText(
        item,
        (text, where) => check.holds(LANGUAGE_TAG.test(text), () => ({ where, found: shown(text), expected: 'a language tag such as en or en-US' })),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-MO-DEVINFO-C-006',
    title: 'Additions to DevInfo stand below Ext or Bearer',
    role: 'client',
    judge(view, check) {
      for (const { name, leaf } of sentNodes(view, 'DevInfo')) if (name !== '') check.holds(
        REQUIRED.includes(name) || EXTENSIBLE.includes(name),
        () => leafEvidence(leaf, `${REQUIRED.join(', ')}, or a node below Ext or Bearer`),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-MO-DEVDETAIL-C-004',
    title: 'A client does not send DevDetail in a Replace',
    role: 'client',
    judge(view, check) {
      if (commandsOf(view).every(({ kind }) => kind !== 'Replace')) return;
      const [sent] = sentNodes(view, 'DevDetail');
      check.holds(sent === undefined, () => leafEvidence(sent?.leaf ?? { value: '', where: { kind: 'built' } }, 'only nodes of DevInfo; the server reads DevDetail when it wants'));
    },
  }),
];

interface SentNode {
  readonly object: string;
  /** The segment below the object, '' for its root. */
  readonly name: string;
  readonly leaf: Leaf;
  readonly item: Item;
}

/** The Items of a client's Replace that concern the object. */
function sentNodes(view: MessageView, object: string): readonly SentNode[] {
  return allSentNodes(view).filter((node) => node.object === object);
}

const allSentNodes = oncePerMessage((view) => commandsOf(view).flatMap((command) => (command.kind === 'Replace' ? command.items.flatMap((item) => sentNode(item)) : [])));

function sentNode(item: Item): readonly SentNode[] {
  const leaf = item.source?.locUri;
  if (leaf === undefined) return [];
  const [object = '', name = ''] = leaf.value.trim().replace(/^\.\//, '').split('/');
  return [{ object, name, leaf, item }];
}

function membersOf(view: MessageView, name: string): readonly SentNode[] {
  return sentNodes(view, 'DevInfo').filter((node) => node.name === name);
}

function judgeMembers(view: MessageView, check: Parameters<MessageRule['judge']>[1]): void {
  const nodes = sentNodes(view, 'DevInfo');
  if (nodes.length === 0 || view.message === undefined) return;
  const replace = commandsOf(view).find(({ kind }) => kind === 'Replace');
  // A package that goes on in another message may bring the rest there.
  const isWhole = view.message.body.final !== undefined && alertsWith(view, ['1200', '1201']).length > 0;
  for (const name of REQUIRED) {
    const [first, second] = nodes.filter((node) => node.name === name);
    if (isWhole) check.holds(first !== undefined, () => absentIn(replace?.where ?? { kind: 'built' }, `an Item with ./DevInfo/${name}`));
    if (second !== undefined) check.holds(false, () => leafEvidence(second.leaf, `./DevInfo/${name} once`));
  }
}

function judgeText({ data }: Item, judgeOne: (text: string, where: Leaf['where']) => void): void {
  if (data !== undefined) judgeOne(dataText(data).trim(), data.where);
}
