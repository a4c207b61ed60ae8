/**
 * X-names and their nv fields (clauses 6.1.1 to 6.2; examples 4, 5, 6 and 9 of dm2-tables section 8.2).
 * Left out: example 3, because the node that its form names is open (A-34).
 */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { read } from '../support/commands.js';
import { inFixture, readFixture, requireFixture } from '../support/fixture.js';
import { resolutionTest, type Form, type ResolutionTest } from '../support/resolution.js';

const INSTANCE: Form = { address: '(x)/Setting?nv=(x)/ID:GPS', reaches: ['0xA1'] };
const NODE: Form = { address: 'right/Data/(x)/Value?nv=(x)/Date:12.1', reaches: ['20'] };
const PLAIN_QUERY = 'left/ID?cv=never-given-by-this-device';

const ROWS: readonly ResolutionTest[] = [
  {
    slug: 'x-name-letters',
    title: 'Any letter in parentheses is an x-name, as instance and in the path',
    requirement: 'DM2-URI-C-013',
    purpose: 'The letter has no meaning of its own: small and capital ones serve alike.',
    subject: [
      { address: '(y)/Setting?nv=(y)/ID:GPS', reaches: ['0xA1'] },
      { address: '(Q)/Setting?nv=(Q)/ID:GPS', reaches: ['0xA1'] },
      { address: 'left/Data/(y)/Value?nv=(y)/Date:12.2', reaches: ['11'] },
      { address: 'left/Data/(Q)/Value?nv=(Q)/Date:12.2', reaches: ['11'] },
    ],
    proven: [INSTANCE, NODE],
  },
  {
    slug: 'nv-picks-instance',
    title: 'The nv field of an x-name picks the instance in which the node has the value',
    requirement: 'DM2-URI-C-017',
    purpose: 'Example 4, and the other instance by the other value.',
    subject: [
      { address: '(x)/Data/1/Value?nv=(x)/ID:GPS', reaches: ['10'] },
      { address: '(x)/Setting?nv=(x)/ID:Temperature', reaches: ['0xB2'] },
    ],
    sameComponent: [NODE],
  },
  {
    slug: 'nv-picks-node',
    title: 'The nv field of an x-name in the path picks the node whose child has the value',
    requirement: 'DM2-URI-C-018',
    purpose: 'Example 5, and the other node by the other value.',
    subject: [NODE, { address: 'left/Data/(x)/Value?nv=(x)/Date:12.2', reaches: ['11'] }],
    sameComponent: [INSTANCE],
  },
  {
    slug: 'two-x-names',
    title: 'Two x-names in one address are resolved, each by its own nv field',
    requirement: 'DM2-URI-C-019',
    purpose: 'Example 6: one letter for the instance, one for a node.',
    proven: [INSTANCE, NODE],
    subject: [{ address: '(x)/Data/(y)/Value?nv=(x)/ID:GPS&nv=(y)/Date:12.2', reaches: ['11'] }],
  },
  {
    slug: 'nv-fields-hold-together',
    title: 'Several nv fields for one x-name must all hold',
    requirement: 'DM2-URI-C-021',
    purpose: 'A second field narrows the choice down; where no instance fulfils both, nothing is addressed.',
    proven: [INSTANCE],
    subject: [
      { address: '(x)/Setting?nv=(x)/ID:GPS&nv=(x)/Setting:0xA1', reaches: ['0xA1'] },
      { address: '(x)/Setting?nv=(x)/ID:GPS&nv=(x)/Setting:0xB2', reaches: [] },
    ],
  },
  {
    slug: 'nv-fields-hold-together-with-wildcard',
    title: 'Several nv fields for one x-name must all hold, also above a wildcard',
    requirement: 'DM2-URI-C-021',
    applies: 'C_URI_WILDCARD',
    purpose: 'Example 9: no instance fulfils both fields.',
    proven: [{ address: '(x)/Data/*/Value?nv=(x)/ID:GPS', reaches: ['10', '11'] }],
    subject: [{ address: '(x)/Data/*/Value?nv=(x)/ID:GPS&nv=(x)/Setting:0xB2', reaches: [] }],
  },
  {
    slug: 'x-name-without-nv',
    title: 'An x-name without an nv field is not resolved',
    requirement: 'DM2-URI-C-016',
    purpose: 'A letter alone stands for nothing; a client that reads it as a wildcard would act on nodes that nobody meant.',
    proven: [INSTANCE, NODE],
    subject: [{ address: '(x)/ID', reaches: [] }, { address: 'left/Data/(x)/Value', reaches: [] }, { address: '(x)/Data/(y)/Value?nv=(x)/ID:GPS', reaches: [] }],
    illegal: 'x-names without nv fields, to see that the client does not resolve them',
  },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/uri/has-queries',
    title: 'An address with a query is resolved, and so is one with an x-name',
    requirements: ['DM2-URI-C-003', 'DM2-URI-C-004'],
    purpose: 'The client has said that it implements the optional components. Where it refuses every query, nothing is said about x-names, which need one.',
    procedure: ['Send HPUT of every leaf of the addressing fixture by its full address.', `Send HPUT of ${[INSTANCE.address, NODE.address, PLAIN_QUERY].map((address) => `<fixture.moid>/${address}`).join(', ')}.`, 'Expect success for one of them, and for one of the two with an x-name.'],
    needs: { values: ['fixture.moid'] },
    async drive(tester) {
      const forms = [INSTANCE.address, NODE.address, PLAIN_QUERY];
      await tester.session([[readFixture(tester)], forms.map((address, index) => read(tester, `/form-${index}`, inFixture(tester, address)))]);
    },
    judge(view, judge) {
      requireFixture({ view, judge, round: 1, command: 0 });
      const [first = 0, second = 0, third = 0] = [0, 1, 2].map((index) => view.status(2, index).value);
      const { at } = view.statuses(2);
      const stimulus = view.stimulus(2);
      const found = `status ${first}, ${second} and ${third}`;
      const hasQuery = judge.check('DM2-URI-C-003').holds([first, second, third].some(isSuccess), { expected: 'success for an address with a query', found, at, stimulus });
      judge.require(hasQuery, 'the client refuses every query, and an x-name needs one', at);
      judge.check('DM2-URI-C-004').holds([first, second].some(isSuccess), { expected: 'success for an address with an x-name', found, at, stimulus });
    },
  }),
  ...ROWS.map(resolutionTest),
];
