/**
 * HGET without ClientURI, and what DEFAULT fetches later: the client finds the place itself.
 *
 * Facts: ~5.3.1; an item that addresses something existing replaces it, any other item becomes a new instance of its
 * MOID with an MIID of the client's choice.
 */
import type { MoItem } from '../../../protocol/dm2/mo.js';
import type { AccountConfig } from '../device-config.js';
import { CommandFault } from '../faults.js';
import type { ClientContext, ClientParts } from '../parts.js';

/** DM2-CMD-HGET-C-005, C-006, C-007, C-013: all items are checked before the first is stored; returns their addresses. */
export const storeAnywhere: ClientParts['storeAnywhere'] = (client, { account, fetched }) => {
  if (fetched.kind === 'raw' || fetched.items.length === 0) {
    throw new CommandFault(400, 'without a ClientURI the data has to say where it belongs');
  }
  const plans = fetched.items.map((item) => plan(client, { account, item }));
  return plans.map((store) => store());
};

interface PlanArgs {
  readonly account: AccountConfig;
  readonly item: MoItem;
}

/** Checks one item and returns what stores it. */
function plan(client: ClientContext, { account, item }: PlanArgs): () => string {
  const uri = client.parts.parseAddress(client, { text: item.ClientURI });
  client.parts.checkUriFeatures(client, { uri });
  client.parts.checkMoid(client, { account, moid: uri.moid });
  const unplaced = uri.path.length === 0 && uri.instance.kind !== 'name' && isMultiple(client, uri.moid);
  // A view of the grants is out of date once another item of the same data has changed them, hence planned again.
  const replan = (): ReturnType<ClientParts['planWrite']> => client.parts.planWrite(client, {
    account, clientUri: item.ClientURI, fetched: { kind: 'items', items: [item] },
  });
  const write = unplaced ? undefined : replan();
  if (write === undefined) {
    return planInstance(client, { account, item, moid: uri.moid });
  }
  const { instance, path } = write;
  return () => {
    client.parts.commitNode(client, instance.definition.content === 'stored' ? write : replan() ?? write);
    return client.parts.addressOf(client, { moid: instance.definition.moid, miid: instance.miid, path });
  };
}

/** Whether an address without an instance asks for one more: where servers can create instances at all. */
function isMultiple(client: ClientContext, moid: string): boolean {
  return client.state.mos.get(moid)?.definition.root.scope === 'dynamic';
}

/** DM2-MO-C-004, C-007, DM2-ACL-C-007: a new instance of a dynamic MO, complete with its permanent nodes. */
function planInstance(client: ClientContext, { account, item, moid }: PlanArgs & { readonly moid: string }): () => string {
  const definition = client.state.mos.get(moid)?.definition;
  if (definition === undefined) {
    throw new CommandFault(404, `this device has no MO ${moid}`);
  }
  const { root } = definition;
  client.parts.checkPermanent(client, { definition: root, operation: 'create' });
  client.parts.checkAccessType(client, { definition: root, access: 'Add' });
  const value = client.parts.payloadFor(client, { items: [item], clientUri: item.ClientURI, definition: root, rootName: root.name, path: [] });
  const fresh = client.parts.buildNode(client, {
    definition: root, name: root.name, path: [], value, old: undefined, parent: 'new', role: 'nested', log: { entries: [] },
  });
  return () => {
    if (fresh.kind !== 'interior') {
      throw new CommandFault(400, `the root of ${moid} is an interior node`);
    }
    const { miid } = client.parts.createInstance(client, { definition, root: fresh, account });
    return client.parts.addressOf(client, { moid, miid, path: [] });
  };
}
