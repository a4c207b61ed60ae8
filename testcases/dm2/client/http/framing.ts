/** Message framing of HTTP/1.1 (RFC 9112 section 6): stated length, chunks, end by closing; kept and closed connections. */
import { clientTest } from '../../../define.js';
import type { Framing } from '../../../../harness/binding/http-reply.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { nodeContent } from '../support/content.js';
import { reportOrEnd } from '../support/course.js';
import { requireSuccess } from '../support/steps.js';

interface Case {
  readonly slug: string;
  readonly title: string;
  readonly package2: Framing;
  readonly download: Framing;
}

const CASES: readonly Case[] = [
  { slug: 'chunked-package', title: 'A Package#2 in chunks is read', package2: 'chunked', download: 'length' },
  { slug: 'closed-package', title: 'A Package#2 that ends with its connection is read, and the session goes on over another', package2: 'close', download: 'length' },
  { slug: 'chunked-download', title: 'Data in chunks is fetched', package2: 'length', download: 'chunked' },
  { slug: 'closed-download', title: 'Data that ends with its connection is fetched', package2: 'length', download: 'close' },
];

export const testCases = CASES.map((framed) =>
  clientTest({
    id: `dm2/client/http/${framed.slug}`,
    title: framed.title,
    requirements: ['DM2-HTTP-C-011'],
    purpose: 'Servers and repositories choose how a body ends; a client must cope with all usual ways.',
    procedure: ['Send HGET of a leaf with bodies of stated length, which must succeed.', `In another session send HGET of the leaf: Package#2 by ${framed.package2}, the data by ${framed.download}.`, 'Expect the GET and success.'],
    needs: { values: ['probe.leaf'] },
    drive: (tester) => sendFramed(tester, framed),
    judge: judgeFramed,
  }),
);

async function sendFramed(tester: ServerDriver, { package2, download }: Case): Promise<void> {
  const leaf = tester.value('probe.leaf');
  const plain = tester.repository('/plain', nodeContent(leaf, 'by length'));
  const framed = tester.repository('/framed', nodeContent(leaf, 'framed otherwise', { framing: download }));
  await tester.session([[['HGET', plain, leaf]]]);
  await tester.session([{ commands: [['HGET', framed, leaf]], framing: package2 }]);
}

function judgeFramed(view: ClientView, judge: Judge): void {
  requireSuccess({ view, judge, round: 1, command: 0 });
  const check = judge.check('DM2-HTTP-C-011');
  const stimulus = view.stimulus(1, 2);
  const report = reportOrEnd({ view, round: 1, session: 2 });
  if ('ended' in report) {
    check.holds(false, { expected: 'Package#3 for the second Package#2', found: `no Package#3: ${view.silence}`, at: report.ended, stimulus });
    return;
  }
  check.succeeded(view.status(1, 0, 2));
  check.holds(view.repository('/framed').length > 0, { expected: 'a request for the data of the second Package#2', found: 'none', at: stimulus, stimulus });
}
