/** What holds for bootstraps whichever way they take (clauses ~8, ~9.3): who may send them, what follows, what they change. */
import type { Place } from '../../../../harness/judge/finding.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { BootstrapOrder, ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { accountFor, anyWay, bootstrapped, delivery, judgeReport, openingsAt } from '../support/bootstrap.js';
import { read } from '../support/commands.js';
import { moEntries } from '../support/packages.js';
import { itemsOf } from '../support/uploads.js';

const ANY_WAY = 'BOOT_SERVER|BOOT_CLIENT|BOOT_SC';
const NEEDS = { hooks: ['bootstrap'], values: ['boot.server.id'] } as const;
const FIRST = { address: 'b', path: '/dm/first' } as const;
const SECOND = { address: 'b', path: '/dm/second' } as const;

const account = (tester: ServerDriver, path: string): BootstrapOrder => ({ kind: anyWay(tester), document: accountFor(tester, path) });

export const testCases = [
  clientTest({
    id: 'dm2/client/boot/each-is-reported',
    title: 'Each bootstrap is reported with BootstrapComplete, not only the first',
    requirements: ['DM2-BOOT-C-005'],
    purpose: 'The server learns by the alert that the device has what it was given; without it, it would send it again.',
    procedure: ['Bootstrap the device with an account for one new server, then with one for another.', 'Expect the alert urn:oma:at:dm:2.0:BootstrapComplete in the first Package#1 at each of them.'],
    applies: ANY_WAY,
    needs: NEEDS,
    async drive(tester) {
      await bootstrapped(tester, account(tester, '/first'));
      await bootstrapped(tester, { kind: anyWay(tester), document: accountFor(tester, '/second', `${tester.value('boot.server.id')}-2`) });
    },
    judge(view, judge) {
      for (const [index, place] of [FIRST, SECOND].entries()) {
        const after = delivery(view, judge, index + 1);
        judgeReport({ judge, requirement: 'DM2-BOOT-C-005', opening: accepted(view, judge, { ...place, after }), stimulus: after });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/boot/from-anybody',
    title: 'A bootstrap without the security of the bootstrap server makes no account',
    requirements: ['DM2-BOOT-C-007'],
    purpose: 'Who can bootstrap a device owns it.',
    procedure: ['Deliver an account without the security by which the device knows its bootstrap server, and watch for a while.', 'As a control, deliver another one with it.', 'Expect no session at the SrvURI of the first account, and one at that of the second.'],
    applies: 'BOOT_SERVER|BOOT_CLIENT',
    needs: NEEDS,
    async drive(tester) {
      await tester.bootstrap({ ...account(tester, '/first'), authority: 'none' });
      await tester.observe();
      await bootstrapped(tester, { kind: anyWay(tester), document: accountFor(tester, '/second', `${tester.value('boot.server.id')}-2`) });
    },
    judge: (view, judge) => judgeRefused({ view, judge, requirement: 'DM2-BOOT-C-007', what: 'a bootstrap that comes from anybody' }),
  }),
  clientTest({
    id: 'dm2/client/boot/refused-by-the-user',
    title: 'A bootstrap that the user refuses makes no account',
    requirements: ['DM2-BOOT-C-011'],
    purpose: 'The user decides who manages the device, in view of what that server asks for.',
    procedure: ['Deliver an account and refuse it on the device; watch for a while.', 'As a control, deliver another one and agree to it.', 'Expect no session at the SrvURI of the first account, and one at that of the second.'],
    applies: ANY_WAY,
    needs: NEEDS,
    async drive(tester) {
      await tester.bootstrap({ ...account(tester, '/first'), consent: 'refused' });
      await tester.observe();
      await bootstrapped(tester, { kind: anyWay(tester), document: accountFor(tester, '/second', `${tester.value('boot.server.id')}-2`) });
    },
    judge: (view, judge) => judgeRefused({ view, judge, requirement: 'DM2-BOOT-C-011', what: 'a bootstrap that the user refuses' }),
  }),
  clientTest({
    id: 'dm2/client/boot/again',
    title: 'A second bootstrap for a known server brings its account up to date and makes no other',
    requirements: ['DM2-BOOT-C-012'],
    purpose: 'Operators move their servers. A device that refuses the second bootstrap keeps one account as well, which is taken (A-43).',
    procedure: ['Bootstrap the device with an account for a new server, then with one that has the same SrvID and another SrvURI.', 'Expect that the list of DM Accounts in Package#1 does not grow; a device that refuses opens the session that it is asked for.', 'If there is no MO list (A-07), read SrvID of all accounts, and expect that of the new server once at most.'],
    applies: ANY_WAY,
    needs: NEEDS,
    async drive(tester) {
      await bootstrapped(tester, account(tester, '/first'));
      await tester.bootstrap(account(tester, '/second'));
      // Where there is no MO list, the accounts themselves are counted, if the device resolves the address.
      await tester.session(tester.supports('C_URI_WILDCARD') ? [[read(tester, '/accounts', 'urn:oma:mo:oma-dm-dmacc:1.2/*/SrvID')]] : []);
    },
    judge(view, judge) {
      const before = accepted(view, judge, { ...FIRST, after: delivery(view, judge) });
      const after = delivery(view, judge, 2);
      const later = view.sessions.map(({ opening }) => opening).filter(({ request }) => request.event.n > after.event);
      judge.require(later.length > 0, `no session was opened after the second bootstrap: ${view.silence}`, after);
      const check = judge.check('DM2-BOOT-C-012');
      const [first, ...others] = [before, ...later].map(accountsIn).filter((count) => count !== undefined);
      if (first === undefined || others.length === 0) {
        const same = itemsOf(view.upload('/accounts')).filter(({ data }) => JSON.stringify(data ?? null).includes(JSON.stringify(view.value('boot.server.id'))));
        check.holds(same.length <= 1, { expected: 'one account of the new server at most', found: `${same.length} of them`, at: view.upload('/accounts').at, stimulus: after });
        return;
      }
      const most = Math.max(...others);
      check.holds(most <= first, { expected: `${first} DM Accounts, as before`, found: `${most} of them`, at: { event: later.at(-1)?.request.event.n ?? after.event, path: 'MOS' }, stimulus: after });
    },
  }),
  clientTest({
    id: 'dm2/client/boot/authenticates',
    title: 'A device that asks for its bootstrap authenticates at the bootstrap server',
    requirements: ['DM2-BOOT-B-008'],
    purpose: 'Accounts hold secrets and are handed to the right device only. That the device knows its server shows over TLS.',
    procedure: ['Have the device ask the bootstrap server of the tester, which wants credentials (Basic) before it answers with an account.', 'Expect the credentials of the IUT file there, and a session with the new server.'],
    applies: 'BOOT_CLIENT&BOOT_PLAIN',
    needs: { ...NEEDS, credentials: 'any' },
    drive: (tester) => bootstrapped(tester, { kind: 'client', document: accountFor(tester, '/first'), access: { challenges: [{ scheme: 'basic' }] } }),
    judge(view, judge) {
      const after = delivery(view, judge);
      const requests = view.bootstrap();
      const [first] = requests;
      judge.require(first !== undefined, `nothing came to the bootstrap server: ${view.silence}`, after);
      const served = requests.find(({ response }) => response?.event.status === 200);
      const last = requests.at(-1);
      judge.check('DM2-BOOT-B-008').holds(served !== undefined, { expected: 'credentials that hold at the bootstrap server', found: served === undefined ? `none in ${requests.length} requests` : 'right ones', at: (served ?? last)?.request.at ?? after, stimulus: first?.response?.at ?? after });
    },
  }),
];

interface Expected {
  readonly address: 'a' | 'b';
  readonly path: string;
  readonly after: Place;
}

/** A bootstrap that has to work did: the Package#1 at its server. Otherwise nothing can be said. */
function accepted(view: ClientView, judge: Judge, expected: Expected): ExchangeView {
  const [opening] = openingsAt(view, expected);
  judge.require(opening !== undefined, `no session followed the bootstrap, which other tests judge: ${view.silence}`, expected.after);
  // `require` has thrown where it is undefined; the compiler cannot know.
  return opening ?? view.session(1).opening;
}

interface Refused {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly requirement: string;
  readonly what: string;
}

/** The first account of the test is not used, and the second is: a device that takes no bootstrap at all shows nothing. */
function judgeRefused({ view, judge, requirement, what }: Refused): void {
  const stimulus = delivery(view, judge);
  const [wrong] = openingsAt(view, { ...FIRST, after: stimulus });
  if (wrong === undefined) accepted(view, judge, { ...SECOND, after: delivery(view, judge, 2) });
  judge.check(requirement).holds(wrong === undefined, { expected: `no session after ${what}`, found: wrong === undefined ? 'none' : 'a session at the SrvURI of the account', at: wrong?.request.at ?? stimulus, stimulus });
}

/** How many DM Accounts a Package#1 lists; undefined where it lists no objects, or not these. */
function accountsIn(opening: ExchangeView): number | undefined {
  const entry = moEntries(opening)?.find(({ moid }) => typeof moid === 'string' && moid.startsWith('urn:oma:mo:oma-dm-dmacc:1.'));
  return entry?.miids?.length;
}
