/** Client and server take turns (clause 5.1.1): while an answer is awaited, the client sends that server nothing more. */
import { clientTest } from '../../../define.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/awaits-the-answer',
    title: 'The client sends no package while the server has not answered the one before',
    requirements: ['DM2-SEQ-B-009'],
    purpose: 'The answers to Package#1 and Package#3 are held back. A result that is ready meanwhile, meant for the same server, is no reason to speak out of turn.',
    procedure: [
      'Answer Package#1, after a while, with EXEC that wants its result at the same server.',
      'Answer Package#3, after a while, with END.',
      'Expect no message at the DM endpoint between a package and its answer.',
    ],
    needs: { values: ['probe.executable'] },
    async drive(tester) {
      const holdUntil = (): Promise<void> => tester.observe();
      const commands = [['EXEC', tester.endpoint.a, tester.value('probe.executable')]];
      await tester.session([{ commands, holdUntil }, { commands: [['END']], holdUntil }]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-B-009');
      const exchanges = view.dm('a');
      judge.require(exchanges.length > 1, `the client sent no second package: ${view.silence}`, view.end);
      for (const [index, { request, response }] of exchanges.entries()) {
        const next = exchanges[index + 1]?.request;
        if (next === undefined) continue;
        const isInTurn = response !== undefined && next.event.n > response.event.n;
        check.holds(isInTurn, { expected: 'the next package after the answer', found: isInTurn ? 'the next package came after the answer' : 'another package before the answer', at: next.at, stimulus: request.at });
      }
    },
  }),
];
