/** Versions of TLS (clause ~9.2.2, A-49), and what is weaker than all of them. */
import type { SecureOffer } from '../../../../harness/tester/dm2-server/secure-endpoint.js';
import { clientTest } from '../../../define.js';
import { attemptAt, judgeOneSpoken, judgeSpoken, outcomeOf, OVER_TLS, placeOf, playOffers, requireSpoken } from '../support/secure.js';

const EVERYTHING: SecureOffer = { name: 'TLS 1.0 to 1.2' };

/** Suites that hide nothing; the platform has them at its lowest level. */
const NULL_SUITES = ['TLS_RSA_WITH_NULL_SHA256', 'TLS_ECDHE_ECDSA_WITH_NULL_SHA', 'TLS_PSK_WITH_NULL_SHA256'];

export const testCases = [
  clientTest({
    id: 'dm2/client/tls/version-1-1',
    title: 'A server that speaks TLS 1.1 only gets a session',
    requirements: ['DM2-TLS-B-005'],
    needs: { ...OVER_TLS, platform: { version: 'TLSv1.1' } },
    purpose: 'TLS 1.1 is the version that every client and every server has in common.',
    procedure: ['Run a session with a server that speaks TLS 1.0 to 1.2.', 'Run one with a server that speaks TLS 1.1 only.', 'Expect a session with it.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'TLS 1.1', version: 'TLSv1.1' }]),
    judge(view, judge) {
      requireSpoken(view, judge);
      judgeSpoken({ view, judge, requirement: 'DM2-TLS-B-005', attempt: 2, offer: 'TLS 1.1' });
    },
  }),
  clientTest({
    id: 'dm2/client/tls/version-1-2-or-1-0',
    title: 'A server that speaks TLS 1.2 only, or one that speaks TLS 1.0 only, gets a session',
    requirements: ['DM2-TLS-B-006'],
    needs: OVER_TLS,
    purpose: 'One version alone leaves no way out when it is broken.',
    procedure: ['Run a session with a server that speaks TLS 1.0 to 1.2.', 'Run one with a server that speaks TLS 1.2 only, one with TLS 1.0 only.', 'Expect a session with one of the two.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'TLS 1.2', version: 'TLSv1.2' }, { name: 'TLS 1.0', version: 'TLSv1' }]),
    judge(view, judge) {
      requireSpoken(view, judge);
      judgeOneSpoken({ view, judge, requirement: 'DM2-TLS-B-006', from: 2, offer: 'TLS 1.2 or with TLS 1.0' });
    },
  }),
  clientTest({
    id: 'dm2/client/tls/ssl-3',
    title: 'A server that speaks SSL 3.0 only is refused',
    requirements: ['DM2-TLS-C-007', 'DM2-TLS-B-008'],
    needs: OVER_TLS,
    purpose: 'SSL 3.0 can be read by anybody on the way. A client that takes what the server answers has no TLS at all.',
    procedure: ['Run a session with a server that speaks TLS 1.0 to 1.2.', 'Answer the next ClientHello with ServerHello, Certificate and ServerHelloDone of SSL 3.0.', 'Expect an alert or the end of the connection, not the key of the client.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'SSL 3.0', protocol: 'ssl3' }]),
    judge(view, judge) {
      requireSpoken(view, judge);
      const attempt = attemptAt(view, 2);
      const isRefused = attempt.requests.length === 0 && attempt.handshakes.every(({ outcome }) => outcome !== 'accepted' && outcome !== 'secured');
      const evidence = { expected: 'that the client ends the handshake with a server that answers with SSL 3.0', found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at };
      judge.check('DM2-TLS-C-007').holds(isRefused, evidence);
      judge.check('DM2-TLS-B-008').holds(isRefused, evidence);
    },
  }),
  clientTest({
    id: 'dm2/client/tls/null-suites',
    title: 'A server that encrypts nothing is refused',
    requirements: ['DM2-TLS-B-008'],
    needs: { ...OVER_TLS, platform: { suites: NULL_SUITES } },
    purpose: 'A suite without encryption is weaker than everything that TLS 1.0 is used with.',
    procedure: ['Run a session with a server that speaks TLS 1.0 to 1.2.', 'Run one with a server that has suites without encryption only.', 'Expect that no handshake comes about.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'suites without encryption', suites: NULL_SUITES }]),
    judge(view, judge) {
      requireSpoken(view, judge);
      const attempt = attemptAt(view, 2);
      const isRefused = attempt.requests.length === 0 && attempt.handshakes.every(({ outcome }) => outcome !== 'secured');
      judge.check('DM2-TLS-B-008').holds(isRefused, { expected: 'no handshake with suites without encryption', found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
    },
  }),
];
