/** The four rights, each granted alone: what it permits, and that it permits nothing else (clauses 6.3.1.1 and 10). */
import type { Check } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { grant, type RightsName } from '../support/delegation.js';
import { AFTERWARDS, DELEGATION, judgePermitted, judgeRefused, NO_RIGHT, OTHER, requireCourse, runCourse, type Instance } from '../support/rights.js';
import { requireServers } from '../support/servers.js';
import { uploadedNode } from '../support/uploads.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';

type CommandName = 'HPUT' | 'HPOST' | 'HGET' | 'EXEC' | 'DELETE';

interface Row {
  readonly slug: string;
  readonly requirement: string;
  readonly rights: RightsName;
  readonly permits: readonly CommandName[];
  readonly refuses: readonly CommandName[];
  /** More to look at where the permitted commands succeed. */
  readonly judgeMore?: (view: ClientView, check: Check, instance: Instance) => void;
}

/** Commands that b must be refused come first: after DELETE there would be nothing left to refuse. */
const ROWS: readonly Row[] = [
  { slug: 'read-right-permits-reading', requirement: 'DM2-ACL-C-009', rights: 'read', permits: ['HPUT', 'HPOST'], refuses: ['HGET', 'EXEC', 'DELETE'] },
  { slug: 'write-right-permits-hget', requirement: 'DM2-ACL-C-010', rights: 'write', permits: ['HGET'], refuses: ['HPUT', 'HPOST', 'EXEC'], judgeMore: judgeWritten },
  { slug: 'write-right-permits-delete', requirement: 'DM2-ACL-C-010', rights: 'write', permits: ['DELETE'], refuses: ['HPUT', 'EXEC'], judgeMore: judgeDeleted },
  { slug: 'execute-right-permits-exec', requirement: 'DM2-ACL-C-011', rights: 'execute', permits: ['EXEC'], refuses: ['HPUT', 'HPOST', 'HGET', 'DELETE'] },
];

export const testCases: readonly TestCase[] = [
  ...ROWS.map(rightCase),
  clientTest({
    id: 'dm2/client/acl/read-right-permits-get',
    title: 'A server with the read right alone is served GET',
    requirements: ['DM2-ACL-C-009'],
    purpose: 'GET is one of the three reading commands.',
    procedure: ['Server a makes an instance, grants b read, and sends GET of a leaf, which must bring its value.', 'Server b sends GET of the leaf; expect success.'],
    applies: 'C_GET',
    needs: DELEGATION,
    async drive(tester) {
      await runCourse(tester, { rights: 'read', other: ({ leaf }) => [[['GET', leaf]]], owner: ({ leaf }) => [['GET', leaf]] });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      judgePermitted({ view, check: judge.check('DM2-ACL-C-009'), round: 1, command: 0 });
    },
  }),
  delegateCase({ slug: 'delegate-right-permits-granting', rights: 'read+delegate', title: 'A server with the delegate right may pass a right on by HGET on the access control data' }),
  delegateCase({ slug: 'granting-needs-the-delegate-right', rights: 'read', title: 'A server without the delegate right is refused HGET on the access control data of the instance' }),
];

function rightCase({ slug, requirement, rights, permits, refuses, judgeMore }: Row): TestCase {
  const isPosting = [...permits, ...refuses].includes('HPOST');
  return clientTest({
    id: `dm2/client/acl/${slug}`,
    title: `A server with the ${rights} right alone is served ${permits.join(' and ')} and refused ${refuses.join(', ')}`,
    requirements: [requirement, 'DM2-ACL-C-004'],
    purpose: 'Each right stands for its commands and for no others.',
    procedure: [`Server a makes an instance, reads it by HPUT${isPosting ? ' and HPOST' : ''}, executes it and grants b ${rights}.`, `Server b sends ${[...refuses, ...permits].join(', ')}.`, `Expect a refusal of ${refuses.join(', ')} and success of ${permits.join(' and ')}.`],
    needs: DELEGATION,
    async drive(tester) {
      await runCourse(tester, {
        rights,
        other: (instance) => [refuses.map((name) => command(tester, name, instance)), permits.map((name) => command(tester, name, instance))],
        owner: ({ leaf }) => (isPosting ? [['HPOST', tester.repository('/own-post', {}), leaf]] : []),
      });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      const instance = requireCourse(view, judge);
      const check = judge.check(requirement);
      const isServed = permits.map((_, command) => judgePermitted({ view, check, round: 2, command })).every(Boolean);
      if (isServed) judgeMore?.(view, check, instance);
      judgeRefused({ view, check: judge.check('DM2-ACL-C-004'), commands: [...refuses.keys()], silent: refuses.map((name) => `/${name.toLowerCase()}`).filter((path) => path !== '/hget') });
    },
  });
}

function command(tester: ServerDriver, name: CommandName, { root, leaf, executable }: Instance): readonly string[] {
  switch (name) {
    case 'HPUT': return read(tester, '/hput', leaf);
    case 'HPOST': return ['HPOST', tester.repository('/hpost', {}), leaf];
    case 'HGET': return set(tester, { path: '/hget', uri: leaf, value: 'written by b' });
    case 'EXEC': return ['EXEC', executable];
    case 'DELETE': return ['DELETE', root];
  }
}

function judgeWritten(view: ClientView, check: Check, { leaf }: Instance): void {
  check.is({ ...uploadedNode(view, '/after', leaf), stimulus: view.stimulus(2, OTHER) }, 'written by b');
}

function judgeDeleted(view: ClientView, check: Check): void {
  check.refused(view.status(1, 0, AFTERWARDS), [404, 400]);
}

interface DelegateRow {
  readonly slug: string;
  readonly title: string;
  readonly rights: 'read' | 'read+delegate';
}

function delegateCase({ slug, title, rights }: DelegateRow): TestCase {
  return clientTest({
    id: `dm2/client/acl/${slug}`,
    title,
    requirements: ['DM2-ACL-C-012'],
    purpose: 'Rights are handed on by whoever holds the delegate right, and by nobody else.',
    procedure: [`Server a makes an instance and grants b ${rights}.`, 'Server b sends HGET on the access control data of the instance, granting read to a third server.', rights === 'read' ? 'Expect a refusal.' : 'Expect success.'],
    needs: { ...DELEGATION, values: [...(DELEGATION.values ?? []), 'server.third'] },
    async drive(tester) {
      await runCourse(tester, { rights, other: ({ root }) => [[grant(tester, { path: '/passed-on', instance: root, to: 'server.third', rights: 'read' })]] });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      const check = judge.check('DM2-ACL-C-012');
      const status = view.status(1, 0, OTHER);
      if (rights === 'read') check.refused(status, NO_RIGHT);
      else judgePermitted({ view, check, round: 1, command: 0 });
    },
  });
}
