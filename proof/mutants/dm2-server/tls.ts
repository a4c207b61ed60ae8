/** Defects of TLS and of the authentication by certificates (clauses ~9.2, ~9.2.1 and ~9.2.2). */
import type { ServerMutant } from '../../defect.js';

/** OpenSSL names. */
const CERTIFICATE_SUITES = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'DHE-RSA-AES128-GCM-SHA256', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256', 'DHE-RSA-AES128-SHA256', 'AES128-SHA256'];
const PSK_SUITES = ['DHE-PSK-AES128-GCM-SHA256', 'RSA-PSK-AES128-GCM-SHA256', 'PSK-AES128-GCM-SHA256', 'ECDHE-PSK-AES128-CBC-SHA256', 'DHE-PSK-AES128-CBC-SHA256', 'RSA-PSK-AES128-CBC-SHA256', 'PSK-AES128-CBC-SHA256'];

const without = (violates: string) => (missing: string): ServerMutant => ({
  id: `dm2/server/tls/without-${missing.toLowerCase()}`,
  role: 'server',
  violates,
  does: `does not have the suite ${missing}`,
  network: 'tls',
  parts: (standard) => ({ tlsSuites: (server, args) => standard.tlsSuites(server, args).filter((suite) => suite !== missing) }),
});

export const mutants: readonly ServerMutant[] = [
  ...CERTIFICATE_SUITES.map(without('DM2-TLS-S-011')),
  ...PSK_SUITES.map(without('DM2-TLS-S-009')),
  {
    id: 'dm2/server/tls/nothing-to-show',
    role: 'server',
    violates: 'DM2-TLS-B-001',
    does: 'has an https address and neither a certificate nor keys',
    network: 'tls',
    parts: (standard) => ({
      tlsOptions(server, args) {
        const { cert, key, pskCallback, ...rest } = standard.tlsOptions(server, args);
        return cert === undefined && key === undefined && pskCallback === undefined ? {} : rest;
      },
    }),
  },
  { id: 'dm2/server/tls/certificates-only', role: 'server', violates: 'DM2-TLS-S-002', does: 'knows no pre-shared keys', network: 'tls', parts: () => ({ sharedKey: () => undefined }) },
  { id: 'dm2/server/tls/keys-only', role: 'server', violates: 'DM2-TLS-S-002', does: 'has suites for pre-shared keys only', network: 'tls', parts: (standard) => ({ tlsSuites: (server, args) => standard.tlsSuites(server, args).filter((suite) => suite.includes('PSK') || suite.startsWith('@')) }) },
  { id: 'dm2/server/tls/any-identity', role: 'server', violates: 'DM2-TLS-S-002', does: 'takes a key that it knows for any identity', network: 'tls', parts: () => ({ sharedKey: (_server, { keys }) => keys.values().next().value }) },
  { id: 'dm2/server/tls/new-versions-only', role: 'server', violates: 'DM2-TLS-B-005', does: 'speaks TLS 1.2 and what came after it', network: 'tls', parts: () => ({ tlsVersions: () => ({ minVersion: 'TLSv1.2' }) }) },
  { id: 'dm2/server/tls/one-version-only', role: 'server', violates: 'DM2-TLS-B-006', does: 'speaks TLS 1.1 and nothing else', network: 'tls', parts: () => ({ tlsVersions: () => ({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }) }) },
  { id: 'dm2/server/tls/null-suites', role: 'server', violates: 'DM2-TLS-B-008', does: 'takes suites that encrypt nothing', network: 'tls', parts: (standard) => ({ tlsSuites: (server, args) => [...standard.tlsSuites(server, args), 'NULL-SHA256'] }) },
  { id: 'dm2/server/tls/any-certificate', role: 'server', violates: 'DM2-AUTH-S-003', does: 'asks for a certificate and takes any, or none', network: 'tls', parts: () => ({ demandCertificate: () => ({ requestCert: true, rejectUnauthorized: false }) }) },
  { id: 'dm2/server/tls/asks-for-nothing', role: 'server', violates: 'DM2-AUTH-S-003', does: 'does not ask for certificates where it should', network: 'tls', parts: () => ({ demandCertificate: () => ({ requestCert: false, rejectUnauthorized: false }) }) },
];
