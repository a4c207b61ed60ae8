/** Legal profiles of the DM 2.0 client: features that a vendor may leave out. What is left must pass. */
import { DMACC_MOID } from '../../reference/dm2-client/definitions/standard.js';
import { FEATURE_NAMES, type DeviceConfig, type FeatureName } from '../../reference/dm2-client/device-config.js';
import type { ClientVariant } from '../defect.js';
import { withMo } from '../mutants/dm2-parts.js';

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/nothing-optional',
    does: 'has the mandatory commands, plain addresses and the mandatory management objects, and nothing else',
    legal: 'GET, SHOW, DEFAULT, SUB, ClientURI patterns and access control are SHOULD, the rest is MAY',
    config: (standard) => withoutAuth(without(standard, ...FEATURE_NAMES)),
    supports: off(...FEATURE_NAMES, 'C_ACC_AUTH'),
  },
  profile({ slug: 'no-access-control', does: 'gives every server all rights and has no access control MO', legal: 'DM2-ACL-C-002 is SHOULD; DM2-ACL-C-003 says what such a client does', features: ['C_ACL'] }),
  profile({ slug: 'no-session-information', does: 'has no Session Information MO', legal: 'the MO is optional (ICS item MO_SESSINFO)', features: ['MO_SESSINFO'] }),
  profile({ slug: 'no-caching', does: 'gives no validators and ignores cv', legal: 'caching is MAY (DM2-CACHE-C-002)', features: ['C_CACHE'] }),
  profile({ slug: 'mandatory-commands-only', does: 'answers GET, SHOW, DEFAULT, SUB and UNSUB as unknown commands', legal: 'these commands are SHOULD', features: ['C_GET', 'C_SHOW', 'C_DEFAULT', 'C_SUB'] }),
  profile({ slug: 'plain-addresses', does: 'resolves neither wildcards nor x-names nor queries, and hence knows no cv', legal: 'these components of a ClientURI are SHOULD, caching is MAY', features: ['C_URI_QUERY', 'C_URI_XNAME', 'C_URI_WILDCARD', 'C_CACHE'] }),
  profile({ slug: 'one-type-no-resumption', does: 'uploads the MO serialization under its own type only, and starts a broken download anew', legal: 'further types and Range requests are MAY', features: ['C_EXTRA_MIME', 'C_HTTP_RANGE'] }),
  profile({ slug: 'no-dm1-objects', does: 'has no MO made for DM 1.x', legal: 'such MOs are optional (ICS item MO_DM1X)', features: ['MO_DM1X'] }),
  {
    id: 'dm2/client/no-account-auth',
    does: 'has DM Accounts without the part Auth',
    legal: 'Auth occurs zero or one time (ICS item C_ACC_AUTH)',
    config: withoutAuth,
    supports: off('C_ACC_AUTH'),
  },
];

interface Profile {
  readonly slug: string;
  readonly does: string;
  readonly legal: string;
  readonly features: readonly FeatureName[];
}

function profile({ slug, does, legal, features }: Profile): ClientVariant {
  return { id: `dm2/client/${slug}`, does, legal, config: (standard) => without(standard, ...features), supports: off(...features) };
}

function off(...features: readonly string[]): Readonly<Record<string, boolean>> {
  return Object.fromEntries(features.map((feature) => [feature, false]));
}

function without(config: DeviceConfig, ...features: readonly FeatureName[]): DeviceConfig {
  return { ...config, features: { ...config.features, ...off(...features) } };
}

function withoutAuth(config: DeviceConfig): DeviceConfig {
  return withMo(config, DMACC_MOID, (setup) => ({
    ...setup,
    instances: setup.instances.map((instance) => ({ ...instance, data: Object.fromEntries(Object.entries(instance.data).filter(([name]) => name !== 'Auth')) })),
  }));
}
