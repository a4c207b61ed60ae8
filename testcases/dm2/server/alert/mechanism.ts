/** Alerts as a server takes them (clause ~5.4): in both packages, without a word in return. */
import { serverTest } from '../../../define.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { NotExercised, show } from '../../../../harness/judge/judge.js';
import { COUNT, NAME, PROBE } from '../support/probe.js';
import { isRecord } from '../../record.js';
import { requireReported, requireSent } from '../support/rounds.js';
import { judgeServed, requireServed } from '../support/served.js';

const INITIATED = { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' };
const FIRST = { AlertType: 'urn:oma:at:x-suite-probe:1.0:StateChanged', SourceURI: `${PROBE}/p1/State`, Mark: 'minor', Data: { level: 1 } };
const SECOND = { AlertType: 'urn:oma:at:x-suite-probe:1.0:CountChanged', SourceURI: COUNT };

/** A normal alert, one that nobody knows, one that makes no sense. */
const ALERTS = [FIRST, { AlertType: 'urn:oma:at:x-suite-nobody:1.0:Unheard' }, { AlertType: 'nonsense', SourceURI: `${PROBE}/none/Nowhere`, TargetURI: 'nowhere/', Data: { '': null } }];

export const testCases = [
  serverTest({
    id: 'dm2/server/alert/in-package1',
    title: 'Package#1 with an alert of a management object is served',
    requirements: ['DM2-ALERT-B-001'],
    purpose: 'Events of the device reach the server with the next package; a server that knows no alerts refuses the session.',
    procedure: ['Send a plain Package#1, then one with an alert of the probe object.', 'Expect a Package#2 in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      await device.send(device.package1({ Alert: [INITIATED, FIRST] }));
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      judgeServed({ view, judge, requirement: 'DM2-ALERT-B-001', message: 1, what: 'an alert of a management object' });
    },
  }),
  serverTest({
    id: 'dm2/server/alert/in-both-packages',
    title: 'Alerts in Package#1 and in Package#3 reach the server',
    requirements: ['DM2-ALERT-B-001'],
    purpose: 'What a device has to say must not get lost, whichever package carries it.',
    procedure: ['Have the server queue GET of a leaf.', 'Open a session with an alert in Package#1 and another in Package#3.', 'Expect the server to know of both.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }]);
      device.raiseAlert(FIRST);
      await device.session({
        status([, uri]) {
          if (uri === NAME) device.raiseAlert(SECOND);
          return undefined;
        },
      });
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      requireReported(view, judge);
      const { value, ...place } = view.belief('alerts');
      const types = Array.isArray(value) ? value.map((entry: unknown) => (isRecord(entry) ? entry['type'] : undefined)) : [];
      for (const { AlertType } of [FIRST, SECOND]) judge.check('DM2-ALERT-B-001').holds(types.includes(AlertType), { expected: `${AlertType} among the alerts of the device`, found: show(types), ...place });
    },
  }),
  serverTest({
    id: 'dm2/server/alert/no-reply',
    title: 'No alert is answered in the protocol',
    requirements: ['DM2-ALERT-S-003'],
    purpose: 'A device has no place for a reply to its alert: one that comes all the same confuses it.',
    procedure: ['Send a plain Package#1, then one each with a normal, an unknown and a nonsensical alert.', 'Expect a Package#2 each time that has nothing about the alert.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      for (const alert of ALERTS) await device.send(device.package1({ Alert: [INITIATED, alert] }));
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      for (const [index, { AlertType }] of ALERTS.entries()) {
        const { found, ...place } = replyTo(view, index + 1, AlertType);
        judge.check('DM2-ALERT-S-003').holds(found === null, { expected: `a Package#2 without a word about ${AlertType}`, found: found ?? 'a Package#2 without one', ...place });
      }
    },
  }),
];

/** What a response says about an alert, or null. */
function replyTo(view: ServerView, message: number, alertType: string): { readonly found: string | null; readonly at: { readonly event: number }; readonly stimulus: { readonly event: number } } {
  const exchange = view.dm()[message];
  if (exchange?.response === undefined) throw new NotExercised(`the server did not answer message ${message + 1}: ${view.silence}`, exchange?.request.at ?? view.end);
  const { request, response } = exchange;
  const place = { at: response.at, stimulus: request.at };
  if (response.event.status !== 200) throw new NotExercised(`the package with ${alertType} is refused with ${response.event.status}; whether it may be is another requirement`, response.at);
  const members = isRecord(response.value) ? Object.entries(response.value) : [];
  const reply = members.find(([name, value]) => /^(alert|status|results?)$/i.test(name) || JSON.stringify(value).includes(alertType));
  return { found: reply === undefined ? null : `the member ${reply[0]}: ${show(reply[1])}`, ...place };
}
