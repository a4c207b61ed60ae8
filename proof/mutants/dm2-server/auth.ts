/** Defects of HTTP authentication at the server (clause ~9.2.1; RFC 7616, RFC 7617). */
import type { DeviceCredentials } from '../../../reference/dm2-server/model.js';
import type { ServerContext } from '../../../reference/dm2-server/parts.js';
import type { ServerMutant } from '../../defect.js';

/** The accounts of all devices that authenticate by this scheme. */
const allCredentials = ({ state }: ServerContext, scheme: DeviceCredentials['scheme']): readonly DeviceCredentials[] =>
  [...state.devices.values()].flatMap(({ account: { credentials } }) => (credentials?.scheme === scheme ? [credentials] : []));

const userIn = (text: string): string => Buffer.from(text.replace(/^\S+ */, ''), 'base64').toString('utf8').split(':')[0] ?? '';

const fieldIn = (text: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? '';

export const mutants: readonly ServerMutant[] = [
  { id: 'dm2/server/auth/asks-nobody', role: 'server', violates: 'DM2-AUTH-S-001', does: 'lets in a device that shows no Basic credentials', parts: (standard) => ({ checkBasic: (server, args) => (args.request.headers.has('authorization') ? standard.checkBasic(server, args) : 'right') }) },
  {
    id: 'dm2/server/auth/asks-without-realm',
    role: 'server',
    violates: 'DM2-AUTH-S-001',
    does: 'sends a Basic challenge without a realm',
    parts: (standard) => ({ challenges: (server, args) => standard.challenges(server, args).map((text) => (text.startsWith('Basic') ? 'Basic charset="UTF-8"' : text)) }),
  },
  {
    id: 'dm2/server/auth/one-writing',
    role: 'server',
    violates: 'DM2-AUTH-S-001',
    does: 'knows the scheme Basic in this writing only',
    parts: (standard) => ({ checkBasic: (server, args) => (args.request.headers.get('authorization')?.startsWith('Basic') === true ? standard.checkBasic(server, args) : 'wrong') }),
  },
  {
    id: 'dm2/server/auth/any-password',
    role: 'server',
    violates: 'DM2-AUTH-S-001',
    does: 'compares the user only',
    parts: (standard) => ({ checkBasic: (server, args) => (userIn(args.request.headers.get('authorization') ?? '') === args.credentials.user ? 'right' : standard.checkBasic(server, args)) }),
  },
  {
    id: 'dm2/server/auth/any-account',
    role: 'server',
    violates: 'DM2-AUTH-S-001',
    does: 'takes Basic credentials of any account for those of the device',
    parts: (standard) => ({ checkBasic: (server, args) => (allCredentials(server, 'basic').some((credentials) => standard.checkBasic(server, { ...args, credentials }) === 'right') ? 'right' : 'wrong') }),
  },
  {
    id: 'dm2/server/auth/only-package1',
    role: 'server',
    violates: 'DM2-AUTH-S-001',
    does: 'asks for credentials at Package#1 only',
    parts: (standard) => ({ checkBasic: (server, args) => (args.request.headers.get('content-type')?.includes('response') === true ? 'right' : standard.checkBasic(server, args)) }),
  },
  { id: 'dm2/server/auth/digest-asks-nobody', role: 'server', violates: 'DM2-AUTH-S-002', does: 'lets in a device that shows no response', parts: (standard) => ({ checkDigest: (server, args) => (args.request.headers.has('authorization') ? standard.checkDigest(server, args) : 'right') }) },
  {
    id: 'dm2/server/auth/digest-asks-with-basic',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'asks with Basic where the account has Digest',
    parts: (standard) => ({ challenges: (server, args) => standard.challenges(server, { ...args, credentials: { ...args.credentials, scheme: 'basic' } }) }),
  },
  {
    id: 'dm2/server/auth/digest-in-order',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'takes the parameters of Digest in one order only',
    parts: (standard) => ({ checkDigest: (server, args) => (/^Digest username/i.test(args.request.headers.get('authorization') ?? 'Digest username') ? standard.checkDigest(server, args) : 'wrong') }),
  },
  {
    id: 'dm2/server/auth/digest-sha256-in-name',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'offers SHA-256 and refuses it',
    parts: (standard) => ({ checkDigest: (server, args) => (/algorithm="?SHA-256/.test(args.request.headers.get('authorization') ?? '') ? 'wrong' : standard.checkDigest(server, args)) }),
  },
  {
    id: 'dm2/server/auth/digest-of-any-target',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'does not compare the uri with the target of the request',
    parts: (standard) => ({ checkDigest: (server, args) => standard.checkDigest(server, { ...args, request: { ...args.request, target: fieldIn(args.request.headers.get('authorization') ?? '', 'uri') } }) }),
  },
  {
    id: 'dm2/server/auth/digest-any-nonce',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'takes any nonce',
    parts: (standard) => ({ useNonce: (server, args) => (standard.useNonce(server, args) === 'replayed' ? 'replayed' : 'fresh') }),
  },
  {
    id: 'dm2/server/auth/digest-any-password',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'takes any response with the right user, for the right target and realm and with a nonce of its own',
    parts: (standard) => ({ checkDigest: (server, args) => (fieldIn(args.request.headers.get('authorization') ?? '', 'username') === args.credentials.user && standard.checkDigest(server, args) !== 'stale' ? 'right' : 'wrong') }),
  },
  {
    id: 'dm2/server/auth/digest-any-account',
    role: 'server',
    violates: 'DM2-AUTH-S-002',
    does: 'takes a response of any account for one of the device',
    parts: (standard) => ({
      checkDigest(server, args) {
        const shown = allCredentials(server, 'digest').find((credentials) => credentials.user === fieldIn(args.request.headers.get('authorization') ?? '', 'username'));
        return standard.checkDigest(server, { ...args, credentials: shown ?? args.credentials });
      },
    }),
  },
];
