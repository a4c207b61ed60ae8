/** GET: the data comes in Package#3 (clause 5.3.6). */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { gotValues, judgeGot } from '../support/got.js';
import { valueRead } from '../support/readback.js';
import { EXPECT_SUCCESS, requireSuccess, statusIsKnown } from '../support/steps.js';
import { isRecord } from '../../record.js';

/** Leaves that every DevInfo has (dm2-tables section 9.1). */
const DEVINFO: readonly string[] = ['DevID', 'Man', 'Mod', 'DmV', 'Lang', 'DevType', 'OEM', 'FwV', 'SwV', 'HwV'];

export const testCases = [
  clientTest({
    id: 'dm2/client/get/is-supported',
    title: 'GET is carried out',
    requirements: ['DM2-CMD-GET-C-002'],
    purpose: 'A client that declares GET can be asked for a leaf that every server may read.',
    procedure: ['Send GET of DevInfo/DevID.', ...EXPECT_SUCCESS],
    needs: { values: ['devinfo.root'] },
    drive: (tester) => tester.session([[['GET', below(tester.value('devinfo.root'), 'DevID')]]]),
    judge: (view, judge) => statusIsKnown({ view, check: judge.check('DM2-CMD-GET-C-002'), round: 1, command: 0 }),
  }),
  clientTest({
    id: 'dm2/client/get/value-in-package3',
    title: 'The value that GET asks for comes in Package#3',
    requirements: ['DM2-CMD-GET-C-003'],
    purpose: 'GET is for values that a server needs at once: they come in the session itself, not by way of a repository.',
    procedure: ['Set a text leaf by HGET.', 'Send GET of the leaf.', 'Expect its value in a Package#3 of the session.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      await tester.session([[set(tester, { path: '/value', uri, value: 'got by the suite' })], [['GET', uri]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      judgeGot(judge.check('DM2-CMD-GET-C-003'), { view, uri: view.value('probe.leaf'), round: 2, command: 0 }, 'got by the suite');
    },
  }),
  clientTest({
    id: 'dm2/client/get/whole-instance',
    title: 'GET of an instance root brings every leaf that HPUT of it uploads',
    requirements: ['DM2-CMD-GET-C-004'],
    purpose: 'The two commands read the same nodes; what is readable by one must not be missing in the other.',
    procedure: ['Send HPUT and GET of the DevInfo root.', `Expect in the data of GET each of ${DEVINFO.join(', ')} that the upload holds.`],
    needs: { values: ['devinfo.root'] },
    async drive(tester) {
      const uri = tester.value('devinfo.root');
      await tester.session([[read(tester, '/devinfo', uri)], [['GET', uri]]]);
    },
    judge(view, judge) {
      const uri = view.value('devinfo.root');
      const uploaded = valueRead({ view, path: '/devinfo', uri, round: 1, command: 0 }).value;
      const wanted = DEVINFO.filter((name) => isRecord(uploaded) && Object.hasOwn(uploaded, name));
      judge.require(wanted.length > 0, 'the upload of DevInfo holds none of its leaves', view.stimulus(1));
      requireSuccess({ view, judge, round: 2, command: 0 });
      const [got] = gotValues({ view, uri, round: 2, command: 0 });
      const missing = wanted.filter((name) => !isRecord(got?.value) || !Object.hasOwn(got.value, name));
      judge.require(got !== undefined, 'Package#3 holds no data, which another requirement judges', view.stimulus(2));
      judge.check('DM2-CMD-GET-C-004').is({ value: missing, at: got?.at ?? view.end, what: 'leaves of DevInfo that GET left out', stimulus: view.stimulus(2) }, []);
    },
  }),
  clientTest({
    id: 'dm2/client/get/whole-subtree',
    title: 'GET of an interior node brings everything below it',
    requirements: ['DM2-CMD-GET-C-004'],
    purpose: 'The subtree goes as deep as the node: children and their children.',
    procedure: ['Create an item below an interior node by HGET, and read it by HPUT.', 'Send GET of the interior node.', 'Expect the item and each of its leaves, with the values that the upload holds.', 'Delete the item.'],
    needs: { values: ['probe.list', 'probe.list.item'] },
    async drive(tester) {
      const list = tester.value('probe.list');
      const uri = below(list, 'SuiteDeep');
      const item: unknown = JSON.parse(tester.value('probe.list.item'));
      await tester.session([[set(tester, { path: '/item', uri, value: item }), read(tester, '/deep', uri)], [['GET', list]], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      const list = view.value('probe.list');
      requireSuccess({ view, judge, round: 1, command: 0 });
      const item = valueRead({ view, path: '/deep', uri: below(list, 'SuiteDeep'), round: 1, command: 1 }).value;
      requireSuccess({ view, judge, round: 2, command: 0 });
      const [got] = gotValues({ view, uri: list, round: 2, command: 0 });
      judge.require(got !== undefined, 'Package#3 holds no data, which another requirement judges', view.stimulus(2));
      const found = isRecord(got?.value) ? got.value['SuiteDeep'] : undefined;
      judge.check('DM2-CMD-GET-C-004').is({ value: found, at: got?.at ?? view.end, what: 'item SuiteDeep in the data of GET', stimulus: view.stimulus(2) }, item);
    },
  }),
  clientTest({
    id: 'dm2/client/get/unknown-address',
    title: 'GET of an address that names nothing is answered 404 without data',
    requirements: ['DM2-CMD-GET-C-005'],
    purpose: 'A server must learn that the node is not there.',
    procedure: ['Send GET of a leaf that exists; it must work.', 'Send GET of a node that does not exist; expect status 404 (400 is accepted).'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      await tester.session([[['GET', uri]], [['GET', `${uri}-that-does-not-exist`]]]);
    },
    judge(view, judge) {
      judge.require(isSuccess(view.status(1, 0).value), `GET of an existing leaf is ${view.status(1, 0).value}`, view.status(1, 0).at);
      judge.check('DM2-CMD-GET-C-005').refused(view.status(2, 0), [404, 400]);
    },
  }),
];
