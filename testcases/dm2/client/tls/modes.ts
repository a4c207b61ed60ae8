/** TLS at all, and its two modes: certificates and pre-shared keys (clauses ~9.2 and ~9.2.2). */
import { clientTest } from '../../../define.js';
import { attemptAt, judgeOneSpoken, judgeSilent, judgeSpoken, outcomeOf, OVER_TLS, placeOf, playOffers, requireSpoken } from '../support/secure.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/tls/never-in-the-clear',
    title: 'A session with an https address begins with a handshake, and without one there is no session',
    requirements: ['DM2-TLS-B-001'],
    needs: OVER_TLS,
    purpose: 'The protocol has no security of its own: what is sent beside TLS is open to everybody on the way.',
    procedure: ['Run a session with an https address.', 'Run one with a server that ends every handshake.', 'Expect that all bytes of the client are TLS.'],
    drive: (tester) => playOffers(tester, [{ name: 'TLS 1.0 to 1.2' }, { name: 'no suite that could be chosen', mode: 'certificate', certificate: 'none' }]),
    judge(view, judge) {
      for (const number of [1, 2]) {
        const attempt = attemptAt(view, number);
        const isClear = attempt.handshakes.some(({ outcome }) => outcome === 'plain');
        judge.check('DM2-TLS-B-001').holds(!isClear, { expected: 'a handshake before anything else at an https address', found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
      }
      requireSpoken(view, judge);
    },
  }),
  clientTest({
    id: 'dm2/client/tls/other-key',
    title: 'A server that does not have the key of the device gets no session',
    requirements: ['DM2-TLS-B-001'],
    applies: 'C_TLS_PSK',
    needs: { tls: ['endpoint', 'psk'] },
    purpose: 'With pre-shared keys, having the key is what makes a server the right one.',
    procedure: ['Run a session with a server that has the key of the device.', 'Run one with a server that has another key for its identity.', 'Expect that the client says nothing to the second one, neither over TLS nor in the clear.'],
    drive: (tester) => playOffers(tester, [{ name: 'the key of the device', mode: 'psk' }, { name: 'another key', mode: 'psk', key: 'other' }]),
    judge(view, judge) {
      requireSpoken(view, judge);
      const { handshakes } = attemptAt(view, 2);
      judgeSilent({ view, judge, requirement: 'DM2-TLS-B-001', attempt: 2, offer: 'another key' });
      const clear = handshakes.find(({ outcome }) => outcome === 'plain');
      if (clear !== undefined) judge.check('DM2-TLS-B-001').holds(false, { expected: 'nothing in the clear', found: clear.fault ?? '', at: { event: clear.n } });
    },
  }),
  clientTest({
    id: 'dm2/client/tls/modes',
    title: 'A session runs over TLS with certificates, with pre-shared keys, or with both',
    requirements: ['DM2-TLS-C-003'],
    needs: OVER_TLS,
    purpose: 'A client with neither of them cannot be managed at all.',
    procedure: ['Run a session with a server that has certificates only.', 'Run one with a server that has the key of the device only.', 'Expect one session.'],
    drive: (tester) => playOffers(tester, [{ name: 'certificates', mode: 'certificate' }, { name: 'the key of the device', mode: 'psk' }]),
    judge: (view, judge) => judgeOneSpoken({ view, judge, requirement: 'DM2-TLS-C-003', from: 1, offer: 'certificates or with a pre-shared key' }),
  }),
  clientTest({
    id: 'dm2/client/tls/keys-without-certificates',
    title: 'A client without certificates runs a session with a pre-shared key',
    requirements: ['DM2-TLS-C-004'],
    applies: '!C_TLS_X509',
    needs: { tls: ['endpoint', 'psk'] },
    purpose: 'Small devices cannot check certificates; keys are for them.',
    procedure: ['Run a session with a server that has the key of the device only.', 'Expect the session.'],
    drive: (tester) => playOffers(tester, [{ name: 'the key of the device', mode: 'psk' }]),
    judge: (view, judge) => judgeSpoken({ view, judge, requirement: 'DM2-TLS-C-004', attempt: 1, offer: 'a pre-shared key' }),
  }),
];
