/** ServerURIs (clause 6.2, RFC 3986): each transfer goes to the address of its command, and that to the letter. */
import { clientTest } from '../../../define.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { nodeContent } from '../support/content.js';
import { requireSuccess } from '../support/steps.js';

/** Path and query that a client must not touch; what is written here is what must come. */
const TARGETS = [
  { slug: 'percent-encoding', target: '/a%2Fb/%7Euser/%c3%a9', purpose: 'An encoded slash is no slash, an encoded tilde stays encoded, and hex digits keep their case.' },
  { slug: 'query', target: '/data?b=2&a=1&a=&x=%20+/?y', purpose: 'A query is not to be sorted, cleaned or written anew.' },
  { slug: 'path', target: '/v1;rev=2//data/', purpose: 'Parameters, empty segments and a final slash belong to the path.' },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/serveruri/addresses-each-transfer',
    title: 'Every transfer goes to the ServerURI of its own command',
    requirements: ['DM2-SERVERURI-B-001'],
    purpose: 'Addresses of several commands differ in path and query; none stands for another.',
    procedure: ['Send HGET, HPUT and HPOST of a leaf with three different ServerURIs.', 'Expect one request at each.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const get = tester.repository('/one', nodeContent(leaf, 'addressed'));
      await tester.session([[['HGET', get, leaf], ['HPUT', tester.repository('/two?part=1', {}), leaf], ['HPOST', tester.repository('/two?part=2', {}), leaf]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SERVERURI-B-001');
      ['/one', '/two?part=1', '/two?part=2'].forEach((path, index) => judgeArrival({ view, judge, path, command: index }));
      const { at } = view.package3(1).request;
      check.count(view.repository().map(({ request }) => request), 3, { what: 'request at the repository', at, stimulus: view.stimulus(1) });
    },
  }),
  ...TARGETS.map(({ slug, target, purpose }) =>
    clientTest({
      id: `dm2/client/serveruri/keeps-${slug}`,
      title: `The request target is the ServerURI to the letter (${slug.replace('-', ' ')})`,
      requirements: ['DM2-SERVERURI-C-003'],
      purpose,
      procedure: [`Send HPUT of a leaf to a ServerURI with ${target}.`, 'Expect exactly this in the request line.'],
      needs: { values: ['probe.leaf'] },
      async drive(tester) {
        await tester.session([[['HPUT', tester.repository(target, {}), tester.value('probe.leaf')]]]);
      },
      judge(view, judge) {
        const [upload] = view.repository();
        judge.require(upload !== undefined, `no upload came: ${view.silence}`, view.stimulus(1));
        if (upload === undefined) return;
        const { path, n } = upload.request.event;
        judge.check('DM2-SERVERURI-C-003').is({ value: path, at: { event: n, path: 'target' }, what: 'path and query of the request', stimulus: view.stimulus(1) }, target);
      },
    }),
  ),
];

interface Arrival {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly path: string;
  readonly command: number;
}

/** A command that the client refused says nothing about addresses. */
function judgeArrival({ view, judge, path, command }: Arrival): void {
  const requests = view.repository(path).map(({ request }) => request);
  if (requests.length === 0 && view.repository().length < 3) requireSuccess({ view, judge, round: 1, command });
  judge.check('DM2-SERVERURI-B-001').count(requests, 1, { what: `request at ${path}`, at: view.package3(1).request.at, stimulus: view.stimulus(1) });
}
