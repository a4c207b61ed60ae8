/** Legal clients that authenticate in another way: sooner, with less, or in another writing. */
import type { DeviceConfig, HttpCredentials } from '../../reference/dm2-client/device-config.js';
import { afterwards } from '../conditions.js';
import type { ClientVariant } from '../defect.js';

const withSending = (sending: HttpCredentials['sending']) => (config: DeviceConfig): DeviceConfig =>
  ({ ...config, accounts: config.accounts.map((account) => (account.auth === undefined ? account : { ...account, auth: { ...account.auth, sending } })) });

export const variants: readonly ClientVariant[] = [
  { id: 'dm2/client/basic-unasked', does: 'sends Basic with every package, before it is asked', legal: 'RFC 7617 section 2.2: a client that knows the protection space may send credentials at once', config: withSending('preemptive') },
  {
    id: 'dm2/client/basic-only',
    does: 'knows no Digest',
    legal: 'DM2-AUTH-C-005 is MAY (ICS item C_AUTH_DIGEST)',
    config: (standard) => ({ ...standard, features: { ...standard.features, C_AUTH_DIGEST: false } }),
    supports: { C_AUTH_DIGEST: false },
  },
  {
    id: 'dm2/client/basic-first',
    does: 'answers Basic where it has the choice',
    legal: 'no text of DM says which of two challenges is answered',
    parts: (standard) => ({
      chooseChallenge: (client, args) => standard.chooseChallenge({ ...client, config: { ...client.config, features: { ...client.config.features, C_AUTH_DIGEST: !/basic/i.test(args.text) } } }, args),
    }),
  },
  {
    id: 'dm2/client/asked-each-time',
    does: 'forgets a challenge when it is answered, and waits to be asked again',
    legal: 'RFC 9110 section 11.6.1: credentials for further requests may be sent, and need not be',
    parts: (standard) => ({
      requestWithCredentials: afterwards(standard.requestWithCredentials, (_client, { args: { login } }) => login.challenges.size > 0, (_client, { args: { login }, result }) => {
        login.challenges.clear();
        return Promise.resolve(result);
      }),
    }),
  },
  {
    id: 'dm2/client/digest-in-another-order',
    does: 'writes the parameters of Digest in reverse order, quotes those that need no quotes, and adds one of its own',
    legal: 'RFC 9110 section 11.4: the order of parameters means nothing, a value may be quoted; RFC 7616 section 3.4: unknown parameters are ignored',
    parts: (standard) => ({
      digestParameters: (client, facts) =>
        [...standard.digestParameters(client, facts).map(([name, value]) => [name.toUpperCase(), value.startsWith('"') ? value : `"${value}"`] as const).toReversed(), ['x-vendor', 'acme'] as const],
    }),
  },
];
