/** A client without delegation access control (clause 10): every bootstrapped server may do everything. */
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { judgePermitted, requireCourse, runCourse, TWO_SERVERS } from '../support/rights.js';
import { requireServers } from '../support/servers.js';

const COMMANDS = 5;

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/all-rights-without-control',
    title: 'Without access control a server reads, writes, executes and deletes an instance that another server made',
    requirements: ['DM2-ACL-C-003'],
    purpose: 'Where nobody manages rights, no server may be shut out: who made an instance does not count.',
    procedure: ['Server a makes an instance, reads it by HPUT and HPOST and executes it.', 'Server b sends HPUT, HPOST, HGET, EXEC and DELETE for it.', 'Expect success for each.'],
    needs: TWO_SERVERS,
    async drive(tester) {
      await runCourse(tester, {
        other: ({ root, leaf, executable }) => [[
          read(tester, '/put', root), ['HPOST', tester.repository('/post', {}), leaf], set(tester, { path: '/value', uri: leaf, value: 'written by b' }),
          ['EXEC', executable], ['DELETE', root],
        ]],
        owner: ({ leaf }) => [['HPOST', tester.repository('/own-post', {}), leaf]],
      });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      const check = judge.check('DM2-ACL-C-003');
      for (let command = 0; command < COMMANDS; command += 1) judgePermitted({ view, check, round: 1, command });
    },
  }),
];
