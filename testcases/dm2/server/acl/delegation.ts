/** Delegation access control (clause ~10): a server lists, grants and withdraws rights by the access control object. */
import { serverTest } from '../../../define.js';
import { sentFor } from '../support/rounds.js';
import { requireUsual, usual } from '../support/usual.js';

const DACMO = 'urn:oma:mo:x-suite-dacmo:1.0';
const GRANT = `${DACMO}//g1`;
const CONTENT = JSON.stringify([{ ClientURI: GRANT, MOData: { g1: { SrvID: 'srv-b', Rights: 'R' } } }]);

const STEPS = [
  { command: 'GET', what: 'reads the grants', uri: `${DACMO}//` },
  { command: 'HGET', what: 'makes a grant', uri: GRANT },
  { command: 'DELETE', what: 'withdraws the grant', uri: GRANT },
] as const;

export const testCases = [
  serverTest({
    id: 'dm2/server/acl/manages-grants',
    title: 'Grants are read, made and withdrawn',
    requirements: ['DM2-ACL-S-001'],
    purpose: 'Rights of other servers are data of the device: a server that cannot manage the access control object cannot delegate.',
    procedure: ['Have the server queue GET, HGET and DELETE for the access control object.', 'Open a session and report 200 for them.', 'Expect the three commands.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      const url = await tester.content('/grant', { body: CONTENT });
      await device.queue(STEPS.map(({ command }) => usual(command, command === 'HGET' ? url : undefined)));
      await device.queue(STEPS.map(({ command, uri }) => ({ command, client: [uri], ...(command === 'HGET' ? { server: url } : {}) })));
      await device.session({ status: ([, ...words]) => (words.length > 0 ? { sc: 200 } : undefined) });
    },
    judge(view, judge) {
      for (const { command, what, uri } of STEPS) {
        requireUsual(view, judge, command);
        const [sent] = sentFor(view, command, uri);
        judge.check('DM2-ACL-S-001').holds(sent !== undefined, { expected: `${command} ${uri}, which ${what}`, found: sent === undefined ? 'it in no package' : sent.value.join(' '), at: sent?.at ?? view.answer(1).at });
      }
    },
  }),
];
