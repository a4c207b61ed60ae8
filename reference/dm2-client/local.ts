/**
 * What happens on the device itself: local applications change, create and need data.
 *
 * Local applications are bound by the definitions (kinds and formats), not by the access types or the grants that bind
 * servers. Their changes are reported to subscribers like any other.
 */
import { DecodeError } from '../../protocol/decode-error.js';
import type { ClientUri } from '../../protocol/dm2/client-uri.js';
import { parseClientUri } from '../../protocol/dm2/client-uri.js';
import type { MoObject, MoValue } from '../../protocol/dm2/mo.js';
import { DeviceConfigError } from './faults.js';
import type { Place } from './model.js';
import type { ClientContext } from './parts.js';
import { findChild, plantInterior, plantNode } from './tree/plant.js';
import { parentAt } from './tree/write.js';
import { parentOf } from './uri-resolver.js';

export interface LocalChange {
  readonly clientUri: string;
  /** Undefined deletes the node. */
  readonly value: MoValue | undefined;
}

/** Sets, creates or (value undefined) deletes the one node at this address; raises DeviceConfigError if there is none. */
export function changeLocally(client: ClientContext, { clientUri, value }: LocalChange): void {
  const uri = parse(clientUri);
  const [place] = resolve(client, uri);
  if (place === undefined) {
    createLocally(client, { uri, clientUri, value });
  } else if (value === undefined) {
    removeLocally(client, place);
  } else {
    const { instance, path, node } = place;
    const fresh = plantNode({ definition: node.definition, name: node.name, value: checked(client, { node, value }) });
    const same = node.kind === 'leaf' && fresh.kind === 'leaf' && node.value === fresh.value;
    client.parts.replaceSubtree(client, { instance, path, fresh, log: { entries: same ? [] : [{ path, kind: 'changed' }] } });
  }
  client.parts.reportChanges(client);
}

function parse(clientUri: string): ClientUri {
  try {
    return parseClientUri(clientUri);
  } catch (fault) {
    throw fault instanceof DecodeError ? new DeviceConfigError(fault.message) : fault;
  }
}

function resolve(client: ClientContext, uri: ClientUri): readonly Place[] {
  const instances = [...client.state.mos.get(uri.moid)?.instances.values() ?? []];
  return client.parts.resolveInstances(client, { instances, uri })
    .flatMap((instance) => client.parts.resolvePath(client, { instance, uri }));
}

function checked(client: ClientContext, { node, value }: { readonly node: Place['node']; readonly value: MoValue }): MoValue {
  return node.kind === 'leaf' ? client.parts.checkFormat(client, { definition: node.definition, value }) : value;
}

interface Creation {
  readonly uri: ClientUri;
  readonly clientUri: string;
  readonly value: MoValue | undefined;
}

function createLocally(client: ClientContext, { uri, clientUri, value }: Creation): void {
  const { parent: above, name } = parentOf(uri);
  const [parent] = uri.path.length === 0 ? [] : resolve(client, above);
  const definition = parent?.node.kind === 'interior' && name !== undefined ? findChild(parent.node.definition, name) : undefined;
  if (parent === undefined || name === undefined || definition === undefined || value === undefined) {
    throw new DeviceConfigError(`${clientUri} addresses no node of this device, nor a place where one could be`);
  }
  const path = [...parent.path, name];
  client.parts.replaceSubtree(client, {
    instance: parent.instance, path, fresh: plantNode({ definition, name, value }), log: { entries: [{ path, kind: 'created' }] },
  });
}

function removeLocally(client: ClientContext, { instance, path, node }: Place): void {
  parentAt(instance, path)?.children.delete(node.name);
  if (path.length === 0) {
    client.state.mos.get(instance.definition.moid)?.instances.delete(instance.miid);
  }
  client.parts.touchInstance(client, { instance });
  client.parts.nodesChanged(client, {
    changes: [{ moid: instance.definition.moid, miid: instance.miid, path, kind: 'deleted' }],
  });
}

/** DM2-ACL-C-007: an instance made by a local application belongs to the device alone; returns its address. */
export function createLocalInstance(client: ClientContext, { moid, data }: { readonly moid: string; readonly data: MoObject }): string {
  const definition = client.state.mos.get(moid)?.definition;
  if (definition === undefined) {
    throw new DeviceConfigError(`this device has no MO ${moid}`);
  }
  const root = plantInterior({ definition: definition.root, name: definition.root.name, data });
  const { miid } = client.parts.createInstance(client, { definition, root, account: undefined });
  client.parts.reportChanges(client);
  return client.parts.addressOf(client, { moid, miid, path: [] });
}
