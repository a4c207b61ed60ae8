/** Commands are carried out one after the other, and reported in the same order (clauses 5.2.3 and 7.2.1.3). */
import { clientTest } from '../../../define.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Check, Judge } from '../../../../harness/judge/judge.js';
import { isSuccess, NotExercised } from '../../../../harness/judge/judge.js';
import { below } from '../support/addresses.js';
import { nodeContent } from '../support/content.js';
import { requireSuccess } from '../support/steps.js';

/** Success and error in a course that is another one when it is turned round, sorted either way, or shifted. */
const UPLOADS = [
  { path: '/first', of: 'leaf' },
  { path: '/missing', of: 'nothing' },
  { path: '/second', of: 'leaf' },
  { path: '/third', of: 'leaf' },
  { path: '/missing-too', of: 'nothing' },
] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/one-after-the-other',
    title: 'A command begins when the one before it is done',
    requirements: ['DM2-SEQ-C-005'],
    purpose: 'Later commands may rest on what earlier ones did, so the client must not run them side by side or in another order.',
    procedure: ['Send HGET, HPUT and HGET of a leaf; the repository holds back its first answer for a while.', 'Expect the PUT after the first answer, and the second GET after the PUT was answered.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const slow = tester.repository('/slow', nodeContent(leaf, 'slow', { holdUntil: () => tester.observe() }));
      await tester.session([[['HGET', slow, leaf], ['HPUT', tester.repository('/upload', {}), leaf], ['HGET', tester.repository('/last', nodeContent(leaf, 'last')), leaf]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-C-005');
      const [slow, upload, last] = ['/slow', '/upload', '/last'].map((path) => onlyExchange(view, path));
      if (slow === undefined || upload === undefined || last === undefined) return;
      judgeAfter(check, { view, earlier: slow, later: upload, what: 'the PUT of the second command after the answer to the first' });
      judgeAfter(check, { view, earlier: upload, later: last, what: 'the GET of the third command after the answer to the second' });
    },
  }),
  clientTest({
    id: 'dm2/client/sequence/statuses-in-order',
    title: 'Statuses stand in the order of the commands',
    requirements: ['DM2-SEQ-C-006'],
    purpose: 'A status carries no name: only its place tells which command it belongs to.',
    procedure: ['Send five times HPUT: of a leaf, of a node that does not exist, twice of the leaf, of that node again.', 'Expect five statuses; success stands where an upload came, an error where none came.'],
    needs: { values: ['probe.root', 'probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const nothing = below(tester.value('probe.root'), 'NoSuchNodeOfTheSuite');
      await tester.session([UPLOADS.map(({ path, of }) => ['HPUT', tester.repository(path, {}), of === 'leaf' ? leaf : nothing])]);
    },
    judge: judgePlaces,
  }),
  clientTest({
    id: 'dm2/client/sequence/repeated-command',
    title: 'A command that stands twice in a Package#2 is carried out twice',
    requirements: ['DM2-SEQ-C-008'],
    purpose: 'A server may want something done twice; equal commands are not one command.',
    procedure: ['Send the same HPUT of a leaf twice in one Package#2.', 'Expect two uploads and two statuses.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const command = ['HPUT', tester.repository('/twice', {}), tester.value('probe.leaf')];
      await tester.session([[command, command]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-C-008');
      const stimulus = view.stimulus(1);
      requireSuccess({ view, judge, round: 1, command: 0 });
      const uploads = view.repository('/twice').map(({ request }) => request);
      judge.require(uploads.length > 0, 'not even one upload came', stimulus);
      check.count(uploads, 2, { what: 'upload for two equal commands', at: view.package3(1).request.at, stimulus });
      const { value, at } = view.statuses(1);
      check.is({ value: value.length, at, what: 'number of statuses for two equal commands', stimulus }, 2);
    },
  }),
];

function onlyExchange(view: ClientView, path: string): ExchangeView {
  const [exchange, another] = view.repository(path);
  if (exchange === undefined || another !== undefined) throw new NotExercised(`not one request came at ${path}, so there is no order to judge: ${view.silence}`, view.stimulus(1));
  return exchange;
}

interface Pair {
  readonly view: ClientView;
  readonly earlier: ExchangeView;
  readonly later: ExchangeView;
  readonly what: string;
}

function judgeAfter(check: Check, { view, earlier, later, what }: Pair): void {
  const answered = earlier.response?.event.n ?? Infinity;
  const came = later.request.event.n;
  check.holds(came > answered, { expected: what, found: came > answered ? 'it came after the answer' : 'it came before the answer', at: later.request.at, stimulus: view.stimulus(1) });
}

/** Uploads tell what really happened; a client that stops after the error is judged by DM2-SEQ-C-015, not here. */
function judgePlaces(view: ClientView, judge: Judge): void {
  const done = UPLOADS.map(({ path }) => (view.repository(path).length > 0 ? 'success' : 'error'));
  const { value, at } = view.statuses(1);
  const reported = UPLOADS.map((_, index) => (index < value.length && isSuccess(view.status(1, index).value) ? 'success' : 'error'));
  judge.require(value.length === UPLOADS.length, `Package#3 holds ${value.length} statuses for ${UPLOADS.length} commands, which the rule for every message judges`, at);
  judge.require(new Set(done).size > 1, 'all commands ended alike, so no order can be told', view.stimulus(1));
  judge.require(reported.toSorted().join() === done.toSorted().join(), 'the statuses do not tell what was uploaded, in whatever order', at);
  judge.check('DM2-SEQ-C-006').is({ value: reported, at, what: 'order of the statuses', stimulus: view.stimulus(1) }, done);
}
