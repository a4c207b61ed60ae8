/** Sessions of two products with each other: Package#1 to END (clauses 5.2 and 5.3.12). */
import { answerText } from '../../../../harness/judge/answer-text.js';
import { HEADER_DEV_ID } from '../../../../protocol/dm2/media-types.js';
import type { PairView } from '../../../../harness/judge/pair/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { commandsIn } from '../../../../harness/judge/exchange-view.js';
import { pairTest } from '../../../define.js';
import { expectDone, requireSession } from '../support/believed.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/session/opens-and-ends',
    title: 'A session that the client opens is ended by END of the server',
    expectation: { id: 'DM2-IOP-SESSION', clause: '5.2', text: 'A session that the client opens is taken by the server and ended by END.' },
    purpose: 'Nothing else between the two works without it.',
    procedure: ['Have the client open a session.', 'Expect that the last answer of the server is a Package#2 with END, and that the client says nothing more.'],
    needs: { proxy: true },
    drive: (tester) => tester.session(),
    judge: (view, judge) => judgeEnded({ view, judge, requirement: 'DM2-IOP-SESSION', times: 1 }),
  }),
  pairTest({
    id: 'dm2/interop/session/again',
    title: 'A second session follows the first',
    expectation: { id: 'DM2-IOP-SESSION-AGAIN', clause: '5.2', text: 'After a session has ended, the client opens another, and the server ends it as well.' },
    purpose: 'What either side keeps of a session that is over must not stand in the way of the next.',
    procedure: ['Have the client open two sessions, one after the other.', 'Expect END at the end of each.'],
    needs: { proxy: true },
    async drive(tester) {
      await tester.session();
      await tester.session();
    },
    judge: (view, judge) => judgeEnded({ view, judge, requirement: 'DM2-IOP-SESSION-AGAIN', times: 2 }),
  }),
  pairTest({
    id: 'dm2/interop/session/end-after-commands',
    title: 'END follows the commands of a session in several packages',
    expectation: { id: 'DM2-IOP-END', clause: '5.3.12', text: 'The server sends its packages one after the other, the client reports on each, and END closes the session.' },
    purpose: 'The loop of Package#2 and Package#3 is what both have to agree on.',
    procedure: ['Have the server queue two Package#2 with HPUT of DevInfo.', 'Have the client open a session.', 'Expect that the server believes both done, and has no session open.'],
    needs: { upperTester: true, values: ['devinfo.root'] },
    async drive(tester) {
      const { server } = tester;
      const read = { command: 'HPUT', server: `${server.repository}/devinfo`, client: [tester.value('devinfo.root')] } as const;
      await server.queue([read], [read]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-END');
      expectDone(check, view.server, ['HPUT', 'HPUT']);
      check.is(view.server.belief('session'), 'none');
    },
  }),
  pairTest({
    id: 'dm2/interop/session/device-identity',
    title: 'The server knows the device by the identity that the client gives',
    expectation: { id: 'DM2-IOP-IDENTITY', clause: '~5.5', text: 'Every message of the client names the device as the account of the server names it.' },
    purpose: 'A server that takes the device for another one manages the wrong one.',
    procedure: [
      'Create the account of the device by the value device.id.',
      'Have the client open a session.',
      'Expect that identity in OMADM-DevID of each message, and a Package#1 in the belief of the server.',
    ],
    needs: { upperTester: true, proxy: true },
    async drive(tester) {
      await tester.session();
      await tester.server.ask();
    },
    judge(view, judge) {
      const messages = view.client.dm('a');
      judge.require(messages.length > 0, `the client sent nothing: ${view.client.silence}`, view.client.end);
      const check = judge.check('DM2-IOP-IDENTITY');
      const isNamed = messages.map(({ request }) => check.is(request.header(HEADER_DEV_ID), view.value('device.id'))).every(Boolean);
      if (!isNamed) return;
      const known = view.server.belief('package1');
      const isTaken = messages.some(({ response }) => response?.event.status === 200);
      judge.require(known.value !== null || isTaken, 'the server has taken no message of the device, which the test of a session judges', known.at);
      check.holds(known.value !== null, { expected: 'a Package#1 of this device in the belief of the server', found: 'none', at: known.at });
    },
  }),
];

interface Ended {
  readonly view: PairView;
  readonly judge: Judge;
  readonly requirement: string;
  readonly times: number;
}

/** So many sessions were opened, and the last answer of each holds END. */
function judgeEnded({ view, judge, requirement, times }: Ended): void {
  const { client } = view;
  const check = judge.check(requirement);
  for (let number = 1; number <= times; number += 1) {
    const { opening, rounds } = client.session(number);
    const last = rounds.at(-1);
    const names = last === undefined ? [] : (commandsIn(last.answer) ?? []).map(([name]) => name);
    const found = last === undefined ? `no answer to Package#1 (${client.silence})` : `${answerText(last.answer.event)}${names.length === 0 ? '' : ` with ${names.join(', ')}`}`;
    const isEnded = names.includes('END') && last?.answer.event.status === 200;
    check.holds(isEnded, { expected: `END as the last word of session ${number}`, found, at: last?.answer.at ?? opening.request.at, stimulus: opening.request.at });
  }
}
