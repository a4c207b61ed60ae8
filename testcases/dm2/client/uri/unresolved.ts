/** Addresses that name nothing, and addresses with a component that the client lacks (clauses 6.1 and 6.2). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import { below, instanceOf } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { firstLeaf, listItem } from '../support/list.js';
import { requireSuccess } from '../support/steps.js';

/** Addresses of nothing. For an unknown MOID the codes for one that was not set at bootstrap are right as well (dm2-tables section 3). */
const UNKNOWN = [
  { what: 'node', codes: [404, 400], address: (leaf: string) => `${leaf}-that-does-not-exist` },
  { what: 'instance', codes: [404, 400], address: (leaf: string) => `${instanceOf(leaf).moid}/no-instance-has-this-id/${leaf.split('/').slice(2).join('/')}` },
  { what: 'MOID', codes: [404, 400, 401, 403, 405], address: () => 'urn:oma:mo:x-suite-unknown:1.0//Name' },
] as const;

const ITEM = 'suite-untouched';

/** The codes for an optional component of a ClientURI that the client lacks (dm2-tables section 3). */
const LACKING = [501, 400, 404, 406] as const;

interface Component {
  readonly slug: string;
  readonly name: string;
  readonly applies: string;
  /** Replaces the item in its address; matches the item where the client reads it. */
  readonly pattern: (leaf: string, value: string) => string;
}

const COMPONENTS: readonly Component[] = [
  { slug: 'wildcard', name: 'a wildcard', applies: '!C_URI_WILDCARD', pattern: () => '*' },
  { slug: 'x-name', name: 'an x-name', applies: '!C_URI_XNAME', pattern: (leaf, value) => `(x)?nv=(x)/${leaf}:${value}` },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/uri/unknown-address',
    title: 'An address whose MOID, instance or node is not present is answered 404',
    requirements: ['DM2-URI-C-025'],
    purpose: 'A server learns that it asked for something that is not there, whichever part of the address is wrong.',
    procedure: ['Send HPUT of a leaf, which must succeed.', 'Send HPUT of an unknown node, of a node of an unknown instance and of an unknown MOID.', 'Expect status 404 each.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[read(tester, '/leaf', leaf)], UNKNOWN.map(({ address }, index) => read(tester, `/none-${index}`, address(leaf)))]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-URI-C-025');
      for (const [command, { what, codes }] of UNKNOWN.entries()) {
        const status = view.status(2, command);
        check.refused({ ...status, what: `status of HPUT of an unknown ${what}` }, codes);
      }
    },
  }),
  ...COMPONENTS.map(refusesComponent),
];

function refusesComponent({ slug, name, applies, pattern }: Component): TestCase {
  return clientTest({
    id: `dm2/client/uri/lacks-${slug}`,
    title: `A client without the component refuses an address with ${name} and changes nothing`,
    requirements: ['DM2-URI-C-024'],
    applies,
    purpose: 'An address that is half understood may not delete anything.',
    procedure: ['Send HGET that creates an item in a list, and HPUT of it.', `Send DELETE of the item by an address with ${name}; expect an error status.`, 'Send HPUT of the item; expect it to be there.', 'Send DELETE of the item.'],
    needs: { values: ['probe.list', 'probe.list.item'] },
    async drive(tester) {
      const list = tester.value('probe.list');
      const leaf = firstLeaf(tester);
      const uri = below(list, ITEM);
      await tester.session([
        [set(tester, { path: '/item', uri, value: { ...listItem(tester), [leaf]: ITEM } }), read(tester, '/before', uri)],
        [['DELETE', below(list, pattern(leaf, ITEM))], read(tester, '/after', uri)],
        [['DELETE', uri]],
      ]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-URI-C-024');
      check.refused(view.status(2, 0), LACKING);
      check.succeeded({ ...view.status(2, 1), what: 'status of HPUT of the item, which nobody may have deleted,' });
    },
  });
}
