/**
 * Names and shapes of the parts that work on the trees: addresses, rights, reading, writing.
 *
 * Kept apart from parts-list.ts for size only; ClientParts there joins both.
 */
import type { ClientUri, Component, Instance } from '../../protocol/dm2/client-uri.js';
import type { CommandName } from '../../protocol/dm2/commands.js';
import type { MoItem, MoValue } from '../../protocol/dm2/mo.js';
import type { AccessType, AccountConfig, InteriorDefinition, LeafDefinition, LeafValue, MoDefinition, NodeDefinition } from './device-config.js';
import type { Change, Grant, InteriorNode, LeafNode, MoInstance, Place, Right, TreeNode } from './model.js';
import type { Part } from './parts.js';

export type Operation = 'delete' | 'rename' | 'create';

/** uri-resolver.ts */
export interface UriParts {
  readonly parseAddress: Part<{ readonly text: string }, ClientUri>;
  readonly checkUriFeatures: Part<{ readonly uri: ClientUri }, void>;
  /** Never empty: raises 404 when nothing is addressed, 403 when the account may not. */
  readonly resolveUri: Part<{ readonly account: AccountConfig; readonly uri: ClientUri; readonly right: Right }, readonly Place[]>;
  readonly checkMoid: Part<{ readonly account: AccountConfig; readonly moid: string }, void>;
  readonly instancesOf: Part<{ readonly account: AccountConfig; readonly moid: string }, readonly MoInstance[]>;
  readonly resolveInstances: Part<{ readonly instances: readonly MoInstance[]; readonly uri: ClientUri }, readonly MoInstance[]>;
  readonly matchInstance: Part<{ readonly instance: MoInstance; readonly component: Instance; readonly uri: ClientUri }, boolean>;
  readonly resolvePath: Part<{ readonly instance: MoInstance; readonly uri: ClientUri }, readonly Place[]>;
  readonly matchComponent: Part<{ readonly node: TreeNode; readonly component: Component; readonly uri: ClientUri }, boolean>;
  readonly matchNv: Part<{ readonly node: TreeNode; readonly letter: string; readonly uri: ClientUri }, boolean>;
  readonly addressOf: Part<{ readonly moid: string; readonly miid: string; readonly path: readonly string[] }, string>;
}

/** access-control.ts */
export interface AccessParts {
  readonly checkRights: Part<{ readonly account: AccountConfig; readonly instance: MoInstance; readonly right: Right }, void>;
  readonly grantsOf: Part<{ readonly instance: MoInstance; readonly srvId: string }, ReadonlySet<Right>>;
  readonly rightForCommand: Part<{ readonly name: CommandName }, Right>;
  readonly ownerOfNew: Part<{ readonly account: AccountConfig | undefined }, { readonly owner: string; readonly grants: readonly Grant[] }>;
  readonly renderAccessControlMo: Part<{ readonly account: AccountConfig; readonly definition: MoDefinition }, MoInstance>;
  readonly visibleGrants: Part<{ readonly instance: MoInstance; readonly srvId: string }, readonly Grant[]>;
  readonly applyDelegation: Part<{ readonly account: AccountConfig; readonly after: InteriorNode }, void>;
  readonly checkDelegation: Part<
    { readonly account: AccountConfig; readonly instance: MoInstance; readonly grants: readonly Grant[] },
    void
  >;
  readonly assignGrants: Part<{ readonly instance: MoInstance; readonly grants: readonly Grant[] }, void>;
  readonly withdrawSubscriptions: Part<{ readonly instance: MoInstance }, void>;
}

/** tree/read.ts, tree/serialize.ts, caching.ts */
export interface ReadParts {
  readonly readNodes: Part<
    { readonly account: AccountConfig; readonly clientUris: readonly string[]; readonly right: Right },
    { readonly items: readonly MoItem[]; readonly outcome: 'data' | 'unmodified' }
  >;
  readonly checkReadable: Part<{ readonly places: readonly Place[] }, readonly Place[]>;
  readonly serializeItem: Part<Place, MoItem>;
  readonly rootKey: Part<Place, string>;
  readonly serializeNode: Part<{ readonly node: TreeNode }, MoValue>;
  readonly visibleNodes: Part<{ readonly node: InteriorNode }, readonly TreeNode[]>;
  readonly serializeLeaf: Part<{ readonly leaf: LeafNode }, MoValue>;
  readonly cacheMatches: Part<{ readonly cv: string; readonly places: readonly Place[] }, boolean>;
  readonly validatorOf: Part<{ readonly instance: MoInstance }, string | undefined>;
  readonly itemValidator: Part<Place, string | undefined>;
  readonly touchInstance: Part<{ readonly instance: MoInstance }, void>;
}

/** tree/build.ts, tree/check.ts, tree/write.ts */
export interface WriteParts {
  /** Makes the node as it shall be after the write, checked as a whole; nothing is changed yet. */
  readonly buildNode: Part<BuildArgs, TreeNode>;
  readonly buildLeaf: Part<BuildArgs & { readonly definition: LeafDefinition }, TreeNode>;
  readonly buildInterior: Part<BuildArgs & { readonly definition: InteriorDefinition }, TreeNode>;
  readonly keptChildren: Part<
    { readonly old: InteriorNode; readonly given: ReadonlySet<string>; readonly log: ChangeLog; readonly path: readonly string[] },
    readonly TreeNode[]
  >;
  readonly permanentChildren: Part<
    { readonly definition: InteriorDefinition; readonly present: ReadonlyMap<string, TreeNode>; readonly log: ChangeLog; readonly path: readonly string[] },
    readonly TreeNode[]
  >;
  readonly childDefinition: Part<{ readonly definition: InteriorDefinition; readonly name: string }, NodeDefinition>;
  readonly checkShape: Part<{ readonly definition: NodeDefinition; readonly value: MoValue }, void>;
  readonly checkFormat: Part<{ readonly definition: LeafDefinition; readonly value: MoValue }, LeafValue>;
  readonly checkAccessType: Part<{ readonly definition: NodeDefinition; readonly access: AccessType }, void>;
  readonly checkPermanent: Part<{ readonly definition: NodeDefinition; readonly operation: Operation }, void>;
  readonly checkOccurrence: Part<{ readonly definition: InteriorDefinition; readonly children: readonly TreeNode[] }, void>;
  readonly replaceSubtree: Part<
    { readonly instance: MoInstance; readonly path: readonly string[]; readonly fresh: TreeNode; readonly log: ChangeLog },
    void
  >;
  readonly checkDeletable: Part<{ readonly places: readonly Place[] }, void>;
  readonly deleteNodes: Part<{ readonly account: AccountConfig; readonly places: readonly Place[] }, void>;
  readonly createInstance: Part<
    { readonly definition: MoDefinition; readonly root: InteriorNode; readonly account: AccountConfig | undefined },
    MoInstance
  >;
  readonly chooseInstanceId: Part<{ readonly moid: string }, string>;
  readonly chooseNodeName: Part<{ readonly parent: InteriorNode }, string>;
  readonly nodesChanged: Part<{ readonly changes: readonly Change[] }, void>;
}

/** Collects what a write will change, so that subscribers can be told. */
export interface ChangeLog {
  readonly entries: { readonly path: readonly string[]; readonly kind: Change['kind'] }[];
}

export interface BuildArgs {
  readonly definition: NodeDefinition;
  readonly name: string;
  readonly path: readonly string[];
  readonly value: MoValue;
  /** The node that stands there now. */
  readonly old: TreeNode | undefined;
  /** A node may be created below a new parent even if it is permanent. */
  readonly parent: 'new' | 'existing';
  /** `addressed`: named by the command itself, so its own access type decides even if the value stays. */
  readonly role: 'addressed' | 'nested';
  readonly log: ChangeLog;
}

