/** Access control beyond the moment: subscriptions, default addresses, and rights that are taken back (clause 10). */
import type { CommandList, Resource } from '../../../../harness/tester/dm2-server/answer.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { grant } from '../support/delegation.js';
import { createdAddress, createdNow, creation, nodesOf } from '../support/owned.js';
import { DELEGATION, judgeRefused, NO_RIGHT, OTHER, TWO_SERVERS } from '../support/rights.js';
import { requireServers } from '../support/servers.js';
import { requireSuccess } from '../support/steps.js';

const TAKEN: Resource = { status: 200 };

const GRANTED = 'while it was granted';
const TAKEN_BACK = 'after it was taken back';

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/subscribing-needs-the-read-right',
    title: 'A server without the read right is refused SUB',
    requirements: ['DM2-ACL-C-014'],
    purpose: 'Reports carry data, so that a subscription needs what reading needs.',
    procedure: ['Server a makes an instance and subscribes to a leaf of it, to show that this is possible.', 'Server b, without a grant, sends SUB for the same leaf; expect a refusal.'],
    applies: 'C_SUB',
    needs: TWO_SERVERS,
    async drive(tester) {
      let leaf = '';
      let root = '';
      await tester.session([creation(tester), () => {
        root = createdNow(tester);
        leaf = nodesOf(tester, root).leaf;
        return [['SUB', tester.repository('/sub-a', TAKEN), leaf], ['UNSUB', leaf]];
      }]);
      await tester.session([[['SUB', tester.repository('/sub-b', TAKEN), leaf]], [['UNSUB', leaf]]], { account: 'b' });
      await tester.session([[['DELETE', root]]]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      createdAddress(view);
      requireSuccess({ view, judge, round: 2, command: 0 });
      judgeRefused({ view, check: judge.check('DM2-ACL-C-014'), commands: [0] });
    },
  }),
  clientTest({
    id: 'dm2/client/acl/default-needs-the-moid',
    title: 'DEFAULT for an MOID that was not set for the server at bootstrap is refused',
    requirements: ['DM2-ACL-C-014'],
    purpose: 'Who may not manage an MO may not say either where its configuration comes from.',
    procedure: ['Send DEFAULT for an MOID that the tester may manage; it must succeed.', 'Send DEFAULT for an MOID that the device has, but that was not set for the tester.', 'Expect a refusal.'],
    applies: 'C_DEFAULT',
    needs: { values: ['foreign.moid', 'settings.moid'] },
    drive: (tester) => tester.session(['settings.moid', 'foreign.moid'].map((value) => [['DEFAULT', tester.repository(`/${value}`, {}), tester.value(value)]])),
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      judge.check('DM2-ACL-C-014').refused(view.status(2, 0), NO_RIGHT);
    },
  }),
  clientTest({
    id: 'dm2/client/acl/withdrawal-counts-at-once',
    title: 'A right that was taken back is gone with the next command',
    requirements: ['DM2-ACL-C-015'],
    purpose: 'A grant is no promise for the future.',
    procedure: ['Server a makes an instance and grants b read; server b reads it.', 'Server a takes the right back; server b sends HPUT again; expect a refusal and no upload.'],
    needs: DELEGATION,
    async drive(tester) {
      const { root, leaf } = await runWithdrawal(tester, { use: (uri) => [read(tester, '/before', uri)] });
      await tester.session([[read(tester, '/put', leaf)]], { account: 'b' });
      await tester.session([[['DELETE', root]]]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a', 'b', 'a');
      createdAddress(view);
      requireSuccess({ view, judge, round: 2, command: 0 });
      requireSuccess({ view, judge, round: 1, command: 0, session: OTHER });
      requireSuccess({ view, judge, round: 1, command: 0, session: 3 });
      const check = judge.check('DM2-ACL-C-015');
      check.refused(view.status(1, 0, 4), NO_RIGHT);
      const stimulus = view.stimulus(1, 4);
      check.count(view.repository('/put').map(({ request }) => request), 0, { what: 'upload to /put', at: stimulus, stimulus });
    },
  }),
  clientTest({
    id: 'dm2/client/acl/withdrawal-ends-reports',
    title: 'Reports of a subscription end when the read right is taken back',
    requirements: ['DM2-ACL-C-015'],
    purpose: 'A subscription rests on a right and falls with it.',
    procedure: [
      'Server a makes an instance and grants b read; server b subscribes to a leaf.',
      'Server a changes the leaf; expect a report, to show that there are any.',
      'Server a takes the right back and changes the leaf again; expect no further report with the new value.',
    ],
    applies: 'C_SUB',
    needs: DELEGATION,
    async drive(tester) {
      const { root, leaf } = await runWithdrawal(tester, {
        use: (uri) => [['SUB', tester.repository('/sub', TAKEN), uri]],
        async between(uri) {
          await tester.session([[set(tester, { path: '/first', uri, value: GRANTED })]]);
          await tester.arrival('/sub');
          // A client may send an initial report first.
          if (!textOf(tester.uploaded('/sub')).includes(GRANTED)) await tester.arrival('/sub', 2);
        },
      });
      await tester.session([[set(tester, { path: '/second', uri: leaf, value: TAKEN_BACK })]]);
      await tester.observe();
      await tester.session([[['UNSUB', leaf]]], { account: 'b' });
      await tester.session([[['DELETE', root]]]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a', 'a', 'a', 'b', 'a');
      createdAddress(view);
      requireSuccess({ view, judge, round: 2, command: 0 });
      requireSuccess({ view, judge, round: 1, command: 0, session: OTHER });
      for (const session of [3, 4, 5]) requireSuccess({ view, judge, round: 1, command: 0, session });
      const stimulus = view.stimulus(1, 5);
      const reports = view.repository('/sub').map(({ request }) => ({ at: request.at, text: textOf(request.value) }));
      judge.require(reports.some(({ text }) => text.includes(GRANTED)), 'no report came while the right was there, so that its end says nothing', view.stimulus(1, 3));
      const late = reports.filter(({ text }) => text.includes(TAKEN_BACK));
      judge.check('DM2-ACL-C-015').count(late, 0, { what: 'report after the right was taken back', at: stimulus, stimulus });
    },
  }),
];

interface Withdrawal {
  /** Commands of b that need the right, for the address of the leaf. */
  readonly use: (leaf: string) => CommandList;
  /** What happens before the right is taken back. */
  readonly between?: (leaf: string) => Promise<void>;
}

/** a makes an instance and grants b read; b uses it; a takes the right back. Returns the addresses of root and leaf. */
async function runWithdrawal(tester: ServerDriver, { use, between }: Withdrawal): Promise<{ readonly root: string; readonly leaf: string }> {
  let root = '';
  await tester.session([creation(tester), () => {
    root = createdNow(tester);
    return [grant(tester, { path: '/grant', instance: root, to: 'server.b.id', rights: 'read' })];
  }]);
  const { leaf } = nodesOf(tester, root);
  await tester.session([use(leaf)], { account: 'b' });
  await between?.(leaf);
  await tester.session([[grant(tester, { path: '/withdrawal', instance: root, to: 'server.b.id', rights: 'none' })]]);
  return { root, leaf };
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? '';
