/** Percent-encoding and the query of a ClientURI (clauses 6.1 and 6.1.3; RFC 3986, sections 2 and 3). */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { uploadedValues } from '../support/leaves.js';
import { firstLeaf, listItem } from '../support/list.js';
import { requireSuccess } from '../support/steps.js';
import { itemsOf } from '../support/uploads.js';

/** The node name `a b/c&d?é`. */
const ENCODED_NAME = 'a%20b%2Fc%26d%3F%C3%A9';

const ITEM = { plain: 'suite-plain', special: 'suite-special' } as const;

/** The value `a?b&c=é d` as an nv field has to spell it. */
const SPECIAL_VALUE = 'a?b&c=é d';
const ENCODED_VALUE = 'a%3Fb%26c%3D%C3%A9%20d';

export const testCases = [
  clientTest({
    id: 'dm2/client/uri/reports-encoded-names',
    title: 'A node name with reserved characters is percent-encoded in the address the client writes',
    requirements: ['DM2-URI-B-007'],
    purpose: 'A slash, a question mark or a space in a name may not change what the address means.',
    procedure: [
      'Send HGET that creates an item named "a b/c&d?é" in a list; where the device refuses such a name, nothing is said.',
      'Send HPUT of the item; expect its ClientURI in the upload to name the same node, percent-encoded.',
      'Send DELETE of the item.',
    ],
    needs: { values: ['probe.list', 'probe.list.item'] },
    async drive(tester) {
      const uri = below(tester.value('probe.list'), ENCODED_NAME);
      await tester.session([[set(tester, { path: '/item', uri, value: listItem(tester) })], [read(tester, '/up', uri)], [['DELETE', uri]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const upload = view.upload('/up');
      const [item] = itemsOf(upload);
      const uri = item?.clientUri;
      const [moid, , ...names] = typeof uri === 'string' ? uri.split('/') : [];
      const [wantedMoid, , ...wanted] = below(view.value('probe.list'), ENCODED_NAME).split('/');
      judge.require(moid !== undefined && spelling([moid]) === spelling([wantedMoid ?? '']), 'the item has no address that starts with the MOID, which other requirements judge', upload.at);
      const isRight = spelling(names.filter((name) => name !== '')) === spelling(wanted);
      judge.check('DM2-URI-B-007').holds(isRight, { expected: `an address that ends with ${ENCODED_NAME} or another encoding of the same name`, found: `ClientURI ${JSON.stringify(uri) ?? 'absent'}`, at: { event: upload.at.event, path: `${item?.path ?? ''}.ClientURI` }, stimulus: view.stimulus(2) });
    },
  }),
  clientTest({
    id: 'dm2/client/uri/query-is-split-before-decoding',
    title: 'The query is split at ampersands and the values decoded after that',
    requirements: ['DM2-URI-C-023'],
    applies: 'C_URI_XNAME',
    purpose: 'An encoded question mark, ampersand or equals sign belongs to the value it stands in.',
    procedure: [
      'Send HGET that creates two items in a list, one of them with a leaf "a?b&c=é d".',
      'Send HPUT of the leaf of the other item by an nv field; it must be resolved, or nothing is said.',
      'Send HPUT of the leaf by an nv field with the value percent-encoded; expect the leaf.',
      'Send DELETE of the two items.',
    ],
    needs: { values: ['probe.list', 'probe.list.item'] },
    drive: driveQuery,
    judge(view, judge) {
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 1, command });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const known = uploadedValues(view, '/plain');
      judge.require(known.value.join() === 'plain-value', 'the x-name without special characters does not reach its leaf', known.at);
      const status = view.status(2, 1);
      const check = judge.check('DM2-URI-C-023');
      const stimulus = view.stimulus(2);
      if (!check.holds(isSuccess(status.value), { expected: `the leaf whose value is ${JSON.stringify(SPECIAL_VALUE)}`, found: `status ${status.value}`, at: status.at, stimulus })) return;
      check.is({ ...uploadedValues(view, '/special'), what: 'values that the address reaches', stimulus }, [SPECIAL_VALUE]);
    },
  }),
];

/** Names in one spelling, so that any legal way of encoding counts. */
function spelling(names: readonly string[]): string {
  try {
    return names.map((name) => encodeURIComponent(decodeURIComponent(name))).join('/');
  } catch {
    return names.join('/');
  }
}

async function driveQuery(tester: ServerDriver): Promise<void> {
  const list = tester.value('probe.list');
  const leaf = firstLeaf(tester);
  const item = (value: string): object => ({ ...listItem(tester), [leaf]: value });
  const byValue = (value: string): string => `${below(list, '(x)')}/${leaf}?nv=(x)/${leaf}:${value}`;
  await tester.session([
    [set(tester, { path: '/item-plain', uri: below(list, ITEM.plain), value: item('plain-value') }), set(tester, { path: '/item-special', uri: below(list, ITEM.special), value: item(SPECIAL_VALUE) })],
    [read(tester, '/plain', byValue('plain-value')), read(tester, '/special', byValue(ENCODED_VALUE))],
    [['DELETE', below(list, ITEM.plain)], ['DELETE', below(list, ITEM.special)]],
  ]);
}

