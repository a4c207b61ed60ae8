/** HGET (clause ~5.3.1): where new data stands is the device's to say. */
import { serverTest } from '../../../define.js';
import { PROBE } from '../support/probe.js';
import { believed, repositoryOf, requireReported, requireSent } from '../support/rounds.js';

/** An address that no server can guess. */
const CREATED = [`${PROBE}/made-by-the-device-7/`];

export const testCases = [
  serverTest({
    id: 'dm2/server/hget/uses-reported-address',
    title: 'The address of new data is taken from the status of HGET',
    requirements: ['DM2-CMD-HGET-S-008'],
    purpose: 'The device names new instances; a server that does not listen manages something else afterwards.',
    procedure: ['Have the server queue HGET without a ClientURI.', 'Open a session and report 200 with an address of the device\'s own making.', 'Expect the server to know that address.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'HGET', server: `${repositoryOf(device)}/new` }]);
      await device.session({ status: ([name]) => (name === 'HGET' ? { sc: 200, URI: CREATED } : undefined) });
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'HGET');
      requireReported(view, judge);
      const { value, at, ...place } = believed(view, 0);
      judge.check('DM2-CMD-HGET-S-008').is({ ...place, at: { event: at.event, path: 'commands[0].created' }, value: value.created, what: 'the addresses that the server knows' }, CREATED);
    },
  }),
];

