/** A bootstrap that the device fetches over a network (clauses ~9.3.1 and ~9.3.4): TLS protects it, and the device knows its server by it. */
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';
import { attemptsIn, type Attempt } from '../../../../harness/judge/tls-view.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { SecureOffer } from '../../../../harness/tester/dm2-server/secure-endpoint.js';
import { clientTest } from '../../../define.js';
import { accountFor, bootstrapped, delivery, openingsAt } from '../support/bootstrap.js';
import { outcomeOf, placeOf } from '../support/secure.js';

const NEEDS = { tls: ['endpoint'], secured: ['bootstrap'], hooks: ['bootstrap'], values: ['boot.server.id'] } as const;
const RIGHT: SecureOffer = { name: 'a certificate that is right' };
const WRONG = [
  { name: 'a certificate of an authority that the device does not trust', certificate: 'untrusted' },
  { name: 'a certificate for another host', certificate: 'other-name' },
] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/boot/knows-its-server',
    title: 'A device asks no server for its bootstrap whose certificate is wrong',
    requirements: ['DM2-BOOT-B-008'],
    applies: 'BOOT_CLIENT&C_TLS_X509',
    needs: NEEDS,
    purpose: 'Whoever bootstraps a device owns it; by its certificate the device knows who that is.',
    procedure: [
      'Have the device ask for its bootstrap at an https address with a right certificate.',
      'Do the same with a certificate of an unknown authority, and with one for another host.',
      'Expect that the device asks the first time, and says nothing the other times.',
    ],
    drive: (tester) => playDeliveries(tester, [RIGHT, ...WRONG.map((offer) => ({ ...offer, mode: 'certificate' as const }))]),
    judge(view, judge) {
      requireFetched(view, judge);
      for (const [index, { name }] of WRONG.entries()) {
        const attempt = attemptAt(view, index + 2);
        judge.check('DM2-BOOT-B-008').holds(attempt.requests.length === 0, { expected: `no request to a bootstrap server with ${name}`, found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/boot/over-tls',
    title: 'A bootstrap from an https address comes over TLS, or not at all',
    requirements: ['DM2-BOOT-B-009'],
    applies: 'BOOT_CLIENT',
    needs: NEEDS,
    purpose: 'The document holds the secrets of the account; in the clear everybody on the way has them.',
    procedure: ['Have the device ask for its bootstrap at an https address.', 'Do the same where the server ends every handshake.', 'Expect that the device asks the first time, and that all its bytes are TLS both times.'],
    drive: (tester) => playDeliveries(tester, [RIGHT, { name: 'no suite that could be chosen', mode: 'certificate', certificate: 'none' }]),
    judge(view, judge) {
      for (const number of [1, 2]) {
        const attempt = attemptAt(view, number);
        const isClear = attempt.handshakes.some(({ outcome }) => outcome === 'plain');
        judge.check('DM2-BOOT-B-009').holds(!isClear, { expected: 'a handshake before anything else at the https address of the bootstrap server', found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
      }
      requireFetched(view, judge);
    },
  }),
  clientTest({
    id: 'dm2/client/boot/not-in-the-clear',
    title: 'A device outside of the lab makes no account of a bootstrap that comes over plain HTTP',
    requirements: ['DM2-BOOT-B-009'],
    applies: 'BOOT_CLIENT&!BOOT_PLAIN',
    needs: NEEDS,
    purpose: 'Anybody on the way can change what comes in the clear. Devices that are set up for the lab may take it (A-31).',
    procedure: ['Have the device ask for its bootstrap at an http address, and watch for a while.', 'As a control, have it ask at an https address for another account.', 'Expect no session at the SrvURI of the first account, and one at that of the second.'],
    async drive(tester) {
      await tester.bootstrap({ kind: 'client', document: accountFor(tester, '/1'), over: 'http' });
      await tester.observe();
      await tester.offer(RIGHT, 'bootstrap');
      await bootstrapped(tester, { kind: 'client', document: accountFor(tester, '/2', `${tester.value('boot.server.id')}-2`) });
    },
    judge(view, judge) {
      const stimulus = delivery(view, judge);
      const control = openingsAt(view, { address: 'b', path: '/dm/2', after: delivery(view, judge, 2) });
      const [wrong] = openingsAt(view, { address: 'b', path: '/dm/1', after: stimulus });
      judge.require(wrong !== undefined || control.length > 0, `no session followed the bootstrap over TLS: ${view.silence}`, view.end);
      judge.check('DM2-BOOT-B-009').holds(wrong === undefined, { expected: 'no session after a bootstrap over plain HTTP', found: wrong === undefined ? 'none' : 'a session at the SrvURI of the account', at: wrong?.request.at ?? stimulus, stimulus });
    },
  }),
];

/** One bootstrap for each offer, each with another account; those that this platform cannot make are left out and noted. */
async function playDeliveries(tester: ServerDriver, offers: readonly SecureOffer[]): Promise<void> {
  for (const [index, offer] of offers.entries()) {
    if ((await tester.offer(offer, 'bootstrap')) === 'unspoken') continue;
    const order = { kind: 'client', document: accountFor(tester, `/${index + 1}`, `${tester.value('boot.server.id')}-${index + 1}`) } as const;
    if (index === 0) await bootstrapped(tester, order);
    else {
      await tester.bootstrap(order);
      await tester.observe();
    }
  }
}

/** The bootstrap that was fetched over TLS as it should be, or nothing can be said of the others. */
function requireFetched(view: ClientView, judge: Judge): void {
  const attempt = attemptAt(view, 1);
  const isServed = attempt.handshakes.some(({ outcome }) => outcome === 'secured') && attempt.responses.some(({ status }) => status === OK);
  judge.require(isServed, `a bootstrap server with everything right is not asked over TLS (${outcomeOf(attempt)}), so nothing can be said of another`, placeOf(attempt));
}

const OK = 200;

/** What came of the bootstrap with this number, at the bootstrap server; the device has to have connected. */
function attemptAt(view: ClientView, number: number): Attempt {
  const attempt = attemptsIn(view.transcript, { point: 'bootstrap', begins: (event) => event.kind === 'control' && event.action === 'hook' && event.detail.startsWith('{"action":"bootstrap"') })[number - 1];
  if (attempt === undefined) throw new NotExercised(`bootstrap ${number} was not delivered: ${view.silence}`, view.end);
  if (attempt.handshakes.length === 0) throw new NotExercised(`the device did not connect for bootstrap ${number}: ${view.silence}`, attempt.at);
  return attempt;
}
