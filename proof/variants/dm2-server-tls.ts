/** Unusual but legal servers as they look in a handshake. */
import type { ServerVariant } from '../defect.js';

export const variants: readonly ServerVariant[] = [
  {
    id: 'dm2/server/intermediate-authority',
    role: 'server',
    does: 'shows a certificate that an intermediate authority issued, and that of the authority',
    legal: 'RFC 5246 section 7.4.2: a certificate comes with its chain.',
    network: 'tls',
    certificates: 'with-intermediate',
  },
  {
    id: 'dm2/server/no-resumption',
    role: 'server',
    does: 'gives no session tickets and keeps no sessions',
    legal: 'Resumption is a server\'s own choice (RFC 5246, 7.3; RFC 5077).',
    network: 'tls',
    parts: (standard) => ({ tlsOptions: (server, args) => ({ ...standard.tlsOptions(server, args), sessionTimeout: 1, secureOptions: NO_TICKET }) }),
  },
  {
    id: 'dm2/server/asks-everybody',
    role: 'server',
    does: 'asks for a certificate at every address, and demands one where it is told to',
    legal: 'A server may ask for a certificate and go on without one (RFC 5246, 7.4.4 and 7.4.6).',
    network: 'tls',
    parts: (standard) => ({ demandCertificate: (server, args) => ({ ...standard.demandCertificate(server, args), requestCert: true }) }),
  },
  {
    id: 'dm2/server/suites-of-the-table-only',
    role: 'server',
    does: 'has old versions in no other suites than those of the table',
    legal: 'Four suites of the table exist below TLS 1.2 (A-49); a device of TLS 1.1 has one of them.',
    network: 'tls',
    parts: (standard) => ({ tlsSuites: (server, args) => standard.tlsSuites(server, args).filter((suite) => !suite.endsWith('-SHA')) }),
  },
];

/** SSL_OP_NO_TICKET of OpenSSL. */
const NO_TICKET = 0x4000;
