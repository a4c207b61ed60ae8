/** Caching as a server does it (clause ~11): validators that it learnt, and 304 in answer to them. */
import { serverTest } from '../../../define.js';
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import { NotExercised, show, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientDriver } from '../../../../harness/tester/dm2-client/driver.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { PROBE, ROOT } from '../support/probe.js';
import { believed, requireReported, sentFor } from '../support/rounds.js';

const CV = 'validator-1';
const VALUE = 'a value that is kept';

export const testCases: readonly ServerTestCase[] = [
  serverTest({
    id: 'dm2/server/cache/uses-validator',
    title: 'A validator is sent once it is known, and not before',
    requirements: ['DM2-CACHE-S-001', 'DM2-CACHE-S-010'],
    purpose: 'With cv a device need not send again what the server has; a cv that nobody gave makes it compare with nothing.',
    procedure: ['Have the server queue GET of the root of an instance, twice.', 'Open a session each time; report the instance with its validator (CV).', 'Expect no cv in the first ClientURI, and the validator as cv in the second.'],
    needs: { upperTester: true },
    drive: readTwice,
    judge(view, judge) {
      const [first, second] = requireBoth(view, judge);
      const unknown = cvOf(first.value);
      if (!judge.check('DM2-CACHE-S-010').holds(unknown === null, { expected: 'no cv before a validator is known', found: unknown ?? 'none', at: first.at })) return;
      const cv = cvOf(second.value);
      const isKnown = cv === CV || JSON.stringify(view.belief('validators').value).includes(CV);
      const evidence = { expected: `cv=${CV} in the second GET`, found: cv ?? 'no cv', at: second.at };
      if (!judge.check('DM2-CACHE-S-001').holds(isKnown, evidence)) return;
      judge.check('DM2-CACHE-S-010').holds(cv === CV, evidence);
    },
  }),
  serverTest({
    id: 'dm2/server/cache/keeps-its-copy',
    title: '304 means the copy that the server has',
    requirements: ['DM2-CACHE-S-011'],
    purpose: 'A server that takes 304 for a failure, or for the absence of data, loses what it knew.',
    procedure: ['Have the server queue GET of the root of an instance, twice.', 'Open a session each time; report the instance with its validator, and 304 for the ClientURI that has it as cv.', 'Expect that the second command is done and that its data is that of the first.'],
    needs: { upperTester: true },
    drive: readTwice,
    judge(view, judge) {
      const [, second] = requireBoth(view, judge);
      judge.require(cvOf(second.value) === CV, 'the server sent no cv, so there was no 304', second.at);
      const { value, at, ...place } = believed(view, 1);
      const check = judge.check('DM2-CACHE-S-011');
      check.is({ ...place, at: { event: at.event, path: 'commands[1].state' }, value: value.state, what: 'the state of the command that got 304' }, 'done');
      const content = JSON.stringify(value.content);
      check.holds(content.includes(VALUE), { expected: `the data of the copy, '${VALUE}'`, found: show(value.content), at: { event: at.event, path: 'commands[1].content' }, ...place });
    },
  }),
];

async function readTwice(tester: ClientDriver): Promise<void> {
  const device = await tester.device();
  device.tree.place({ moid: PROBE, miid: 'p1', root: 'Probe', data: { Config: { Name: VALUE } }, cv: CV });
  for (let time = 0; time < 2; time += 1) {
    await device.queue([{ command: 'GET', client: [ROOT] }]);
    await device.session();
  }
  await device.ask();
}

type Sent = ReturnType<typeof sentFor>[number];

/** Both reads, in sessions of their own: a validator that came later than its use proves nothing. */
function requireBoth(view: ServerView, judge: Judge): readonly [first: Sent, second: Sent] {
  const [first, second] = sentFor(view, 'GET', ROOT);
  if (first === undefined || second === undefined) throw new NotExercised(`the server did not send the two GET that the test needs: ${view.silence}`, view.end);
  judge.require(first.at.event !== second.at.event, 'the server sent both GET in one session, so it could not know the validator', first.at);
  requireReported(view, judge);
  return [first, second];
}

function cvOf(command: readonly string[]): string | null {
  return new URLSearchParams(command.at(1)?.split('?')[1] ?? '').get('cv');
}
