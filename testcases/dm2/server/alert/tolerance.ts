/** Alerts that a server has to live with (clause ~5.4). */
import { serverTest } from '../../../define.js';
import { judgeServed, requireServed } from '../support/served.js';

const INITIATED = { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' };

export const testCases = [
  serverTest({
    id: 'dm2/server/alert/unknown-type',
    title: 'An alert of an unknown type leaves the session as it is',
    requirements: ['DM2-ALERT-S-009'],
    purpose: 'Alerts of objects that the server does not know must not break its sessions.',
    procedure: ['Send a plain Package#1, then one with an alert of an unknown type.', 'Expect a Package#2 in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      await device.send(device.package1({ Alert: [INITIATED, { AlertType: 'urn:oma:at:x-suite-nobody:1.0:Unheard', SourceURI: 'urn:oma:mo:x-suite-probe:1.0/p1/State', Mark: 'fatal' }] }));
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      judgeServed({ view, judge, requirement: 'DM2-ALERT-S-009', message: 1, what: 'an alert of an unknown type' });
    },
  }),
  serverTest({
    id: 'dm2/server/alert/type-alone',
    title: 'An alert with nothing but its type is accepted',
    requirements: ['DM2-ALERT-S-010'],
    purpose: 'All other members of an alert are optional.',
    procedure: ['Send a plain Package#1, then one with an alert of an object that has AlertType alone.', 'Expect a Package#2 in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      await device.send(device.package1({ Alert: [INITIATED, { AlertType: 'urn:oma:at:x-suite-probe:1.0:StateChanged' }] }));
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      judgeServed({ view, judge, requirement: 'DM2-ALERT-S-010', message: 1, what: 'an alert with AlertType alone' });
    },
  }),
];
