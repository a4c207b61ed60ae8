/**
 * Where HGET writes, and writing there: an existing node, a new child of one, or a new instance.
 *
 * Facts: ~5.3.1, A-17, A-18. Checking comes first and changes nothing; committing follows and cannot fail.
 */
import type { ClientUri } from '../../../protocol/dm2/client-uri.js';
import type { MoValue } from '../../../protocol/dm2/mo.js';
import type { AccountConfig, NodeDefinition } from '../device-config.js';
import { CommandFault } from '../faults.js';
import type { Place } from '../model.js';
import type { ClientContext, ClientParts } from '../parts.js';
import type { Fetched } from '../parts-list.js';
import { findChild } from '../tree/plant.js';
import { graft } from '../tree/write.js';
import { parentOf } from '../uri-resolver.js';

/**
 * Where HGET will write: the existing node, or undefined if one will be created.
 * DM2-CMD-HGET-C-012, DM2-MO-C-010, DM2-MO-DEVINFO-C-007: 405 if node or parent do not allow it. DM2-URI-C-025: 404.
 */
export const checkStoreTarget: ClientParts['checkStoreTarget'] = (client, { account, uri }) => {
  const right = client.parts.rightForCommand(client, { name: 'HGET' });
  const places = existing(() => client.parts.resolveUri(client, { account, uri, right }));
  const [place] = places;
  if (places.length > 1) {
    throw new CommandFault(400, `HGET needs one address, this one reaches ${places.length} nodes`);
  }
  if (place === undefined) {
    checkCreatable(client, { account, uri });
    return undefined;
  }
  const { definition } = place.node;
  if (definition.format !== 'node' || !definition.access.includes('Add')) {
    client.parts.checkAccessType(client, { definition, access: 'Replace' });
  }
  return place;
};

function existing(resolve: () => readonly Place[]): readonly Place[] {
  try {
    return resolve();
  } catch (fault) {
    if (fault instanceof CommandFault && fault.sc === 404) {
      return [];
    }
    throw fault;
  }
}

interface Target {
  readonly account: AccountConfig;
  readonly uri: ClientUri;
}

/** DM2-MO-C-004, C-005: what is created needs a definition that is dynamic and allows Add. */
function checkCreatable(client: ClientContext, { account, uri }: Target): void {
  client.parts.checkMoid(client, { account, moid: uri.moid });
  const definition = uri.path.length > 0
    ? newNode(client, { account, uri }).definition
    : newRoot(client, { account, uri });
  client.parts.checkPermanent(client, { definition, operation: 'create' });
  client.parts.checkAccessType(client, { definition, access: 'Add' });
}

/** A new instance may be asked for by a name of the server's choice, or by none while there is no instance. */
function newRoot(client: ClientContext, { account, uri }: Target): NodeDefinition {
  const definition = client.state.mos.get(uri.moid)?.definition.root;
  const nameable = uri.instance.kind === 'name'
    || (uri.instance.kind === 'only' && client.parts.instancesOf(client, { account, moid: uri.moid }).length === 0);
  if (definition === undefined || !nameable) {
    throw new CommandFault(404, 'the ClientURI addresses nothing');
  }
  return definition;
}

interface NewNode {
  readonly parent: Place;
  readonly name: string;
  readonly definition: NodeDefinition;
}

function newNode(client: ClientContext, { account, uri }: Target): NewNode {
  const { parent: above, name } = parentOf(uri);
  const right = client.parts.rightForCommand(client, { name: 'HGET' });
  const [parent, another] = client.parts.resolveUri(client, { account, uri: above, right });
  if (parent === undefined || another !== undefined || name === undefined) {
    throw new CommandFault(404, 'the ClientURI addresses nothing, and not one place where something could be created');
  }
  if (parent.node.kind === 'leaf') {
    throw new CommandFault(405, `${parent.node.name} is a leaf and has no children`);
  }
  const definition = findChild(parent.node.definition, name);
  if (definition === undefined) {
    throw new CommandFault(404, `${parent.node.name} has no child ${name} in its definition`);
  }
  return { parent, name, definition };
}

/**
 * The write a ClientURI and its data ask for, checked and ready; undefined if it takes a new instance.
 * DM2-CMD-HGET-C-013: data that does not fit is refused as a whole. DM2-SER-C-013: the ClientURI decides.
 */
export const planWrite: ClientParts['planWrite'] = (client, { account, clientUri, fetched }) => {
  const uri = client.parts.parseAddress(client, { text: clientUri });
  const place = client.parts.checkStoreTarget(client, { account, uri });
  const log = { entries: [] };
  if (place !== undefined) {
    const { instance, path, node } = place;
    const value = valueFor(client, { fetched, clientUri, definition: node.definition, place });
    const fresh = client.parts.buildNode(client, {
      definition: node.definition, name: node.name, path, value, old: node, parent: 'existing', role: 'addressed', log,
    });
    return { account, instance, path, fresh, log };
  }
  if (uri.path.length === 0) {
    return undefined;
  }
  const { parent, name, definition } = newNode(client, { account, uri });
  const path = [...parent.path, name];
  const value = valueFor(client, { fetched, clientUri, definition, place: { ...parent, path } });
  const fresh = client.parts.buildNode(client, {
    definition, name, path, value, old: undefined, parent: 'existing', role: 'addressed', log,
  });
  if (parent.node.kind === 'interior') {
    client.parts.checkOccurrence(client, { definition: parent.node.definition, children: [...parent.node.children.values(), fresh] });
  }
  return { account, instance: parent.instance, path, fresh, log };
};

interface ValueArgs {
  readonly fetched: Fetched;
  readonly clientUri: string;
  readonly definition: NodeDefinition;
  readonly place: Pick<Place, 'instance' | 'path'>;
}

/** DM2-CMD-HGET-C-015: raw bytes become the Base64 text of the leaf; items give the value for the address. */
function valueFor(client: ClientContext, { fetched, clientUri, definition, place }: ValueArgs): MoValue {
  if (fetched.kind === 'raw') {
    return Buffer.from(fetched.bytes).toString('base64');
  }
  const rootName = place.instance.definition.root.name;
  return client.parts.payloadFor(client, { items: fetched.items, clientUri, definition, rootName, path: place.path });
}

/** DM2-CMD-HGET-C-003, C-004: stores at the command's address; returns an address only for a new instance. */
export const storeAt: ClientParts['storeAt'] = (client, { session, clientUri, fetched }) => {
  const { account } = session;
  const write = client.parts.planWrite(client, { account, clientUri, fetched });
  if (write !== undefined) {
    client.parts.commitNode(client, write);
    return [];
  }
  const items = fetched.kind === 'items' ? fetched.items : [];
  return client.parts.storeAnywhere(client, {
    account, fetched: { kind: 'items', items: items.slice(0, 1).map((item) => ({ ...item, ClientURI: clientUri })) },
  });
};

/** A built node takes effect: in the tree, or as a delegation if the instance is a view of the grants. */
export const commitNode: ClientParts['commitNode'] = (client, { account, instance, path, fresh, log }) => {
  if (instance.definition.content === 'stored') {
    client.parts.replaceSubtree(client, { instance, path, fresh, log });
    return;
  }
  graft({ instance, path, fresh });
  client.parts.applyDelegation(client, { account, after: instance.root });
};
