/** HGET: that it is known, the request it makes, and the formats it takes (clauses 5.3.1, 5.5 and 7.2.1.4). */
import { isSuccess } from '../../../../harness/judge/judge.js';
import { moTypesIn } from '../../../../harness/judge/mo-types.js';
import { moResource } from '../../../../harness/tester/dm2-server/answer.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { EXPECT_SUCCESS, statusIsKnown } from '../support/steps.js';
import { pathOf, uploadedNode } from '../support/uploads.js';

/** Codes that say that the content cannot be used (dm2-tables section 3). */
const UNUSABLE: readonly number[] = [400, 406, 409, 415, 500, 501];

/** Codes that speak of the media type, once the content was fetched. */
const isAboutTheType = (code: number): boolean => code === 406 || code === 415;

export const testCases = [
  clientTest({
    id: 'dm2/client/hget/is-supported',
    title: 'HGET is carried out',
    requirements: ['DM2-CMD-HGET-B-001'],
    purpose: 'The command is mandatory: a client may not answer it as one that it does not know.',
    procedure: ['Send HGET of a text leaf; the repository serves a value.', ...EXPECT_SUCCESS],
    needs: { values: ['probe.leaf'] },
    drive: (tester) => tester.session([[set(tester, { path: '/value', uri: tester.value('probe.leaf'), value: 'supported' })]]),
    judge(view, judge) {
      const { value, at } = view.status(1, 0);
      judge.require(!isAboutTheType(value) || view.repository('/value').length === 0, `the client fetched the data and answers ${value}, which speaks of its type; DM2-CMD-HGET-C-014 judges that`, at);
      statusIsKnown({ view, check: judge.check('DM2-CMD-HGET-B-001'), round: 1, command: 0 });
    },
  }),
  clientTest({
    id: 'dm2/client/hget/fetches-by-get',
    title: 'HGET makes the client fetch the ServerURI by one HTTP GET before it reports',
    requirements: ['DM2-CMD-HGET-C-002'],
    purpose: 'Data travels on an HTTP exchange of its own: the client must ask the repository, once, before it answers Package#2.',
    procedure: ['Send HGET of a text leaf; the repository serves a value.', 'Expect one GET at the repository, earlier than Package#3.'],
    needs: { values: ['probe.leaf'] },
    drive: (tester) => tester.session([[set(tester, { path: '/value', uri: tester.value('probe.leaf'), value: 'fetched' })]]),
    judge(view, judge) {
      const requests = view.repository('/value').map(({ request }) => request);
      const stimulus = view.stimulus(1);
      const report = view.package3(1).request;
      judge.require(requests.length > 0 || isSuccess(view.status(1, 0).value), `the client refused HGET with ${view.status(1, 0).value}`, view.status(1, 0).at);
      const check = judge.check('DM2-CMD-HGET-C-002');
      check.count(requests, 1, { what: 'request for the ServerURI', at: stimulus, stimulus });
      for (const { event, at } of requests) {
        check.is({ value: event.method, at: { event: event.n, path: 'method' }, what: 'method', stimulus }, 'GET');
        check.holds(event.n < report.event.n, { expected: 'the GET before Package#3', found: `the GET at event ${event.n}, Package#3 at event ${report.event.n}`, at, stimulus });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/hget/names-formats',
    title: 'The GET of HGET names in Accept the MO format that the client can parse',
    requirements: ['DM2-CMD-HGET-C-011'],
    purpose: 'A repository that holds data in several formats needs to know which of them to serve.',
    procedure: ['Send HGET of a text leaf.', 'Expect the header Accept in the GET, and in it the type of the JSON serialization (MO_MIME) or a range that covers it.'],
    needs: { values: ['probe.leaf'] },
    drive: (tester) => tester.session([[set(tester, { path: '/value', uri: tester.value('probe.leaf'), value: 'accepted' })]]),
    judge(view, judge) {
      const request = view.repository('/value').find(({ request: { event } }) => event.method === 'GET')?.request;
      judge.require(request !== undefined, 'the client did not fetch the data by GET', view.stimulus(1));
      const ranges = (request?.headers('Accept') ?? []).join(',');
      const types = moTypesIn(view.parameter('MO_MIME'));
      const isNamed = acceptedTypes(ranges).some((range) => types.some((type) => range === type || range === `${type.split('/')[0] ?? ''}/*` || range === '*/*'));
      judge.check('DM2-CMD-HGET-C-011').holds(isNamed, {
        expected: `Accept that covers ${types.join(' or ')}`,
        found: ranges === '' ? 'no Accept' : `Accept: ${ranges}`,
        at: { event: request?.event.n ?? 0, path: 'header:Accept' },
        stimulus: view.stimulus(1),
      });
    },
  }),
  clientTest({
    id: 'dm2/client/hget/accepts-json',
    title: 'HGET takes the JSON serialization with all its members',
    requirements: ['DM2-CMD-HGET-C-014'],
    purpose: 'The JSON serialization is the one format that every repository and every client have in common.',
    procedure: ['Send HGET of a text leaf; the repository serves an array with one item of DDF, ClientURI, CV and MOData, labelled with the type of the serialization.', 'Send HPUT of the leaf.', 'Expect success and the value in the upload.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const item = { DDF: 'https://ddf.example.net/probe-1.0.ddf', ClientURI: leaf, CV: 'suite-1', MOData: { [pathOf(leaf).at(-1) ?? '']: 'in JSON' } };
      await tester.session([[['HGET', tester.repository('/json', moResource([item])), leaf], read(tester, '/back', leaf)]]);
    },
    judge(view, judge) {
      const status = view.status(1, 0);
      judge.require(view.repository('/json').length > 0, `the client did not fetch the data: HGET is ${status.value}`, status.at);
      judge.require(isSuccess(status.value) || UNUSABLE.includes(status.value), `HGET is ${status.value}, which speaks of the address and not of the format`, status.at);
      const check = judge.check('DM2-CMD-HGET-C-014');
      if (!check.succeeded(status)) return;
      judge.require(isSuccess(view.status(1, 1).value), `HPUT, a means of this test, is ${view.status(1, 1).value}`, view.status(1, 1).at);
      check.is(uploadedNode(view, '/back', view.value('probe.leaf')), 'in JSON');
    },
  }),
  clientTest({
    id: 'dm2/client/hget/raw-content',
    title: 'HGET stores content of another media type in a leaf that is made for it',
    requirements: ['DM2-CMD-HGET-C-015'],
    purpose: 'Pictures, documents and firmware come as they are, without a serialization around them.',
    procedure: ['Send HGET of a binary leaf; the repository serves six bytes as application/octet-stream.', 'Send HPUT of the leaf.', 'Expect success and the same bytes, in Base64, in the upload.'],
    needs: { values: ['probe.binary'] },
    async drive(tester) {
      const leaf = tester.value('probe.binary');
      const content = tester.repository('/raw', { type: 'application/octet-stream', body: Buffer.from([0x00, 0xff, 0x7b, 0x0d, 0x0a, 0x80]) });
      await tester.session([[['HGET', content, leaf], read(tester, '/back', leaf)]]);
    },
    judge(view, judge) {
      const status = view.status(1, 0);
      judge.require(view.repository('/raw').length > 0, `the client did not fetch the content: HGET is ${status.value}`, status.at);
      judge.require(isSuccess(status.value) || UNUSABLE.includes(status.value), `HGET is ${status.value}, which speaks of the address and not of the content`, status.at);
      const check = judge.check('DM2-CMD-HGET-C-015');
      if (!check.succeeded(status)) return;
      judge.require(isSuccess(view.status(1, 1).value), `HPUT, a means of this test, is ${view.status(1, 1).value}`, view.status(1, 1).at);
      check.is(uploadedNode(view, '/back', view.value('probe.binary')), 'AP97DQqA');
    },
  }),
];

/** The media ranges of an Accept header, lower case, without parameters and without those refused by q=0. */
function acceptedTypes(header: string): readonly string[] {
  return header
    .split(',')
    .filter((range) => !/;\s*q=0(\.0*)?\s*$/i.test(range))
    .map((range) => (range.split(';')[0] ?? '').trim().toLowerCase());
}
