/**
 * TLS of the reference server (~9.2.1, ~9.2.2): certificates, pre-shared keys, versions, suites, certificates of devices. Left out:
 * revocation lists; an authority that is not trusted any more is taken out of `ca`.
 */
import type { ServerParts } from './parts.js';

/** DM2-TLS-B-001, DM2-TLS-S-002: certificate mode and PSK mode at one address. */
export const tlsOptions: ServerParts['tlsOptions'] = (server, { tls }) => {
  const { cert, key, ca, psk } = tls;
  return {
    cert: typeof cert === 'string' ? cert : [...cert],
    key: typeof key === 'string' ? key : [...key],
    ciphers: server.parts.tlsSuites(server, { tls }).join(':'),
    ...server.parts.tlsVersions(server, { tls }),
    dhparam: 'auto',
    ...server.parts.demandCertificate(server, { tls }),
    ...(ca === undefined ? {} : { ca }),
    ...(psk === undefined ? {} : { pskCallback: (_socket, identity) => server.parts.sharedKey(server, { keys: psk, identity }) ?? null }),
  };
};

/** DM2-TLS-S-011, DM2-TLS-S-009: certificate mode and PSK mode; TLS 1.3 has suites of its own. */
const SUITES = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'DHE-RSA-AES128-GCM-SHA256', 'AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-SHA256', 'DHE-RSA-AES128-SHA256', 'AES128-SHA256',
  'DHE-PSK-AES128-GCM-SHA256', 'RSA-PSK-AES128-GCM-SHA256', 'PSK-AES128-GCM-SHA256',
  'ECDHE-PSK-AES128-CBC-SHA256', 'DHE-PSK-AES128-CBC-SHA256', 'RSA-PSK-AES128-CBC-SHA256', 'PSK-AES128-CBC-SHA256',
] as const;
/** The suites of the specification need TLS 1.2, but for the four of PSK with CBC; OpenSSL has old versions at its lowest level only. */
const LEGACY_SUITES = ['ECDHE-ECDSA-AES128-SHA', 'DHE-RSA-AES128-SHA', 'AES128-SHA', '@SECLEVEL=0'] as const;

export const tlsSuites: ServerParts['tlsSuites'] = (_server, { tls }) => (tls.minVersion === 'TLSv1' || tls.minVersion === 'TLSv1.1' ? [...SUITES, ...LEGACY_SUITES] : SUITES);

/** DM2-TLS-B-005, B-006, B-008: nothing below TLS 1.0; what is below TLS 1.2 where the operator wants it. */
export const tlsVersions: ServerParts['tlsVersions'] = (_server, { tls: { minVersion = 'TLSv1.2', maxVersion } }) => ({ minVersion, ...(maxVersion === undefined ? {} : { maxVersion }) });

/** DM2-AUTH-S-003: without a certificate of `ca` there is no connection. */
export const demandCertificate: ServerParts['demandCertificate'] = (_server, { tls }) => {
  const isDemanded = tls.clientCertificates === 'required';
  return { requestCert: isDemanded, rejectUnauthorized: isDemanded };
};

/** DM2-TLS-S-002: the key of a device, and of no other. */
export const sharedKey: ServerParts['sharedKey'] = (_server, { keys, identity }) => keys.get(identity);
