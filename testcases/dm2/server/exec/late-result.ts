/** EXEC with a ServerURI (clause ~5.3.5): the late result comes there. */
import { serverTest } from '../../../define.js';
import { SLOW } from '../support/probe.js';
import { requireReported, requireSent } from '../support/rounds.js';

/** As the device writes it. */
const COMPLETED = { AlertType: 'urn:oma:at:x-suite-probe:1.0:OperationComplete', SourceURI: SLOW, Data: { Result: 200 } };

export const testCases = [
  serverTest({
    id: 'dm2/server/exec/result-at-server-uri',
    title: 'A session at the ServerURI of EXEC, with the alert of the operation, is served',
    requirements: ['DM2-CMD-EXEC-S-004'],
    purpose: 'Who names an address for a late result has to be at home there.',
    procedure: ['Have the server queue EXEC of a slow operation with its second endpoint as ServerURI.', 'Open a session and report 202.', 'Open a session at that ServerURI with the alert of the operation, then one with the same alert at the first endpoint.', 'Expect a Package#2 in answer to the former, too.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'EXEC', client: [SLOW], server: device.other ?? device.endpoint }]);
      await device.session();
      await device.finish();
      await device.send(device.package1({ Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }, COMPLETED] }));
    },
    judge(view, judge) {
      const { value: words, at: sentAt } = requireSent(view, 'EXEC', SLOW);
      judge.require(words.some((word) => /^https?:/i.test(word)), 'the server left the ServerURI out that the test needs', sentAt);
      requireReported(view, judge);
      const { request, response } = view.round(1, 2);
      const usual = view.round(1, 3).response?.event.status;
      judge.require(usual === 200, `the alert is refused at the first endpoint as well (${usual ?? 'no answer'})`, view.end);
      const found = response === undefined ? `no response (${view.silence})` : `the response ${response.event.status}`;
      judge.check('DM2-CMD-EXEC-S-004').holds(response?.event.status === 200, { expected: 'the response 200 to Package#1 at the ServerURI of EXEC', found, at: response?.at ?? request.at, stimulus: request.at });
    },
  }),
];
