/** Certificates of the server and of devices (clause ~9.2.1). */
import type { DeviceOffer } from '../../../../harness/tester/dm2-client/secure-device.js';
import { serverTest } from '../../../define.js';
import { attemptAt, judgeTurnedAway, outcomeOf, placeOf, playOffers, requireServedSecurely } from '../support/secure.js';

const RIGHT: DeviceOffer = { name: 'the certificate of the device', at: 'demanding' };

const STRANGERS = [
  { shows: 'untrusted', what: 'a certificate of an authority that nobody trusts' },
  { shows: 'self-signed', what: 'a certificate that is signed by its own key' },
  { shows: 'namesake', what: 'a certificate of an authority that has the name of the right one, and another key' },
] as const;

export const testCases = [
  serverTest({
    id: 'dm2/server/tls/certificate-missing',
    title: 'Where a certificate is demanded, a device with one is served and a device without one is not',
    requirements: ['DM2-AUTH-S-003'],
    needs: { tls: ['client-authentication', 'certificate'] },
    purpose: 'With certificates both sides authenticate: the server shows its own, and gets that of the device.',
    procedure: ['Send a plain Package#1 with the certificate of the device; expect a certificate of the server that the tester trusts, and a Package#2.', 'Send one without a certificate.', 'Expect no Package#2: an alert or a refusal.'],
    drive: (tester) => playOffers(tester, [RIGHT, { name: 'no certificate', at: 'demanding', shows: 'none' }]),
    judge(view, judge) {
      requireServedSecurely(view, judge);
      const own = attemptAt(view, 1);
      const isTrusted = own.handshakes.every(({ peer, fault }) => peer !== null && fault === null);
      judge.check('DM2-AUTH-S-003').holds(isTrusted, { expected: 'a certificate of the server that the tester trusts', found: outcomeOf(own), at: placeOf(own), stimulus: own.at });
      judgeTurnedAway({ view, judge, requirement: 'DM2-AUTH-S-003', attempt: 2, offer: 'no certificate' });
    },
  }),
  serverTest({
    id: 'dm2/server/tls/certificate-of-strangers',
    title: 'Where a certificate is demanded, one that the right authority did not issue is refused',
    requirements: ['DM2-AUTH-S-003'],
    needs: { tls: ['client-authentication', 'certificate'] },
    purpose: 'Anybody can make a certificate. An authority that was replaced keeps its name, so that its signature has to be checked.',
    procedure: ['Send a plain Package#1 with the certificate of the device; expect a Package#2.', 'Send one each with a certificate of an unknown authority, with a self-signed one, and with one of a namesake of the right authority.', 'Expect no Package#2.'],
    drive: (tester) => playOffers(tester, [RIGHT, ...STRANGERS.map(({ shows, what }) => ({ name: what, at: 'demanding', shows }) as const)]),
    judge(view, judge) {
      requireServedSecurely(view, judge);
      for (const [index, { what }] of STRANGERS.entries()) judgeTurnedAway({ view, judge, requirement: 'DM2-AUTH-S-003', attempt: index + 2, offer: what });
    },
  }),
];
