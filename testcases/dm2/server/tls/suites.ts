/** Cipher suites (table of clause ~9.2.2, A-49): a server has to have all of them, so that each has a test of its own. */
import { serverTest } from '../../../define.js';
import { judgeAnswered, playOffers, requireAnswered } from '../support/secure.js';
import { CERTIFICATE_SUITES, PSK_SUITES } from '../../tls-suites.js';

interface Table {
  readonly mode: 'certificate' | 'psk';
  readonly requirement: string;
  readonly needs: readonly ['endpoint', ...'psk'[]];
  readonly suites: readonly string[];
  readonly means: string;
}

const TABLES: readonly Table[] = [
  { mode: 'certificate', requirement: 'DM2-TLS-S-011', needs: ['endpoint'], suites: CERTIFICATE_SUITES, means: 'certificates' },
  { mode: 'psk', requirement: 'DM2-TLS-S-009', needs: ['endpoint', 'psk'], suites: PSK_SUITES, means: 'the key of the device' },
];

const slugOf = (suite: string): string => suite.replace(/^TLS_/, '').replace('_WITH', '').replaceAll('_', '-').toLowerCase();

export const testCases = TABLES.flatMap(({ mode, requirement, needs, suites, means }) => suites.map((suite) => serverTest({
  id: `dm2/server/tls/${slugOf(suite)}`,
  title: `A device that has the suite ${suite} only is answered`,
  requirements: [requirement],
  needs: { tls: needs, platform: { suites: [suite] } },
  purpose: 'A device has one of the suites of the table at least, so its server has to have all of them.',
  procedure: [`Send a plain Package#1 with ${means} and every suite of the platform.`, `Send one with ${suite} only.`, 'Expect an answer to it.'],
  drive: (tester) => playOffers(tester, [{ name: means, mode }, { name: suite, mode, suites: [suite] }]),
  judge(view, judge) {
    requireAnswered(view, judge);
    judgeAnswered({ view, judge, requirement, attempt: 2, offer: `${suite} only` });
  },
})));
