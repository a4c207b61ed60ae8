/**
 * Who may do what (DMTND 8.3.7.1.1 to .3): the effective list of a node is its own if it has any entry, else that of the
 * nearest ancestor that has one, never both; and who may change a list. Leaves out AccessType of the description.
 */

import { ANY_SERVER, type Acl, type AclCommand } from './acl.js';
import type { NodeKind } from './property.js';

/** The lists of a node and its ancestors, own first, root last. */
export type AclChain = readonly Acl[];

/** The list that counts. Empty only if the root has none, which it must not (DM1-TREE-C-028). */
export function effectiveAcl(chain: AclChain): Acl {
  return chain.find((acl) => acl.size > 0) ?? EMPTY;
}
const EMPTY: Acl = new Map();

export interface AccessQuestion {
  readonly chain: AclChain;
  readonly command: AclCommand;
  /** Identifier of the server as authentication established it (8.3.7.1). */
  readonly server: string;
}

/** Does the effective list name the server, or everyone, for the command? */
export function mayServer({ chain, command, server }: AccessQuestion): boolean {
  const ids = effectiveAcl(chain).get(command) ?? [];
  return ids.includes(ANY_SERVER) || ids.includes(server);
}

/**
 * May the server replace the list of the node (8.3.7.1.3)? With Replace on the parent always; with Replace on the node
 * itself only if it is interior. The root has no parent.
 */
export function mayReplaceAcl({ chain, server, node }: Omit<AccessQuestion, 'command'> & { readonly node: NodeKind }): boolean {
  const parent = chain.slice(1);
  if (parent.length > 0 && mayServer({ chain: parent, command: 'Replace', server })) return true;
  return node === 'interior' && mayServer({ chain, command: 'Replace', server });
}
