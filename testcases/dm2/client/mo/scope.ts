/** Permanent and dynamic nodes (clauses 6.3.1.2 and 6.3.1.3). Left out: names of unnamed nodes other than MIIDs, which no message asks for. */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { isSuccess } from '../../../../harness/judge/judge.js';
import { moResource } from '../../../../harness/tester/dm2-server/answer.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { firstLeaf, listItem } from '../support/list.js';
import { judgeGone, judgeUnchanged, valueRead, type ReadBack } from '../support/readback.js';
import { requireKnown, requireSuccess, statusOfNode } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { holdsData } from '../support/uploads.js';

const ITEM_VALUES = ['probe.list', 'probe.list.item'] as const;

/** What the permanent node would be called. */
const NEW_NAME = 'RenamedByTheSuite';

/** A code for what a permanent node does not allow (dm2-tables section 3). */
const PERMANENT = [405] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/mo/permanent-node-keeps-its-name',
    title: 'Deleting or renaming a permanent node is answered 405 and the node stays',
    requirements: ['DM2-MO-C-004'],
    purpose: 'Servers rely on the permanent nodes of a definition being there, under their names.',
    procedure: ['Send HPUT of the permanent leaf, and HGET of another leaf, which must succeed.', 'Send DELETE of it, and HGET with another name as key of MOData.', 'Expect status 405 twice, and the same value by HPUT.'],
    needs: { values: ['probe.permanent', 'probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.permanent');
      const renamed = tester.repository('/renamed', moResource([{ ClientURI: uri, MOData: { [NEW_NAME]: 'renamed by the suite' } }]));
      await tester.session([[read(tester, '/before', uri), set(tester, { path: '/control', uri: tester.value('probe.leaf'), value: 'control' })], [['DELETE', uri], ['HGET', renamed, uri]], [read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value('probe.permanent');
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      for (const command of [0, 1]) requireKnown({ view, judge, round: 2, command });
      const check = judge.check('DM2-MO-C-004');
      for (const command of [0, 1]) check.refused(view.status(2, command), PERMANENT);
      const after = view.status(3, 0);
      if (check.holds(isSuccess(after.value), { expected: `the node ${uri} under its name`, found: `${after.what} ${after.value}`, at: after.at, stimulus: view.stimulus(2) })) {
        judgeUnchanged(check, before, { view, path: '/after', uri, round: 3, command: 0 });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/mo/permanent-child-stays-in-item',
    title: 'The permanent child of a dynamic node cannot be deleted by itself',
    requirements: ['DM2-MO-C-004'],
    purpose: 'Below a node that a server created, the permanent nodes are permanent all the same.',
    procedure: ['Create an item in a list by HGET.', 'Send DELETE of its permanent child.', 'Expect status 405, and HPUT of the child to succeed.', 'Send DELETE of the item.'],
    needs: { values: [...ITEM_VALUES, 'probe.list.kept'] },
    async drive(tester) {
      const { uri, kept } = keptChild(tester, 'suite-permanent');
      await tester.session([[set(tester, { path: '/item', uri, value: listItem(tester) }), read(tester, '/before', kept)], [['DELETE', kept]], [read(tester, '/after', kept)], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 1, command });
      requireKnown({ view, judge, round: 2, command: 0 });
      const check = judge.check('DM2-MO-C-004');
      check.refused(view.status(2, 0), PERMANENT);
      check.succeeded({ ...view.status(3, 0), what: 'status of HPUT of the permanent child, which must stay,' });
    },
  }),
  clientTest({
    id: 'dm2/client/mo/dynamic-node-comes-and-goes',
    title: 'A dynamic node is added by HGET and taken away by DELETE, more than once',
    requirements: ['DM2-MO-C-005'],
    purpose: 'A server shapes the dynamic part of an object while the device is running.',
    procedure: ['Create an item in a list by HGET and read it by HPUT.', 'Send DELETE of it; expect it to be gone.', 'Create it once more and read it; expect its data.', 'Send DELETE of it.'],
    needs: { values: ITEM_VALUES },
    async drive(tester) {
      const uri = below(tester.value('probe.list'), 'suite-dynamic');
      const create = (path: string): readonly string[] => set(tester, { path, uri, value: listItem(tester) });
      await tester.session([[create('/item'), read(tester, '/created', uri)], [['DELETE', uri], read(tester, '/gone', uri)], [create('/item'), read(tester, '/again', uri)], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      const uri = below(view.value('probe.list'), 'suite-dynamic');
      const check = judge.check('DM2-MO-C-005');
      for (const round of [1, 2, 3]) statusOfNode({ view, judge, round, command: 0 });
      for (const [round, path] of [[1, '/created'], [3, '/again']] as const) {
        if (!check.succeeded(view.status(round, 0))) return;
        const node = valueRead({ view, path, uri, round, command: 1 });
        check.holds(holdsData(node.value, listItem(view)), { expected: `the item ${JSON.stringify(listItem(view))}`, found: JSON.stringify(node.value) ?? 'nothing', at: node.at, stimulus: view.stimulus(round) });
        if (round === 1 && check.succeeded(view.status(2, 0))) judgeGone(check, { view, path: '/gone', uri, round: 2, command: 1 });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/mo/deleted-subtree-does-not-return',
    title: 'A node that is created anew has none of the children it had before it was deleted',
    requirements: ['DM2-MO-C-006'],
    purpose: 'With a node goes everything below it; what a later node of that name does not get, it does not have.',
    procedure: ['Create an item with a second leaf "former child" by HGET.', 'Send DELETE of the item and create it again without that leaf.', 'Send HPUT of the item; expect no "former child" in it.', 'Send DELETE of the item.'],
    needs: { values: ITEM_VALUES },
    async drive(tester) {
      const uri = below(tester.value('probe.list'), 'suite-subtree');
      const [first = '', second = ''] = Object.keys(listItem(tester));
      const whole = set(tester, { path: '/whole', uri, value: { ...listItem(tester), [second]: 'former child' } });
      const part = set(tester, { path: '/part', uri, value: { [first]: listItem(tester)[first] } });
      await tester.session([[whole, read(tester, '/before', uri)], [['DELETE', uri]], [part, read(tester, '/after', uri)], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      const uri = below(view.value('probe.list'), 'suite-subtree');
      for (const round of [1, 2, 3]) requireSuccess({ view, judge, round, command: 0 });
      const before = valueRead({ view, path: '/before', uri, round: 1, command: 1 });
      judge.require(isRecord(before.value) && Object.values(before.value).includes('former child'), 'the item has no second leaf', before.at);
      const after = valueRead({ view, path: '/after', uri, round: 3, command: 1 });
      const names = isRecord(after.value) ? Object.entries(after.value).filter(([, value]) => value === 'former child').map(([name]) => name) : [];
      judge.check('DM2-MO-C-006').holds(names.length === 0, { expected: 'no child of the deleted node', found: names.length === 0 ? 'no such child' : `${names.join(', ')} "former child"`, at: after.at, stimulus: view.stimulus(3) });
    },
  }),
  clientTest({
    id: 'dm2/client/mo/permanent-child-comes-with-parent',
    title: 'The permanent child of a dynamic node is there as soon as the node is',
    requirements: ['DM2-MO-C-007'],
    purpose: 'Nobody but the client can make a permanent node, so it has to come with its parent.',
    procedure: ['Create an item in a list by HGET, its permanent child not among the data.', 'Send HPUT of the permanent child; expect an upload.', 'Send DELETE of the item.'],
    needs: { values: [...ITEM_VALUES, 'probe.list.kept'] },
    async drive(tester) {
      const { uri, kept } = keptChild(tester, 'suite-kept');
      await tester.session([[set(tester, { path: '/item', uri, value: listItem(tester) }), read(tester, '/item-up', uri), read(tester, '/kept', kept)], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 1, command });
      const status = view.status(1, 2);
      judge.check('DM2-MO-C-007').holds(isSuccess(status.value) && view.repository('/kept').length > 0, { expected: `an upload of ${view.value('probe.list.kept')}, the permanent child`, found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(1) });
    },
  }),
  clientTest({
    id: 'dm2/client/mo/sibling-names-differ',
    title: 'A node that is given twice under one name is there once',
    requirements: ['DM2-MO-C-008'],
    purpose: 'Two children of one parent never have equal names: the second data replaces the first or is refused.',
    procedure: ['Create an item in a list by HGET, then send HGET of the same item with other data.', 'Send HPUT of the list; expect no name twice among its children.', 'Send DELETE of the item.'],
    needs: { values: ITEM_VALUES },
    async drive(tester) {
      const list = tester.value('probe.list');
      const uri = below(list, 'suite-twice');
      const give = (path: string, value: string): readonly string[] => set(tester, { path, uri, value: { ...listItem(tester), [firstLeaf(tester)]: value } });
      await tester.session([[give('/one', 'one')], [give('/two', 'two')], [read(tester, '/list', list)], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      for (const round of [1, 3]) requireSuccess({ view, judge, round, command: 0 });
      const upload = view.upload('/list');
      const { json } = upload.exchange.request;
      judge.require(json.ok && JSON.stringify(upload.items).includes('"suite-twice"'), 'the upload of the list does not hold the item', upload.at);
      const twice = json.ok ? json.document.duplicates.map(({ path }) => path).filter((path) => path.includes('.MOData.')) : [];
      judge.check('DM2-MO-C-008').holds(twice.length === 0, { expected: 'each name once among the children of a node', found: twice.length === 0 ? 'each name once' : `${twice.join(', ')} twice`, at: upload.at, stimulus: view.stimulus(3) });
    },
  }),
];

/** An item of the list and its permanent child. */
function keptChild(tester: ServerDriver, name: string): { readonly uri: string; readonly kept: string } {
  const uri = below(tester.value('probe.list'), name);
  return { uri, kept: below(uri, tester.value('probe.list.kept')) };
}
