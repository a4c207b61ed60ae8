/** What the account of a bootstrap holds for the digest of notifications (clause ~5.2.1.2.4). */
import { serverTest } from '../../../define.js';
import { judgeNotificationPart, shownDocument } from '../support/bootstrap.js';
import { codingOf, optionAt, SECRET } from '../support/notification.js';

const DATA = 'YXV0aC1kYXRhLUEx';

export const testCases = [
  serverTest({
    id: 'dm2/server/boot/notification-secret',
    title: 'A server that makes digests gives the device the secret and the data for them',
    requirements: ['DM2-PKG0-S-021'],
    purpose: 'A device that never got the secret can check no digest, and drops every notification that has one.',
    procedure: [
      'Make a device whose account has a notification secret and notification data, and have the server show its bootstrap.',
      'Have the server notify the device with a digest; a server that makes none owes nothing.',
      'Expect Auth/Noti with Secret and Data in the DM Account of the bootstrap, in base64 or as text.',
    ],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ serverId: 'srv1', notification: { secret: SECRET, data: DATA } });
      await device.orderBootstrap('shown');
      await device.notification({ digest: 'yes', timestamp: 'no', coding: codingOf(tester) });
    },
    judge(view, judge) {
      const document = shownDocument(view);
      const digest = optionAt(view, 4);
      judge.require(digest.value !== undefined, 'the notification carries no digest, which DM2-PKG0-S-019 judges', digest.at);
      judgeNotificationPart({ judge, document, wanted: { Secret: [SECRET, 'notify-secret-01'], Data: [DATA, 'auth-data-A1'] } });
    },
  }),
];
