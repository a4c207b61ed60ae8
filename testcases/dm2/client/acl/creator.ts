/** Who creates an MO instance has all rights on it, and nobody else has any (clause 10). */
import { clientTest } from '../../../define.js';
import { below, instanceOf } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { listItem } from '../support/list.js';
import { createdAddress, createInstance, nodesOf } from '../support/owned.js';
import { moEntries, package1 } from '../support/packages.js';
import { AFTERWARDS, judgePermitted, judgeRefused, OTHER, TWO_SERVERS } from '../support/rights.js';
import { requireServers } from '../support/servers.js';

const OWNER_COMMANDS = 3;

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/creator-has-all-rights',
    title: 'The server that creates an instance may read, write, execute and delete it without a grant; another server sees nothing of it',
    requirements: ['DM2-ACL-C-007'],
    purpose: 'Rights come with the creation, and they are exclusive.',
    procedure: [
      'Server a creates an instance by HGET without ClientURI and sends HPUT, HGET and EXEC for it; expect success.',
      'Server b opens a session and sends HPUT for it; expect a refusal, no upload, and no MIID of the instance in MOS.',
      'Server a deletes it; expect success.',
      'As a control, server a executes an operation of another object, and creates and deletes an item of a list.',
    ],
    needs: { ...TWO_SERVERS, values: [...(TWO_SERVERS.values ?? []), 'probe.executable', 'probe.list', 'probe.list.item'] },
    async drive(tester) {
      const root = await createInstance(tester);
      const { leaf, executable } = nodesOf(tester, root);
      await tester.session([[read(tester, '/put', root)]], { account: 'b' });
      const item = below(tester.value('probe.list'), 'suite-control');
      await tester.session([
        [read(tester, '/own', root), set(tester, { path: '/value', uri: leaf, value: 'written by a' }), ['EXEC', executable], ['EXEC', tester.value('probe.executable')], set(tester, { path: '/item', uri: item, value: listItem(tester) })],
        [['DELETE', root], ['DELETE', item]],
      ]);
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b', 'a');
      const { moid, miid } = instanceOf(createdAddress(view));
      const check = judge.check('DM2-ACL-C-007');
      for (let command = 0; command < OWNER_COMMANDS; command += 1) judgePermitted({ view, check, round: 1, command, session: AFTERWARDS });
      judgePermitted({ view, check, round: 2, command: 0, session: AFTERWARDS });
      judgeRefused({ view, check, commands: [0], silent: ['/put'] });
      const opening = package1(view, OTHER);
      for (const entry of moEntries(opening) ?? []) {
        if (entry.moid !== moid) continue;
        const isListed = (entry.miids ?? []).includes(miid);
        check.holds(!isListed, { expected: `no ${miid} among the instances listed for b`, found: isListed ? `the MIID ${miid}` : `no MIID ${miid}`, at: { event: opening.request.event.n, path: `${entry.path}.MIID` }, stimulus: view.stimulus(1) });
      }
    },
  }),
];
