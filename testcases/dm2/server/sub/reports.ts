/** SUB and UNSUB as a server uses them (clauses ~5.3.11 and ~5.3.12), and the reports that come of it. */
import { serverTest } from '../../../define.js';
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import type { ExchangeView, ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import { NAME } from '../support/probe.js';
import { isRecord } from '../../record.js';
import { repositoryOf, requireSent } from '../support/rounds.js';

const REPORTED = 'a value that a report brings';

/** A report in a format that is the suite's own. */
const UNKNOWN = 'a report in words of its own';

/** Needs encoding, so that there is more than one way to write it. */
const ODD_NODE = 'urn:oma:mo:x-suite-probe:1.0/p1/Data/a%20b%2Fc';

export const testCases: readonly ServerTestCase[] = [
  serverTest({
    id: 'dm2/server/sub/takes-reports',
    title: 'The address of a subscription takes reports by PUT',
    requirements: ['DM2-SUB-S-015'],
    purpose: 'The device reports changes by HTTP PUT, outside of any session.',
    procedure: ['Have the server queue SUB of a leaf.', 'Open a session and accept it; change the leaf and report it to the address of the subscription.', 'Expect a 2xx, and the report among what the server got.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'SUB', server: `${repositoryOf(device)}/reports`, client: [NAME] }]);
      await device.session();
      device.tree.write(NAME, REPORTED);
      await device.report();
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'SUB', NAME);
      const { request, response } = report(view, 0);
      const status = response?.event.status;
      const check = judge.check('DM2-SUB-S-015');
      const isPutTaken = check.holds(isTaken(status), { expected: 'a 2xx in answer to the PUT of a report', found: response === undefined ? `no answer (${view.silence})` : `the answer ${status}`, at: response?.at ?? request.at, stimulus: request.at });
      if (!isPutTaken) return;
      const { value: bodies, ...place } = uploads(view);
      check.holds(bodies.some((body) => body.includes(REPORTED)), { expected: 'the report among the uploads of the device', found: `${bodies.length} uploads without it`, ...place });
    },
  }),
  serverTest({
    id: 'dm2/server/sub/refuses-other-formats',
    title: 'A report in a format that the server cannot process is refused with 415 and the formats that are taken',
    requirements: ['DM2-SUB-S-008'],
    purpose: 'A device can write its report anew only if it is told in what.',
    procedure: ['Have the server queue SUB of a leaf.', 'Open a session and accept it; report plainly, then as text/x-unknown.', 'Expect 415 with OMADM-Accept in answer to the second report; a server that takes the report and keeps it can process the format, which is right as well.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'SUB', server: `${repositoryOf(device)}/reports`, client: [NAME] }]);
      await device.session();
      await device.report();
      await device.report({ type: 'text/x-unknown', body: UNKNOWN });
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'SUB', NAME);
      const plain = report(view, 0).response?.event.status;
      judge.require(isTaken(plain), `a plain report is answered with ${plain ?? 'nothing'}, so nothing can be said of another`, report(view, 0).request.at);
      const { request, response } = report(view, 1);
      const check = judge.check('DM2-SUB-S-008');
      const place = { at: response?.at ?? request.at, stimulus: request.at };
      const status = response?.event.status;
      if (isTaken(status) && uploads(view).value.some((body) => body.includes(UNKNOWN))) {
        check.holds(true, { expected: 'the report kept, or the status 415', found: 'the report among the uploads of the device: the server can process this format', ...place });
        return;
      }
      if (!check.holds(status === 415, { expected: 'the status 415 in answer to a report as text/x-unknown, or a 2xx and the report kept', found: status === undefined ? `no answer (${view.silence})` : `the answer ${status}`, ...place })) return;
      const accept = response?.headers('OMADM-Accept').join(', ') ?? '';
      check.holds(/[^\s/,;]+\/[^\s/,;]+/.test(accept), { expected: 'OMADM-Accept with the types that are taken', found: accept === '' ? 'no OMADM-Accept' : accept, ...place });
    },
  }),
  serverTest({
    id: 'dm2/server/sub/cancels-by-the-same-address',
    title: 'UNSUB has the very ClientURI of SUB',
    requirements: ['DM2-SUB-S-012'],
    purpose: 'The device knows its subscriptions by their ClientURI: written otherwise, UNSUB ends nothing.',
    procedure: ['Have the server queue SUB of a node whose name needs encoding, then UNSUB of it.', 'Open a session and report 200 for both.', 'Expect the same ClientURI in both, letter by letter.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'SUB', server: `${repositoryOf(device)}/reports`, client: [ODD_NODE] }], [{ command: 'UNSUB', client: [ODD_NODE] }]);
      await device.session({ status: ([name]) => (name === 'SUB' || name === 'UNSUB' ? { sc: 200 } : undefined) });
    },
    judge(view, judge) {
      const [, ...subscribed] = requireSent(view, 'SUB').value;
      const { value: [, cancelled], ...place } = requireSent(view, 'UNSUB');
      const wanted = subscribed.find((word) => !/^https?:/i.test(word));
      judge.require(wanted !== undefined, 'SUB has no ClientURI', place.at);
      judge.check('DM2-SUB-S-012').is({ ...place, value: cancelled, what: 'the ClientURI of UNSUB' }, wanted);
    },
  }),
];

/** The n-th report of the device. */
function report(view: ServerView, index: number): ExchangeView {
  const found = view.repository().filter(({ request }) => request.event.method === 'PUT')[index];
  if (found === undefined) throw new NotExercised(`the device could not report: ${view.silence}`, view.end);
  return found;
}

const isTaken = (status: number | undefined): boolean => status !== undefined && status >= 200 && status <= 299;

/** Bodies that the server got for the device. */
function uploads(view: ServerView): Observation<readonly string[]> {
  const { value, ...place } = view.belief('uploads');
  return { ...place, value: Array.isArray(value) ? value.map((entry: unknown) => (isRecord(entry) ? Buffer.from(String(entry['body']), 'base64').toString('utf8') : '')) : [] };
}
