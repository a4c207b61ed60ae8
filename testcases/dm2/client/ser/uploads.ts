/** Items of an upload: addresses, keys and validators (clause 7.2.1.4). What holds for every upload stands in the rules. */
import { clientTest } from '../../../define.js';
import { isSameAddress } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { inFixture, readFixture, requireFixture } from '../support/fixture.js';
import { uploadedValues } from '../support/leaves.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { itemsOf, nodeOf } from '../support/uploads.js';

/** The root names of two standard objects, as their definitions give them (dm2-tables sections 4 and 10). */
const ROOTS = [
  { value: 'devinfo.root', name: 'DevInfo', leaf: 'Man' },
  { value: 'account.root', name: 'DMAcc', leaf: 'SrvID' },
] as const;

const WILDCARD = [['left/Setting', '0xA1'], ['right/Setting', '0xB2']] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/ser/root-is-named',
    title: 'The one member of MOData is called after the root, and children stand under their own names',
    requirements: ['DM2-SER-C-003'],
    purpose: 'A server finds its way through an object by the names of the definition.',
    procedure: ['Send HPUT of DevInfo and of the DM Account.', `Expect MOData with the one member ${ROOTS.map(({ name, leaf }) => `${name}, an object with ${leaf}`).join('; and ')}.`],
    needs: { values: ROOTS.map(({ value }) => value) },
    drive: (tester) => tester.session([ROOTS.map(({ value, name }) => read(tester, `/${name}`, tester.value(value)))]),
    judge(view, judge) {
      const check = judge.check('DM2-SER-C-003');
      for (const [command, { name, leaf }] of ROOTS.entries()) {
        requireSuccess({ view, judge, round: 1, command });
        const upload = view.upload(`/${name}`);
        const [item] = itemsOf(upload);
        judge.require(isRecord(item?.data), `the upload of ${name} has no MOData`, upload.at);
        const names = isRecord(item?.data) ? Object.keys(item.data) : [];
        const root: unknown = isRecord(item?.data) ? item.data[name] : undefined;
        const found = names.join(', ');
        const isRight = found === name && isRecord(root) && Object.hasOwn(root, leaf);
        check.holds(isRight, { expected: `the one member ${name}, with ${leaf} below it`, found: isRecord(root) ? `${found} with ${Object.keys(root).join(', ')}` : `the members ${found}`, at: { event: upload.at.event, path: `${item?.path ?? ''}.MOData` }, stimulus: view.stimulus(1) });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/ser/item-per-address',
    title: 'Each address of an upload has an item of its own, with its ClientURI',
    requirements: ['DM2-SER-C-007'],
    purpose: 'Two leaves of one instance are two addresses, and so two items.',
    procedure: ['Set two text leaves of one instance by HGET.', 'Send HPUT of both addresses.', 'Expect two items, each with the address and the value of its leaf.'],
    needs: { values: ['probe.leaf', 'probe.leaf2'] },
    async drive(tester) {
      const uris = [tester.value('probe.leaf'), tester.value('probe.leaf2')];
      await tester.session([uris.map((uri, index) => set(tester, { path: `/value-${index}`, uri, value: `item ${index}` })), [read(tester, '/up', ...uris)]]);
    },
    judge(view, judge) {
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 1, command });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const upload = view.upload('/up');
      judge.require(uploadedValues(view, '/up').value.join() === 'item 0,item 1', 'the upload does not hold the values of both addresses, which another requirement judges', upload.at);
      const items = itemsOf(upload);
      const check = judge.check('DM2-SER-C-007');
      const stimulus = view.stimulus(2);
      for (const [index, name] of (['probe.leaf', 'probe.leaf2'] as const).entries()) {
        const uri = view.value(name);
        const own = items.filter(({ clientUri }) => isSameAddress(clientUri, uri));
        check.count(own.map(({ path }) => ({ at: { event: upload.at.event, path } })), 1, { what: `item with the address ${uri}`, at: upload.at, stimulus });
        const [item] = own;
        if (item !== undefined) check.is({ ...nodeOf(item, { uri, event: upload.at.event }), stimulus }, `item ${index}`);
      }
    },
  }),
  clientTest({
    id: 'dm2/client/ser/item-per-match',
    title: 'Each node that a wildcard matches has an item of its own, with its concrete address',
    requirements: ['DM2-SER-C-008'],
    purpose: 'Without the concrete address a server cannot tell the values apart.',
    procedure: ['Send HPUT of every leaf of the addressing fixture by its full address.', 'Send HPUT of <fixture.moid>/*/Setting.', 'Expect two items, with the addresses and values of left/Setting and right/Setting.'],
    needs: { values: ['fixture.moid'] },
    drive: (tester) => tester.session([[readFixture(tester)], [read(tester, '/up', inFixture(tester, '*/Setting'))]]),
    judge(view, judge) {
      requireFixture({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const upload = view.upload('/up');
      judge.require(uploadedValues(view, '/up').value.join() === '0xA1,0xB2', 'the upload does not hold the two values that the wildcard matches, which another requirement judges', upload.at);
      const items = itemsOf(upload);
      const check = judge.check('DM2-SER-C-008');
      const stimulus = view.stimulus(2);
      for (const [path, value] of WILDCARD) {
        const uri = inFixture(view, path);
        const own = items.filter(({ clientUri }) => isSameAddress(clientUri, uri));
        check.count(own.map((item) => ({ at: { event: upload.at.event, path: item.path } })), 1, { what: `item with the address ${uri}`, at: upload.at, stimulus });
        const [item] = own;
        if (item !== undefined) check.is({ ...nodeOf(item, { uri, event: upload.at.event }), stimulus }, value);
      }
    },
  }),
  clientTest({
    id: 'dm2/client/ser/validator-is-cv',
    title: 'The validator of an instance stands in CV, as a text',
    requirements: ['DM2-SER-C-009'],
    purpose: 'A server looks for the validator in one place. Whether the client returns one at all is another requirement.',
    procedure: ['Send HPUT of an instance root.', 'Expect the member CV, a text that is not empty; where the item has no validator under any name, nothing is said.'],
    needs: { values: ['probe.root'] },
    drive: (tester) => tester.session([[read(tester, '/up', tester.value('probe.root'))]]),
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const upload = view.upload('/up');
      const [first] = upload.items;
      const item = isRecord(first) ? first : {};
      const other = Object.keys(item).find((name) => name !== 'CV' && /^(cv|etag|validator)$/i.test(name));
      judge.require(other !== undefined || Object.hasOwn(item, 'CV'), 'the client returns no validator, which another requirement judges', upload.at);
      const value = item['CV'];
      const path = `${itemsOf(upload)[0]?.path ?? ''}.${value === undefined && other !== undefined ? other : 'CV'}`;
      judge.check('DM2-SER-C-009').holds(typeof value === 'string' && value !== '', { expected: 'the validator in CV, a text', found: value === undefined ? `a validator in ${other ?? 'no member'}` : `CV ${JSON.stringify(value)}`, at: { event: upload.at.event, path }, stimulus: view.stimulus(1) });
    },
  }),
];
