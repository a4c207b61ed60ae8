/** Generic alerts of the device (clause 5.4): that they are reported, when, and how often. Their form is a matter of rules. */
import type { Needs, TestCase } from '../../../../harness/campaign/test-case.js';
import { isRefusal, isSuccess, show } from '../../../../harness/judge/judge.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { RawAnswer } from '../../../../harness/tester/dm2-server/answer.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { attempts } from '../support/course.js';
import { alertsOf, member } from '../support/packages.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';

const NEEDS: Needs = { values: ['probe.alert', 'probe.root'], hooks: ['raise-alert'] };

const FAILURE: RawAnswer = { status: 500, illegal: 'an HTTP error instead of a Package#2, so that the package was not delivered' };

function raise(tester: ServerDriver): Promise<void> {
  return tester.hook({ action: 'raise-alert', alertType: tester.value('probe.alert'), sourceUri: tester.value('probe.root') });
}

/** Messages at DM endpoints, each with whether it carries an alert of the type. */
function carriers(view: ClientView, type: string): readonly { readonly exchange: ExchangeView; readonly carries: boolean }[] {
  return view.dm().map((exchange) => ({ exchange, carries: alertsOf(exchange).some((alert) => alert['AlertType'] === type) }));
}

/** No alerts, or a flat list in which each has a type. */
function hasReadableAlerts(exchange: ExchangeView): boolean {
  const list = member(exchange, 'Alert');
  return list === undefined || (Array.isArray(list) && (list as readonly unknown[]).every((item) => isRecord(item) && typeof item['AlertType'] === 'string'));
}

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/alert/reports-events',
    title: 'An event on the device reaches the server as a generic alert',
    requirements: ['DM2-ALERT-B-001'],
    purpose: 'The client may open a session for it or wait for the next one; either way it must come.',
    procedure: ['Let the device raise an alert.', 'Open two sessions.', 'Expect the alert in one of the packages.'],
    needs: NEEDS,
    async drive(tester) {
      await raise(tester);
      await tester.session([]);
      await tester.session([]);
    },
    judge(view, judge) {
      const all = carriers(view, view.value('probe.alert'));
      const found = all.find(({ carries }) => carries);
      judge.require(found !== undefined || all.every(({ exchange }) => hasReadableAlerts(exchange)), 'a package has alerts that cannot be read, which other requirements judge', view.end);
      const ends = attempts(view).map(({ ended }) => ended);
      judge.require(found !== undefined || (all.length > 1 && ends.every((end) => end !== undefined)), `nobody knows whether the device has more to say: ${view.silence}`, view.end);
      judge.check('DM2-ALERT-B-001').holds(found !== undefined, { expected: `an alert of type ${view.value('probe.alert')} in a package`, found: found === undefined ? `${all.length} packages without it` : 'the alert', at: found?.exchange.request.at ?? view.end });
    },
  }),
  clientTest({
    id: 'dm2/client/alert/dm1-content-under-dm1x',
    title: 'The alert of an MO made for DM 1.x has its content under the key DM1x of Data',
    requirements: ['DM2-ALERT-C-008'],
    purpose: 'The result of a DM 1.x operation keeps its form, under a key that says so.',
    procedure: ['Send EXEC of a node of such an MO; open another session, in case the alert comes late.', 'Expect the completion alert with the member DM1x in Data.'],
    needs: { values: ['dm1x.executable', 'dm1x.alert'] },
    async drive(tester) {
      await tester.session([[['EXEC', tester.value('dm1x.executable')]]]);
      await tester.session([]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const type = view.value('dm1x.alert');
      const found = view.dm().flatMap((exchange) => alertsOf(exchange).map((alert, index) => ({ exchange, alert, index }))).find(({ alert }) => alert['AlertType'] === type);
      judge.require(found !== undefined, `no alert of type ${type} came; another requirement judges that`, view.end);
      const data = found?.alert['Data'];
      judge.require(isRecord(data), 'Data of the alert is no object, which another requirement judges', found?.exchange.request.at);
      const hasKey = isRecord(data) && Object.hasOwn(data, 'DM1x');
      judge.check('DM2-ALERT-C-008').holds(hasKey, { expected: 'Data with the member DM1x', found: `Data ${show(data)}`, at: { event: found?.exchange.request.event.n ?? view.end.event, path: `Alert[${found?.index ?? 0}].Data` }, stimulus: view.stimulus(1) });
    },
  }),
  clientTest({
    id: 'dm2/client/alert/is-kept-until-delivered',
    title: 'An alert whose package failed is sent again, and no more once it was delivered',
    requirements: ['DM2-ALERT-C-012'],
    purpose: 'Events are neither lost nor reported twice.',
    procedure: [
      'Let the device raise an alert; answer the package that carries it, in a session of the device or of the tester, with HTTP 500.',
      'Open three more sessions and answer them well.',
      'Expect the alert in the first package after the failure, and in none after a package with it was answered well.',
    ],
    needs: { ...NEEDS, state: 'kept' },
    async drive(tester) {
      tester.expect([FAILURE]);
      await raise(tester);
      await tester.observe();
      await tester.session([FAILURE]);
      for (let session = 0; session < 3; session += 1) await tester.session([]);
    },
    judge(view, judge) {
      const all = carriers(view, view.value('probe.alert'));
      const codeOf = ({ response }: ExchangeView): number => response?.event.status ?? 0;
      const failed = all.findLastIndex(({ exchange, carries }) => carries && isRefusal(codeOf(exchange)));
      judge.require(failed >= 0, 'the client sent no package with the alert that could fail, which another requirement judges', view.end);
      const check = judge.check('DM2-ALERT-C-012');
      const next = all.slice(failed + 1);
      const [again, ...rest] = next;
      judge.require(again !== undefined, `the client sent nothing after the failure: ${view.silence}`, view.end);
      check.holds(again?.carries === true, { expected: 'the alert again in the package after the failure', found: again?.carries === true ? 'the alert' : 'a package without it', at: again?.exchange.request.at ?? view.end, stimulus: all[failed]?.exchange.response?.at ?? view.end });
      if (again?.carries !== true || !isSuccess(codeOf(again.exchange))) return;
      judge.require(rest.length > 0, `no package followed the delivery: ${view.silence}`, view.end);
      check.count(rest.filter(({ carries }) => carries).map(({ exchange }) => exchange.request), 0, { what: 'package that repeats the alert after its delivery', at: again.exchange.request.at, stimulus: again.exchange.response?.at ?? view.end });
    },
  }),
  clientTest({
    id: 'dm2/client/alert/opens-a-session',
    title: 'An alert that waits makes the client open a session by itself',
    requirements: ['DM2-ALERT-C-013'],
    purpose: 'The server should learn of an event without asking.',
    procedure: ['Let the device, which has no session, raise an alert.', 'Expect a Package#1 with the alert before the tester asks for a session.', 'Ask for a session, to learn whether the alert was pending at all.'],
    needs: NEEDS,
    async drive(tester) {
      await raise(tester);
      await tester.arrival('dm');
      await tester.observe();
      await tester.session([]);
    },
    judge(view, judge) {
      const [asked] = attempts(view);
      judge.require(asked !== undefined, 'the tester did not get to ask for a session', view.end);
      const found = carriers(view, view.value('probe.alert')).find(({ carries }) => carries);
      judge.require(found !== undefined, 'the alert never came, which another requirement judges', view.end);
      const place = found?.exchange.request.at ?? view.end;
      const isOwn = place.event < (asked?.start.event ?? 0);
      judge.check('DM2-ALERT-C-013').holds(isOwn, { expected: 'a session of the device with the alert', found: isOwn ? 'such a session' : 'the alert only in the session that the tester asked for', at: place });
    },
  }),
];
