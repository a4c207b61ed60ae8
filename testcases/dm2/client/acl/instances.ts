/** The right on the instance is needed, for each command and each node; it belongs to one instance (clause 10). */
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { grant } from '../support/delegation.js';
import { createdAddress, createdNow, createInstance, creation, nodesOf } from '../support/owned.js';
import { DELEGATION, judgePermitted, judgeRefused, OTHER, requireCourse, runCourse, TWO_SERVERS } from '../support/rights.js';
import { requireServers } from '../support/servers.js';
import { requireSuccess } from '../support/steps.js';
import { uploadedNode } from '../support/uploads.js';

/** The root, and every node on the way down to the leaf. */
function nodesDownTo(root: string, path: string): readonly string[] {
  const names = path.split('/');
  return [root, ...names.map((_, index) => below(root, names.slice(0, index + 1).join('/')))];
}

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/moid-alone-opens-nothing',
    title: 'A server that may manage an MOID is refused on the instance that another server made',
    requirements: ['DM2-ACL-C-005'],
    purpose: 'The MOID set at bootstrap lets a server create instances of its own; it is no grant on those of others.',
    procedure: [
      'Server a makes an instance.',
      'Server b makes one of the same MOID and reads it; then it sends HPUT and DELETE for the instance of a, deletes its own and sends HPUT of it.',
      'Expect success on its own instance and a refusal on the other, without an upload.',
    ],
    needs: TWO_SERVERS,
    async drive(tester) {
      const root = await createInstance(tester);
      await tester.session([
        creation(tester, '/new-of-b'),
        () => [
          read(tester, '/own', createdNow(tester)), read(tester, '/put', root), ['DELETE', root], ['DELETE', createdNow(tester)], read(tester, '/own-after', createdNow(tester)),
        ],
      ], { account: 'b' });
      await tester.session([[['DELETE', root]]]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      createdAddress(view);
      createdAddress(view, { session: OTHER });
      requireSuccess({ view, judge, round: 2, command: 0, session: OTHER });
      judgeRefused({ view, check: judge.check('DM2-ACL-C-005'), round: 2, commands: [1, 2], silent: ['/put'] });
    },
  }),
  clientTest({
    id: 'dm2/client/acl/commands-need-a-right',
    title: 'A server without a grant is refused HPUT, HPOST, HGET, EXEC and DELETE on an instance, which stays as it was',
    requirements: ['DM2-ACL-C-004'],
    purpose: 'Every command that touches an instance asks for a right, and a refused one has no effect.',
    procedure: ['Server a makes an instance, reads it by HPUT and HPOST and executes it.', 'Server b sends the five commands; expect a refusal of each and no upload.', 'Server a reads the leaf; expect its old value.'],
    needs: TWO_SERVERS,
    async drive(tester) {
      await runCourse(tester, {
        other: ({ root, leaf, executable }) => [[
          read(tester, '/put', leaf), ['HPOST', tester.repository('/post', {}), leaf], set(tester, { path: '/value', uri: leaf, value: 'written by b' }),
          ['EXEC', executable], ['DELETE', root],
        ]],
        owner: ({ leaf }) => [['HPOST', tester.repository('/own-post', {}), leaf]],
      });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      const { leaf } = requireCourse(view, judge);
      const check = judge.check('DM2-ACL-C-004');
      judgeRefused({ view, check, commands: [0, 1, 2, 3, 4], silent: ['/put', '/post'] });
      check.is({ ...uploadedNode(view, '/after', leaf), stimulus: view.stimulus(1, OTHER) }, 'made for this test');
    },
  }),
  clientTest({
    id: 'dm2/client/acl/get-needs-a-right',
    title: 'A server without a grant is refused GET on an instance',
    requirements: ['DM2-ACL-C-004'],
    purpose: 'GET brings the data into Package#3, which must not hold it.',
    procedure: ['Server a makes an instance and sends GET of a leaf, which must bring its value.', 'Server b sends GET of the leaf; expect a refusal and nothing of its value in Package#3.'],
    applies: 'C_GET',
    needs: TWO_SERVERS,
    async drive(tester) {
      await runCourse(tester, { other: ({ leaf }) => [[['GET', leaf]]], owner: ({ leaf }) => [['GET', leaf]] });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      const check = judge.check('DM2-ACL-C-004');
      judgeRefused({ view, check, commands: [0] });
      const { request } = view.package3(1, OTHER);
      const isLeaked = (JSON.stringify(request.value) ?? '').includes('made for this test');
      check.holds(!isLeaked, { expected: 'a Package#3 without the value of the leaf', found: isLeaked ? 'the value of the leaf' : 'no value', at: request.at, stimulus: view.stimulus(1, OTHER) });
    },
  }),
  clientTest({
    id: 'dm2/client/acl/every-node-is-guarded',
    title: 'A server without a grant is refused the root of an instance and every node below it alike',
    requirements: ['DM2-ACL-C-004'],
    purpose: 'The check is made for each node: a deep address is no way round it.',
    procedure: ['Server a makes an instance.', 'Server b sends HPUT of the root and of each node down to a leaf.', 'Expect a refusal of each and no upload.'],
    needs: TWO_SERVERS,
    async drive(tester) {
      await runCourse(tester, { other: ({ root }) => [nodesDownTo(root, tester.value('probe.object.leaf')).map((uri) => read(tester, '/put', uri))] });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      const { root } = requireCourse(view, judge);
      const commands = nodesDownTo(root, view.value('probe.object.leaf')).map((_, index) => index);
      judgeRefused({ view, check: judge.check('DM2-ACL-C-004'), commands, silent: ['/put'] });
    },
  }),
  clientTest({
    id: 'dm2/client/acl/rights-are-per-instance',
    title: 'A right on one instance holds for all its nodes and for no other instance of the MOID',
    requirements: ['DM2-ACL-C-008'],
    purpose: 'Neither the MOID nor a single node carries rights.',
    procedure: ['Server a makes two instances and grants b read on the first.', 'Server b sends HPUT of the root and of a leaf of the first; expect success.', 'Server b sends HPUT of the root of the second; expect a refusal and no upload.'],
    needs: DELEGATION,
    async drive(tester) {
      let roots: readonly string[] = [];
      const keep = (): void => { roots = [...roots, createdNow(tester)]; };
      await tester.session([creation(tester), () => { keep(); return creation(tester); }, () => {
        keep();
        return [read(tester, '/owned', ...roots), grant(tester, { path: '/grant', instance: roots[0] ?? '', to: 'server.b.id', rights: 'read' })];
      }]);
      const [first = '', second = ''] = roots;
      await tester.session([[read(tester, '/root', first), read(tester, '/leaf', nodesOf(tester, first).leaf), read(tester, '/other', second)]], { account: 'b' });
      await tester.session([roots.map((root) => ['DELETE', root])]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      for (const round of [1, 2]) createdAddress(view, { round });
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 3, command });
      const check = judge.check('DM2-ACL-C-008');
      judgePermitted({ view, check, round: 1, command: 0 });
      judgePermitted({ view, check, round: 1, command: 1 });
      judgeRefused({ view, check, commands: [2], silent: ['/other'] });
    },
  }),
];
