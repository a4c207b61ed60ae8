/** A client with two servers keeps what belongs to one from the other (clause 10). Left out: rights, which DM2-ACL judges. */
import { clientTest } from '../../../define.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import type { Answer } from '../../../../harness/tester/dm2-server/answer.js';
import { isSameAddress } from '../support/addresses.js';
import { alertsIn, alertsOf } from '../support/packages.js';

const REFUSAL: Answer = { status: 503, illegal: 'the server cannot take the package with the result' };

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/keeps-servers-apart',
    title: 'The result of an operation that one server ordered is not told to another',
    requirements: ['DM2-SEQ-C-017'],
    purpose: 'While the result still waits for its own server, a session with the other one runs: it must not carry the alert.',
    procedure: [
      'Server A sends EXEC of a node whose result comes later; it answers the package with the result by 503.',
      'Let the client open a session with server B, then one with server A.',
      'Expect the alert at A again, and never at B.',
    ],
    needs: { values: ['probe.slow'], accounts: 2 },
    async drive(tester) {
      const sourceUri = tester.value('probe.slow');
      // The client may open a session of its own before it reports: what is refused is the report, whenever it comes.
      const refuseReport = (): Answer => (alertsIn(tester.lastMessage()).some((alert) => isSameAddress(alert['SourceURI'], sourceUri)) ? REFUSAL : [['END']]);
      await tester.session([[['EXEC', sourceUri]], [['END']], refuseReport, refuseReport, refuseReport]);
      await tester.session([], { account: 'b' });
      await tester.session([]);
    },
    judge(view, judge) {
      const sourceUri = view.value('probe.slow');
      const atA = view.dm('a').filter((exchange) => tellsOf(exchange, sourceUri));
      const atB = view.dm('b');
      const refused = atA.find(({ response }) => response?.event.status === 503);
      if (refused === undefined) throw new NotExercised(`server A got no later alert about the operation that it could refuse: ${whyNot(view)}`, view.end);
      judge.require(atB.length > 0, `no session with server B was opened: ${view.silence}`, view.end);
      const check = judge.check('DM2-SEQ-C-017');
      for (const exchange of atB.filter((candidate) => tellsOf(candidate, sourceUri))) {
        check.holds(false, { expected: 'no alert about an operation that server A ordered', found: `an alert with SourceURI ${sourceUri}`, at: { event: exchange.request.event.n, path: 'Alert' }, stimulus: view.stimulus(1) });
        return;
      }
      const last = atA.find(({ request }) => request.event.n > (atB.at(-1)?.request.event.n ?? Infinity));
      judge.require(last !== undefined, 'the alert was not sent to server A again, so nothing shows that it was waiting', view.end);
      check.holds(true, { expected: 'no alert of server A at server B', found: 'the alert waited for server A', at: atB[0]?.request.at ?? view.end, stimulus: view.stimulus(1) });
    },
  }),
];

function tellsOf(exchange: ExchangeView, sourceUri: string): boolean {
  return alertsOf(exchange).some((alert) => isSameAddress(alert['SourceURI'], sourceUri));
}

function whyNot(view: ClientView): string {
  const status = view.status(1, 0);
  return status.value === 202 ? view.silence : `${status.what} is ${status.value}`;
}
