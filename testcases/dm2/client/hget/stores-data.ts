/** HGET with a ClientURI: what it fetched stands at the address, in place of what was there (clause 5.3.1, A-17). Read back by HPUT. */
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { nodeContent } from '../support/content.js';
import { valueRead } from '../support/readback.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { uploadedNode } from '../support/uploads.js';

/** Of the same length on purpose. */
const VALUES = ['value 1', 'value 2'] as const;

const ITEMS = ['SuiteOld', 'SuiteReplacement'] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/hget/stores-data',
    title: 'HGET stores what the repository serves, first when it is new and again when it changes',
    requirements: ['DM2-CMD-HGET-C-003'],
    purpose: 'The tree holds the value that was fetched last, however much it looks like the one before.',
    procedure: ['Send HGET of a text leaf with the value "value 1", then HPUT of the leaf.', 'In a later round send HGET of the leaf with the value "value 2", then HPUT of the leaf.', 'Expect the uploads to hold "value 1" and "value 2".'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      await tester.session(VALUES.map((value, index) => [set(tester, { path: `/serves-${index + 1}`, uri, value }), read(tester, `/holds-${index + 1}`, uri)]));
    },
    judge(view, judge) {
      const check = judge.check('DM2-CMD-HGET-C-003');
      for (const [index, value] of VALUES.entries()) {
        requireSuccess({ view, judge, round: index + 1, command: 0 });
        requireSuccess({ view, judge, round: index + 1, command: 1 });
        check.is({ ...uploadedNode(view, `/holds-${index + 1}`, view.value('probe.leaf')), stimulus: view.stimulus(index + 1) }, value);
      }
    },
  }),
  clientTest({
    id: 'dm2/client/hget/replaces-the-subtree',
    title: 'HGET of an interior node replaces what was below it',
    requirements: ['DM2-CMD-HGET-C-004'],
    purpose: 'The addressed subtree becomes what was fetched; it is not merged with what it held before.',
    procedure: [
      `Send HGET of an interior node with one item, ${ITEMS[0]}, and HPUT of the node.`,
      `Send HGET of the node with another item, ${ITEMS[1]}, and HPUT of the node.`,
      `Expect ${ITEMS[1]} in the second upload, and ${ITEMS[0]} no more.`,
      'Delete the item.',
    ],
    needs: { values: ['probe.list', 'probe.list.item'] },
    async drive(tester) {
      const list = tester.value('probe.list');
      const item: unknown = JSON.parse(tester.value('probe.list.item'));
      const replace = (name: string): readonly (readonly string[])[] => [
        ['HGET', tester.repository(`/serves-${name}`, nodeContent(list, { [name]: item })), list],
        read(tester, `/holds-${name}`, list),
      ];
      await tester.session([...ITEMS.map(replace), ITEMS.map((name) => ['DELETE', below(list, name)])]);
    },
    judge(view, judge) {
      const held = ITEMS.map((name, index) => {
        requireSuccess({ view, judge, round: index + 1, command: 0 });
        return valueRead({ view, path: `/holds-${name}`, uri: view.value('probe.list'), round: index + 1, command: 1 });
      });
      const [before, after] = held.map(({ value }) => (isRecord(value) ? Object.keys(value) : []));
      judge.require(before?.includes('SuiteOld') === true, 'the first item was not stored, which another requirement judges', view.stimulus(1));
      const names = after ?? [];
      judge.check('DM2-CMD-HGET-C-004').holds(names.includes('SuiteReplacement') && !names.includes('SuiteOld'), {
        expected: 'the item SuiteReplacement below the node, and SuiteOld no more',
        found: `the items ${names.join(', ') || '(none)'}`,
        at: held[1]?.at ?? view.end,
        stimulus: view.stimulus(2),
      });
    },
  }),
];
