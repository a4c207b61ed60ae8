/** Unusual but legal clients as they look in a handshake. */
import { TLSSocket } from 'node:tls';
import type { ClientVariant } from '../defect.js';

const OLD_SUITES = ['ECDHE-PSK-AES128-CBC-SHA256', 'PSK-AES128-CBC-SHA256', '@SECLEVEL=0'];

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/keys-only',
    does: 'has a pre-shared key and no certificates, with one suite',
    legal: 'One of the two modes is enough (~9.2.2, A-48), and so is one suite of it.',
    network: 'tls',
    supports: { C_TLS_X509: false },
    parts: () => ({ tlsSuites: () => ['DHE-PSK-AES128-GCM-SHA256', '@SECLEVEL=0', 'PSK-AES128-CBC-SHA256'] }),
  },
  {
    id: 'dm2/client/certificates-only',
    does: 'has certificates and no pre-shared key, with one suite beside that of old versions',
    legal: 'One of the two modes is enough (~9.2.2, A-48), and so is one suite of it.',
    network: 'tls',
    supports: { C_TLS_PSK: false },
    parts: () => ({ preSharedKey: () => undefined, tlsSuites: () => ['DHE-RSA-AES128-SHA256', 'AES128-SHA', '@SECLEVEL=0'] }),
  },
  {
    id: 'dm2/client/old-versions-only',
    does: 'speaks TLS 1.0 and 1.1, with a pre-shared key',
    legal: 'TLS 1.1 and one of 1.0 and 1.2 are enough (~9.2.2); four suites for keys exist below TLS 1.2 (A-49).',
    network: 'tls',
    supports: { C_TLS_X509: false },
    parts: () => ({ tlsVersions: () => ({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }), tlsSuites: () => OLD_SUITES }),
  },
  {
    id: 'dm2/client/new-version-only',
    does: 'speaks TLS 1.2 and nothing else, where old versions are not wanted',
    legal: 'TLS below 1.2 is asked of those that say TLS_LEGACY (A-49).',
    network: 'tls',
    supports: { TLS_LEGACY: false },
    parts: () => ({ tlsVersions: () => ({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }) }),
  },
  {
    id: 'dm2/client/resumes-sessions',
    does: 'offers the session of its last connection to every server',
    legal: 'A client may ask for the resumption of any session (RFC 5246, 7.3); a server that does not know it makes a new one.',
    network: 'tls',
    parts(standard) {
      const sessions = new WeakMap<object, Buffer>();
      return {
        tlsOptions(client, args) {
          const session = sessions.get(client.state);
          return { ...standard.tlsOptions(client, args), ...(session === undefined ? {} : { session }) };
        },
        async connectSecurely(client, place) {
          const socket = await standard.connectSecurely(client, place);
          const session = socket instanceof TLSSocket ? socket.getSession() : undefined;
          if (session !== undefined) sessions.set(client.state, session);
          return socket;
        },
      };
    },
  },
  {
    id: 'dm2/client/names-protocol-and-host',
    does: 'names HTTP/1.1 by ALPN, and the host by SNI though it is an address',
    legal: 'Both extensions are a client\'s own choice (RFC 7301, RFC 6066); a name that a server does not know is ignored or refused by it.',
    network: 'tls',
    parts: (standard) => ({ tlsOptions: (client, args) => ({ ...standard.tlsOptions(client, args), ALPNProtocols: ['http/1.1'], servername: 'dm.example.net' }) }),
  },
  {
    id: 'dm2/client/hangs-up',
    does: 'closes its connections without close_notify',
    legal: 'RFC 5246 section 7.2.1 asks for the alert, servers live without it: HTTP says itself where a message ends (RFC 9112, 9.8).',
    network: 'tls',
    parts: (standard) => ({
      async connectSecurely(client, place) {
        const socket = await standard.connectSecurely(client, place);
        return Object.assign(socket, { end: () => socket.destroy() });
      },
    }),
  },
];
