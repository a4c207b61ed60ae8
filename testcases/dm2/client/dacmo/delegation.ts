/** The Delegation Access Control MO (clause 12.3): it is there, says who holds what, and rights are granted by HGET on it. */
import { isDeepStrictEqual } from 'node:util';
import type { Needs, TestCase } from '../../../../harness/campaign/test-case.js';
import { show } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { instanceOf } from '../support/addresses.js';
import { namesInstance } from '../support/access-view.js';
import { read } from '../support/commands.js';
import { grant } from '../support/delegation.js';
import { createdAddress, createdNow, creation, nodesOf } from '../support/owned.js';
import { moEntries, package1 } from '../support/packages.js';
import { AFTERWARDS, DELEGATION, judgePermitted, judgeRefused, NO_RIGHT, OTHER, requireCourse, runCourse } from '../support/rights.js';
import { requireServers } from '../support/servers.js';
import { requireSuccess } from '../support/steps.js';
import { itemsOf } from '../support/uploads.js';

const WITH_VIEW: Needs = { ...DELEGATION, values: [...(DELEGATION.values ?? []), 'dacmo.moid'] };

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/dacmo/is-visible',
    title: 'Every server finds the access control MO in MOS and can read its instance',
    requirements: ['DM2-MO-DACMO-C-001'],
    purpose: 'Without it a server could neither see nor pass on its rights.',
    procedure: ['Open a session with server a and one with server b; send HPUT of the access control MO.', 'Expect its MOID in MOS, if there is MOS, and a successful upload.'],
    needs: { values: ['dacmo.moid'], accounts: 2 },
    async drive(tester) {
      for (const account of ['a', 'b'] as const) await tester.session([[read(tester, `/view-of-${account}`, `${tester.value('dacmo.moid')}//`)]], { account });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b');
      const check = judge.check('DM2-MO-DACMO-C-001');
      for (const session of [1, 2]) {
        const opening = package1(view, session);
        const entries = moEntries(opening);
        if (entries !== undefined) {
          const isListed = entries.some(({ moid }) => moid === view.value('dacmo.moid'));
          check.holds(isListed, { expected: `${view.value('dacmo.moid')} in MOS`, found: isListed ? 'the MOID' : show(entries.map(({ moid }) => moid)), at: { event: opening.request.event.n, path: 'MOS' } });
        }
        judgePermitted({ view, check, round: 1, command: 0, session });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/dacmo/states-instance-and-rights',
    title: 'The access control MO names the instance, and changes with the rights that are held on it',
    requirements: ['DM2-MO-DACMO-C-002'],
    purpose: 'The names of its nodes are open, so that the tester looks for the MIID and for a difference between two sets of rights.',
    procedure: ['Server a makes an instance and grants b read; b reads the access control MO.', 'Server a grants b all rights; b reads it again.', 'Expect the MIID in both uploads, and different content.'],
    needs: WITH_VIEW,
    async drive(tester) {
      const look = (path: string): Promise<void> => tester.session([[read(tester, path, `${tester.value('dacmo.moid')}//`)]], { account: 'b' });
      let root = '';
      const give = (rights: 'read' | 'all'): readonly string[] => grant(tester, { path: `/grant-${rights}`, instance: root, to: 'server.b.id', rights });
      await tester.session([creation(tester), () => { root = createdNow(tester); return [give('read')]; }]);
      await look('/with-read');
      await tester.session([[give('all')]]);
      await look('/with-all');
      await tester.session([[['DELETE', root]]]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a', 'b', 'a');
      const { moid, miid } = instanceOf(createdAddress(view));
      requireSuccess({ view, judge, round: 2, command: 0 });
      requireSuccess({ view, judge, round: 1, command: 0, session: 3 });
      const check = judge.check('DM2-MO-DACMO-C-002');
      const [before, after] = [view.upload('/with-read'), view.upload('/with-all')];
      for (const upload of [before, after]) {
        const isNamed = namesInstance(upload, { moid, miid });
        check.holds(isNamed, { expected: `the instance ${miid} of ${moid}`, found: isNamed ? 'the instance' : 'no mention of it', at: upload.at, stimulus: view.stimulus(1, 3) });
      }
      const [early, late] = [before, after].map((upload) => itemsOf(upload).map(({ data }) => data));
      const isSame = isDeepStrictEqual(early, late);
      check.holds(!isSame, { expected: 'other content with all rights than with read', found: isSame ? 'the same content' : 'other content', at: after.at, stimulus: view.stimulus(1, 3) });
    },
  }),
  clientTest({
    id: 'dm2/client/dacmo/delegates-by-hget',
    title: 'HGET on the access control MO hands the read right on',
    requirements: ['DM2-MO-DACMO-C-003'],
    purpose: 'There is no other way to delegate.',
    procedure: ['Server a makes an instance; server b sends HPUT for it, which is refused.', 'Server a grants b read by HGET on the access control MO; expect success.', 'Server b sends HPUT again; expect success.'],
    needs: DELEGATION,
    async drive(tester) {
      let root = '';
      await tester.session([creation(tester), () => { root = createdNow(tester); return [read(tester, '/owned', root)]; }]);
      const { leaf } = nodesOf(tester, root);
      await tester.session([[read(tester, '/early', leaf)]], { account: 'b' });
      await tester.session([[grant(tester, { path: '/grant', instance: root, to: 'server.b.id', rights: 'read' })]]);
      await tester.session([[read(tester, '/late', leaf)]], { account: 'b' });
      await tester.session([[['DELETE', root]]]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a', 'b', 'a');
      createdAddress(view);
      requireSuccess({ view, judge, round: 2, command: 0 });
      const early = view.status(1, 0, OTHER);
      judge.require(NO_RIGHT.includes(early.value), `HPUT without a grant is ${early.value}, which another requirement judges`, early.at);
      const check = judge.check('DM2-MO-DACMO-C-003');
      judgePermitted({ view, check, round: 1, command: 0, session: 3 });
      judgePermitted({ view, check, round: 1, command: 0, session: 4 });
    },
  }),
  clientTest({
    id: 'dm2/client/dacmo/no-more-than-held',
    title: 'A delegate cannot gain rights by granting them to itself',
    requirements: ['DM2-MO-DACMO-C-004'],
    purpose: 'What a server does not hold it cannot give away; whether the grant is refused or has no effect is open.',
    procedure: ['Server a makes an instance and grants b read and delegate.', 'Server b grants itself all rights, whatever the answer, and sends EXEC.', 'Expect EXEC to be refused.'],
    needs: DELEGATION,
    async drive(tester) {
      await runCourse(tester, {
        rights: 'read+delegate',
        other: ({ root, executable }) => [[grant(tester, { path: '/more', instance: root, to: 'server.b.id', rights: 'all' })], [['EXEC', executable]]],
      });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      judgeRefused({ view, check: judge.check('DM2-MO-DACMO-C-004'), round: 2, commands: [0] });
    },
  }),
  clientTest({
    id: 'dm2/client/dacmo/owner-keeps-its-rights',
    title: 'A delegate cannot take the rights of the owner away',
    requirements: ['DM2-MO-DACMO-C-005'],
    purpose: 'The owner stays in charge; whether the attempt is refused or has no effect is open.',
    procedure: ['Server a makes an instance and grants b all rights.', 'Server b grants the owner no rights, whatever the answer.', 'Server a reads and deletes the instance; expect success.'],
    needs: { ...DELEGATION, values: [...(DELEGATION.values ?? []), 'server.a.id'] },
    async drive(tester) {
      await runCourse(tester, { rights: 'all', other: ({ root }) => [[grant(tester, { path: '/attack', instance: root, to: 'server.a.id', rights: 'none' })]] });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      requireCourse(view, judge);
      view.status(1, 0, OTHER);
      const check = judge.check('DM2-MO-DACMO-C-005');
      judgePermitted({ view, check, round: 1, command: 0, session: AFTERWARDS });
      judgePermitted({ view, check, round: 2, command: 0, session: AFTERWARDS });
    },
  }),
];
