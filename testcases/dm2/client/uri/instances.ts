/** MOID, instance and path of a ClientURI (clauses 6.1, 6.1.1 and 6.2; examples 1 and 2 of dm2-tables section 8.2). */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below, instanceOf } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { inFixture } from '../support/fixture.js';
import { uploadedValues } from '../support/leaves.js';
import { moEntries, package1 } from '../support/packages.js';
import { resolutionTest } from '../support/resolution.js';
import { requireSuccess, statusOfNode } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { asText, uploadedNode } from '../support/uploads.js';

/** Leaves of the DM Account that every account has, and that are text (dm2-tables section 9.2). */
const ACCOUNT_LEAVES = ['SrvID', 'SrvURI', 'Name'] as const;

const IDS = [['left', 'GPS'], ['right', 'Temperature']] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/uri/path-names-node',
    title: 'MOID, instance and path name a single node of a standard object',
    requirements: ['DM2-URI-C-002'],
    purpose: 'A leaf can be addressed on its own, and is the same leaf as in the whole object.',
    procedure: ['Send HPUT of the DM Account.', `Send HPUT of each of its leaves ${ACCOUNT_LEAVES.join(', ')}.`, 'Expect in each upload the value that the whole object has for the leaf, and nothing else.'],
    needs: { values: ['account.root'] },
    async drive(tester) {
      const root = tester.value('account.root');
      await tester.session([[read(tester, '/account', root)], ACCOUNT_LEAVES.map((name) => read(tester, `/leaf-${name}`, below(root, name)))]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const account = uploadedNode(view, '/account', view.value('account.root'));
      const check = judge.check('DM2-URI-C-002');
      const stimulus = view.stimulus(2);
      for (const [index, name] of ACCOUNT_LEAVES.entries()) {
        const wanted = isRecord(account.value) ? account.value[name] : undefined;
        judge.require(typeof wanted === 'string', `the upload of the DM Account has no text leaf ${name}`, account.at);
        const status = statusOfNode({ view, judge, round: 2, command: index });
        if (!check.holds(isSuccess(status.value), { expected: `the value of ${name}, which exists`, found: `status ${status.value}`, at: status.at, stimulus })) continue;
        check.is({ ...uploadedValues(view, `/leaf-${name}`), what: `values in the upload of ${name}`, stimulus }, [asText(wanted)]);
      }
    },
  }),
  resolutionTest({
    slug: 'path-of-three-names',
    title: 'A path of several names leads to the node it spells',
    requirement: 'DM2-URI-C-002',
    purpose: 'The path is followed name by name, in each instance by itself.',
    subject: [
      { address: 'left/Data', reaches: ['10', '11', '12.1', '12.2'] },
      { address: 'right/Data/2', reaches: ['12.2', '21'] },
    ],
  }),
  clientTest({
    id: 'dm2/client/uri/miid-names-instance',
    title: 'An MIID as instance names the instance that has it',
    requirements: ['DM2-URI-C-008'],
    purpose: 'Of two instances of one MOID the address reaches the one it names.',
    procedure: ['Send HPUT of the leaf ID of the instances left and right of the addressing fixture.', 'Expect GPS and Temperature.'],
    needs: { values: ['fixture.moid'] },
    drive: (tester) => tester.session([IDS.map(([miid]) => read(tester, `/${miid}`, inFixture(tester, `${miid}/ID`)))]),
    judge(view, judge) {
      const listed = moEntries(package1(view))?.find(({ moid }) => moid === view.value('fixture.moid'))?.miids;
      judge.require(listed === undefined || IDS.every(([miid]) => listed.includes(miid)), 'Package#1 does not list the instances left and right of the addressing fixture', view.session().opening.request.at);
      const check = judge.check('DM2-URI-C-008');
      for (const [command, [miid, id]] of IDS.entries()) {
        const status = statusOfNode({ view, judge, round: 1, command });
        if (check.holds(isSuccess(status.value), { expected: `the leaf ID of instance ${miid}`, found: `status ${status.value}`, at: status.at, stimulus: view.stimulus(1) })) {
          check.is({ ...uploadedValues(view, `/${miid}`), what: `value of ID in instance ${miid}`, stimulus: view.stimulus(1) }, [id]);
        }
      }
    },
  }),
  clientTest({
    id: 'dm2/client/uri/empty-instance-is-the-only-one',
    title: 'An empty instance component stands for the only instance of the MOID',
    requirements: ['DM2-URI-C-010'],
    purpose: 'A server reads DevInfo, of which there is one instance, without knowing its MIID.',
    procedure: ['Send HPUT of the leaf DmV of DevInfo with an empty instance component, and of a leaf of another MO by its full address as a control.', 'Expect an upload of one value for DmV.'],
    needs: { values: ['devinfo.root', 'probe.leaf'] },
    drive: (tester) => tester.session([[read(tester, '/dmv', `${instanceOf(tester.value('devinfo.root')).moid}//DmV`), read(tester, '/control', tester.value('probe.leaf'))]]),
    judge(view, judge) {
      const { moid } = instanceOf(view.value('devinfo.root'));
      const entries = moEntries(package1(view));
      const miids = entries?.find((entry) => entry.moid === moid)?.miids;
      judge.require(entries === undefined || miids?.length === 1, `Package#1 does not list one instance of ${moid}`, view.session().opening.request.at);
      const status = statusOfNode({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-URI-C-010');
      const stimulus = view.stimulus(1);
      if (!check.holds(isSuccess(status.value), { expected: `an upload of ${moid}//DmV`, found: `status ${status.value}`, at: status.at, stimulus })) return;
      const { value, at } = uploadedValues(view, '/dmv');
      check.holds(value.length === 1, { expected: 'one value', found: `${value.length} values`, at, stimulus });
    },
  }),
  resolutionTest({
    slug: 'empty-instance-of-two',
    title: 'An empty instance component is not resolved where the MOID has two instances',
    requirement: 'DM2-URI-C-011',
    purpose: 'Example 2: the client may not guess which of two instances is meant.',
    subject: [{ address: '/Setting', reaches: [] }, { address: '/', reaches: [] }],
  }),
  resolutionTest({
    slug: 'slash-after-instance-is-root',
    title: 'A slash after the instance names the root of that instance',
    requirement: 'DM2-URI-C-027',
    purpose: 'Example 1: the whole instance is read, and nothing of the other one.',
    subject: [
      { address: 'left/', reaches: ['0xA1', '10', '11', '12.1', '12.2', 'GPS'] },
      { address: 'right/', reaches: ['0xB2', '12.1', '12.2', '20', '21', 'Temperature'] },
    ],
  }),
];
