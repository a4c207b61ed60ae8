/** What the access control MO shows a server of its rights (clauses 10 and 12.3). Node names do not count. */
import { clientTest } from '../../../define.js';
import { instanceOf } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { judgePermitted, OTHER, requireCourse, runCourse, DELEGATION } from '../support/rights.js';
import { requireServers } from '../support/servers.js';
import { namesInstance } from '../support/access-view.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/servers-see-their-rights',
    title: 'Owner and grantee of an instance both find it in the access control MO',
    requirements: ['DM2-ACL-C-013'],
    purpose: 'Each server can learn what it may use without trying it out.',
    procedure: ['Server a makes an instance and grants b read.', 'Servers b and a send HPUT of the access control MO.', 'Expect the MIID of the instance in both uploads, wherever it stands.'],
    needs: { ...DELEGATION, values: [...(DELEGATION.values ?? []), 'dacmo.moid'] },
    async drive(tester) {
      const dacmo = `${tester.value('dacmo.moid')}//`;
      await runCourse(tester, { rights: 'read', other: () => [[read(tester, '/view-of-b', dacmo)]], owner: () => [read(tester, '/view-of-a', dacmo)] });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      const { root } = requireCourse(view, judge);
      const { moid, miid } = instanceOf(root);
      const check = judge.check('DM2-ACL-C-013');
      for (const { path, ...place } of [{ path: '/view-of-a', round: 2, command: 3, session: 1 }, { path: '/view-of-b', round: 1, command: 0, session: OTHER }]) {
        if (!judgePermitted({ view, check, ...place })) continue;
        const upload = view.upload(path);
        const isNamed = namesInstance(upload, { moid, miid });
        check.holds(isNamed, { expected: `the instance ${miid} of ${moid} in the access control MO`, found: isNamed ? 'the instance' : 'no mention of it', at: upload.at, stimulus: view.stimulus(place.round, place.session) });
      }
    },
  }),
];
