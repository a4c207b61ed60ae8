/** ServerURIs (clause ~6.2): what a server names is there. */
import { serverTest } from '../../../define.js';
import { COUNT, NAME } from '../support/probe.js';
import { repositoryOf, requireSent } from '../support/rounds.js';

const CONTENT = JSON.stringify([{ ClientURI: NAME, MOData: { Name: 'from the repository' } }]);

export const testCases = [
  serverTest({
    id: 'dm2/server/serveruri/addresses-are-served',
    title: 'The ServerURIs of HGET and HPUT lead to the repository',
    requirements: ['DM2-SERVERURI-B-001'],
    purpose: 'A ServerURI is all a device has to find data by.',
    procedure: ['Have the server offer content in its repository, and queue HGET of it and HPUT of a leaf.', 'Open a session, fetch the content and upload the leaf at the addresses that the server sent.', 'Expect 200 with the content, and a 2xx.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      const url = await tester.content('/served', { body: CONTENT });
      await device.queue([{ command: 'HGET', server: url, client: [NAME] }, { command: 'HPUT', server: `${repositoryOf(device)}/taken`, client: [COUNT] }]);
      await device.session();
    },
    judge(view, judge) {
      requireSent(view, 'HGET', NAME);
      const exchanges = view.repository();
      for (const { method, taken, rule } of WAYS) {
        const exchange = exchanges.find(({ request }) => request.event.method === method);
        if (exchange === undefined) continue;
        const { request, response } = exchange;
        const isRight = response !== undefined && taken(response.event.status, response.event.body);
        judge.check('DM2-SERVERURI-B-001').holds(isRight, { expected: rule, found: response === undefined ? `no answer (${view.silence})` : `the answer ${response.event.status}, ${response.event.body.length} bytes`, at: response?.at ?? request.at, stimulus: request.at });
      }
      judge.require(exchanges.length > 0, 'the tester could not follow the ServerURIs: they lead to hosts that the IUT file does not name', view.end);
    },
  }),
];

const WAYS = [
  { method: 'GET', rule: '200 with the content', taken: (status: number, body: Uint8Array): boolean => status === 200 && Buffer.from(body).toString('utf8') === CONTENT },
  { method: 'PUT', rule: 'a 2xx for the upload', taken: (status: number): boolean => status >= 200 && status <= 299 },
];
