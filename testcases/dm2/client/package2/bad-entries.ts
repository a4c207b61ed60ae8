/**
 * Entries of Package#2 that are no commands of DM 2.0 (clause 5.3, A-14): each is an error of its own and spoils no other.
 * The codes are the verdict sets of dm2-tables section 3.
 */
import { clientTest } from '../../../define.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { isSuccess, type Check, type Judge } from '../../../../harness/judge/judge.js';
import { below } from '../support/addresses.js';
import { set, type Command } from '../support/commands.js';
import { reportOrEnd } from '../support/course.js';
import { codeAt } from '../support/packages.js';

interface BadEntry {
  readonly slug: string;
  readonly requirement: string;
  readonly title: string;
  readonly entry: (where: { readonly repository: string; readonly leaf: string }) => readonly string[];
  readonly illegal: string;
  /** A sound command of the same name, where the entry has the name of a command that the test does not use otherwise. */
  readonly control?: (tester: ServerDriver) => Command;
  readonly accepted: readonly number[];
}

const UNKNOWN = [400, 405, 406, 501];
const MALFORMED = [400, 404];

const ENTRIES: readonly BadEntry[] = [
  {
    slug: 'unknown-command',
    requirement: 'DM2-PKG2-C-007',
    title: 'A command name that does not exist is refused by itself',
    entry: ({ leaf }) => ['FROB', leaf],
    illegal: 'the command FROB does not exist',
    accepted: UNKNOWN,
  },
  {
    slug: 'too-few-parameters',
    requirement: 'DM2-PKG2-C-008',
    title: 'HPUT without a ClientURI is refused by itself',
    entry: ({ repository }) => ['HPUT', repository],
    illegal: 'HPUT without a ClientURI',
    accepted: MALFORMED,
  },
  {
    slug: 'no-parameters',
    requirement: 'DM2-PKG2-C-008',
    title: 'CONT without a ServerURI is refused by itself',
    entry: () => ['CONT'],
    illegal: 'CONT without a ServerURI',
    accepted: MALFORMED,
  },
  {
    slug: 'too-many-parameters',
    requirement: 'DM2-PKG2-C-008',
    title: 'HGET with four parameters is refused by itself',
    entry: ({ repository, leaf }) => ['HGET', repository, leaf, leaf, leaf],
    illegal: 'HGET with four parameters',
    control: (tester) => set(tester, { path: '/control', uri: tester.value('probe.leaf'), value: 'control' }),
    accepted: MALFORMED,
  },
];

export const testCases = ENTRIES.map((bad) =>
  clientTest({
    id: `dm2/client/package2/${bad.slug}`,
    title: bad.title,
    requirements: [bad.requirement],
    purpose: 'A server may be newer than the client, or wrong: one entry that cannot be carried out must not cost the others.',
    procedure: [
      'Send HPUT of a leaf, HPUT of a node that does not exist, and HPUT of the leaf: success, an error and success must be reported.',
      ...(bad.control === undefined ? [] : ['Send the command of the bad entry with sound parameters; it must succeed.']),
      'In another session send the same with the bad entry in the middle.',
      `Expect both uploads, and one of ${bad.accepted.join(', ')} for the bad entry, which has no effect.`,
    ],
    needs: { values: ['probe.root', 'probe.leaf'] },
    drive: (tester) => sendBetween(tester, bad),
    judge: (view, judge) => judgeBetween({ view, judge, bad }),
  }),
);

async function sendBetween(tester: ServerDriver, bad: BadEntry): Promise<void> {
  const leaf = tester.value('probe.leaf');
  const upload = (path: string): readonly string[] => ['HPUT', tester.repository(path, {}), leaf];
  const missing = ['HPUT', tester.repository('/missing', {}), below(tester.value('probe.root'), 'NoSuchNodeOfTheSuite')];
  const entry = bad.entry({ repository: tester.repository('/bad', { status: 404 }), leaf });
  await tester.session([[upload('/one'), missing, upload('/two')], ...(bad.control === undefined ? [] : [[bad.control(tester)]])]);
  await tester.session([{ commands: [upload('/before'), entry, upload('/after')], illegal: bad.illegal }]);
}

function judgeBetween({ view, judge, bad }: { readonly view: ClientView; readonly judge: Judge; readonly bad: BadEntry }): void {
  const check = judge.check(bad.requirement);
  const stimulus = view.stimulus(1, 2);
  requireGoodOrder(view, judge);
  judge.require(view.repository('/before').length > 0, 'the client did not carry out the sound command before the bad entry', stimulus);
  const report = reportOrEnd({ view, round: 1, session: 2 });
  if ('ended' in report) {
    check.holds(false, { expected: 'an error status for the bad entry in Package#3', found: `no Package#3: ${view.silence}`, at: report.ended, stimulus });
    return;
  }
  const at = { event: report.request.event.n, path: 'Status[1].sc' };
  const code = codeAt(report, 1);
  if (code === undefined) check.holds(false, { expected: `an error status for ${bad.illegal}`, found: 'no status at its place', at, stimulus });
  else check.refused({ value: code, at, what: `status of the bad entry (${bad.illegal})`, stimulus }, bad.accepted);
  judgeOthers(check, view);
}

/** A client that cannot report an ordinary error between two successes shows nothing about bad entries. */
function requireGoodOrder(view: ClientView, judge: Judge): void {
  const { value, at } = view.statuses(1);
  const outcomes = value.map((_, index) => isSuccess(view.status(1, index).value));
  judge.require(outcomes.join() === 'true,false,true', 'the statuses of two uploads and a failing command between them are not success, error and success', at);
  judge.require(view.repository('/two').length > 0, 'the client did not go on after an ordinary error', at);
}

/** The bad entry itself has no effect, and the sound one after it is carried out. */
function judgeOthers(check: Check, view: ClientView): void {
  const stimulus = view.stimulus(1, 2);
  const at = view.package3(1, 2).request.at;
  check.count(view.repository('/bad').map(({ request }) => request), 0, { what: 'request because of the bad entry', at, stimulus });
  check.count(view.repository('/after').map(({ request }) => request), 1, { what: 'upload for the command after the bad entry', at, stimulus });
}
