/** Defects of TLS and of the authentication by certificates (clauses ~9.2, ~9.2.1 and ~9.2.2). */
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { ssl3ClientHello } from '../../../harness/binding/tls-hello.js';
import { ConnectionFault } from '../../../reference/dm2-client/faults.js';
import type { ClientMutant } from '../../defect.js';

interface Overlooks {
  readonly id: string;
  readonly does: string;
  /** What OpenSSL says. */
  readonly faults: readonly string[];
}

const OVERLOOKED: readonly Overlooks[] = [
  { id: 'takes-expired', does: 'takes a certificate that has expired', faults: ['CERT_HAS_EXPIRED'] },
  { id: 'takes-not-yet-valid', does: 'takes a certificate that is not valid yet', faults: ['CERT_NOT_YET_VALID'] },
  { id: 'takes-any-authority', does: 'takes a certificate whatever authority issued it', faults: ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'] },
  { id: 'takes-self-signed', does: 'takes a certificate that is signed by its own key', faults: ['DEPTH_ZERO_SELF_SIGNED_CERT'] },
  { id: 'takes-name-of-authority', does: 'looks at the name of the authority and not at its signature', faults: ['CERT_SIGNATURE_FAILURE'] },
];

const overlooking = ({ id, does, faults }: Overlooks): ClientMutant => ({
  id: `dm2/client/tls/${id}`,
  violates: 'DM2-TLS-C-013',
  does,
  network: 'tls',
  parts: (standard) => ({ checkTrust: (client, args) => (args.fault !== undefined && faults.includes(args.fault) ? undefined : standard.checkTrust(client, args)) }),
});

export const mutants: readonly ClientMutant[] = [
  ...OVERLOOKED.map(overlooking),
  { id: 'dm2/client/tls/takes-any-name', violates: 'DM2-TLS-C-013', does: 'does not look at the host that a certificate was issued for', network: 'tls', parts: () => ({ checkServerName: () => undefined }) },
  { id: 'dm2/client/tls/shows-no-certificate', violates: 'DM2-AUTH-C-006', does: 'shows no certificate to a server that asks for it', network: 'tls', parts: () => ({ clientCertificate: () => ({}) }) },
  {
    id: 'dm2/client/tls/http-at-https',
    violates: 'DM2-TLS-B-001',
    does: 'speaks plain HTTP at an https address',
    network: 'tls',
    parts: () => ({ connectSecurely: (_client, place) => Promise.resolve(connect(place)) }),
  },
  {
    id: 'dm2/client/tls/falls-back',
    violates: 'DM2-TLS-B-001',
    does: 'speaks plain HTTP where the handshake comes to nothing',
    network: 'tls',
    parts: (standard) => ({
      async connectSecurely(client, place) {
        try {
          return await standard.connectSecurely(client, place);
        } catch (fault) {
          if (fault instanceof ConnectionFault && fault.message.startsWith('no TLS')) return connect(place);
          throw fault;
        }
      },
    }),
  },
  {
    id: 'dm2/client/tls/no-mode',
    violates: 'DM2-TLS-C-003',
    does: 'trusts no certificate, and has no key',
    network: 'tls',
    parts: () => ({ checkTrust: () => 'no certificate is good enough', preSharedKey: () => undefined }),
  },
  {
    id: 'dm2/client/tls/neither-certificate-nor-key',
    violates: 'DM2-TLS-C-004',
    does: 'has no pre-shared key, though it says that it does without certificates',
    network: 'tls',
    supports: { C_TLS_X509: false },
    parts: () => ({ preSharedKey: () => undefined }),
  },
  { id: 'dm2/client/tls/new-versions-only', violates: 'DM2-TLS-B-005', does: 'speaks TLS 1.2 and what came after it', network: 'tls', parts: () => ({ tlsVersions: () => ({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' }) }) },
  { id: 'dm2/client/tls/one-version-only', violates: 'DM2-TLS-B-006', does: 'speaks TLS 1.1 and nothing else', network: 'tls', parts: () => ({ tlsVersions: () => ({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }) }) },
  {
    id: 'dm2/client/tls/goes-on-with-ssl-3',
    violates: 'DM2-TLS-C-007',
    does: 'goes on with SSL 3.0 where a server does not speak TLS',
    network: 'tls',
    parts: (standard) => ({
      connectSecurely: (client, place) => standard.connectSecurely(client, place).catch(async (fault: unknown) => {
        await goOnWithSsl3(place);
        throw fault;
      }),
    }),
  },
  { id: 'dm2/client/tls/null-suites', violates: 'DM2-TLS-B-008', does: 'offers suites that encrypt nothing', network: 'tls', parts: (standard) => ({ tlsSuites: (client) => [...standard.tlsSuites(client), 'NULL-SHA256', 'ECDHE-ECDSA-NULL-SHA'] }) },
  { id: 'dm2/client/tls/other-key-suites', violates: 'DM2-TLS-C-010', does: 'has none of the suites of the table for its key', network: 'tls', parts: (standard) => ({ tlsSuites: (client) => [...standard.tlsSuites(client).filter((suite) => !suite.includes('PSK')), 'PSK-AES256-GCM-SHA384'] }) },
  {
    id: 'dm2/client/tls/other-certificate-suites',
    violates: 'DM2-TLS-C-012',
    does: 'has none of the suites of the table for certificates',
    network: 'tls',
    parts: (standard) => ({ tlsSuites: (client) => [...standard.tlsSuites(client).filter((suite) => suite.includes('PSK') || suite.endsWith('-SHA')), 'ECDHE-ECDSA-AES256-GCM-SHA384', '@SECLEVEL=0'] }),
  },
];

const KEY_EXCHANGE = Buffer.from([0x16, 3, 0, 0, 8, 16, 0, 0, 4, 1, 2, 3, 4]);

/** Takes the first flight of a server of SSL 3.0 and sends a key, as if it were one. */
function goOnWithSsl3(place: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(place, () => void socket.write(ssl3ClientHello(randomBytes(32))));
    socket.once('data', (flight: Buffer) => (flight[0] === KEY_EXCHANGE[0] ? void socket.write(KEY_EXCHANGE) : void socket.destroy()));
    socket.once('error', () => resolve());
    socket.once('close', () => resolve());
  });
}
