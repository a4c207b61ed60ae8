/** The MO serialization as a server's repository takes and serves it (clause 7.2.1.4). */
import { serverTest } from '../../../define.js';
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import type { ExchangeView, ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { moTypesIn } from '../../../../harness/judge/mo-types.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import { COUNT, NAME, ROOT } from '../support/probe.js';
import { requireSent } from '../support/rounds.js';

const DDF = 'https://ddf.example.net/x-suite-probe.ddf';
const DATA = { Probe: { Config: { Name: 'uploaded' } } };

const MEMBERS = [
  { what: 'an item without DDF and CV', item: { ClientURI: ROOT, MOData: DATA } },
  { what: 'an item with DDF', item: { DDF, ClientURI: ROOT, MOData: DATA } },
  { what: 'an item with CV', item: { ClientURI: ROOT, CV: 'v1', MOData: DATA } },
  { what: 'an item with its members in reverse order', item: { MOData: DATA, CV: 'v2', ClientURI: ROOT, DDF } },
] as const;

const SEVERAL = [{ ClientURI: NAME, MOData: { Name: 'one' } }, { ClientURI: COUNT, MOData: { Count: 2 } }];

export const testCases: readonly ServerTestCase[] = [
  serverTest({
    id: 'dm2/server/ser/optional-members',
    title: 'Uploads are taken with and without DDF and CV, in any order',
    requirements: ['DM2-SER-S-010'],
    purpose: 'Both members are optional and JSON knows no order; a server that insists loses data of devices.',
    procedure: ['Upload an instance to the repository of the device without DDF and CV, with either, and with both in reverse order.', 'Expect a 2xx each time.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      for (const { item } of MEMBERS) await device.upload({ method: 'PUT', path: '/upload', body: [item] });
    },
    judge(view, judge) {
      judge.require(MEMBERS.some((_form, index) => isTaken(upload(view, index))), 'the repository takes no upload at all', upload(view, 0).request.at);
      for (const [index, { what }] of MEMBERS.entries()) judge.check('DM2-SER-S-010').holds(isTaken(upload(view, index)), evidence({ view, index, what }));
    },
  }),
  serverTest({
    id: 'dm2/server/ser/several-items',
    title: 'An upload of several items is taken',
    requirements: ['DM2-SER-B-001'],
    purpose: 'The serialization is an array with an item for each address; HPUT of two nodes makes two.',
    procedure: ['Upload an array of one item to the repository of the device, then one of two items, by PUT and by POST.', 'Expect a 2xx for both of these.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.upload({ method: 'PUT', path: '/upload', body: SEVERAL.slice(0, 1) });
      for (const method of ['PUT', 'POST'] as const) await device.upload({ method, path: '/upload', body: SEVERAL });
    },
    judge(view, judge) {
      judge.require(isTaken(upload(view, 0)), 'the repository takes no upload at all', upload(view, 0).request.at);
      for (const [index, method] of ['PUT', 'POST'].entries()) judge.check('DM2-SER-B-001').holds(isTaken(upload(view, index + 1)), evidence({ view, index: index + 1, what: `an array of two items by ${method}` }));
    },
  }),
  serverTest({
    id: 'dm2/server/ser/content-type',
    title: 'Content in the MO serialization is served with its media type',
    requirements: ['DM2-SER-B-011'],
    purpose: 'A device tells from the media type alone how to read what it fetched.',
    procedure: ['Have the server offer an item in its repository, and queue HGET of it.', 'Open a session and fetch it.', 'Expect Content-Type: application/dmmo+json.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      const url = await tester.content('/name', { body: JSON.stringify(SEVERAL.slice(0, 1)) });
      await device.queue([{ command: 'HGET', server: url, client: [NAME] }]);
      await device.session();
    },
    judge(view, judge) {
      requireSent(view, 'HGET', NAME);
      const { request, response } = fetched(view);
      judge.require(response?.event.status === 200, `the content is not served: ${response?.event.status ?? view.silence}`, request.at);
      const type = response?.contentType ?? 'no Content-Type';
      const types: readonly string[] = moTypesIn(view.parameter('MO_MIME'));
      judge.check('DM2-SER-B-011').holds(types.includes(type), { expected: types.join(' or '), found: type, at: { event: response?.event.n ?? 0, path: 'header:Content-Type' }, stimulus: request.at });
    },
  }),
];

const isTaken = ({ response }: ExchangeView): boolean => response !== undefined && response.event.status >= 200 && response.event.status <= 299;

/** The n-th upload, from 0. */
function upload(view: ServerView, index: number): ExchangeView {
  const found = view.repository().filter(({ request }) => request.event.method !== 'GET')[index];
  if (found === undefined) throw new NotExercised(`upload ${index + 1} was not sent: ${view.silence}`, view.end);
  return found;
}

function fetched(view: ServerView): ExchangeView {
  const found = view.repository().find(({ request }) => request.event.method === 'GET');
  if (found === undefined) throw new NotExercised('the tester could not fetch: the ServerURI leads to a host that the IUT file does not name', view.end);
  return found;
}

function evidence({ view, index, what }: { readonly view: ServerView; readonly index: number; readonly what: string }): { readonly expected: string; readonly found: string; readonly at: { readonly event: number }; readonly stimulus: { readonly event: number } } {
  const { request, response } = upload(view, index);
  return { expected: `a 2xx in answer to ${what}`, found: response === undefined ? `no answer (${view.silence})` : `the answer ${response.event.status}`, at: response?.at ?? request.at, stimulus: request.at };
}
