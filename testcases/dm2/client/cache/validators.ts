/** MO caching: validators of instances, and reads that carry one (clauses 11.1 and 11.2; dm2-tables section 7). Read by HPUT, which every client has. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import { clientTest } from '../../../define.js';
import { set, type Command } from '../support/commands.js';
import { gotValues } from '../support/got.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { itemsOf, uploadedNode } from '../support/uploads.js';

const VALUES = { values: ['probe.root', 'probe.leaf', 'probe.leaf2'] } as const;

/** A value that stands in Package#3 only if the client sends the data. */
const NOT_SENT_AGAIN = 'not to be sent again';

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/cache/root-has-validator',
    title: 'An upload of the root of a cacheable instance carries its validator',
    requirements: ['DM2-CACHE-C-009'],
    purpose: 'Without the validator a server cannot make use of caching.',
    procedure: ['Send HPUT of the instance root.', 'Expect the member CV, a text that is not empty, in the item.'],
    needs: { values: ['probe.root'] },
    drive: (tester) => tester.session([[['HPUT', tester.repository('/root', {}), tester.value('probe.root')]]]),
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const validator = validatorIn(view, '/root');
      judge.check('DM2-CACHE-C-009').holds(typeof validator.value === 'string' && validator.value !== '', { expected: 'CV, a text that is not empty', found: `CV ${JSON.stringify(validator.value) ?? 'absent'}`, at: validator.at, stimulus: view.stimulus(1) });
    },
  }),
  clientTest({
    id: 'dm2/client/cache/validator-follows-changes',
    title: 'The validator stays while the instance stays and changes with every change in it',
    requirements: ['DM2-CACHE-C-003'],
    purpose: 'A validator stands for one state of the whole instance.',
    procedure: ['Send HPUT of the instance root twice; expect equal CV.', 'Change one leaf by HGET, send HPUT again; expect another CV.', 'Change a second leaf, send HPUT again; expect another CV once more.'],
    needs: VALUES,
    async drive(tester) {
      const root = tester.value('probe.root');
      const read = (path: string): readonly string[] => ['HPUT', tester.repository(path, {}), root];
      await tester.session([
        [setNamed(tester, 'probe.leaf', '/v1', 'cache 1'), read('/one'), read('/same')],
        [setNamed(tester, 'probe.leaf', '/v2', 'cache 2'), read('/changed')],
        [setNamed(tester, 'probe.leaf2', '/v3', 'cache 3'), read('/again')],
      ]);
    },
    judge(view, judge) {
      for (const round of [1, 2, 3]) requireSuccess({ view, judge, round, command: 0 });
      const [one, same, changed, again] = ['/one', '/same', '/changed', '/again'].map((path) => knownValidator(view, judge, path)) as [Observation<string>, Observation<string>, Observation<string>, Observation<string>];
      const check = judge.check('DM2-CACHE-C-003');
      check.is(same, one.value);
      check.holds(changed.value !== one.value, { expected: 'another CV after a change', found: `CV ${JSON.stringify(changed.value)} as before`, at: changed.at, stimulus: view.stimulus(2) });
      check.holds(again.value !== changed.value && again.value !== one.value, { expected: 'another CV after a second change', found: `CV ${JSON.stringify(again.value)} as before`, at: again.at, stimulus: view.stimulus(3) });
    },
  }),
  clientTest({
    id: 'dm2/client/cache/matching-validator-saves-upload',
    title: 'HPUT with the current validator is answered 304 and uploads nothing, for the root and for a leaf of the instance',
    requirements: ['DM2-CACHE-C-006', 'DM2-CACHE-C-005'],
    purpose: 'The server has the data already; one validator serves reads of every node of the instance.',
    procedure: ['Send HPUT of the instance root and take CV from the upload.', 'Send HPUT of the root with cv, and of a leaf with the same cv.', 'Expect status 304 and no upload each.'],
    needs: VALUES,
    async drive(tester) {
      const root = tester.value('probe.root');
      await tester.session([
        [['HPUT', tester.repository('/root', {}), root]],
        () => [['HPUT', tester.repository('/root-again', {}), withCv(root, tester)], ['HPUT', tester.repository('/leaf', {}), withCv(tester.value('probe.leaf'), tester)]],
      ]);
    },
    judge(view, judge) {
      knownValidator(view, judge, '/root');
      for (const [command, requirement, path] of [[0, 'DM2-CACHE-C-006', '/root-again'], [1, 'DM2-CACHE-C-005', '/leaf']] as const) {
        const check = judge.check(requirement);
        check.is(view.status(2, command), 304);
        check.count(view.repository(path).map(({ request }) => request), 0, { what: `upload to ${path}`, at: view.stimulus(2), stimulus: view.stimulus(2) });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/cache/get-with-validator',
    title: 'GET with the current validator is answered 304 without data',
    requirements: ['DM2-CACHE-C-006'],
    applies: 'C_GET',
    purpose: 'The rule holds for every reading command.',
    procedure: ['Send HPUT of the instance root and take CV from the upload; GET of a leaf must bring its value.', 'Send GET of the leaf with cv.', 'Expect status 304 and an item of Status without data.'],
    needs: VALUES,
    async drive(tester) {
      await tester.session([
        [setNamed(tester, 'probe.leaf', '/v', NOT_SENT_AGAIN), ['HPUT', tester.repository('/root', {}), tester.value('probe.root')], ['GET', tester.value('probe.leaf')]],
        () => [['GET', withCv(tester.value('probe.leaf'), tester)]],
      ]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      knownValidator(view, judge, '/root');
      const check = judge.check('DM2-CACHE-C-006');
      check.is(view.status(2, 0), 304);
      const sent = gotValues({ view, uri: view.value('probe.leaf'), round: 2, command: 0 }).filter(({ value }) => value === NOT_SENT_AGAIN);
      check.count(sent, 0, { what: 'value of the leaf in the answer to GET', at: view.status(2, 0).at, stimulus: view.stimulus(2) });
    },
  }),
  clientTest({
    id: 'dm2/client/cache/stale-validator-brings-data',
    title: 'A validator that is outdated or invented brings the full data',
    requirements: ['DM2-CACHE-C-007', 'DM2-CACHE-C-004'],
    purpose: 'Validation succeeds only if the entire instance is unmodified, so a change beside the node that is read counts as well.',
    procedure: ['Send HPUT of the instance root and take CV.', 'Change a leaf by HGET; send HPUT of another leaf with the old cv.', 'Send HPUT of the leaf with an invented cv.', 'Expect both uploads to hold the value.'],
    needs: VALUES,
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([
        [setNamed(tester, 'probe.leaf', '/v1', 'still here'), ['HPUT', tester.repository('/root', {}), tester.value('probe.root')]],
        [setNamed(tester, 'probe.leaf2', '/v2', 'changed beside it'), setNamed(tester, 'probe.leaf2', '/v3', 'changed again beside it')],
        () => [['HPUT', tester.repository('/outdated', {}), withCv(leaf, tester)], ['HPUT', tester.repository('/invented', {}), `${leaf}?cv=never-given`]],
      ]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 1 });
      knownValidator(view, judge, '/root');
      const leaf = view.value('probe.leaf');
      for (const [command, requirement, path] of [[1, 'DM2-CACHE-C-007', '/invented'], [0, 'DM2-CACHE-C-004', '/outdated']] as const) {
        const check = judge.check(requirement);
        const status = view.status(3, command);
        if (check.holds(status.value !== 304, { expected: 'the data, because the instance is not what the validator stands for', found: `${status.what} 304`, at: status.at, stimulus: view.stimulus(3) })) {
          check.is(uploadedNode(view, path, leaf), 'still here');
        }
      }
    },
  }),
  clientTest({
    id: 'dm2/client/cache/no-validator-brings-data',
    title: 'A read without a validator brings the data every time',
    requirements: ['DM2-CACHE-C-008'],
    purpose: 'Caching is the choice of the server; a client never withholds data by itself.',
    procedure: ['Set a leaf, then send HPUT of it three times in two rounds.', 'Expect three uploads with the value, and never 304.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const read = (path: string): readonly string[] => ['HPUT', tester.repository(path, {}), leaf];
      await tester.session([[setNamed(tester, 'probe.leaf', '/v', 'every time'), read('/first'), read('/second')], [read('/third')]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-CACHE-C-008');
      for (const [round, command, path] of [[1, 1, '/first'], [1, 2, '/second'], [2, 0, '/third']] as const) {
        const status = view.status(round, command);
        if (check.holds(status.value !== 304, { expected: 'the data, because the command has no cv', found: `${status.what} 304`, at: status.at, stimulus: view.stimulus(round) })) {
          check.is(uploadedNode(view, path, view.value('probe.leaf')), 'every time');
        }
      }
    },
  }),
];

/** HGET that sets the leaf that a value of the IUT file names. */
function setNamed(tester: ServerDriver, name: string, path: string, value: string): Command {
  return set(tester, { path, uri: tester.value(name), value });
}

/** The address with the validator that the upload to /root carried; without one the address stays as it is. */
function withCv(uri: string, tester: ServerDriver): string {
  const body = tester.uploaded('/root');
  const item: unknown = Array.isArray(body) ? body[0] : body;
  const validator = isRecord(item) ? item['CV'] : undefined;
  return typeof validator === 'string' ? `${uri}?cv=${encodeURIComponent(validator)}` : uri;
}

function validatorIn(view: ClientView, path: string): Observation<unknown> {
  const upload = view.upload(path);
  const [item] = itemsOf(upload);
  return { value: item?.cv, at: { event: upload.at.event, path: `${item?.path ?? ''}${item?.path === '' ? '' : '.'}CV` }, what: `CV of the upload to ${path}` };
}

function knownValidator(view: ClientView, judge: Judge, path: string): Observation<string> {
  const found = validatorIn(view, path);
  judge.require(typeof found.value === 'string', `the upload to ${path} carries no CV: the instance is not cacheable, or another requirement judges it`, found.at);
  return { ...found, value: String(found.value) };
}
