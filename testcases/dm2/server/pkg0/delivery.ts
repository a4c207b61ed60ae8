/** The server sends Package#0, by whichever carrier it is told (clause ~5.2.1, Appendix E). */
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import { serverTest } from '../../../define.js';
import { codingOf, orderOf } from '../support/notification.js';

const CARRIERS = [
  { carrier: 'udp', seen: 'udp', words: 'a datagram' },
  { carrier: 'http', seen: 'hook', words: 'the body of a POST' },
  { carrier: 'push', seen: 'push', words: 'an OTA-HTTP push' },
] as const;

export const testCases = CARRIERS.map(sendsBy);

function sendsBy({ carrier, seen, words }: (typeof CARRIERS)[number]): ServerTestCase {
  return serverTest({
    id: `dm2/server/pkg0/by-${seen}`,
    title: `A notification is sent as ${words}`,
    requirements: ['DM2-PKG0-S-001'],
    purpose: 'A server reaches a device that does not call by itself.',
    procedure: [`Have the server send a notification to the tester as ${words}.`, 'Expect a Package#0 there.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ serverId: 'srv1' });
      await device.notification({ coding: codingOf(tester), digest: 'no', timestamp: 'no' }, carrier);
    },
    judge(view, judge) {
      const order = orderOf(view);
      const status = view.orders('notification')[0]?.response?.event.status ?? 0;
      judge.require(status >= 200 && status < 300, `the server was not made to send a notification: the upper tester answered ${status === 0 ? 'nothing' : status}`, order);
      const [came] = view.notifications.filter((each) => each.carrier === seen);
      const fault = came === undefined ? view.silence : came.fault;
      judge.check('DM2-PKG0-S-001').holds(came !== undefined && fault === null, { expected: `a Package#0 as ${words}`, found: fault === null ? 'a Package#0' : `none: ${fault}`, at: came?.at ?? view.end, stimulus: order });
    },
  });
}
