/**
 * From a ClientURI to the nodes it addresses.
 *
 * Facts: ~6.1 (grammar, resolution, ten examples). Resolution: choose instances, walk the path keeping every match,
 * nothing left means "cannot be resolved" (404). Addresses never depend on a place in a device tree (DM2-URI-C-026).
 */
import { DecodeError } from '../../protocol/decode-error.js';
import type { ClientUri } from '../../protocol/dm2/client-uri.js';
import { encodeComponent, parseClientUri } from '../../protocol/dm2/client-uri.js';
import { supports } from './device-config.js';
import { CommandFault } from './faults.js';
import type { MoInstance, Place } from './model.js';
import type { ClientContext, ClientParts } from './parts.js';

/** DM2-URI-C-002, B-007, C-023: the ClientURI grammar, names decoded; anything else is 400. */
export const parseAddress: ClientParts['parseAddress'] = (_client, { text }) => {
  try {
    return parseClientUri(text);
  } catch (fault) {
    if (fault instanceof DecodeError) {
      throw new CommandFault(400, fault.message);
    }
    throw fault;
  }
};

/** DM2-URI-C-003, C-004, C-005, C-024: an address that needs a component the device lacks is refused with 501, before anything happens. */
export const checkUriFeatures: ClientParts['checkUriFeatures'] = (client, { uri }) => {
  const kinds = new Set([uri.instance.kind, ...uri.path.map((component) => component.kind)]);
  const query = uri.nv.length > 0 || uri.cv !== undefined || uri.other.length > 0;
  const missing = [
    kinds.has('wildcard') && !supports(client.config, 'C_URI_WILDCARD') ? 'wildcards' : '',
    kinds.has('x-name') && !supports(client.config, 'C_URI_XNAME') ? 'x-names' : '',
    query && !supports(client.config, 'C_URI_QUERY') ? 'queries' : '',
  ].filter((name) => name !== '');
  if (missing.length > 0) {
    throw new CommandFault(501, `this device does not support ${missing.join(' and ')} in a ClientURI`);
  }
};

/**
 * DM2-URI-C-025, C-016, C-021: an address that names nothing is 404.
 * DM2-ACL-C-004: instances named by their MIID need the right; a pattern reaches those on which the account has it.
 */
export const resolveUri: ClientParts['resolveUri'] = (client, { account, uri, right }) => {
  client.parts.checkMoid(client, { account, moid: uri.moid });
  const all = client.parts.instancesOf(client, { account, moid: uri.moid });
  const matching = client.parts.resolveInstances(client, { instances: all, uri });
  const places = permitted(client, { account, uri, right, matching })
    .flatMap((instance) => client.parts.resolvePath(client, { instance, uri }));
  if (places.length === 0) {
    throw new CommandFault(404, 'the ClientURI addresses nothing');
  }
  return places;
};

type PermittedArgs = Parameters<ClientParts['resolveUri']>[1] & { readonly matching: readonly MoInstance[] };

function permitted(client: ClientContext, { account, uri, right, matching }: PermittedArgs): readonly MoInstance[] {
  const pattern = uri.instance.kind === 'wildcard' || uri.instance.kind === 'x-name';
  const allowed = matching.filter((instance) =>
    client.parts.grantsOf(client, { instance, srvId: account.srvId }).has(right));
  for (const instance of pattern && allowed.length > 0 ? [] : matching) {
    client.parts.checkRights(client, { account, instance, right });
  }
  return allowed;
}

/** DM2-ACL-C-006, DM2-URI-C-025: an unknown MOID is 404, one that was not set for this server at bootstrap 403. */
export const checkMoid: ClientParts['checkMoid'] = (client, { account, moid }) => {
  if (!client.state.mos.has(moid)) {
    throw new CommandFault(404, `this device has no MO ${moid}`);
  }
  if (!account.moids.includes(moid)) {
    throw new CommandFault(403, `${moid} was not set for ${account.srvId} at bootstrap`);
  }
};

/** DM2-MO-DACMO-C-001: every server has its own single instance of the access control MO; the rest is stored. */
export const instancesOf: ClientParts['instancesOf'] = (client, { account, moid }) => {
  const holding = client.state.mos.get(moid);
  if (holding === undefined) {
    return [];
  }
  return holding.definition.content === 'virtual'
    ? [client.parts.renderAccessControlMo(client, { account, definition: holding.definition })]
    : [...holding.instances.values()];
};

/** DM2-URI-C-010, C-011: an empty component stands for the only instance and for nothing if there are several. */
export const resolveInstances: ClientParts['resolveInstances'] = (client, { instances, uri }) => {
  if (uri.instance.kind === 'only') {
    return instances.length === 1 ? instances : [];
  }
  return instances.filter((instance) => client.parts.matchInstance(client, { instance, component: uri.instance, uri }));
};

/** DM2-URI-C-008, C-012, C-013, C-017: by MIID, any, or the one for which the nv fields of the letter hold. */
export const matchInstance: ClientParts['matchInstance'] = (client, { instance, component, uri }) => {
  switch (component.kind) {
    case 'only': return true;
    case 'name': return component.name === instance.miid;
    case 'wildcard': return true;
    case 'x-name': return client.parts.matchNv(client, { node: instance.root, letter: component.letter, uri });
  }
};

/** DM2-URI-C-019, C-020, C-022, C-027: walks the path from the root, all components independently. */
export const resolvePath: ClientParts['resolvePath'] = (client, { instance, uri }) => {
  let reached: readonly Place[] = [{ instance, path: [], node: instance.root }];
  for (const component of uri.path) {
    reached = reached.flatMap(({ path, node }) => (node.kind === 'leaf' ? [] : [...node.children.values()])
      .filter((child) => client.parts.matchComponent(client, { node: child, component, uri }))
      .map((child) => ({ instance, path: [...path, child.name], node: child })));
  }
  return reached;
};

/** DM2-URI-C-013, C-018, C-020: by name, any, or those for which the nv fields of the letter hold. */
export const matchComponent: ClientParts['matchComponent'] = (client, { node, component, uri }) => {
  switch (component.kind) {
    case 'name': return component.name === node.name;
    case 'wildcard': return true;
    case 'x-name': return client.parts.matchNv(client, { node, letter: component.letter, uri });
  }
};

/**
 * DM2-URI-C-016: without an nv field nothing matches. DM2-URI-C-021: several fields must hold together.
 * Hidden leaves match nothing, or their values could be guessed.
 */
export const matchNv: ClientParts['matchNv'] = (_client, { node, letter, uri }) => {
  const fields = uri.nv.filter((field) => field.letter === letter);
  return fields.length > 0 && fields.every((field) => {
    const found = field.path.reduce<typeof node | undefined>(
      (at, name) => (at?.kind === 'interior' ? at.children.get(name) : undefined), node);
    return found?.kind === 'leaf' && found.definition.access.includes('Get') && String(found.value ?? '') === field.value;
  });
};

/** DM2-URI-B-007, C-026: the concrete address of a node; an instance root ends with a slash. */
export const addressOf: ClientParts['addressOf'] = (_client, { moid, miid, path }) =>
  `${moid}/${[miid, ...path].map(encodeComponent).join('/')}${path.length === 0 ? '/' : ''}`;

/** The address without its last component, and that component's name if it is a plain name. */
export function parentOf(uri: ClientUri): { readonly parent: ClientUri; readonly name: string | undefined } {
  const last = uri.path.at(-1);
  return { parent: { ...uri, path: uri.path.slice(0, -1) }, name: last?.kind === 'name' ? last.name : undefined };
}
