/** Bootstraps outside of the lab (clause ~9.3.1): TLS or nothing. Servers that are set up for the lab may do without. */
import { IutFault } from '../../../../harness/iut/control.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { serverTest } from '../../../define.js';
import { deviceWith } from '../support/credentials.js';
import { isRecord } from '../../record.js';

export const testCases = [
  serverTest({
    id: 'dm2/server/boot/pushed-in-the-clear',
    title: 'A server outside of the lab pushes no bootstrap to an http address',
    requirements: ['DM2-BOOT-B-009'],
    purpose: 'The document holds the secrets of the device; in the clear everybody on the way has them.',
    procedure: ['Make a device and have the server show its bootstrap.', 'Have it push the bootstrap to an http address of the tester; it may refuse.', 'Expect that nothing comes there.'],
    applies: 'BOOT_SERVER&!BOOT_PLAIN',
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.orderBootstrap('shown');
      // A refusal of the order is right; the transcript has it.
      await device.orderBootstrap('pushed').catch((fault: unknown) => {
        if (!(fault instanceof IutFault)) throw fault;
      });
    },
    judge(view, judge) {
      const [shown, pushed] = view.upperTester().filter(({ request }) => request.event.path.endsWith('/bootstrap'));
      judge.require(shown?.response?.event.status === 200 && pushed?.response !== undefined, `the server was not made to push: ${view.silence}`, view.end);
      const [came] = view.bootstrap('push');
      judge.check('DM2-BOOT-B-009').holds(came === undefined, { expected: 'nothing at an http address', found: came === undefined ? 'nothing' : `a push of ${came.request.event.body.length} bytes`, at: came?.request.at ?? view.end, stimulus: pushed?.request.at ?? view.end });
    },
  }),
  serverTest({
    id: 'dm2/server/boot/fetched-in-the-clear',
    title: 'A server outside of the lab serves bootstraps by TLS only',
    requirements: ['DM2-BOOT-B-009'],
    purpose: 'A device that is given an http address sends its credentials there and gets its secrets back, for everybody to read.',
    procedure: ['Ask for the bootstrap of a device, with right credentials, at the address that the server gives for it.', 'Expect the document at an https address; at an http address expect none.'],
    applies: 'BOOT_CLIENT&!BOOT_PLAIN',
    needs: { credentials: 'basic' },
    async drive(tester) {
      await (await deviceWith(tester, 'basic')).askForBootstrap();
    },
    judge(view, judge) {
      const address = bootstrapAddress(view);
      const answer = view.bootstrap('main').at(-1);
      const isServed = answer?.response?.event.status === 200;
      judge.require(answer?.response !== undefined, `the bootstrap address does not answer: ${view.silence}`, view.end);
      const isClear = /^http:/i.test(address);
      judge.require(isClear || isServed, `a device with right credentials gets no bootstrap at ${address}: the answer ${answer?.response?.event.status}`, answer?.response?.at ?? view.end);
      const found = isServed ? `the document at ${isClear ? 'an http' : 'an https'} address` : 'no document at an http address';
      judge.check('DM2-BOOT-B-009').holds(!(isClear && isServed), { expected: 'bootstraps at an https address only', found, at: answer?.response?.at ?? view.end, stimulus: answer?.request.at ?? view.end });
    },
  }),
];

/** What the upper tester said when the device was made, else the value of the IUT file. */
function bootstrapAddress(view: ServerView): string {
  const said = view.upperTester().map(({ response }) => response?.value).find((value) => isRecord(value) && typeof value['bootstrap'] === 'string');
  return isRecord(said) ? String(said['bootstrap']) : view.value('boot.url');
}
