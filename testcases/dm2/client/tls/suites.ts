/** Cipher suites (table of clause ~9.2.2, A-49): each is offered alone, and what the client made of it stands in the finding. */
import { clientTest } from '../../../define.js';
import { judgeOneSpoken, OVER_TLS, playOffers, requireSpoken } from '../support/secure.js';
import { CERTIFICATE_SUITES, PSK_SUITES } from '../../tls-suites.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/tls/certificate-suites',
    title: 'A session runs with one of the six suites for certificates',
    requirements: ['DM2-TLS-C-012'],
    needs: { ...OVER_TLS, platform: { suites: CERTIFICATE_SUITES } },
    purpose: 'Servers have all six; one of them is what client and server have in common.',
    procedure: ['Run a session with a server that has certificates and every suite of the platform.', 'Run one for each of the six suites, with a server that has nothing else.', 'Expect a session with one of them.'],
    drive: (tester) => playOffers(tester, [{ name: 'certificates', mode: 'certificate' }, ...CERTIFICATE_SUITES.map((suite) => ({ name: suite, mode: 'certificate', suites: [suite] }) as const)]),
    judge(view, judge) {
      requireSpoken(view, judge);
      judgeOneSpoken({ view, judge, requirement: 'DM2-TLS-C-012', from: 2, offer: 'one of the six suites for certificates' });
    },
  }),
  clientTest({
    id: 'dm2/client/tls/key-suites',
    title: 'A session runs with one of the seven suites for pre-shared keys',
    requirements: ['DM2-TLS-C-010'],
    needs: { tls: ['endpoint', 'psk'], platform: { suites: PSK_SUITES } },
    purpose: 'Servers have all seven; one of them is what client and server have in common.',
    procedure: ['Run a session with a server that has the key of the device and every suite for it.', 'Run one for each of the seven suites, with a server that has nothing else.', 'Expect a session with one of them.'],
    drive: (tester) => playOffers(tester, [{ name: 'the key of the device', mode: 'psk' }, ...PSK_SUITES.map((suite) => ({ name: suite, mode: 'psk', suites: [suite] }) as const)]),
    judge(view, judge) {
      requireSpoken(view, judge);
      judgeOneSpoken({ view, judge, requirement: 'DM2-TLS-C-010', from: 2, offer: 'one of the seven suites for pre-shared keys' });
    },
  }),
];
