/** Wildcards in a ClientURI (clauses 6.1.1, 6.1.2 and 6.2; examples 7, 8 and 10 of dm2-tables section 8.2). */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { read } from '../support/commands.js';
import { inFixture, readFixture, requireFixture } from '../support/fixture.js';
import { resolutionTest, type Form, type ResolutionTest } from '../support/resolution.js';

const ALL_INSTANCES: Form = { address: '*/Setting', reaches: ['0xA1', '0xB2'] };
const ALL_NODES: Form = { address: 'left/Data/*/Value', reaches: ['10', '11'] };
const BOTH: Form = { address: '*/Data/*/Value', reaches: ['10', '11', '20', '21'] };

const FORMS: readonly Form[] = [ALL_INSTANCES, ALL_NODES, BOTH];

const ROWS: readonly ResolutionTest[] = [
  {
    slug: 'wildcard-instance',
    title: 'A wildcard as instance reaches every instance of the MOID',
    requirement: 'DM2-URI-C-012',
    purpose: 'Example 7: one address reads the same leaf of all instances.',
    subject: [ALL_INSTANCES],
    sameComponent: [ALL_NODES, BOTH],
  },
  {
    slug: 'wildcard-node',
    title: 'A wildcard in the path reaches every node at its place',
    requirement: 'DM2-URI-C-020',
    purpose: 'All children of one node are read by one address, the children of other instances are not.',
    subject: [ALL_NODES],
    sameComponent: [ALL_INSTANCES, BOTH],
  },
  {
    slug: 'wildcard-node-below-x-name',
    title: 'A wildcard in the path reaches every node of the instance that an x-name picks',
    requirement: 'DM2-URI-C-020',
    applies: 'C_URI_XNAME & C_URI_QUERY',
    purpose: 'Example 8: the wildcard is confined to what the x-name stands for.',
    proven: [{ address: '(x)/Data/1/Value?nv=(x)/ID:GPS', reaches: ['10'] }],
    subject: [{ address: '(x)/Data/*/Value?nv=(x)/ID:GPS', reaches: ['10', '11'] }],
    sameComponent: [ALL_INSTANCES, ALL_NODES],
  },
  {
    slug: 'two-wildcards',
    title: 'Wildcards as instance and in the path combine',
    requirement: 'DM2-URI-C-022',
    purpose: 'Example 10: every node below every instance.',
    proven: [ALL_INSTANCES, ALL_NODES],
    subject: [BOTH],
  },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/uri/has-wildcards',
    title: 'An address with a wildcard is resolved',
    requirements: ['DM2-URI-C-005'],
    purpose: 'The client has said that it implements wildcards; at least one of the three forms must be carried out.',
    procedure: ['Send HPUT of every leaf of the addressing fixture by its full address.', `Send HPUT of ${FORMS.map(({ address }) => `<fixture.moid>/${address}`).join(', ')}.`, 'Expect success for one of them at least.'],
    needs: { values: ['fixture.moid'] },
    drive: (tester) => tester.session([[readFixture(tester)], FORMS.map(({ address }, index) => read(tester, `/form-${index}`, inFixture(tester, address)))]),
    judge(view, judge) {
      requireFixture({ view, judge, round: 1, command: 0 });
      const codes = FORMS.map((_, index) => view.status(2, index).value);
      const { at } = view.statuses(2);
      judge.check('DM2-URI-C-005').holds(codes.some(isSuccess), { expected: 'success for an address with a wildcard', found: `status ${codes.join(', ')}`, at, stimulus: view.stimulus(2) });
    },
  }),
  ...ROWS.map(resolutionTest),
];
