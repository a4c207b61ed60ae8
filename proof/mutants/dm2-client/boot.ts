/** Defects of bootstrap at the client (clauses ~8, ~9.3). */
import { connect } from 'node:net';
import { DMACC_MOID } from '../../../reference/dm2-client/definitions/standard.js';
import type { NodeDefinition } from '../../../reference/dm2-client/device-config.js';
import { BootstrapFault, ConnectionFault } from '../../../reference/dm2-client/faults.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';
import type { BootstrapArrival } from '../../../reference/dm2-client/parts-security.js';
import type { ClientMutant } from '../../defect.js';
import { withMo } from '../dm2-parts.js';

const ALERT = { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' };

/** Parts that can tell whether this device is fetching a bootstrap. */
function whileFetching(standard: ClientParts, parts: (isFetching: (client: ClientContext) => boolean) => Partial<ClientParts>): Partial<ClientParts> {
  const fetching = new WeakSet<object>();
  return {
    ...parts(({ state }) => fetching.has(state)),
    async fetchBootstrap(client, args) {
      fetching.add(client.state);
      try {
        return await standard.fetchBootstrap(client, args);
      } finally {
        fetching.delete(client.state);
      }
    },
  };
}

/** Says that it knows this way, and does nothing. */
const without = (kind: BootstrapArrival['source']['kind']) => (standard: ClientParts): Partial<ClientParts> => ({
  async bootstrap(client, args) {
    if (args.arrival.source.kind === kind) throw new BootstrapFault('not in this version');
    await standard.bootstrap(client, args);
  },
});

/** The definition of a node with the children of one name open to servers. */
function opened(definition: NodeDefinition, names: readonly string[]): NodeDefinition {
  if (definition.format !== 'node') return names.includes(definition.name) ? { ...definition, access: ['Get', 'Replace'] } : definition;
  return { ...definition, children: definition.children.map((child) => opened(child, names)) };
}

export const mutants: readonly ClientMutant[] = [
  { id: 'dm2/client/boot/no-factory', violates: 'DM2-BOOT-C-001', does: 'keeps silent when it leaves the factory', parts: without('factory') },
  { id: 'dm2/client/boot/no-card', violates: 'DM2-BOOT-C-002', does: 'reads no card', parts: without('smartcard') },
  { id: 'dm2/client/boot/never-asks', violates: 'DM2-BOOT-C-003', does: 'does not ask its bootstrap server', parts: without('client') },
  { id: 'dm2/client/boot/drops-pushes', violates: 'DM2-BOOT-C-004', does: 'drops a bootstrap that is pushed', parts: without('server') },
  { id: 'dm2/client/boot/no-provisioning', violates: 'DM2-BOOT-C-013', does: 'reads no provisioning document', parts: () => ({ accountsOfProvisioning: () => [] }) },
  {
    id: 'dm2/client/boot/ordinary-session',
    violates: 'DM2-PKG1-C-013',
    does: 'opens the session after a bootstrap like any other',
    parts: (standard) => ({ initiationAlerts: (client, args) => (args.session.cause.kind === 'bootstrap' ? [ALERT] : standard.initiationAlerts(client, args)) }),
  },
  {
    id: 'dm2/client/boot/reports-once',
    violates: 'DM2-BOOT-C-005',
    does: 'reports the first bootstrap of its life only',
    parts(standard) {
      const reported = new WeakSet<object>();
      return {
        initiationAlerts(client, args) {
          if (args.session.cause.kind !== 'bootstrap') return standard.initiationAlerts(client, args);
          if (reported.has(client.state)) return [ALERT];
          reported.add(client.state);
          return standard.initiationAlerts(client, args);
        },
      };
    },
  },
  { id: 'dm2/client/boot/from-anybody', violates: 'DM2-BOOT-C-007', does: 'takes a bootstrap from anybody', parts: () => ({ isAuthorisedSource: () => true }) },
  { id: 'dm2/client/boot/asks-nobody', violates: 'DM2-BOOT-C-011', does: 'makes the account that the user refused', parts: () => ({ userConsents: () => true }) },
  {
    id: 'dm2/client/boot/second-account',
    violates: 'DM2-BOOT-C-012',
    does: 'makes another instance of the account for each bootstrap',
    parts: (standard) => ({
      installAccount(client, { account }) {
        const isKnown = client.state.accounts.some(({ srvId }) => srvId === account.srvId);
        const installed = standard.installAccount(client, { account });
        const holding = client.state.mos.get(DMACC_MOID);
        const root = [...holding?.instances.values() ?? []].at(-1)?.root;
        if (isKnown && holding !== undefined && root !== undefined) holding.instances.set(...client.parts.newAccountInstance(client, { holding, root }));
        return installed;
      },
    }),
  },
  {
    id: 'dm2/client/boot/asks-any-server',
    violates: 'DM2-BOOT-B-008',
    does: 'does not look at certificates while it fetches its bootstrap',
    network: 'tls',
    parts: (standard) => whileFetching(standard, (isFetching) => ({
      checkTrust: (client, args) => (isFetching(client) ? undefined : standard.checkTrust(client, args)),
      checkServerName: (client, args) => (isFetching(client) ? undefined : standard.checkServerName(client, args)),
    })),
  },
  {
    id: 'dm2/client/boot/goes-on-in-the-clear',
    violates: 'DM2-BOOT-B-009',
    does: 'fetches its bootstrap in the clear where there is no TLS',
    network: 'tls',
    parts: (standard) => whileFetching(standard, (isFetching) => ({
      connectSecurely: (client, place) => standard.connectSecurely(client, place).catch((fault: unknown) => {
        if (isFetching(client) && fault instanceof ConnectionFault && fault.message.startsWith('no TLS')) return connect(place);
        throw fault;
      }),
    })),
  },
  {
    id: 'dm2/client/boot/believes-plain-http',
    violates: 'DM2-BOOT-B-009',
    does: 'takes a bootstrap over plain HTTP, though it says that it does not',
    network: 'tls',
    supports: { BOOT_PLAIN: false },
    config: (standard) => ({ ...standard, plainBootstrap: 'refused' }),
    parts: () => ({ refuseBootstrapUrl: () => undefined }),
  },
  { id: 'dm2/client/boot/anonymous', violates: 'DM2-BOOT-B-008', does: 'shows its bootstrap server no credentials', parts: () => ({ bootstrapCredentials: () => undefined }) },
  {
    id: 'dm2/client/boot/keys-for-everybody',
    violates: 'DM2-BOOT-C-010',
    does: 'lets any server change the address of the bootstrap server',
    config: (standard) => withMo(standard, DMACC_MOID, (setup) => {
      const root = opened(setup.definition.root, ['ServerURI']);
      return root.format === 'node' ? { ...setup, definition: { ...setup.definition, root } } : setup;
    }),
  },
];
