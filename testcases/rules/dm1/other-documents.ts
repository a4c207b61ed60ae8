/**
 * The documents of DM 1.x that are no messages: serialized trees (DMTNDS 9.2), device descriptions (DMTND 8.5), Client
 * Provisioning (w7), notifications (DMNOTI 6.2). The rules rest on what their readers found. Left out: what a device does
 * with them.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { DocumentKind, MessageView } from '../../../harness/judge/dm1/message-view.js';
import { messageRule } from '../../define.js';
import { codec } from './codec-rule.js';
import { labelledTreesOf, type LabelledTree } from './labelled-trees.js';
import { shown } from './support.js';

const isA = (kind: DocumentKind) => (view: MessageView): boolean => view.kind === kind;
const isTree = (view: MessageView): boolean => view.kind === 'tnds' || view.kind === 'ddf';

export const OTHER_DOCUMENT_RULES: readonly MessageRule[] = [
  messageRule({ requirement: 'DM1-TNDS-B-001', title: 'A serialized tree in Data is labelled as one, in its encoding', judge: judgeLabels }),
  messageRule({ requirement: 'DM1-TNDS-B-002', title: 'A serialized tree is MgmtTree with VerDTD 1.2 and Nodes', judge: codec('DM1-TNDS-B-002', isA('tnds')) }),
  messageRule({ requirement: 'DM1-TNDS-B-003', title: 'A serialized tree is made of the elements of its DTD', judge: codec('DM1-TNDS-B-003', isA('tnds')) }),
  messageRule({ requirement: 'DM1-TNDS-B-004', title: 'A Node with Value has no child Node', judge: codec('DM1-TNDS-B-004', isA('tnds')) }),
  messageRule({ requirement: 'DM1-TNDS-B-007', title: 'Format, Type, Value and children of a Node agree', judge: codec('DM1-TNDS-B-007', isA('tnds')) }),
  messageRule({
    requirement: 'DM1-TNDS-B-008',
    title: 'ACL, TStamp and VerNo in a serialized tree keep the rules of these properties',
    judge: codec('DM1-TNDS-B-008', isA('tnds')),
  }),
  messageRule({ requirement: 'DM1-TREE-C-001', title: 'No two nodes have one address', role: 'client', judge: codec('DM1-TREE-C-001', isTree) }),
  messageRule({ requirement: 'DM1-TREE-C-015', title: 'Interior nodes have no Size', role: 'client', judge: codec('DM1-TREE-C-015', isTree) }),
  messageRule({ requirement: 'DM1-DDF-C-002', title: 'A description follows its DTD, with VerDTD 1.2', role: 'client', judge: codec('DM1-DDF-C-002', isA('ddf')) }),
  messageRule({
    requirement: 'DM1-DDF-C-003',
    title: 'Each described node has DFProperties, and not both Value and Node',
    role: 'client',
    judge: codec('DM1-DDF-C-003', isA('ddf')),
  }),
  messageRule({ requirement: 'DM1-DDF-C-005', title: 'Each described node has AccessType, DFFormat and DFType', role: 'client', judge: codec('DM1-DDF-C-005', isA('ddf')) }),
  messageRule({
    requirement: 'DM1-DDF-C-007',
    title: 'Interior nodes are described with node and DDFName, leaves with media types',
    role: 'client',
    judge: codec('DM1-DDF-C-007', isA('ddf')),
  }),
  messageRule({ requirement: 'DM1-DDF-C-008', title: 'N of an Occurrence is a number from 2 to 65536', role: 'client', judge: codec('DM1-DDF-C-008', isA('ddf')) }),
  messageRule({ requirement: 'DM1-BOOT-S-032', title: 'w7 has PROVIDER-ID, an address and credentials', role: 'server', judge: codec('DM1-BOOT-S-032', isA('provisioning')) }),
  messageRule({
    requirement: 'DM1-BOOT-S-035',
    title: 'A provisioning document follows its document type',
    role: 'server',
    judge: codec('DM1-BOOT-S-035', isA('provisioning')),
  }),
  messageRule({ requirement: 'DM1-PKG0-S-001', title: 'A notification has its digest and all fixed fields', role: 'server', judge: codec('DM1-PKG0-S-001', isA('notification')) }),
  messageRule({ requirement: 'DM1-PKG0-S-004', title: 'The version of a notification is 1.1', role: 'server', judge: codec('DM1-PKG0-S-004', isA('notification')) }),
  messageRule({ requirement: 'DM1-PKG0-S-006', title: 'The reserved bits of a notification are zero', role: 'server', judge: codec('DM1-PKG0-S-006', isA('notification')) }),
  messageRule({
    requirement: 'DM1-PKG0-S-016',
    title: 'length-identifier counts the octets of the server identifier',
    role: 'server',
    judge: codec('DM1-PKG0-S-016', isA('notification')),
  }),
];

/** Of the Data of a message the label is judged here; that what is labelled as a tree is one was found by its reader. */
function judgeLabels(view: MessageView, check: Parameters<MessageRule['judge']>[1]): void {
  codec('DM1-TNDS-B-001', () => false)(view, check);
  for (const tree of labelledTreesOf(view)) {
    check.holds(
      isRightLabel(tree),
      () => ({
        where: tree.type?.where ?? tree.data.where,
        found: labelText(tree),
        expected: `${TREE_TYPE}+${tree.encoding}, for the tree is in ${tree.encoding === 'xml' ? 'XML' : 'WBXML'}`,
      }),
    );
  }
}
const TREE_TYPE = 'application/vnd.syncml.dmtnds';

function isRightLabel({ type, encoding }: LabelledTree): boolean {
  return type?.value.trim().toLowerCase() === `${TREE_TYPE}+${encoding}`;
}

function labelText({ type }: LabelledTree): string {
  return type === undefined ? 'a serialized tree without Type' : `a serialized tree of Type ${shown(type.value)}`;
}
