/** Objects that every server has to manage: DevInfo (clause ~12.1) and the DM Account (clause ~12.2). */
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import type { Instance } from '../../../../harness/tester/dm2-client/device-tree.js';
import { serverTest } from '../../../define.js';
import { sentFor } from '../support/rounds.js';
import { requireUsual, usual } from '../support/usual.js';

interface StandardObject {
  readonly id: string;
  readonly name: string;
  readonly requirement: string;
  readonly instance: Instance;
  readonly leaf: string;
}

const OBJECTS: readonly StandardObject[] = [
  {
    id: 'dm2/server/devinfo/is-read',
    name: 'DevInfo',
    requirement: 'DM2-MO-DEVINFO-B-001',
    instance: { moid: 'urn:oma:mo:oma-dm-devinfo:1.2', miid: 'd1', root: 'DevInfo', data: { DevID: 'urn:uuid:1', Man: 'Suite', Mod: 'Tester', DmV: '2.0', Lang: 'en' } },
    leaf: 'urn:oma:mo:oma-dm-devinfo:1.2//DevID',
  },
  {
    id: 'dm2/server/account/is-read',
    name: 'the DM Account',
    requirement: 'DM2-MO-DMACC-B-001',
    instance: { moid: 'urn:oma:mo:oma-dm-dmacc:1.2', miid: 'a1', root: 'DMAcc', data: { SrvID: 'srv-a', Name: 'Suite' } },
    leaf: 'urn:oma:mo:oma-dm-dmacc:1.2//Name',
  },
];

export const testCases: readonly ServerTestCase[] = OBJECTS.map(({ id, name, requirement, instance, leaf }) =>
  serverTest({
    id,
    title: `A leaf of ${name} is read`,
    requirements: [requirement],
    purpose: `${name} is on every device, and a server that does not manage it supports only half of the protocol.`,
    procedure: [`Have the server queue GET of a leaf of ${name}.`, 'Open a session and report the value.', 'Expect the command.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      device.tree.place(instance);
      await device.queue([usual('GET'), { command: 'GET', client: [leaf] }]);
      await device.session();
    },
    judge(view, judge) {
      requireUsual(view, judge, 'GET');
      const [sent] = sentFor(view, 'GET', leaf);
      judge.check(requirement).holds(sent !== undefined, { expected: `GET ${leaf}`, found: sent === undefined ? 'it in no package' : sent.value.join(' '), at: sent?.at ?? view.answer(1).at });
    },
  }),
);
