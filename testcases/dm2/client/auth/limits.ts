/** Where credentials go, and when a client gives up (clauses ~5.6 and ~9.2). */
import { clientTest } from '../../../define.js';
import { attempt, endAfter } from '../support/course.js';

/** Without credentials, with them, and once more in answer to the challenge where they had been sent unasked (RFC 9110, 15.5.2). */
const MOST_MESSAGES = 3;

export const testCases = [
  clientTest({
    id: 'dm2/client/auth/refused-for-good',
    title: 'A client whose credentials are refused gives up',
    requirements: ['DM2-HTTP-C-008'],
    purpose: 'The same credentials again cannot do better; a client that does not see it calls for ever, and locks its account.',
    procedure: ['Refuse every message with 401 and a Basic challenge, right credentials too.', 'Expect Package#1 at most three times: without credentials, with them, and with them in answer to the challenge if they had been sent unasked.'],
    needs: { credentials: 'any' },
    drive: (tester) => tester.session([], { access: { challenges: [{ scheme: 'basic' }], admits: 'nobody' } }),
    judge(view, judge) {
      const { messages } = attempt(view, 1);
      const [first] = messages;
      judge.require(first !== undefined, `no session was opened: ${view.silence}`, view.end);
      const surplus = messages[MOST_MESSAGES];
      const last = messages.at(-1)?.request.at ?? view.end;
      judge.require(surplus !== undefined || endAfter(view, last) !== undefined, `nobody knows whether the client goes on: ${view.silence}`, last);
      judge.check('DM2-HTTP-C-008').holds(surplus === undefined, { expected: `at most ${MOST_MESSAGES} messages, all refused with 401`, found: `${messages.length} messages`, at: surplus?.request.at ?? last, stimulus: messages[MOST_MESSAGES - 1]?.response?.at ?? last });
    },
  }),
  clientTest({
    id: 'dm2/client/auth/stays-with-its-server',
    title: 'Credentials of the account are not shown to a repository that asks for some',
    requirements: ['DM2-AUTH-B-007'],
    purpose: 'A ServerURI leads anywhere. Credentials belong to the DM endpoint (A-47); a client that answers whoever asks gives its password away.',
    procedure: ['Let the DM endpoint ask with Basic, so that the client has reason to use its credentials.', 'Send HPUT of a leaf to an address that answers 401 with a Basic challenge of another realm, then HPUT to one that takes it.', 'Expect no Authorization at the first address.'],
    needs: { values: ['probe.leaf'], credentials: 'any' },
    drive(tester) {
      const leaf = tester.value('probe.leaf');
      const asks = tester.repository('/asks', { status: 401, headers: [['WWW-Authenticate', 'Basic realm="somebody else"']] });
      return tester.session([[['HPUT', asks, leaf], ['HPUT', tester.repository('/takes', {}), leaf]]], { access: { challenges: [{ scheme: 'basic' }] } });
    },
    judge(view, judge) {
      const isIn = view.dm().some(({ response }) => response?.event.status === 200);
      judge.require(isIn, 'the client was not let in at the DM endpoint, which other requirements judge', view.end);
      const asked = view.repository('/asks');
      judge.require(asked.length > 0, `nothing came to the repository: ${view.whyNothingAt('/asks')}`, view.end);
      const shown = asked.find(({ request }) => request.headers('Authorization').length > 0);
      const { request } = shown ?? asked[0] ?? { request: undefined };
      judge.check('DM2-AUTH-B-007').holds(shown === undefined, { expected: 'no Authorization at a repository', found: shown === undefined ? 'none' : 'the header Authorization', at: { event: request?.event.n ?? 0, path: 'header:Authorization' }, stimulus: view.stimulus(1) });
    },
  }),
];
