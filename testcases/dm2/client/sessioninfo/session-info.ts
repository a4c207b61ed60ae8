/** The Session Information MO (clause 12.4). Formats and values are open: only presence, change and protection are judged. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { HookCall } from '../../../../harness/iut/control.js';
import { isRefusal, isSuccess, show } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { moEntries, package1 } from '../support/packages.js';
import { requireSuccess, statusOfNode } from '../support/steps.js';
import { uploadedNode } from '../support/uploads.js';

const MOID = 'urn:oma:mo:oma-sessioninfomo:1.0';

/** A value that no device reports as a bearer. */
const NO_BEARER = 250;

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/sessioninfo/has-one-instance',
    title: 'The Session Information MO has its MOID and a single instance',
    requirements: ['DM2-MO-SESSINFO-C-001'],
    purpose: 'With one instance the address may leave the MIID out.',
    procedure: [`Send HPUT of ${MOID}//, and of DevInfo, which every client has.`, 'Expect success, and, if there is MOS, an entry with one MIID.'],
    needs: { values: ['devinfo.root'] },
    drive: (tester) => tester.session([[read(tester, '/info', `${MOID}//`), read(tester, '/devinfo', tester.value('devinfo.root'))]]),
    judge(view, judge) {
      const status = statusOfNode({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-MO-SESSINFO-C-001');
      check.succeeded(status);
      const opening = package1(view);
      const entries = moEntries(opening);
      if (entries === undefined) return;
      const entry = entries.find(({ moid }) => moid === MOID);
      const count = entry?.miids?.length;
      check.holds(count === 1, { expected: `${MOID} with one MIID in MOS`, found: entry === undefined ? 'no such entry' : `the MIIDs ${show(entry.miids)}`, at: { event: opening.request.event.n, path: entry === undefined ? 'MOS' : `${entry.path}.MIID` } });
    },
  }),
  changeCase({ requirement: 'DM2-MO-SESSINFO-C-002', node: 'CBT', slug: 'cbt-follows-the-bearer', title: 'CBT is readable and changes with the bearer', hooks: [{ action: 'bearer', cbt: 1 }, { action: 'bearer', cbt: 2 }] }),
  changeCase({ requirement: 'DM2-MO-SESSINFO-C-003', node: 'ROAMING', slug: 'roaming-follows-the-network', title: 'ROAMING is readable and changes when the device begins to roam', hooks: [{ action: 'roaming', state: 1 }, { action: 'roaming', state: 0 }] }),
  clientTest({
    id: 'dm2/client/sessioninfo/is-read-only',
    title: 'A server cannot change or delete session information',
    requirements: ['DM2-MO-SESSINFO-C-004'],
    purpose: 'What the device observes is not for a server to set.',
    procedure: ['Send HGET of a text leaf; it must succeed.', 'Send HPUT, HGET and DELETE of CBT, then HPUT again.', 'Expect a refusal of HGET and DELETE, and the same value in both uploads.'],
    needs: { values: ['sessioninfo.root', 'probe.leaf'] },
    async drive(tester) {
      const cbt = below(tester.value('sessioninfo.root'), 'CBT');
      await tester.session([[read(tester, '/before', cbt), set(tester, { path: '/control', uri: tester.value('probe.leaf'), value: 'control' })], [set(tester, { path: '/value', uri: cbt, value: NO_BEARER }), ['DELETE', cbt]], [read(tester, '/after', cbt)]]);
    },
    judge(view, judge) {
      const cbt = below(view.value('sessioninfo.root'), 'CBT');
      requireSuccess({ view, judge, round: 1, command: 0 });
      const before = uploadedNode(view, '/before', cbt);
      judge.require(before.value !== undefined, 'the upload does not hold CBT, which another requirement judges', before.at);
      const check = judge.check('DM2-MO-SESSINFO-C-004');
      for (const command of [0, 1]) {
        const status = view.status(2, command);
        check.holds(isRefusal(status.value), { expected: `${status.what} 400 to 599`, found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(2) });
      }
      const after = view.status(3, 0);
      if (isSuccess(after.value)) check.is({ ...uploadedNode(view, '/after', cbt), stimulus: view.stimulus(2) }, before.value);
      else check.holds(after.value !== 404, { expected: 'CBT still there', found: `${after.what} ${after.value}`, at: after.at, stimulus: view.stimulus(2) });
    },
  }),
];

interface Change {
  readonly requirement: string;
  readonly node: 'CBT' | 'ROAMING';
  readonly slug: string;
  readonly title: string;
  /** Two local events that lead to different values; the second is the usual state of a device. */
  readonly hooks: readonly [HookCall, HookCall];
}

function changeCase({ requirement, node, slug, title, hooks }: Change): TestCase {
  return clientTest({
    id: `dm2/client/sessioninfo/${slug}`,
    title,
    requirements: [requirement],
    purpose: 'Values and their meaning are open (A-45); that two different situations read differently is not.',
    procedure: [`Let the device report ${JSON.stringify(hooks[0])}, then ${JSON.stringify(hooks[1])}; after each, send HPUT of ${node} and of DevInfo in a session of its own.`, `Expect ${node} in both uploads, with different values.`],
    needs: { values: ['sessioninfo.root', 'devinfo.root'], hooks: [hooks[0].action] },
    async drive(tester) {
      for (const [index, hook] of hooks.entries()) {
        await tester.hook(hook);
        await tester.session([[read(tester, `/read-${index}`, below(tester.value('sessioninfo.root'), node)), read(tester, '/devinfo', tester.value('devinfo.root'))]]);
      }
    },
    judge(view, judge) {
      const check = judge.check(requirement);
      for (const session of [1, 2]) {
        const status = statusOfNode({ view, judge, round: 1, command: 0, session });
        if (!check.holds(isSuccess(status.value), { expected: `success of HPUT of ${node}`, found: `${status.what} of ${node} ${status.value}`, at: status.at, stimulus: view.stimulus(1, session) })) return;
      }
      const [first, second] = [0, 1].map((index) => uploadedNode(view, `/read-${index}`, below(view.value('sessioninfo.root'), node))) as [ReturnType<typeof uploadedNode>, ReturnType<typeof uploadedNode>];
      const isPresent = first.value !== undefined && second.value !== undefined;
      const isChanged = isPresent && show(first.value) !== show(second.value);
      check.holds(isChanged, { expected: `${node} with two different values`, found: `${show(first.value)}, then ${show(second.value)}`, at: second.at, stimulus: view.stimulus(1, 2) });
    },
  });
}
