/**
 * The messages of DM 1.x as discriminated unions (SyncML Representation Protocol 1.2 as profiled by DMREPPRO 4.1, MetInf
 * by META 1.2). Every node knows where it stood. A required node that a received message lacks is there all the same,
 * with empty text and a place of kind `absent`; the reader has reported it. Leaves out what DM does not use: such
 * elements are kept as they came in `unused`.
 */

import type { Element, Node, Place } from './element.js';
import type { CmdId, CmdRef, LocUri, MsgId, SessionId } from './ids.js';

/** An element that holds text only. */
export interface Leaf<Value extends string = string> {
  readonly value: Value;
  readonly where: Place;
}

/** An element whose presence is all it says: Final, MoreData. */
export interface Flag {
  readonly where: Place;
}

/** What Data, Correlator excepted, can hold. `tree`: elements, for example TNDS, or octets mixed with text. */
export type Data =
  | { readonly kind: 'text'; readonly text: string; readonly where: Place }
  | { readonly kind: 'octets'; readonly bytes: Uint8Array; readonly where: Place }
  | { readonly kind: 'tree'; readonly nodes: readonly Node[]; readonly where: Place };

/** Synchronization anchor of MetInf; recognised, not used in DM. */
export interface Anchor {
  readonly last?: Leaf | undefined;
  readonly next: Leaf;
  readonly where: Place;
}

/** Memory of a datastore of MetInf; recognised, not used in DM. */
export interface Mem {
  readonly sharedMem?: Flag | undefined;
  readonly freeMem: Leaf;
  readonly freeId: Leaf;
  readonly where: Place;
}

export interface Meta {
  /** Whether the children stand in Meta itself, as all products send them, or in a MetInf element within it. */
  readonly form: 'direct' | 'wrapped';
  readonly format?: Leaf | undefined;
  readonly type?: Leaf | undefined;
  readonly mark?: Leaf | undefined;
  /** Octets of the data as carried in the message (META 1.2). */
  readonly size?: Leaf | undefined;
  readonly anchor?: Anchor | undefined;
  readonly version?: Leaf | undefined;
  readonly nextNonce?: Leaf | undefined;
  /** Octets. */
  readonly maxMsgSize?: Leaf | undefined;
  /** Octets. */
  readonly maxObjSize?: Leaf | undefined;
  readonly emi: readonly Leaf[];
  readonly mem?: Mem | undefined;
  readonly fieldLevel?: Flag | undefined;
  readonly where: Place;
}

export interface Cred {
  readonly meta?: Meta | undefined;
  readonly data: Data;
  readonly where: Place;
}

export interface Chal {
  readonly meta: Meta;
  readonly where: Place;
}

/** Target or Source. */
export interface Address {
  readonly locUri: Leaf<LocUri>;
  readonly locName?: Leaf | undefined;
  readonly unused: readonly Element[];
  readonly where: Place;
}

export interface Item {
  readonly target?: Address | undefined;
  readonly source?: Address | undefined;
  readonly meta?: Meta | undefined;
  readonly data?: Data | undefined;
  readonly moreData?: Flag | undefined;
  readonly unused: readonly Element[];
  readonly where: Place;
}

export interface SyncHdr {
  readonly verDtd: Leaf;
  readonly verProto: Leaf;
  readonly sessionId: Leaf<SessionId>;
  readonly msgId: Leaf<MsgId>;
  readonly target: Address;
  readonly source: Address;
  readonly respUri?: Leaf | undefined;
  readonly cred?: Cred | undefined;
  readonly meta?: Meta | undefined;
  readonly unused: readonly Element[];
  readonly where: Place;
}

interface CommandBase<Kind extends string> {
  readonly kind: Kind;
  readonly cmdId: Leaf<CmdId>;
  readonly unused: readonly Element[];
  readonly where: Place;
}

/** Commands that differ in name only. Cred is in the DTD though DM forbids it (DMREPPRO 4.1.1.6). */
export interface ItemCommand<Kind extends 'Add' | 'Copy' | 'Delete' | 'Get' | 'Put' | 'Replace'> extends CommandBase<Kind> {
  readonly cred?: Cred | undefined;
  readonly meta?: Meta | undefined;
  readonly items: readonly Item[];
}

export interface Exec extends CommandBase<'Exec'> {
  readonly cred?: Cred | undefined;
  readonly meta?: Meta | undefined;
  readonly correlator?: Leaf | undefined;
  /** Exactly one by the DTD. */
  readonly items: readonly Item[];
}

export interface Alert extends CommandBase<'Alert'> {
  readonly cred?: Cred | undefined;
  /** The alert code. */
  readonly data?: Leaf | undefined;
  readonly correlator?: Leaf | undefined;
  readonly items: readonly Item[];
}

export interface Status extends CommandBase<'Status'> {
  readonly msgRef: Leaf<MsgId>;
  readonly cmdRef: Leaf<CmdRef>;
  readonly cmd: Leaf;
  readonly targetRefs: readonly Leaf[];
  readonly sourceRefs: readonly Leaf[];
  readonly cred?: Cred | undefined;
  readonly chal?: Chal | undefined;
  /** The status code. */
  readonly data: Leaf;
  readonly items: readonly Item[];
}

export interface Results extends CommandBase<'Results'> {
  /** Absent means message 1 (REPPRO 1.2). */
  readonly msgRef?: Leaf<MsgId> | undefined;
  readonly cmdRef: Leaf<CmdRef>;
  readonly meta?: Meta | undefined;
  readonly targetRef?: Leaf | undefined;
  readonly sourceRef?: Leaf | undefined;
  readonly items: readonly Item[];
}

/** Atomic or Sequence. */
export interface Container<Kind extends 'Atomic' | 'Sequence'> extends CommandBase<Kind> {
  readonly meta?: Meta | undefined;
  readonly commands: readonly Command[];
}

/** Recognised, not used in DM. */
export interface Search extends CommandBase<'Search'> {
  readonly cred?: Cred | undefined;
  readonly target?: Address | undefined;
  readonly sources: readonly Address[];
  readonly meta?: Meta | undefined;
  readonly data: Data;
}

/** Whatever else stands where a command can stand: Map, Move and Sync of data synchronization, or nothing anybody knows. */
export interface UnknownCommand extends CommandBase<'Unknown'> {
  readonly name: string;
  readonly element: Element;
}

export type Command =
  | ItemCommand<'Add'>
  | Alert
  | Container<'Atomic'>
  | ItemCommand<'Copy'>
  | ItemCommand<'Delete'>
  | Exec
  | ItemCommand<'Get'>
  | ItemCommand<'Put'>
  | ItemCommand<'Replace'>
  | Results
  | Search
  | Container<'Sequence'>
  | Status
  | UnknownCommand;

export interface SyncBody {
  readonly commands: readonly Command[];
  readonly final?: Flag | undefined;
  readonly where: Place;
}

export interface SyncMlMessage {
  readonly header: SyncHdr;
  readonly body: SyncBody;
  readonly where: Place;
}
