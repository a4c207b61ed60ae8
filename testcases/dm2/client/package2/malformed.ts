/** A Package#2 that cannot be read (clause 7.2.1.2, A-15): nothing of it is executed, and the next session works. */
import { clientTest } from '../../../define.js';
import { PACKAGE2_TYPE } from '../../../../protocol/dm2/media-types.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { nodeContent } from '../support/content.js';
import { attempt } from '../support/course.js';
import { requireSuccess } from '../support/steps.js';
import { uploadedNode } from '../support/uploads.js';

interface Malformed {
  readonly slug: string;
  readonly title: string;
  /** The body, made from one command in JSON. */
  readonly body: (command: string) => string;
  readonly illegal: string;
}

const CASES: readonly Malformed[] = [
  { slug: 'truncated', title: 'A Package#2 that breaks off is not executed in part', body: (command) => `{"CMD":[${command},["EN`, illegal: 'JSON that breaks off' },
  { slug: 'no-cmd', title: 'A Package#2 without CMD is not executed', body: (command) => `{"cmd":[${command}]}`, illegal: 'no member CMD' },
];

export const testCases = CASES.map(({ slug, title, body, illegal }) =>
  clientTest({
    id: `dm2/client/package2/${slug}`,
    title,
    requirements: ['DM2-PKG2-C-009'],
    purpose: 'A broken message must not leave a device half configured. Ending the session and reporting the fault are both right (A-15).',
    procedure: [
      'Send HGET that sets a leaf to a known value, and end the session.',
      `Answer the next Package#1 with a body that is no Package#2 (${illegal}) though it shows an HGET of the leaf.`,
      'In a third session send HPUT of the leaf. Expect the known value, and no request because of the broken body.',
    ],
    needs: { values: ['probe.leaf'], state: 'kept' },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const command = JSON.stringify(['HGET', tester.repository('/broken', nodeContent(leaf, 'from the broken message')), leaf]);
      await tester.session([[['HGET', tester.repository('/known', nodeContent(leaf, 'known')), leaf]]]);
      await tester.session([{ status: 200, headers: [['Content-Type', PACKAGE2_TYPE]], body: body(command), illegal }]);
      await tester.session([[['HPUT', tester.repository('/after', {}), leaf]]]);
    },
    judge: judgeUntouched,
  }),
);

function judgeUntouched(view: ClientView, judge: Judge): void {
  const check = judge.check('DM2-PKG2-C-009');
  const broken = attempt(view, 2).messages[0]?.response;
  requireSuccess({ view, judge, round: 1, command: 0 });
  judge.require(broken !== undefined, `the second session was not opened: ${view.silence}`, view.end);
  if (broken === undefined) return;
  check.count(view.repository('/broken').map(({ request }) => request), 0, { what: 'request because of the broken message', at: broken.at, stimulus: broken.at });
  const value = uploadedNode(view, '/after', view.value('probe.leaf'));
  check.is({ ...value, stimulus: broken.at }, 'known');
}
