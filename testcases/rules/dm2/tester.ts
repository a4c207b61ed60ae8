/**
 * Rules for our own messages: what the tester sends, as server or as client, must be legal unless the test says that it
 * breaks the protocol on purpose. A violation is an `error`, never counted against the IUT. The role of such a rule is that
 * of the IUT, in whose transcripts it looks.
 */
import type { Rule } from '../../../harness/campaign/test-case.js';
import type { RequestView } from '../../../harness/judge/dm2-client/message-view.js';
import { isRecord } from '../../dm2/record.js';

/** Number of words a command may have, name included (dm2-tables section 2.3). */
const WORDS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  HGET: [2, 3],
  HPUT: [3, Infinity],
  HPOST: [3, Infinity],
  DELETE: [2, Infinity],
  EXEC: [2, 3],
  GET: [2, Infinity],
  SHOW: [2, 2],
  CONT: [2, 2],
  END: [1, 1],
  DEFAULT: [3, 3],
  SUB: [3, 3],
  UNSUB: [2, 2],
};

export const TESTER_RULES: readonly Rule[] = [
  {
    requirement: 'DM2-PKG2-S-002',
    title: 'Package#2 of the tester is labelled and formed as it should be',
    role: 'client',
    protocol: 'dm-2.0',
    source: 'testcases/rules/dm2/tester.ts',
    judge(view, judge) {
      for (const { response } of view.dm()) {
        // The tester asks for credentials in a test that wants it (guard.ts); that is no Package#2.
        const isChallenge = response?.event.status === 401 && response.headers('WWW-Authenticate').length > 0;
        if (response === undefined || response.event.fault !== null || isChallenge) continue;
        const check = judge.check('DM2-PKG2-S-002');
        check.holds(response.contentType === 'application/vnd.oma.dm.request+json', { expected: 'application/vnd.oma.dm.request+json', found: String(response.contentType), at: { event: response.event.n, path: 'header:Content-Type' } });
        for (const [index, command] of commands(response.value).entries()) {
          const [least, most] = WORDS[String(command[0])] ?? [Infinity, 0];
          check.holds(command.length >= least && command.length <= most, () => ({ expected: 'a command of the protocol with its parameters', found: JSON.stringify(command), at: { event: response.event.n, path: `CMD[${index}]` } }));
        }
      }
    },
  },
  {
    requirement: 'DM2-PKG1-C-003',
    title: 'Package#1 and Package#3 of the tester are labelled, signed and formed as they should be',
    role: 'server',
    protocol: 'dm-2.0',
    source: 'testcases/rules/dm2/tester.ts',
    judge(view, judge) {
      for (const { request } of view.dm()) {
        if (request.event.incomplete !== null) continue;
        const check = judge.check('DM2-PKG1-C-003');
        const fault = packageFault(request);
        check.holds(fault === null, { expected: 'a legal Package#1 or Package#3', found: fault ?? 'a legal package', at: request.at });
      }
    },
  },
];

function packageFault(request: RequestView): string | null {
  if (request.event.method !== 'POST') return `the method ${request.event.method}`;
  if (request.headers('OMADM-DevID').length !== 1) return `${request.headers('OMADM-DevID').length} headers OMADM-DevID`;
  if (!isRecord(request.value)) return 'a body that is no JSON object';
  if (request.contentType === 'application/vnd.oma.dm.initiation+json') return 'Status' in request.value ? 'Status in Package#1' : null;
  if (request.contentType === 'application/vnd.oma.dm.response+json') return Array.isArray(request.value['Status']) ? null : 'no list Status in Package#3';
  return `the type ${String(request.contentType)}`;
}

function commands(value: unknown): readonly (readonly unknown[])[] {
  const list: unknown = isRecord(value) ? value['CMD'] : undefined;
  return Array.isArray(list) ? list.filter((entry): entry is readonly unknown[] => Array.isArray(entry)) : [['no CMD']];
}
