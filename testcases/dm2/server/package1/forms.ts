/** What a server takes as Package#1, and what it refuses (clauses ~5.2.2 and 7.2.1.1). */
import type { ClientMessage, TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import { serverTest } from '../../../define.js';
import { requireWelcome } from '../support/rounds.js';
import { isServed, judgeRefused, judgeServed, requireAnyServed, requireServed } from '../support/served.js';

const ALERT = { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' };
const MOS = [{ DDF: 'https://ddf.example.net/x-suite-probe.xml', MOID: 'urn:oma:mo:x-suite-probe:1.0', MIID: ['p1'] }];

interface Form {
  readonly what: string;
  readonly body: object;
}

const FORMS: readonly Form[] = [
  { what: 'a Package#1 with alerts alone', body: { Alert: [ALERT] } },
  { what: 'a Package#1 with an MO list alone', body: { MOS } },
  { what: 'a Package#1 with alerts and an MO list', body: { MOS, Alert: [ALERT] } },
  { what: 'an empty Package#1', body: {} },
];

/** What a message has instead of the plain one. */
interface Fault {
  readonly what: string;
  readonly change: Omit<Partial<ClientMessage>, 'illegal'>;
}

const UNKNOWN_DEVICES: readonly Fault[] = [
  { what: 'a Package#1 without OMADM-DevID', change: { deviceId: null } },
  { what: 'a Package#1 of a device that nobody knows', change: { deviceId: 'urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff' } },
];

const BROKEN: readonly Fault[] = [
  { what: 'a Package#1 that is cut off', change: { text: '{"Alert":[{"AlertType":' } },
  { what: 'a Package#1 that is no object', change: { text: '[]' } },
  { what: 'a Package#1 whose MO list lacks MIID', change: { text: '{"MOS":[{"MOID":"urn:oma:mo:x-suite-probe:1.0"}]}' } },
  { what: 'a Package#1 whose alert has no type', change: { text: '{"Alert":[{}]}' } },
];

export const testCases = [
  serverTest({
    id: 'dm2/server/package1/by-post',
    title: 'Package#1 by POST is taken',
    requirements: ['DM2-PKG1-B-001'],
    purpose: 'A session opens with a POST to the DM endpoint; a server that wants it otherwise has no devices.',
    procedure: ['Send a plain Package#1 by POST.', 'Expect a Package#2 in answer.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
    },
    judge(view, judge) {
      requireWelcome(view, judge);
      const { value: status, ...place } = view.answerStatus(1);
      const isTaken = status >= 200 && status <= 299;
      judge.require(!isTaken || isServed(view.answer(1)), `the answer ${status} to Package#1 is no Package#2: who takes everything by POST, as a web page may, takes no Package#1 by it`, place.at);
      judge.check('DM2-PKG1-B-001').holds(isTaken, { expected: 'a Package#2 in answer to Package#1', found: `the answer ${status}`, ...place });
    },
  }),
  serverTest({
    id: 'dm2/server/package1/every-form',
    title: 'Package#1 is served with alerts, with an MO list, with both and with neither',
    requirements: ['DM2-PKG1-S-015'],
    purpose: 'Both members are optional; a server that demands one shuts devices out.',
    procedure: ['Send a Package#1 of each form.', 'Expect a Package#2 in answer to each.'],
    async drive(tester) {
      const device = await tester.device();
      for (const { body } of FORMS) await device.send({ ...device.package1(), body });
    },
    judge(view, judge) {
      requireWelcome(view, judge);
      requireAnyServed(view, judge, [...FORMS.keys()]);
      for (const [message, { what }] of FORMS.entries()) judgeServed({ view, judge, requirement: 'DM2-PKG1-S-015', message, what });
    },
  }),
  serverTest({
    id: 'dm2/server/package1/unknown-members',
    title: 'Package#1 is served with members that the server does not know',
    requirements: ['DM2-PKG1-S-016'],
    purpose: 'Vendors add members of their own; a server should pass over them.',
    procedure: ['Send a plain Package#1, then one with a vendor member in the message and in an alert.', 'Expect a Package#2 in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      await device.send(device.package1({ 'x-vendor': { a: [1, null] }, Alert: [{ ...ALERT, 'x-vendor': 'b' }] }));
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      judgeServed({ view, judge, requirement: 'DM2-PKG1-S-016', message: 1, what: 'a Package#1 with vendor members' });
    },
  }),
  serverTest({
    id: 'dm2/server/package1/unknown-device',
    title: 'Package#1 of an unknown device is refused',
    requirements: ['DM2-PKG1-S-017'],
    purpose: 'A server that manages whoever comes hands out what is meant for its own devices.',
    procedure: ['Send a plain Package#1, then one without OMADM-DevID and one of a device that nobody knows.', 'Expect a 4xx in answer to both.'],
    drive: async (tester) => sendFaulty(await tester.device(), UNKNOWN_DEVICES),
    judge(view, judge) {
      requireServed(view, judge, 0);
      for (const [index, { what }] of UNKNOWN_DEVICES.entries()) judgeRefused({ view, judge, requirement: 'DM2-PKG1-S-017', message: index + 1, what, wanted: (status) => status >= 400 && status <= 499, rule: 'a status from 400 to 499' });
    },
  }),
  serverTest({
    id: 'dm2/server/package1/broken',
    title: 'Package#1 that breaks the schema is refused with 400',
    requirements: ['DM2-PKG1-S-018'],
    purpose: 'A device that sends nonsense must learn of it, and the server must live on.',
    procedure: ['Send a plain Package#1, then one that is cut off, one that is no object, one without MIID and one with an alert without type.', 'Expect 400 in answer to each of them.'],
    drive: async (tester) => sendFaulty(await tester.device(), BROKEN),
    judge(view, judge) {
      requireServed(view, judge, 0);
      for (const [index, { what }] of BROKEN.entries()) judgeRefused({ view, judge, requirement: 'DM2-PKG1-S-018', message: index + 1, what, wanted: (status) => status === 400, rule: 'the status 400' });
    },
  }),
];

/** A plain Package#1 first: what a server does with the others says nothing where it does not serve this one. */
async function sendFaulty(device: TestDevice, faults: readonly Fault[]): Promise<void> {
  await device.send(device.package1());
  for (const { what, change } of faults) await device.send({ ...device.package1(), ...change, illegal: what });
}
