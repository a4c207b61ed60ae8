/** MOs whose MOID was not set for the server at bootstrap are out of its reach (clause 10), with or without access control. */
import { clientTest } from '../../../define.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { objectContent } from '../support/content.js';
import { below } from '../support/addresses.js';
import { read, set, type Command } from '../support/commands.js';
import { listItem } from '../support/list.js';
import { requireSuccess } from '../support/steps.js';
import { NO_RIGHT } from '../support/rights.js';

interface Refused {
  readonly commands: readonly number[];
  /** Repository paths that must stay without a request. */
  readonly silent?: readonly string[];
}

/** Round 1 holds the controls: the same commands where they have to work. */
function judgeForeign(view: ClientView, judge: Judge, { commands, silent = [] }: Refused): void {
  const check = judge.check('DM2-ACL-C-006');
  const stimulus = view.stimulus(2);
  const controls = view.session().rounds[0]?.commands ?? [];
  for (const command of controls.keys()) requireSuccess({ view, judge, round: 1, command });
  for (const command of commands) check.refused(view.status(2, command), NO_RIGHT);
  for (const path of silent) check.count(view.repository(path).map(({ request }) => request), 0, { what: `upload to ${path}`, at: stimulus, stimulus });
}

export const testCases = [
  clientTest({
    id: 'dm2/client/acl/foreign-moid-is-not-read',
    title: 'A server cannot read an MO whose MOID was not set for it at bootstrap',
    requirements: ['DM2-ACL-C-006'],
    purpose: 'The list of MOIDs at bootstrap is the outer gate: what exists on the device but is not on it stays closed.',
    procedure: ['Send HPUT and HPOST of a leaf of another MO; they must succeed.', 'Send HPUT and HPOST of a leaf that exists in such an MO.', 'Expect a refusal of each and no upload.'],
    needs: { values: ['foreign.leaf', 'probe.leaf'] },
    drive: (tester) => tester.session([reads(tester, { suffix: '-control', leaf: 'probe.leaf' }), reads(tester, { suffix: '', leaf: 'foreign.leaf' })]),
    judge: (view, judge) => judgeForeign(view, judge, { commands: [0, 1], silent: ['/put', '/post'] }),
  }),
  clientTest({
    id: 'dm2/client/acl/foreign-moid-is-not-got',
    title: 'A server cannot read by GET an MO whose MOID was not set for it at bootstrap',
    requirements: ['DM2-ACL-C-006'],
    purpose: 'As for HPUT: the outer gate holds for GET too.',
    procedure: ['Send GET of a leaf of another MO; it must bring its value.', 'Send GET of a leaf that exists in such an MO.', 'Expect a refusal.'],
    applies: 'C_GET',
    needs: { values: ['foreign.leaf', 'probe.leaf'] },
    drive: (tester) => tester.session([[['GET', tester.value('probe.leaf')]], [['GET', tester.value('foreign.leaf')]]]),
    judge: (view, judge) => judgeForeign(view, judge, { commands: [0] }),
  }),
  clientTest({
    id: 'dm2/client/acl/foreign-moid-is-not-created',
    title: 'A server cannot create an instance of an MO whose MOID was not set for it at bootstrap',
    requirements: ['DM2-ACL-C-006'],
    purpose: 'Creating an instance is no way round the gate, although its creator would own it.',
    procedure: ['Send HGET of a leaf of another MO; it must succeed.', 'Send HGET without ClientURI; the repository serves an instance of such an MO.', 'Expect a refusal.'],
    needs: { values: ['foreign.moid', 'foreign.data', 'probe.leaf'] },
    drive: (tester) => tester.session([[control(tester)], [['HGET', tester.repository('/new', objectContent(tester.value('foreign.moid'), JSON.parse(tester.value('foreign.data')) as object))]]]),
    judge: (view, judge) => judgeForeign(view, judge, { commands: [0] }),
  }),
  clientTest({
    id: 'dm2/client/acl/foreign-moid-is-not-changed',
    title: 'A server cannot write, execute or delete in an MO whose MOID was not set for it at bootstrap',
    requirements: ['DM2-ACL-C-006'],
    purpose: 'Every management operation is refused. A client that fails here may lose the node, hence destructive.',
    procedure: ['Send HGET of a leaf and EXEC of an operation of another MO, create an item of a list, read and delete it; all must succeed.', 'Send HPUT of the deleted item, to see that it is gone.', 'Send HGET, EXEC and DELETE of a leaf that exists in such an MO.', 'Expect a refusal of each.'],
    needs: { values: ['foreign.leaf', 'probe.leaf', 'probe.executable', 'probe.list', 'probe.list.item'], destructive: true },
    async drive(tester) {
      const leaf = tester.value('foreign.leaf');
      const item = below(tester.value('probe.list'), 'suite-control');
      await tester.session([
        [control(tester), ['EXEC', tester.value('probe.executable')], set(tester, { path: '/item', uri: item, value: listItem(tester) }), read(tester, '/item-before', item), ['DELETE', item]],
        [read(tester, '/item-after', item), set(tester, { path: '/value', uri: leaf, value: 'written by the suite' }), ['EXEC', leaf], ['DELETE', leaf]],
      ]);
    },
    judge: (view, judge) => judgeForeign(view, judge, { commands: [1, 2, 3] }),
  }),
];

/** HPUT and HPOST of the leaf that a value of the IUT file names. */
function reads(tester: ServerDriver, { suffix, leaf }: { readonly suffix: string; readonly leaf: string }): readonly Command[] {
  const uri = tester.value(leaf);
  return [read(tester, `/put${suffix}`, uri), ['HPOST', tester.repository(`/post${suffix}`, {}), uri]];
}

/** HGET where the tester may write. */
const control = (tester: ServerDriver): Command => set(tester, { path: '/control', uri: tester.value('probe.leaf'), value: 'control' });
