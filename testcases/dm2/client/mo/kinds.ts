/** Node kinds of a management object: objects other than the standard ones, interior nodes and leaves (clauses 6.3 and 6.3.1). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { isRefusal, isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { judgeUnchanged, valueRead, type ReadBack } from '../support/readback.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { uploadedNode } from '../support/uploads.js';

const KINDS = [
  { value: 'probe.leaf', what: 'a text leaf', isKind: (found: unknown) => typeof found === 'string' },
  { value: 'probe.int', what: 'an int leaf', isKind: (found: unknown) => typeof found === 'number' || typeof found === 'string' },
  { value: 'probe.interior', what: 'an interior node', isKind: isRecord },
] as const;

interface Misfit {
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  readonly step: string;
  /** What is written, given the addresses of the leaf and of the interior node. */
  readonly attempt: (places: { readonly leaf: string; readonly interior: string }) => { readonly uri: string; readonly value: unknown };
}

const MISFITS: readonly Misfit[] = [
  {
    slug: 'leaf-takes-no-children',
    title: 'A child below a leaf is refused and the leaf stays',
    purpose: 'A leaf holds a value and never children.',
    step: 'Send HGET of a node below the leaf.',
    attempt: ({ leaf }) => ({ uri: below(leaf, 'Child'), value: 'below a leaf' }),
  },
  {
    slug: 'leaf-takes-no-object',
    title: 'An object for a leaf is refused and the leaf stays',
    purpose: 'A leaf holds a value and never children, also when they come as its value.',
    step: 'Send HGET of the leaf with an object as value.',
    attempt: ({ leaf }) => ({ uri: leaf, value: { Child: 'below a leaf' } }),
  },
  {
    slug: 'interior-takes-no-value',
    title: 'A scalar for an interior node is refused and the node stays',
    purpose: 'An interior node holds children and never a value.',
    step: 'Send HGET of the interior node with a text as value.',
    attempt: ({ interior }) => ({ uri: interior, value: 'value of an interior node' }),
  },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/mo/serves-further-object',
    title: 'An MO that is defined by the rules is served, leaves and interior nodes alike',
    requirements: ['DM2-MO-B-001'],
    purpose: 'Not only the standard objects: whatever the definition rules allow can be addressed and read.',
    procedure: ['Send HPUT of DevInfo, which must succeed.', `Send HPUT of ${KINDS.map(({ what }) => what).join(', of ')} of another object.`, 'Expect an upload of the right kind each.'],
    needs: { values: ['devinfo.root', ...KINDS.map(({ value }) => value)] },
    drive: (tester) => tester.session([[read(tester, '/devinfo', tester.value('devinfo.root'))], KINDS.map(({ value }) => read(tester, `/${value}`, tester.value(value)))]),
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-MO-B-001');
      const stimulus = view.stimulus(2);
      for (const [command, { value, what, isKind }] of KINDS.entries()) {
        const status = view.status(2, command);
        if (!check.holds(isSuccess(status.value), { expected: `an upload of ${what}`, found: `status ${status.value} for ${view.value(value)}`, at: status.at, stimulus })) continue;
        const found = uploadedNode(view, `/${value}`, view.value(value));
        check.holds(isKind(found.value), { expected: `${what} at ${view.value(value)}`, found: JSON.stringify(found.value) ?? 'nothing', at: found.at, stimulus });
      }
    },
  }),
  ...MISFITS.map(refusesMisfit),
];

function refusesMisfit({ slug, title, purpose, step, attempt }: Misfit): TestCase {
  return clientTest({
    id: `dm2/client/mo/${slug}`,
    title,
    requirements: ['DM2-MO-C-003'],
    purpose,
    procedure: ['Set a leaf by HGET and read it and an interior node by HPUT.', step, 'Expect an error status, and the same data by HPUT.'],
    needs: { values: ['probe.leaf', 'probe.interior'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const interior = tester.value('probe.interior');
      await tester.session([
        [set(tester, { path: '/known', uri: leaf, value: 'known' }), read(tester, '/leaf-before', leaf), read(tester, '/interior-before', interior)],
        [set(tester, { path: '/misfit', ...attempt({ leaf, interior }) })],
        [read(tester, '/leaf-after', leaf), read(tester, '/interior-after', interior)],
      ]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const status = view.status(2, 0);
      const check = judge.check('DM2-MO-C-003');
      check.holds(isRefusal(status.value), { expected: 'an error status, 400 to 599', found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(2) });
      for (const [index, name] of (['leaf', 'interior'] as const).entries()) {
        const place = { view, uri: view.value(`probe.${name}`) };
        const before: ReadBack = { ...place, path: `/${name}-before`, round: 1, command: index + 1 };
        valueRead(before);
        judgeUnchanged(check, before, { ...place, path: `/${name}-after`, round: 3, command: index });
      }
    },
  });
}
