/** GET (clause ~5.3.6): the data comes in Package#3. */
import { serverTest } from '../../../define.js';
import { NAME } from '../support/probe.js';
import { believed, requireReported, requireSent } from '../support/rounds.js';

const VALUE = 'a value that only the device knows';

export const testCases = [
  serverTest({
    id: 'dm2/server/get/result-in-package3',
    title: 'The data of GET in Package#3 reaches the server',
    requirements: ['DM2-CMD-GET-S-008'],
    purpose: 'A server that sends GET and cannot read what it gets learns nothing of its devices.',
    procedure: ['Have the server queue GET of a leaf whose value only the device knows.', 'Open a session and report the value.', 'Expect the server to know the value.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      device.tree.write(NAME, VALUE);
      await device.queue([{ command: 'GET', client: [NAME] }]);
      await device.session();
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      requireReported(view, judge);
      const { value, at, ...place } = believed(view, 0);
      const text = JSON.stringify(value.content);
      judge.check('DM2-CMD-GET-S-008').holds(text.includes(VALUE), { expected: `'${VALUE}' in what the server knows`, found: text, at: { event: at.event, path: 'commands[0].content' }, ...place });
    },
  }),
];
