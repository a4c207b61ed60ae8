/** CONT (clause 5.3.8): the rest of the session goes to another address, and only the rest. */
import { clientTest } from '../../../define.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Check, Judge } from '../../../../harness/judge/judge.js';
import { isSuccess } from '../../../../harness/judge/judge.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { package1 } from '../support/packages.js';
import { statusIsKnown } from '../support/steps.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/cont/is-known',
    title: 'CONT is a command that the client carries out',
    requirements: ['DM2-CMD-CONT-B-001'],
    purpose: 'Servers share load by CONT; a client must know it.',
    procedure: ['Send CONT with a second address.', 'Expect a status of success, wherever Package#3 goes: the address is a sound one, so that an error of any kind means that the command is not carried out.'],
    drive: (tester) => tester.session([[['CONT', tester.endpoint.b]]]),
    judge: (view, judge) => statusIsKnown({ view, check: judge.check('DM2-CMD-CONT-B-001'), round: 1, command: 0 }),
  }),
  clientTest({
    id: 'dm2/client/cont/moves-the-session',
    title: 'Package#3 for a Package#2 with CONT goes to the address that CONT names',
    requirements: ['DM2-CMD-CONT-C-002'],
    purpose: 'The first server hands over: already the status of CONT is for the new address.',
    procedure: ['Send CONT with a second address.', 'Expect the Package#3 with its status there.'],
    drive: (tester) => tester.session([[['CONT', tester.endpoint.b]]]),
    judge(view, judge) {
      requireKnown(view, judge);
      judgeAddress(judge.check('DM2-CMD-CONT-C-002'), { view, exchange: view.package3(1), wanted: 'b', what: 'Package#3 for CONT' });
    },
  }),
  clientTest({
    id: 'dm2/client/cont/stays-moved',
    title: 'Every further Package#3 of the session goes to the address that CONT named',
    requirements: ['DM2-CMD-CONT-C-003'],
    purpose: 'The address holds for the rest of the session, not for one message.',
    procedure: ['Send CONT with a second address; there, run two more rounds with HPUT of a leaf.', 'Expect each Package#3 at the second address.'],
    needs: { values: ['probe.leaf'] },
    drive: moveAndGoOn,
    judge(view, judge) {
      requireMoved(view, judge);
      const check = judge.check('DM2-CMD-CONT-C-003');
      for (const round of [2, 3]) judgeAddress(check, { view, exchange: view.package3(round), wanted: 'b', what: `Package#3 of round ${round}` });
    },
  }),
  clientTest({
    id: 'dm2/client/cont/forgets-the-address',
    title: 'The session after one with CONT begins at the SrvURI of the account',
    requirements: ['DM2-CMD-CONT-C-004'],
    purpose: 'CONT moves one session; the account stays as it is.',
    procedure: ['Send CONT with a second address and end the session there.', 'Let the client open another session. Expect its Package#1 at the first address.'],
    async drive(tester) {
      await tester.session([[['CONT', tester.endpoint.b]]]);
      await tester.session([]);
    },
    judge(view, judge) {
      requireMoved(view, judge);
      judgeAddress(judge.check('DM2-CMD-CONT-C-004'), { view, exchange: package1(view, 2), wanted: 'a', what: 'Package#1 of the next session' });
    },
  }),
];

async function moveAndGoOn(tester: ServerDriver): Promise<void> {
  const leaf = tester.value('probe.leaf');
  await tester.session([[['CONT', tester.endpoint.b]], [['HPUT', tester.repository('/first', {}), leaf]], [['HPUT', tester.repository('/second', {}), leaf]]]);
}

/** A client that refuses CONT breaks DM2-CMD-CONT-B-001 and stays where it is. */
function requireKnown(view: ClientView, judge: Judge): void {
  const status = view.status(1, 0);
  judge.require(isSuccess(status.value), `the client refused CONT with ${status.value}`, status.at);
}

function requireMoved(view: ClientView, judge: Judge): void {
  requireKnown(view, judge);
  const { event, at } = view.package3(1).request;
  judge.require(event.address === 'b', 'Package#3 for CONT did not go to the second address, which DM2-CMD-CONT-C-002 judges', at);
}

interface Addressed {
  readonly view: ClientView;
  readonly exchange: ExchangeView;
  readonly wanted: 'a' | 'b';
  readonly what: string;
}

function judgeAddress(check: Check, { view, exchange, wanted, what }: Addressed): void {
  const { address, n } = exchange.request.event;
  const nameOf = (which: string): string => (which === 'a' ? 'the first address' : 'the second address');
  check.holds(address === wanted, { expected: `${what} at ${nameOf(wanted)}`, found: `${what} at ${nameOf(address)}`, at: { event: n, path: 'target' }, stimulus: view.stimulus(1) });
}
