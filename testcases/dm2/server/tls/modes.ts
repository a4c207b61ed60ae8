/** TLS at all, its two modes and its versions (clauses ~9.2 and ~9.2.2, A-49), and what is weaker than all of them. */
import type { DeviceOffer } from '../../../../harness/tester/dm2-client/secure-device.js';
import { serverTest } from '../../../define.js';
import { attemptAt, isSecured, isServed, judgeAnswered, judgeTurnedAway, outcomeOf, placeOf, playOffers, requireAnswered, requireServedSecurely } from '../support/secure.js';

const EVERYTHING: DeviceOffer = { name: 'TLS 1.0 to 1.2, certificates and keys', mode: 'both' };

/** Suites that hide nothing; the platform has them at its lowest level. */
const NULL_SUITES = ['TLS_RSA_WITH_NULL_SHA256', 'TLS_ECDHE_ECDSA_WITH_NULL_SHA', 'TLS_PSK_WITH_NULL_SHA256'];

export const testCases = [
  serverTest({
    id: 'dm2/server/tls/not-in-the-clear',
    title: 'An https address serves devices over TLS and nobody without it',
    requirements: ['DM2-TLS-B-001'],
    needs: { tls: ['endpoint'] },
    purpose: 'The protocol has no security of its own: what is sent beside TLS is open to everybody on the way.',
    procedure: ['Send a plain Package#1 over TLS; expect an answer.', 'Send one to the same port without TLS.', 'Expect no Package#2.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'HTTP without TLS', protocol: 'plain' }]),
    judge(view, judge) {
      judgeAnswered({ view, judge, requirement: 'DM2-TLS-B-001', attempt: 1, offer: 'TLS 1.0 to 1.2' });
      judgeTurnedAway({ view, judge, requirement: 'DM2-TLS-B-001', attempt: 2, offer: 'HTTP without TLS' });
    },
  }),
  serverTest({
    id: 'dm2/server/tls/both-modes',
    title: 'A device is answered with certificates and with a pre-shared key',
    requirements: ['DM2-TLS-S-002'],
    needs: { tls: ['endpoint', 'psk'] },
    purpose: 'A device chooses one of the modes; its server has both.',
    procedure: ['Send a plain Package#1 with everything that the tester can offer.', 'Send one with certificates only, one with the key of the device only.', 'Expect an answer to both.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'certificates', mode: 'certificate' }, { name: 'the key of the device', mode: 'psk' }]),
    judge(view, judge) {
      requireAnswered(view, judge);
      judgeAnswered({ view, judge, requirement: 'DM2-TLS-S-002', attempt: 2, offer: 'certificates' });
      judgeAnswered({ view, judge, requirement: 'DM2-TLS-S-002', attempt: 3, offer: 'its pre-shared key' });
    },
  }),
  serverTest({
    id: 'dm2/server/tls/other-keys',
    title: 'A device with another key, or with an identity that nobody knows, is turned away',
    requirements: ['DM2-TLS-S-002'],
    needs: { tls: ['endpoint', 'psk'] },
    purpose: 'With pre-shared keys, identity and key together are what makes a device the right one.',
    procedure: ['Send a plain Package#1 with the key of the device; expect a Package#2.', 'Send one with another key for its identity, one with its key for another identity.', 'Expect no Package#2.'],
    drive: (tester) => playOffers(tester, [
      { name: 'the key of the device', mode: 'psk' },
      { name: 'another key', mode: 'psk', key: 'other' },
      { name: 'another identity', mode: 'psk', identity: 'unknown' },
    ]),
    judge(view, judge) {
      requireServedSecurely(view, judge);
      judgeTurnedAway({ view, judge, requirement: 'DM2-TLS-S-002', attempt: 2, offer: 'another key' });
      judgeTurnedAway({ view, judge, requirement: 'DM2-TLS-S-002', attempt: 3, offer: 'another identity' });
    },
  }),
  serverTest({
    id: 'dm2/server/tls/version-1-1',
    title: 'A device that speaks TLS 1.1 only is answered',
    requirements: ['DM2-TLS-B-005'],
    needs: { tls: ['endpoint'], platform: { version: 'TLSv1.1' } },
    purpose: 'TLS 1.1 is the version that every client and every server has in common.',
    procedure: ['Send a plain Package#1 in TLS 1.0 to 1.2.', 'Send one in TLS 1.1 only.', 'Expect an answer to it.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'TLS 1.1', mode: 'both', version: 'TLSv1.1' }]),
    judge(view, judge) {
      requireAnswered(view, judge);
      judgeAnswered({ view, judge, requirement: 'DM2-TLS-B-005', attempt: 2, offer: 'TLS 1.1' });
    },
  }),
  serverTest({
    id: 'dm2/server/tls/version-1-2-or-1-0',
    title: 'A device that speaks TLS 1.2 only, or one that speaks TLS 1.0 only, is answered',
    requirements: ['DM2-TLS-B-006'],
    needs: { tls: ['endpoint'] },
    purpose: 'One version alone leaves no way out when it is broken.',
    procedure: ['Send a plain Package#1 in TLS 1.0 to 1.2.', 'Send one in TLS 1.2 only, one in TLS 1.0 only.', 'Expect an answer to one of the two.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'TLS 1.2', mode: 'both', version: 'TLSv1.2' }, { name: 'TLS 1.0', mode: 'both', version: 'TLSv1' }]),
    judge(view, judge) {
      requireAnswered(view, judge);
      const attempts = [attemptAt(view, 2), attemptAt(view, 3)];
      const answered = attempts.filter((attempt) => isSecured(attempt) && attempt.responses.length > 0);
      const [first = attemptAt(view, 2)] = answered;
      judge.check('DM2-TLS-B-006').holds(answered.length > 0, { expected: 'an answer in TLS 1.2 or in TLS 1.0', found: attempts.map(outcomeOf).join('; '), at: placeOf(first), stimulus: first.at });
    },
  }),
  serverTest({
    id: 'dm2/server/tls/weaker-than-tls',
    title: 'SSL 3.0 and suites without encryption are refused',
    requirements: ['DM2-TLS-B-008'],
    needs: { tls: ['endpoint'], platform: { suites: NULL_SUITES } },
    purpose: 'Both can be read by anybody on the way.',
    procedure: ['Send a plain Package#1 in TLS 1.0 to 1.2.', 'Send a ClientHello of SSL 3.0; then offer suites without encryption only.', 'Expect no ServerHello of SSL 3.0, and no handshake.'],
    drive: (tester) => playOffers(tester, [EVERYTHING, { name: 'SSL 3.0', protocol: 'ssl3' }, { name: 'suites without encryption', mode: 'both', suites: NULL_SUITES }]),
    judge(view, judge) {
      requireAnswered(view, judge);
      const old = attemptAt(view, 2);
      const isTaken = old.handshakes.some(({ outcome, version }) => outcome === 'accepted' && version === 'SSLv3');
      judge.check('DM2-TLS-B-008').holds(!isTaken, { expected: 'no ServerHello of SSL 3.0', found: outcomeOf(old), at: placeOf(old), stimulus: old.at });
      const open = attemptAt(view, 3);
      judge.check('DM2-TLS-B-008').holds(!isSecured(open) && !isServed(open), { expected: 'no handshake with suites without encryption', found: outcomeOf(open), at: placeOf(open), stimulus: open.at });
    },
  }),
];
