/** DevInfo is read-only for servers (clause 12.1). The three commands are tried on every leaf, and the whole is compared. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { isRefusal } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set, type Command } from '../support/commands.js';
import { listItem } from '../support/list.js';
import { judgeUnchanged, valueRead, type ReadBack } from '../support/readback.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';

const LEAVES = ['DevID', 'Man', 'Mod', 'DmV', 'Lang', 'DevType', 'OEM', 'FwV', 'SwV', 'HwV'] as const;

interface Attempt {
  readonly slug: string;
  readonly command: string;
  readonly what: string;
  /** The same command where it has to succeed, and the values that it needs. */
  readonly control?: Control;
  readonly build: (tester: ServerDriver, uri: string) => readonly string[];
}

interface Control {
  readonly values: readonly string[];
  readonly build: (tester: ServerDriver) => readonly Command[];
  readonly what: string;
}

const ATTEMPTS: readonly Attempt[] = [
  { slug: 'takes-no-values', command: 'HGET', what: 'written', control: { values: ['probe.leaf'], build: writeLeaf, what: 'Send HGET of a leaf that servers may change; it must succeed.' }, build: (tester, uri) => set(tester, { path: `/value-${uri.split('/').at(-1) ?? ''}`, uri, value: 'changed by the suite' }) },
  { slug: 'takes-no-deletion', command: 'DELETE', what: 'deleted', control: { values: ['probe.list', 'probe.list.item'], build: makeAndDelete, what: 'Create an item of a list by HGET, send DELETE of it, and HPUT of it, which must not succeed.' }, build: (_tester, uri) => ['DELETE', uri] },
  { slug: 'takes-no-execution', command: 'EXEC', what: 'executed', build: (_tester, uri) => ['EXEC', uri] },
];

export const testCases = ATTEMPTS.map(refuses);

function refuses({ slug, command, what, control, build }: Attempt): TestCase {
  return clientTest({
    id: `dm2/client/devinfo/${slug}`,
    title: `No leaf of DevInfo can be ${what} by a server`,
    requirements: ['DM2-MO-DEVINFO-C-007'],
    purpose: 'What the device says of itself is its own business.',
    procedure: ['Send HPUT of DevInfo.', ...(control === undefined ? [] : [control.what]), `Send ${command} of each of its ten leaves; expect an error status each.`, 'Send HPUT of DevInfo; expect the same data.'],
    needs: { values: ['devinfo.root', ...(control === undefined ? [] : control.values)], destructive: true },
    async drive(tester) {
      const root = tester.value('devinfo.root');
      await tester.session([[read(tester, '/before', root), ...(control === undefined ? [] : control.build(tester))], LEAVES.map((name) => build(tester, below(root, name))), [read(tester, '/after', root)]]);
    },
    judge(view, judge) {
      const uri = view.value('devinfo.root');
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      const check = judge.check('DM2-MO-DEVINFO-C-007');
      for (const [index, name] of LEAVES.entries()) {
        const status = view.status(2, index);
        judge.require(status.value !== 501, `${command} is answered 501, which another requirement judges`, status.at);
        check.holds(isRefusal(status.value), { expected: `an error status for ${command} of ${name}`, found: `status ${status.value}`, at: status.at, stimulus: view.stimulus(2) });
      }
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 3, command: 0 });
    },
  });
}

function writeLeaf(tester: ServerDriver): readonly Command[] {
  return [set(tester, { path: '/control', uri: tester.value('probe.leaf'), value: 'control' })];
}

function makeAndDelete(tester: ServerDriver): readonly Command[] {
  const uri = below(tester.value('probe.list'), 'suite-control');
  return [set(tester, { path: '/control', uri, value: listItem(tester) }), ['DELETE', uri], read(tester, '/control-after', uri)];
}
