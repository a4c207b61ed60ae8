/**
 * HTTP errors instead of a Package#2 (clause 5.6, A-19): the session is over and nothing is sent again. 401 and 407 are left
 * out, because they ask for credentials.
 */
import { clientTest } from '../../../define.js';
import { PACKAGE2_TYPE } from '../../../../protocol/dm2/media-types.js';
import type { Answer } from '../../../../harness/tester/dm2-server/answer.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { attempt, messagesAfter } from '../support/course.js';

interface Refusal {
  readonly slug: string;
  readonly requirement: string;
  readonly title: string;
  readonly codes: readonly number[];
  /** Code in answer to Package#3. */
  readonly later: number;
}

const REFUSALS: readonly Refusal[] = [
  { slug: 'gives-up-on-4xx', requirement: 'DM2-HTTP-C-008', title: 'A 4xx answer to a package ends the session, and nothing is tried again', codes: [403, 404, 410], later: 403 },
  { slug: 'gives-up-on-5xx', requirement: 'DM2-HTTP-C-009', title: 'A 5xx answer to a package ends the session, and nothing is tried again at once', codes: [500, 503], later: 503 },
];

export const testCases = REFUSALS.map(({ slug, requirement, title, codes, later }) =>
  clientTest({
    id: `dm2/client/http/${slug}`,
    title,
    requirements: [requirement],
    purpose: 'A server that answers so cannot or will not talk now; a client that insists makes it worse. What the body shows is no Package#2.',
    procedure: [
      `Answer Package#1 of one session each with ${codes.join(', ')} and a body that shows an HPUT.`,
      `In another session answer Package#3 with ${later}. Then let the client open a session that runs well.`,
      'Expect no message after an error until the next session is started, and no upload because of a body.',
    ],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const body = JSON.stringify({ CMD: [['HPUT', tester.repository('/from-error', {}), leaf]] });
      const error = (status: number): Answer => ({ status, headers: [['Content-Type', PACKAGE2_TYPE]], body, illegal: `HTTP ${status} instead of a Package#2` });
      for (const code of codes) await tester.session([error(code)]);
      await tester.session([[['HPUT', tester.repository('/upload', {}), leaf]], error(later)]);
      await tester.session([]);
    },
    judge(view, judge) {
      codes.forEach((code, index) => judgeSilence({ view, judge, requirement, session: index + 1, code }));
      judgeSilence({ view, judge, requirement, session: codes.length + 1, code: later });
    },
  }),
);

interface Silence {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly requirement: string;
  readonly session: number;
  readonly code: number;
}

function judgeSilence({ view, judge, requirement, session, code }: Silence): void {
  const check = judge.check(requirement);
  const found = attempt(view, session);
  const answer = found.messages.find(({ response }) => response?.event.status === code)?.response;
  judge.require(answer !== undefined, `session ${session} did not get as far as the answer ${code}: ${view.silence}`, found.start);
  judge.require(attempt(view, session + 1).messages.length > 0, `the client did not open another session later: ${view.silence}`, view.end);
  if (answer === undefined) return;
  check.count(messagesAfter(found, answer.at), 0, { what: `message to the server after its answer ${code}`, at: answer.at, stimulus: answer.at });
  check.count(view.repository('/from-error').map(({ request }) => request), 0, { what: 'upload because of the body of an error', at: answer.at, stimulus: answer.at });
}
