/** DELETE: what it removes (clauses 5.3.4 and 6). Nodes are created by HGET first, and looked for by HPUT afterwards. */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { below, instanceOf } from '../support/addresses.js';
import { read, set, type Command } from '../support/commands.js';
import { deleteAll, instancesReported, leafIn, newInstances, texts, uriMember, withoutFinalSlash } from '../support/created.js';
import { orEnd } from '../support/exec-command.js';
import { moEntries } from '../support/packages.js';
import { judgeGone, valueRead, type ReadBack } from '../support/readback.js';
import { EXPECT_SUCCESS, requireSuccess, statusIsKnown } from '../support/steps.js';
import { isRecord } from '../../record.js';

const ITEM = { values: ['probe.list', 'probe.list.item'] } as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/delete/is-supported',
    title: 'DELETE is carried out',
    requirements: ['DM2-CMD-DELETE-B-001'],
    purpose: 'The command is mandatory: a client may not answer it as one that it does not know.',
    procedure: ['Create an item by HGET.', 'Send DELETE of the item.', ...EXPECT_SUCCESS],
    needs: ITEM,
    drive: (tester) => tester.session([[create(tester, 'SuiteKnown')], [['DELETE', below(tester.value('probe.list'), 'SuiteKnown')]]]),
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      statusIsKnown({ view, check: judge.check('DM2-CMD-DELETE-B-001'), round: 2, command: 0 });
    },
  }),
  clientTest({
    id: 'dm2/client/delete/removes-the-node',
    title: 'DELETE removes the node at its ClientURI',
    requirements: ['DM2-CMD-DELETE-C-002'],
    purpose: 'A deleted node can be read no more.',
    procedure: ['Create an item by HGET and read it by HPUT.', 'Send DELETE of the item, then HPUT of it.', 'Expect success of DELETE, status 404 of HPUT (400 is accepted) and no upload.'],
    needs: ITEM,
    async drive(tester) {
      const uri = below(tester.value('probe.list'), 'SuiteGoes');
      await tester.session([[create(tester, 'SuiteGoes'), read(tester, '/before', uri)], [['DELETE', uri]], [read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = below(view.value('probe.list'), 'SuiteGoes');
      requireSuccess({ view, judge, round: 1, command: 0 });
      valueRead({ view, path: '/before', uri, round: 1, command: 1 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      judgeGone(judge.check('DM2-CMD-DELETE-C-002'), { view, path: '/after', uri, round: 3, command: 0 });
    },
  }),
  clientTest({
    id: 'dm2/client/delete/removes-descendants',
    title: 'DELETE of an interior node removes everything below it',
    requirements: ['DM2-CMD-DELETE-C-003'],
    purpose: 'No descendant may stay behind at its old address.',
    procedure: ['Create an item by HGET and read each of its leaves by HPUT.', 'Send DELETE of the item, then HPUT of each leaf.', 'Expect status 404 (400 is accepted) and no upload each.'],
    needs: ITEM,
    async drive(tester) {
      const uri = below(tester.value('probe.list'), 'SuiteParent');
      const reads = (when: string): readonly Command[] => leavesOf(tester).map((leaf) => read(tester, `/${when}-${leaf}`, below(uri, leaf)));
      await tester.session([[create(tester, 'SuiteParent'), ...reads('before')], [['DELETE', uri]], reads('after')]);
    },
    judge(view, judge) {
      const uri = below(view.value('probe.list'), 'SuiteParent');
      requireSuccess({ view, judge, round: 1, command: 0 });
      const leaves = leavesOf(view);
      for (const [index, leaf] of leaves.entries()) valueRead({ view, path: `/before-${leaf}`, uri: below(uri, leaf), round: 1, command: index + 1 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const check = judge.check('DM2-CMD-DELETE-C-003');
      for (const [index, leaf] of leaves.entries()) judgeGone(check, { view, path: `/after-${leaf}`, uri: below(uri, leaf), round: 3, command: index });
    },
  }),
  clientTest({
    id: 'dm2/client/delete/removes-an-instance',
    title: 'DELETE of the root of a dynamic instance removes the instance',
    requirements: ['DM2-CMD-DELETE-C-006'],
    purpose: 'The instance is gone from the tree, and from what the client announces.',
    procedure: [
      'Create an instance by HGET; take its address from the status and read a leaf of it by HPUT.',
      'Send DELETE of the address, then HPUT of the address; expect success of DELETE, and status 404 of HPUT (400 is accepted) without an upload.',
      'Open another session; expect no such MIID where Package#1 lists the MO.',
    ],
    needs: { values: ['probe.object', 'probe.object.data', 'probe.object.leaf'] },
    async drive(tester) {
      let created: readonly string[] = [];
      await tester.session([
        [['HGET', tester.repository('/new', newInstances(tester, { text: 'short-lived' }))]],
        () => {
          created = instancesReported(tester, 0).slice(0, 1);
          return orEnd(created.map((uri) => read(tester, '/before', leafIn(tester, uri))));
        },
        () => orEnd(deleteAll(created)),
        () => orEnd(created.map((uri) => read(tester, '/after', uri))),
      ]);
      await tester.session([]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const place = uriMember(view, { round: 1, command: 0 });
      const uri = texts(place.value)[0] ?? '';
      judge.require(view.session().rounds[1]?.commands[0]?.[0] === 'HPUT', 'no address of a new instance is reported, which another requirement judges', place.at);
      valueRead({ view, path: '/before', uri: leafIn(view, uri), round: 2, command: 0 });
      requireSuccess({ view, judge, round: 3, command: 0 });
      const check = judge.check('DM2-CMD-DELETE-C-006');
      judgeGone(check, { view, path: '/after', uri, round: 4, command: 0 });
      const { moid, miid } = instanceOf(withoutFinalSlash(uri));
      for (const session of view.sessions.slice(1)) {
        const listed = moEntries(session.opening)?.find((entry) => entry.moid === moid && entry.miids?.includes(miid) === true);
        check.holds(listed === undefined, { expected: `no MIID ${miid} in MOS after its deletion`, found: listed === undefined ? 'MOS without it' : `MIID ${miid}`, at: { event: session.opening.request.event.n, path: listed === undefined ? 'MOS' : `${listed.path}.MIID` }, stimulus: view.stimulus(3) });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/delete/removes-all-matches',
    title: 'DELETE with a wildcard removes every node that it matches, and no other',
    requirements: ['DM2-CMD-DELETE-C-007'],
    purpose: 'One command clears a list; what stands beside the list stays.',
    procedure: ['Create two items in a list by HGET, set a leaf beside it, and read all three by HPUT.', 'Send DELETE of the list with a wildcard for the item.', 'Expect both items gone and the leaf with its value.'],
    needs: { values: ['probe.list', 'probe.list.item', 'probe.leaf'], destructive: true },
    async drive(tester) {
      const [list, leaf] = [tester.value('probe.list'), tester.value('probe.leaf')];
      const reads = (when: string): readonly Command[] => [...MATCHES.map((name) => read(tester, `/${when}-${name}`, below(list, name))), read(tester, `/${when}-beside`, leaf)];
      await tester.session([[set(tester, { path: '/beside', uri: leaf, value: 'beside the list' }), ...MATCHES.map((name) => create(tester, name))], reads('before'), [['DELETE', below(list, '*')]], reads('after')]);
    },
    judge(view, judge) {
      const [list, leaf] = [view.value('probe.list'), view.value('probe.leaf')];
      const reads = (when: string, round: number): readonly ReadBack[] => [...MATCHES.map((name, command) => ({ view, path: `/${when}-${name}`, uri: below(list, name), round, command })), { view, path: `/${when}-beside`, uri: leaf, round, command: MATCHES.length }];
      for (const each of reads('before', 2)) valueRead(each);
      requireSuccess({ view, judge, round: 3, command: 0 });
      const check = judge.check('DM2-CMD-DELETE-C-007');
      const [first, second, beside] = reads('after', 4);
      if (first === undefined || second === undefined || beside === undefined) return;
      judgeGone(check, first);
      judgeGone(check, second);
      check.is(valueRead(beside), 'beside the list');
    },
  }),
];

const MATCHES: readonly string[] = ['SuiteMatchOne', 'SuiteMatchTwo'];

/** HGET that creates an item of this name below `probe.list`. */
function create(tester: ServerDriver, name: string): Command {
  const item: unknown = JSON.parse(tester.value('probe.list.item'));
  return set(tester, { path: `/create-${name}`, uri: below(tester.value('probe.list'), name), value: item });
}

/** Names of the leaves that an item below `probe.list` is created with. */
function leavesOf(values: Pick<ServerDriver, 'value'>): readonly string[] {
  const item: unknown = JSON.parse(values.value('probe.list.item'));
  return isRecord(item) ? Object.keys(item) : [];
}
