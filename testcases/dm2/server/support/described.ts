/**
 * An object that the server has never heard of, described by a DDF file of the device alone (clause ~6.3.2), and what the
 * server can do with it. Whether it reads the file is its own affair; a server that does not shows nothing of what it makes of one.
 */
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { Operation } from '../../../../harness/iut/upper-tester.js';
import type { ClientDriver } from '../../../../harness/tester/dm2-client/driver.js';
import { requireUsual, usual } from './usual.js';
import { requireWelcome, sentFor } from './rounds.js';

export interface Described {
  readonly moid: string;
  /** The file. */
  readonly ddf: string;
  /** What the server is asked to do, each in a Package#2 of its own. */
  readonly operations: readonly Operation[];
}

const INITIATED = { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' };

/** Sessions in which the server may do what it was asked: it may still be reading the file in the first. */
const ATTEMPTS = 2;

/** Lists the object with its DDF in Package#1, has the server queue the operations, and opens sessions until they came. */
export async function manageDescribed(tester: ClientDriver, { moid, ddf, operations }: Described): Promise<void> {
  const device = await tester.device();
  const description = await tester.description('/object.ddf', ddf);
  const opening = device.package1({ MOS: [{ DDF: description.url, MOID: moid, MIID: ['u1'] }], Alert: [INITIATED] });
  device.tree.place({ moid, miid: 'u1', root: 'Unheard', data: { Setting: 'one', Group: { Inner: 'two', Act: null }, List: { first: { Value: '1' } } } });
  await device.session({ opening });
  await description.used();
  await device.queue(...operations.map((operation) => [operation]));
  await device.queue(operations.map(({ command }) => usual(command)));
  let sent = 0;
  for (let attempt = 0; attempt < ATTEMPTS && sent < operations.length; attempt += 1) {
    if (attempt > 0) await tester.observe();
    await device.session({
      opening,
      status(words) {
        if (words.some((word) => word.startsWith(`${moid}/`))) sent += 1;
        return undefined;
      },
    });
  }
}

interface JudgedManagement extends Described {
  readonly view: ServerView;
  readonly judge: Judge;
  readonly requirement: string;
}

/** Every operation was sent, in whichever session, by a server that got the file: one that did not may repeat any address that it is told. */
export function judgeManaged({ view, judge, requirement, operations }: JudgedManagement): void {
  requireWelcome(view, judge);
  judge.require(view.answer(1).event.status === 200, `a Package#1 with a list of objects is answered with ${view.answer(1).event.status}`, view.answer(1).at);
  judge.require(isFileServed(view), 'the server did not fetch the description, so what it sends shows nothing of how it reads one', view.end);
  for (const { command, client = [] } of operations) {
    requireUsual(view, judge, command);
    const [sent] = sentFor(view, command, ...client);
    const what = [command, ...client].join(' ');
    judge.check(requirement).holds(sent !== undefined, { expected: what, found: sent === undefined ? `it in none of ${view.sessions.length} sessions` : what, at: sent?.at ?? view.end });
  }
}

const isFileServed = ({ transcript }: ServerView): boolean => transcript.events.some((event) => event.kind === 'response' && event.point === 'description' && event.status === 200);
