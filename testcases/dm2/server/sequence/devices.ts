/** Devices are told apart by their identity (OMADM-DevID, clause ~5.5), one after the other and many at once. */
import { serverTest } from '../../../define.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { SessionScript } from '../../../../harness/tester/dm2-client/driver.js';
import { commandsSent } from '../support/rounds.js';

/** Nodes below the probe; each device is asked for two of its own. */
const NODES = [['Config/Name', 'Config/Count'], ['Config/Blob', 'Operations/Run'], ['Data/x/Date', 'Data/x/Value']].map((paths) => paths.map((path) => `urn:oma:mo:x-suite-probe:1.0/p1/${path}`));

const ALL_DONE: SessionScript = { status: () => ({ sc: 200 }) };

const commandsFor = (index: number): readonly (readonly string[])[] => (NODES[index] ?? []).map((node) => ['GET', node]);

export const testCases = [
  serverTest({
    id: 'dm2/server/sequence/device-identity',
    title: 'The header OMADM-DevID tells which device is speaking',
    requirements: ['DM2-HTTP-S-014'],
    purpose: 'Nothing else in a package names the device; a server that goes by anything else manages the wrong one.',
    procedure: ['Have the server queue two GET, one in each Package#2, for each of two devices.', 'Open a session as the second device, then one as the first, and report 200 to everything.', 'Expect in each session the commands of its device and no others.'],
    needs: { upperTester: true },
    async drive(tester) {
      const devices = [await tester.device(), await tester.device()];
      for (const [index, device] of devices.entries()) await device.queue(...(NODES[index] ?? []).map((node) => [{ command: 'GET' as const, client: [node] }]));
      for (const device of devices.toReversed()) await device.session(ALL_DONE);
    },
    judge: (view, judge) => judgeDevices({ view, judge, devices: 2, requirement: 'DM2-HTTP-S-014' }),
  }),
  serverTest({
    id: 'dm2/server/sequence/parallel-devices',
    title: 'Devices whose sessions are open at once get the commands that are meant for them',
    requirements: ['DM2-SEQ-S-018'],
    purpose: 'A server manages many devices; sessions that are mixed up manage the wrong one.',
    procedure: ['Have the server queue two GET, one in each Package#2, for each of three devices.', 'Open the three sessions, then report 200 to everything, all at the same time.', 'Expect in each session the commands of its device and no others.'],
    needs: { upperTester: true },
    async drive(tester) {
      const devices = [await tester.device(), await tester.device(), await tester.device()];
      for (const [index, device] of devices.entries()) await device.queue(...(NODES[index] ?? []).map((node) => [{ command: 'GET' as const, client: [node] }]));
      const allOpen = gate(devices.length);
      await Promise.all(devices.map((device) => device.session({
        ...ALL_DONE,
        async report(statuses, { round }) {
          // Nobody reports before every session is open; a server that serves one device at a time must not hold the test up.
          if (round === 1) await Promise.race([allOpen(), tester.observe()]);
          return device.package3({ Status: statuses.map(({ sc }) => ({ sc })) });
        },
      })));
    },
    judge: (view, judge) => judgeDevices({ view, judge, devices: 3, requirement: 'DM2-SEQ-S-018' }),
  }),
];

/** A function that settles once it was called this many times. */
function gate(count: number): () => Promise<void> {
  let missing = count;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    missing -= 1;
    if (missing <= 0) open();
    return opened;
  };
}

interface Judged {
  readonly view: ServerView;
  readonly judge: Judge;
  readonly devices: number;
  readonly requirement: string;
}

/** The tester numbers its devices in the order in which it made them, so that their sorted names give that order back. */
function judgeDevices({ view, judge, devices, requirement }: Judged): void {
  judge.require(view.sessions.length === devices, `${view.sessions.length} of ${devices} sessions took place: ${view.silence}`, view.end);
  const names = view.sessions.map(({ device = '' }) => device).sort();
  for (const { number, device = '' } of view.sessions) {
    const own = commandsFor(names.indexOf(device)).map((command) => command.join(' '));
    const foreign = names.flatMap((_name, index) => commandsFor(index).map((command) => command.join(' '))).filter((command) => !own.includes(command));
    const { value, ...place } = commandsSent(view, number);
    // Servers may send commands of their own as well.
    const sent = value.map((command) => command.join(' ')).filter((command) => own.includes(command) || foreign.includes(command));
    const isOwn = judge.check(requirement).is({ ...place, value: sent.filter((command) => foreign.includes(command)), what: `commands for other devices in the session of ${device}` }, []);
    judge.require(!isOwn || sent.length === own.length, `the server sent ${sent.length} of the ${own.length} commands for ${device}`, place.at);
  }
}
