/** Legal servers that ask for credentials in another way. */
import { digestChallenge, digestResponse } from '../../protocol/http-auth/digest.js';
import { readAuthValues, type AuthValue } from '../../protocol/http-auth/auth-value.js';
import { HttpFault } from '../../reference/dm2-server/faults.js';
import type { ServerRequest } from '../../reference/dm2-server/model.js';
import type { ServerParts } from '../../reference/dm2-server/parts.js';
import { onlyWhen, whenRefused } from '../conditions.js';
import type { ServerVariant } from '../defect.js';

/** The second use of a nonce finds it forgotten, which makes it stale. */
const oneTimeNonces = (standard: ServerParts): Pick<ServerParts, 'useNonce'> => ({
  useNonce(server, args) {
    const use = standard.useNonce(server, args);
    server.state.nonces.delete(args.nonce);
    return use;
  },
});

const shown = (text: string | undefined): AuthValue | undefined => readAuthValues(text ?? '').values[0];

/** The scheme in which a request authenticates; Basic where it does not. */
const schemeOf = ({ headers }: ServerRequest): 'basic' | 'digest' => (shown(headers.get('authorization'))?.scheme === 'digest' ? 'digest' : 'basic');

export const variants: readonly ServerVariant[] = [
  {
    id: 'dm2/server/both-schemes',
    role: 'server',
    does: 'offers Digest and Basic, and takes either, whatever the account says',
    legal: 'RFC 9110 section 11.6.1: a server may offer several challenges; no text of DM wants one',
    parts: (standard) => ({
      challenges: (server, args) => (['digest', 'basic'] as const).flatMap((scheme) => standard.challenges(server, { ...args, credentials: { ...args.credentials, scheme } })),
      authenticate: onlyWhen(standard.authenticate, (_server, { request, device: { account } }) => account.credentials !== null && account.credentials.scheme !== schemeOf(request), (server, { request, device }) => {
        const { credentials } = device.account;
        standard.authenticate(server, { request, device: credentials === null ? device : { ...device, account: { ...device.account, credentials: { ...credentials, scheme: schemeOf(request) } } } });
      }),
    }),
  },
  {
    id: 'dm2/server/one-time-nonces',
    role: 'server',
    does: 'takes each nonce once and then calls it stale',
    legal: 'RFC 7616 section 3.3: how long a nonce lives is the affair of the server',
    parts: oneTimeNonces,
  },
  {
    id: 'dm2/server/takes-repetitions',
    role: 'server',
    does: 'does not count the uses of a nonce, so that an answer may come again',
    legal: 'RFC 7616 sections 3.3 and 5.5: how far a server guards against repetitions is its own choice',
    parts: (standard) => ({ useNonce: (server, args) => (standard.useNonce(server, args) === 'unknown' ? 'unknown' : 'fresh') }),
  },
  {
    id: 'dm2/server/digest-without-qop',
    role: 'server',
    does: 'asks with Digest in the old form, without qop, by MD5 alone, with nonces of one use',
    legal: 'RFC 2617 section 3.2.1: qop is optional; without a count only a nonce of one use keeps repetitions out',
    parts: (standard) => ({
      ...oneTimeNonces(standard),
      challenges: (server, args) => standard.challenges(server, args).flatMap((text) => (/^Digest.*algorithm=MD5/.test(text) ? [text.replace(/ qop="auth",| algorithm=MD5,/g, '')] : text.startsWith('Basic') ? [text] : [])),
      checkDigest(server, { request, credentials: { user, password } }) {
        const value = shown(request.headers.get('authorization'));
        const challenge = value === undefined ? undefined : digestChallenge(value);
        if (value === undefined || challenge === undefined || challenge.realm !== server.config.realm || value.parameters.get('uri') !== request.target) return 'wrong';
        const facts = { challenge: { ...challenge, qop: 'none' as const }, user, password, method: request.method, uri: request.target, count: 1, cnonce: '' };
        if (value.parameters.get('username') !== user || digestResponse(facts) !== value.parameters.get('response')) return 'wrong';
        const use = server.parts.useNonce(server, { nonce: challenge.nonce, count: 1 });
        return use === 'fresh' ? 'right' : 'stale';
      },
    }),
  },
  {
    id: 'dm2/server/sha256-only',
    role: 'server',
    does: 'offers Digest by SHA-256 alone',
    legal: 'RFC 7616 section 3.7: a server offers the algorithms it wants',
    parts: (standard) => ({ challenges: (server, args) => standard.challenges(server, args).filter((text) => !text.includes('algorithm=MD5')) }),
  },
  {
    id: 'dm2/server/forbids',
    role: 'server',
    does: 'answers 403 to credentials that are wrong, and 401 only where there are none',
    legal: 'RFC 9110 section 15.5.4: 403 for credentials that do not suffice',
    parts: (standard) => ({
      authenticate: whenRefused(standard.authenticate, (_server, { args, fault }) => args.request.headers.has('authorization') && fault instanceof HttpFault, () => {
        throw new HttpFault(403, 'these credentials do not suffice');
      }),
    }),
  },
  {
    id: 'dm2/server/odd-challenge',
    role: 'server',
    does: 'writes the scheme in small letters and the parameters in another order, with white space and a parameter of its own',
    legal: 'RFC 9110 sections 11.1 and 11.4: schemes know no case, parameters no order',
    parts: (standard) => ({
      challenges: (server, args) =>
        standard.challenges(server, args).map((text) => {
          const [, scheme = '', rest = ''] = /^(\S+) (.*)$/.exec(text) ?? [];
          return `${scheme.toLowerCase()} x-vendor=acme ,  ${rest.split(', ').toReversed().join(' , ')}`;
        }),
    }),
  },
];
