/** A right notification opens a session, by each way of delivery (clause ~5.2.1, Appendix E). */
import type { ClientTestCase } from '../../../../harness/campaign/test-case.js';
import type { NotificationCarrier } from '../../../../harness/iut/notification-address.js';
import { show } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { judgeReached, requireOpened, SERVER_INITIATED } from '../support/notified.js';
import { alertsOf } from '../support/packages.js';

const CARRIERS = { udp: 'a datagram', push: 'an HTTP push', hook: 'the test hook of the client' } as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/pkg0/opens-session',
    title: 'A notification opens a session, and its Package#1 says so',
    requirements: ['DM2-PKG0-C-002', 'DM2-PKG1-C-010'],
    purpose: 'A server reaches a device by a notification; the device then says why it calls.',
    procedure: ['Send the right notification.', 'Expect a session, and the alert ServerInitiatedMgmt in its Package#1.'],
    needs: { notification: 'any' },
    async drive(tester) {
      await tester.notified(tester.notifications.write(tester.notifications.facts()));
    },
    judge(view, judge) {
      judgeReached({ view, judge, what: 'the right notification', requirement: 'DM2-PKG0-C-002' });
      const { opening } = view.session();
      const types = alertsOf(opening).map((alert) => alert['AlertType']);
      judge.check('DM2-PKG1-C-010').holds(types.includes(SERVER_INITIATED), {
        expected: `the alert ${SERVER_INITIATED} in Package#1`,
        found: types.length === 0 ? 'no alert' : `the alerts ${types.map(show).join(', ')}`,
        at: { event: opening.request.event.n, path: 'Alert' },
      });
    },
  }),
  ...(['udp', 'push', 'hook'] as const).map(byCarrier),
  clientTest({
    id: 'dm2/client/pkg0/returns-id',
    title: 'Package#1 returns the NOTIFICATION-ID of the notification',
    requirements: ['DM2-PKG1-C-011'],
    purpose: 'By the identifier a server knows which of its notifications the device answers. Where in the alert it stands, no text says (A-11).',
    procedure: ['Send a notification with the NOTIFICATION-ID 4660 (0x1234).', 'Expect that number in Data of the alert ServerInitiatedMgmt, as a number or as text.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(write({ ...facts(), notificationId: 0x1234 }));
    },
    judge(view, judge) {
      const opened = requireOpened({ view, judge, number: 1, what: 'the notification' });
      const alert = opened === undefined ? undefined : alertsOf(opened).find((each) => each['AlertType'] === SERVER_INITIATED);
      judge.require(alert !== undefined, 'Package#1 has no alert ServerInitiatedMgmt, which DM2-PKG1-C-010 judges', opened?.request.at);
      if (alert === undefined || opened === undefined) return;
      judge.check('DM2-PKG1-C-011').holds(holdsId(alert['Data']), { expected: 'the NOTIFICATION-ID 4660 in Data of the alert', found: `Data ${show(alert['Data'])}`, at: { event: opened.request.event.n, path: 'Alert' } });
    },
  }),
];

function byCarrier(carrier: NotificationCarrier): ClientTestCase {
  return clientTest({
    id: `dm2/client/pkg0/by-${carrier}`,
    title: `A notification by ${CARRIERS[carrier]} opens a session`,
    requirements: ['DM2-PKG0-C-002'],
    purpose: 'What a notification says does not depend on how it comes (Appendix E).',
    procedure: [`Send the right notification by ${CARRIERS[carrier]}.`, 'Expect a session.'],
    needs: { notification: carrier },
    async drive(tester) {
      await tester.notified(tester.notifications.write(tester.notifications.facts()), { carrier });
    },
    judge(view, judge) {
      judgeReached({ view, judge, what: `the right notification by ${CARRIERS[carrier]}`, requirement: 'DM2-PKG0-C-002' });
    },
  });
}

/** 4660 as a number, or its decimal or hexadecimal text, at whatever depth. */
function holdsId(data: unknown): boolean {
  if (data === 4660) return true;
  if (typeof data === 'string') return /^(?:4660|(?:0x)?1234)$/i.test(data) || /(?<![0-9a-f])(?:4660|0x1234)(?![0-9a-f])/i.test(data);
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsId);
}
