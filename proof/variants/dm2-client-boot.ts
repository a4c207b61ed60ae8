/** Legal clients that take a bootstrap in another way. */
import type { ClientVariant } from '../defect.js';

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/bootstrap-with-news',
    does: 'sends BootstrapComplete together with an alert of its own',
    legal: 'clause ~5.4: a package holds any number of alerts; DM2-PKG1-C-014 counts those of initiation',
    parts: (standard) => ({
      initiationAlerts(client, args) {
        const alerts = standard.initiationAlerts(client, args);
        return args.session.cause.kind === 'bootstrap' ? [{ AlertType: 'urn:oma:at:x-suite-probe:1.0:Hello' }, ...alerts] : alerts;
      },
    }),
  },
  {
    id: 'dm2/client/keeps-its-accounts',
    does: 'refuses a second bootstrap for a server that it has an account with',
    legal: 'A-43: updating and refusing are both taken',
    parts: (standard) => ({
      async bootstrap(client, args) {
        if (args.arrival.source.kind === 'factory') return standard.bootstrap(client, args);
        const known = new Set(client.state.accounts.map(({ srvId }) => srvId));
        const only = { ...client, parts: { ...client.parts, readBootstrap: (...call: Parameters<typeof standard.readBootstrap>) => client.parts.readBootstrap(...call).filter(({ srvId }) => !known.has(srvId)) } };
        return standard.bootstrap(only, args);
      },
    }),
  },
  ...([undefined, 'tls'] as const).map((network): ClientVariant => ({
    id: network === undefined ? 'dm2/client/no-plain-bootstrap' : 'dm2/client/bootstrap-over-tls',
    does: 'asks for no bootstrap at an http address',
    legal: 'DM2-BOOT-B-009: TLS protects a bootstrap; only a lab does without (A-31, ICS item BOOT_PLAIN)',
    ...(network === undefined ? {} : { network }),
    supports: { BOOT_PLAIN: false },
    config: (standard) => ({ ...standard, plainBootstrap: 'refused' }),
  })),
  {
    id: 'dm2/client/no-bootstrap',
    does: 'has the accounts that it was made with, and takes no other',
    legal: 'every kind of bootstrap is MAY (ICS items BOOT_*)',
    supports: { BOOT_ANY: false, BOOT_FACTORY: false, BOOT_SC: false, BOOT_CLIENT: false, BOOT_SERVER: false, BOOT_CP: false, BOOT_USER_CONSENT: false },
    parts: () => ({ bootstrap: async () => undefined }),
  },
  {
    id: 'dm2/client/bootstrapped-by-card',
    does: 'takes bootstraps from the card only',
    legal: 'every kind of bootstrap is MAY (ICS items BOOT_*)',
    supports: { BOOT_FACTORY: false, BOOT_CLIENT: false, BOOT_SERVER: false, BOOT_CP: false },
  },
];
