/** What the definition of an MO says about access types, formats and occurrence (clauses 6.3.1 and 6.3.1.1). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { isRefusal, isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { listItem } from '../support/list.js';
import { judgeUnchanged, valueRead, type ReadBack } from '../support/readback.js';
import { requireKnown, requireSuccess, statusOfNode } from '../support/steps.js';

/** Codes for an operation beyond the access type, and for a right that is missing (dm2-tables section 3). */
const NOT_ALLOWED = [405, 403] as const;

/** Data that does not fit the format, and a value that does. */
const FORMATS = [
  { slug: 'bool', value: 'probe.bool', fitting: true, unfit: 'perhaps' },
  { slug: 'float', value: 'probe.float', fitting: 2.5, unfit: 'two and a half' },
  { slug: 'date', value: 'probe.date', fitting: '2016-02-09', unfit: 'the day before yesterday' },
] as const;

/** More items than this are not created one by one; the limit is then left untested. */
const MOST_ITEMS = 64;

export const testCases = [
  clientTest({
    id: 'dm2/client/mo/read-only-leaf',
    title: 'A leaf with the access type Get is read, and neither written, deleted nor executed',
    requirements: ['DM2-MO-C-010'],
    purpose: 'The access types of a node decide which commands it takes.',
    procedure: ['Send HPUT of the read-only leaf, and HGET of another leaf; they must succeed.', 'Send HGET, DELETE and EXEC of it.', 'Expect status 405 (403 is accepted) each, and the same value by HPUT.'],
    needs: { values: ['probe.readonly', 'probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.readonly');
      await tester.session([[read(tester, '/before', uri), set(tester, { path: '/control', uri: tester.value('probe.leaf'), value: 'control' })], [set(tester, { path: '/value', uri, value: 'changed by the suite' }), ['DELETE', uri], ['EXEC', uri]], [read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value('probe.readonly');
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      for (const command of [0, 1, 2]) requireKnown({ view, judge, round: 2, command });
      const check = judge.check('DM2-MO-C-010');
      for (const command of [0, 1, 2]) check.refused(view.status(2, command), NOT_ALLOWED);
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 3, command: 0 });
    },
  }),
  clientTest({
    id: 'dm2/client/mo/write-only-leaf',
    title: 'A leaf without the access type Get is written, and not uploaded',
    requirements: ['DM2-MO-C-010'],
    purpose: 'What a server may set, such as a secret, it may not always read.',
    procedure: ['Send HGET of the write-only leaf and of another leaf; expect success.', 'Send HPUT of the other leaf; it must be uploaded.', 'Send HPUT of the write-only leaf, alone; expect status 405 (403 is accepted) and no upload.'],
    needs: { values: ['probe.writeonly', 'probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.writeonly');
      const leaf = tester.value('probe.leaf');
      await tester.session([
        [set(tester, { path: '/value', uri, value: 'write only' }), set(tester, { path: '/control', uri: leaf, value: 'control' })],
        [read(tester, '/hidden', uri), read(tester, '/readable', leaf)],
      ]);
    },
    judge(view, judge) {
      const written = statusOfNode({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-MO-C-010');
      const stimulus = view.stimulus(2);
      check.count(view.repository('/hidden').map(({ request }) => request), 0, { what: 'upload of a leaf without Get', at: stimulus, stimulus });
      check.refused(view.status(2, 0), NOT_ALLOWED);
      check.succeeded(written);
    },
  }),
  ...FORMATS.map(enforcesFormat),
  clientTest({
    id: 'dm2/client/mo/occurrence-limit',
    title: 'No more items are created than the definition allows',
    requirements: ['DM2-MO-C-009'],
    purpose: 'The limit holds for the list as a whole, also when the items come one by one.',
    procedure: ['Create items in a list by HGET, one more than may stand there.', 'Expect an error status for one of them at least.', 'Send DELETE of the items.'],
    needs: { values: ['probe.list', 'probe.list.item', 'probe.list.limit'] },
    async drive(tester) {
      const uris = itemAddresses(tester);
      await tester.session([uris.map((uri, index) => set(tester, { path: `/item-${index}`, uri, value: listItem(tester) })), uris.map((uri) => ['DELETE', uri])]);
    },
    judge(view, judge) {
      const limit = Number(view.value('probe.list.limit'));
      judge.require(limit <= MOST_ITEMS, `the limit of ${limit} items is too high to be reached in a test`);
      const codes = itemAddresses(view).map((_, index) => view.status(1, index).value);
      judge.require(codes.some(isSuccess), 'the client created no item at all, which another requirement judges', view.statuses(1).at);
      judge.check('DM2-MO-C-009').holds(codes.some(isRefusal), { expected: `an error status for one of ${codes.length} items, of which ${limit} may exist`, found: `status ${codes.join(', ')}`, at: view.statuses(1).at, stimulus: view.stimulus(1) });
    },
  }),
];

function enforcesFormat({ slug, value, fitting, unfit }: (typeof FORMATS)[number]): TestCase {
  return clientTest({
    id: `dm2/client/mo/format-${slug}`,
    title: `A ${slug} leaf takes no text that is no ${slug}`,
    requirements: ['DM2-MO-C-009'],
    purpose: 'The format in the definition tells a server what it will read; a value of another kind would break that.',
    procedure: [`Set the leaf to ${String(fitting)} by HGET and read it by HPUT.`, `Send HGET with the text "${unfit}".`, 'Expect an error status, and the same value by HPUT.'],
    needs: { values: [value] },
    async drive(tester) {
      const uri = tester.value(value);
      await tester.session([[set(tester, { path: '/fitting', uri, value: fitting }), read(tester, '/before', uri)], [set(tester, { path: '/unfit', uri, value: unfit }), read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value(value);
      requireSuccess({ view, judge, round: 1, command: 0 });
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 1 };
      valueRead(before);
      const status = view.status(2, 0);
      const check = judge.check('DM2-MO-C-009');
      check.holds(isRefusal(status.value), { expected: 'an error status, 400 to 599', found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(2) });
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 2, command: 1 });
    },
  });
}

/** One more item than may stand below the list. */
function itemAddresses(source: Pick<ServerDriver, 'value'>): readonly string[] {
  const most = Math.min(Number(source.value('probe.list.limit')), MOST_ITEMS) + 1;
  return Array.from({ length: most }, (_, index) => below(source.value('probe.list'), `suite-limit-${index + 1}`));
}
