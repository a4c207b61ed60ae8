/** OMADM-Accept: the server says which types later bodies may have (clause 5.5; syntax of Accept, RFC 9110 section 12.5.1). */
import { clientTest } from '../../../define.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Check } from '../../../../harness/judge/judge.js';
import { isSuccess } from '../../../../harness/judge/judge.js';
import { moTypesIn } from '../../../../harness/judge/mo-types.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { HEADER_ACCEPT } from '../../../../protocol/dm2/media-types.js';

const NOTHING = 'application/x-suite-nothing';

interface Offer {
  readonly path: string;
  readonly header: (own: string) => string;
}

/** The last two only tell something about a client that has application/json as well; the one before them shows whether. */
const OFFERS: readonly Offer[] = [
  { path: '/plain', header: (own) => own },
  { path: '/weighted', header: (own) => `${NOTHING}, ${own};q=0.2` },
  { path: '/range', header: (own) => `${NOTHING};q=0.9, ${own.split('/')[0] ?? ''}/*;q=0.1` },
  { path: '/excluded', header: (own) => `${own};q=0, */*;q=0.1` },
  { path: '/json', header: () => 'application/json' },
  { path: '/json-first', header: (own) => `${own};q=0.2, application/json;q=0.8` },
  { path: '/own-first', header: (own) => `application/json;q=0.2, ${own};q=0.8` },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/http/chooses-the-type',
    title: 'The client sends uploads in the type that OMADM-Accept likes best',
    requirements: ['DM2-HTTP-C-006'],
    purpose: 'OMADM-Accept is written like Accept: media ranges and q values count, the order does not.',
    procedure: [
      'Send HPUT of a leaf in several rounds, each with another OMADM-Accept.',
      'Expect an upload in the acceptable type where only one is, by name or by range, whatever else is listed; and none in a type of weight 0.',
      'A client that also sends application/json must follow the q values between the two types.',
    ],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      // The type every client has, as far as any text tells.
      const [own] = moTypesIn(tester.value('MO_MIME'));
      await tester.session(OFFERS.map(({ path, header }) => ({ commands: [['HPUT', tester.repository(path, {}), tester.value('probe.leaf')]], headers: [[HEADER_ACCEPT, header(own)]] })));
    },
    judge(view, judge) {
      const [own] = moTypesIn(view.value('MO_MIME'));
      const check = judge.check('DM2-HTTP-C-006');
      judge.require(typeAt(view, '/plain') === own, `the client does not upload ${own} when only that is asked for`, view.stimulus(1));
      judgeType(check, { view, path: '/weighted', round: 2, wanted: [own] });
      const type = own.split('/')[0] ?? '';
      const inRange = typeAt(view, '/range');
      judgeType(check, { view, path: '/range', round: 3, wanted: inRange?.startsWith(`${type}/`) === true ? [inRange] : [own] });
      const other = typeAt(view, '/excluded');
      check.holds(other !== own, { expected: `no upload as ${own}, whose weight is 0`, found: other === undefined ? `no upload, status ${view.status(4, 0).value}` : `an upload as ${other}`, at: view.package3(4).request.at, stimulus: view.stimulus(4) });
      if (typeAt(view, '/json') !== 'application/json') return;
      judgeType(check, { view, path: '/json-first', round: 6, wanted: ['application/json'] });
      judgeType(check, { view, path: '/own-first', round: 7, wanted: [own] });
    },
  }),
  ...(['HPUT', 'HPOST'] as const).map((name) =>
    clientTest({
      id: `dm2/client/http/no-common-type-${name.toLowerCase()}`,
      title: `${name} is answered with 406 when the server takes none of the client's types`,
      requirements: ['DM2-HTTP-C-007'],
      purpose: 'An upload that the server said it cannot take must not be sent; the server learns it by status 406.',
      procedure: [`Send ${name} of a leaf, which must succeed, then ${name} with OMADM-Accept ${NOTHING}.`, 'Expect status 406 and no upload.'],
      needs: { values: ['probe.leaf'] },
      drive: (tester) => offerNothing(tester, name),
      judge(view, judge) {
        const plain = view.status(1, 0);
        judge.require(isSuccess(plain.value), `${plain.what}, a means of this test, is ${plain.value}`, plain.at);
        const check = judge.check('DM2-HTTP-C-007');
        check.is(view.status(2, 0), 406);
        check.count(view.repository('/refused').map(({ request }) => request), 0, { what: 'upload in a type that the server does not take', at: view.package3(2).request.at, stimulus: view.stimulus(2) });
      },
    }),
  ),
];

async function offerNothing(tester: ServerDriver, name: string): Promise<void> {
  const leaf = tester.value('probe.leaf');
  await tester.session([[[name, tester.repository('/plain', {}), leaf]], { commands: [[name, tester.repository('/refused', {}), leaf]], headers: [[HEADER_ACCEPT, NOTHING]] }]);
}

/** Media type of the only upload at a path; undefined where none came. */
function typeAt(view: ClientView, path: string): string | undefined {
  return view.repository(path)[0]?.request.contentType;
}

interface Choice {
  readonly view: ClientView;
  readonly path: string;
  readonly round: number;
  readonly wanted: readonly string[];
}

function judgeType(check: Check, { view, path, round, wanted }: Choice): void {
  const [upload] = view.repository(path);
  const expected = `an upload as ${wanted.join(' or ')}`;
  const stimulus = view.stimulus(round);
  if (upload === undefined) {
    const { value, at } = view.status(round, 0);
    check.holds(false, { expected, found: `no upload, status ${value}`, at, stimulus });
    return;
  }
  const { contentType, event } = upload.request;
  check.holds(wanted.includes(contentType ?? ''), { expected, found: `an upload as ${contentType ?? 'nothing that is named'}`, at: { event: event.n, path: 'header:Content-Type' }, stimulus });
}
