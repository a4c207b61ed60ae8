/** Certificates of servers and of the device (clause ~9.2.1). */
import type { SecureOffer } from '../../../../harness/tester/dm2-server/secure-endpoint.js';
import { clientTest } from '../../../define.js';
import { attemptAt, judgeSilent, outcomeOf, OVER_TLS, placeOf, playOffers, requireSpoken } from '../support/secure.js';

interface Faulty {
  readonly id: string;
  readonly kind: NonNullable<SecureOffer['certificate']>;
  readonly title: string;
  readonly what: string;
  readonly purpose: string;
}

const FAULTY: readonly Faulty[] = [
  { id: 'expired', kind: 'expired', title: 'has expired', what: 'an expired certificate', purpose: 'A certificate that has expired proves nothing: its key may have been given away since.' },
  { id: 'not-yet-valid', kind: 'not-yet-valid', title: 'is not valid yet', what: 'a certificate that is not valid yet', purpose: 'Validity has two ends; a device with a wrong clock shows that it checks them.' },
  { id: 'other-name', kind: 'other-name', title: 'is for another host', what: 'a certificate for another host', purpose: 'Anybody can get a certificate for a host of his own; without the check of the name he is every server.' },
  { id: 'untrusted', kind: 'untrusted', title: 'was issued by an unknown authority', what: 'a certificate of an authority that the device does not trust', purpose: 'Anybody can make an authority.' },
  { id: 'self-signed', kind: 'self-signed', title: 'is signed by its own key', what: 'a certificate that is signed by its own key', purpose: 'Anybody can sign his own certificate.' },
  { id: 'replaced-authority', kind: 'replaced-authority', title: 'comes from a former generation of the authority', what: 'a certificate of a former generation of the authority', purpose: 'An authority that was replaced, because its key was lost for example, keeps its name: its signature has to be checked, not its name.' },
];

const faulty = ({ id, kind, title, what, purpose }: Faulty): ReturnType<typeof clientTest> => clientTest({
  id: `dm2/client/tls/${id}`,
  title: `A server is refused whose certificate ${title}`,
  requirements: ['DM2-TLS-C-013', 'DM2-AUTH-C-006'],
  applies: 'C_TLS_X509',
  needs: OVER_TLS,
  purpose,
  procedure: ['Run a session with a server whose certificate is right.', `Run one with a server that has ${what}.`, 'Expect that the client says nothing to the second one.'],
  drive: (tester) => playOffers(tester, [
    { name: 'a certificate that is right', mode: 'certificate' },
    { name: what, mode: 'certificate', certificate: kind },
  ]),
  judge(view, judge) {
    requireSpoken(view, judge);
    judgeSilent({ view, judge, requirement: 'DM2-TLS-C-013', attempt: 2, offer: what });
    judgeSilent({ view, judge, requirement: 'DM2-AUTH-C-006', attempt: 2, offer: what });
  },
});

export const testCases = [
  ...FAULTY.map(faulty),
  clientTest({
    id: 'dm2/client/tls/shows-certificate',
    title: 'A server that asks for the certificate of the device gets it',
    requirements: ['DM2-AUTH-C-006'],
    applies: 'C_TLS_X509',
    needs: { tls: ['endpoint', 'certificate'] },
    purpose: 'With certificates both sides authenticate; a device that shows none is a stranger.',
    procedure: ['Run a session without asking for a certificate.', 'Run one in which the server asks for it.', 'Expect the session, and a certificate that the tester trusts.'],
    drive: (tester) => playOffers(tester, [
      { name: 'a certificate that is right', mode: 'certificate' },
      { name: 'a request for the certificate of the device', mode: 'certificate', asks: 'certificate' },
    ]),
    judge(view, judge) {
      requireSpoken(view, judge);
      const attempt = attemptAt(view, 2);
      const isShown = attempt.handshakes.some(({ outcome, peer, fault }) => outcome === 'secured' && peer !== null && fault === null);
      judge.check('DM2-AUTH-C-006').holds(isShown && attempt.requests.length > 0, { expected: 'a session with the certificate of the device, which the tester trusts', found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
    },
  }),
];
