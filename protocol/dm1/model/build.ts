/**
 * Constructors of legal DM 1.x messages: plain texts in, nodes out (REPPRO 1.2, DTD; DMREPPRO 4.1). Identifiers come in
 * branded, so nothing made here can carry an illegal one; what DM does not use cannot be said. Leaves out illegal
 * messages (`illegal-builder.ts`) and what only several elements together can break.
 */

import { BUILT, type Element } from './element.js';
import type { CmdId, CmdRef, LocUri, MsgId, SessionId } from './ids.js';
import type { Address, Alert, Chal, Command, Container, Cred, Data, Exec, Flag, Item, ItemCommand, Leaf, Meta, Results, Status, SyncHdr, SyncMlMessage } from './message.js';

const FLAG: Flag = Object.freeze({ where: BUILT });
const NOTHING_UNUSED: readonly Element[] = Object.freeze([]);

/** Sizes are octets. */
export interface MetaFacts {
  readonly format?: string;
  readonly type?: string;
  readonly mark?: string;
  readonly sizeBytes?: number;
  readonly nextNonce?: string;
  readonly maxMsgSizeBytes?: number;
  readonly maxObjSizeBytes?: number;
  readonly emi?: readonly string[];
}

export interface AddressFacts {
  readonly locUri: LocUri;
  readonly locName?: string;
}

export interface ItemFacts {
  readonly target?: LocUri | AddressFacts;
  readonly source?: LocUri | AddressFacts;
  readonly meta?: MetaFacts;
  /** Text, octets (for WBXML), or elements such as a TNDS tree. */
  readonly data?: string | Uint8Array | readonly Element[];
  readonly chunk?: 'more-data' | 'whole-or-last';
}

/** Credentials: the type and format of `meta`, and their text. */
export interface CredFacts {
  readonly meta: MetaFacts;
  readonly data: string;
}

export interface HeaderFacts {
  readonly sessionId: SessionId;
  readonly msgId: MsgId;
  readonly target: LocUri | AddressFacts;
  readonly source: LocUri | AddressFacts;
  /** DM/1.2 unless said otherwise. */
  readonly verProto?: string;
  readonly respUri?: string;
  readonly cred?: CredFacts;
  readonly meta?: MetaFacts;
}

/** A message; without `final` it is not the last of its package. */
export function message(facts: { readonly header: SyncHdr; readonly commands: readonly Command[]; readonly package: 'final' | 'to-be-continued' }): SyncMlMessage {
  const final = facts.package === 'final' ? FLAG : undefined;
  return { header: facts.header, body: { commands: facts.commands, final, where: BUILT }, where: BUILT };
}

/** SyncHdr with VerDTD 1.2. */
export function header(facts: HeaderFacts): SyncHdr {
  return {
    verDtd: leaf('1.2'),
    verProto: leaf(facts.verProto ?? 'DM/1.2'),
    sessionId: leaf(facts.sessionId),
    msgId: leaf(facts.msgId),
    target: address(facts.target),
    source: address(facts.source),
    respUri: optionalLeaf(facts.respUri),
    cred: facts.cred === undefined ? undefined : cred(facts.cred),
    meta: optionalMeta(facts.meta),
    unused: NOTHING_UNUSED,
    where: BUILT,
  };
}

type ItemKind = 'Add' | 'Copy' | 'Delete' | 'Get' | 'Replace';

/** Add, Copy, Delete, Get or Replace. */
export function itemCommand<Kind extends ItemKind>(kind: Kind, facts: { readonly cmdId: CmdId; readonly items: readonly [ItemFacts, ...ItemFacts[]]; readonly meta?: MetaFacts }): ItemCommand<Kind> {
  return { kind, ...base(facts.cmdId), meta: optionalMeta(facts.meta), items: facts.items.map(item) };
}

/** Exec has exactly one Item. */
export function exec(facts: { readonly cmdId: CmdId; readonly item: ItemFacts; readonly correlator?: string }): Exec {
  return { kind: 'Exec', ...base(facts.cmdId), correlator: optionalLeaf(facts.correlator), items: [item(facts.item)] };
}

/** `code` is one of DMREPPRO 4.2. */
export function alert(facts: { readonly cmdId: CmdId; readonly code: string; readonly items?: readonly ItemFacts[]; readonly correlator?: string }): Alert {
  return { kind: 'Alert', ...base(facts.cmdId), data: leaf(facts.code), correlator: optionalLeaf(facts.correlator), items: (facts.items ?? []).map(item) };
}

export interface StatusFacts {
  readonly cmdId: CmdId;
  readonly msgRef: MsgId;
  readonly cmdRef: CmdRef;
  /** Name of the answered command, or `SyncHdr`. */
  readonly cmd: string;
  readonly code: string;
  readonly targetRefs?: readonly string[];
  readonly sourceRefs?: readonly string[];
  readonly chal?: MetaFacts;
  readonly items?: readonly ItemFacts[];
}

export function status(facts: StatusFacts): Status {
  const chal: Chal | undefined = facts.chal === undefined ? undefined : { meta: meta(facts.chal), where: BUILT };
  return {
    kind: 'Status',
    ...base(facts.cmdId),
    msgRef: leaf(facts.msgRef),
    cmdRef: leaf(facts.cmdRef),
    cmd: leaf(facts.cmd),
    targetRefs: (facts.targetRefs ?? []).map(leaf),
    sourceRefs: (facts.sourceRefs ?? []).map(leaf),
    chal,
    data: leaf(facts.code),
    items: (facts.items ?? []).map(item),
  };
}

export interface ResultsFacts {
  readonly cmdId: CmdId;
  readonly msgRef?: MsgId;
  readonly cmdRef: CmdRef;
  readonly meta?: MetaFacts;
  readonly targetRef?: string;
  readonly sourceRef?: string;
  readonly items: readonly [ItemFacts, ...ItemFacts[]];
}

export function results(facts: ResultsFacts): Results {
  return {
    kind: 'Results',
    ...base(facts.cmdId),
    msgRef: facts.msgRef === undefined ? undefined : leaf(facts.msgRef),
    cmdRef: leaf(facts.cmdRef),
    meta: optionalMeta(facts.meta),
    targetRef: optionalLeaf(facts.targetRef),
    sourceRef: optionalLeaf(facts.sourceRef),
    items: facts.items.map(item),
  };
}

type InAtomic = ItemCommand<'Add' | 'Copy' | 'Delete' | 'Replace'> | Alert;
type InSequence = InAtomic | ItemCommand<'Get'> | Exec;

/** Holds what DMREPPRO 4.1.6.3 allows. */
export function atomic(facts: { readonly cmdId: CmdId; readonly commands: readonly [InAtomic, ...InAtomic[]] }): Container<'Atomic'> {
  return { kind: 'Atomic', ...base(facts.cmdId), commands: facts.commands };
}

/** Holds what DMREPPRO 4.1.6.14 allows. */
export function sequence(facts: { readonly cmdId: CmdId; readonly commands: readonly [InSequence, ...InSequence[]] }): Container<'Sequence'> {
  return { kind: 'Sequence', ...base(facts.cmdId), commands: facts.commands };
}

export function item(facts: ItemFacts): Item {
  return {
    target: facts.target === undefined ? undefined : address(facts.target),
    source: facts.source === undefined ? undefined : address(facts.source),
    meta: optionalMeta(facts.meta),
    data: facts.data === undefined ? undefined : data(facts.data),
    moreData: facts.chunk === 'more-data' ? FLAG : undefined,
    unused: NOTHING_UNUSED,
    where: BUILT,
  };
}

export function meta(facts: MetaFacts): Meta {
  return {
    form: 'direct',
    format: optionalLeaf(facts.format),
    type: optionalLeaf(facts.type),
    mark: optionalLeaf(facts.mark),
    size: optionalLeaf(facts.sizeBytes?.toString()),
    nextNonce: optionalLeaf(facts.nextNonce),
    maxMsgSize: optionalLeaf(facts.maxMsgSizeBytes?.toString()),
    maxObjSize: optionalLeaf(facts.maxObjSizeBytes?.toString()),
    emi: (facts.emi ?? []).map(leaf),
    where: BUILT,
  };
}

export function cred(facts: CredFacts): Cred {
  return { meta: meta(facts.meta), data: data(facts.data), where: BUILT };
}

function base(cmdId: CmdId): { readonly cmdId: Leaf<CmdId>; readonly unused: readonly Element[]; readonly where: typeof BUILT } {
  return { cmdId: leaf(cmdId), unused: NOTHING_UNUSED, where: BUILT };
}

function address(facts: LocUri | AddressFacts): Address {
  const { locUri, locName } = typeof facts === 'string' ? { locUri: facts, locName: undefined } : facts;
  return { locUri: leaf(locUri), locName: optionalLeaf(locName), unused: NOTHING_UNUSED, where: BUILT };
}

function data(value: string | Uint8Array | readonly Element[]): Data {
  if (typeof value === 'string') return { kind: 'text', text: value, where: BUILT };
  if (value instanceof Uint8Array) return { kind: 'octets', bytes: value, where: BUILT };
  return { kind: 'tree', nodes: value, where: BUILT };
}

function optionalMeta(facts: MetaFacts | undefined): Meta | undefined {
  return facts === undefined ? undefined : meta(facts);
}

function optionalLeaf(value: string | undefined): Leaf | undefined {
  return value === undefined ? undefined : leaf(value);
}

function leaf<Value extends string>(value: Value): Leaf<Value> {
  return { value, where: BUILT };
}
