/** Delegation access control as such (clause 10): whether there is any. How good it is, other cases judge. */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { NO_RIGHT, OTHER, requireCourse, runCourse, TWO_SERVERS } from '../support/rights.js';
import { requireServers } from '../support/servers.js';

const COMMANDS = [0, 1, 2] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/is-supported',
    title: 'A server without any right is not served like one that has them all',
    requirements: ['DM2-ACL-C-002'],
    purpose: 'Before single rights are looked at: does the client distinguish between servers at all?',
    procedure: ['Server a makes an instance, reads and executes it.', 'Server b, which was granted nothing, sends HPUT, HGET and EXEC for it.', 'Expect that at least one is refused for want of a right.'],
    needs: TWO_SERVERS,
    async drive(tester) {
      await runCourse(tester, {
        other: ({ root, leaf, executable }) => [[read(tester, '/put', root), set(tester, { path: '/value', uri: leaf, value: 'written by b' }), ['EXEC', executable]]],
      });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      const statuses = COMMANDS.map((command) => view.status(1, command, OTHER));
      const codes = statuses.map(({ value }) => value);
      const isRefused = codes.some((code) => NO_RIGHT.includes(code));
      judge.require(isRefused || codes.every(isSuccess), `the codes ${codes.join(', ')} do not tell whether a right is missing`, statuses[0]?.at);
      judge.check('DM2-ACL-C-002').holds(isRefused, { expected: `at least one of HPUT, HGET and EXEC refused (${NO_RIGHT.join(', ')})`, found: `the codes ${codes.join(', ')}`, at: statuses[0]?.at ?? view.end, stimulus: view.stimulus(1, OTHER) });
    },
  }),
];
