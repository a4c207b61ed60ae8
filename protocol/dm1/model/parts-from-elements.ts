/**
 * What headers and commands are made of: Target and Source, Item, Meta, Cred, Chal (REPPRO 1.2; META 1.2; DMREPPRO 4.1.1,
 * 4.1.3, 4.1.4). Absent required parts are made up, empty and marked `absent`; their absence is reported by the check.
 */

import { allOf, partOf, partsOf, type Parts, type Spot } from './content-check.js';
import { dataOf, FORMAT, leavesOf, LOC_URI, optionalFlag, optionalLeaf, plain, requiredLeaf, size } from './leaves.js';
import type { AbsentPlace } from './element.js';
import { receivedLocUri } from './ids.js';
import type { Address, Anchor, Chal, Cred, Data, Item, Mem, Meta } from './message.js';

/** Target or Source of a message. */
export function requiredAddress(parts: Parts, name: 'Target' | 'Source'): Address {
  const where = absentIn(parts);
  return optionalAddress(parts, name) ?? { locUri: { value: receivedLocUri(''), where }, unused: [], where };
}

export function optionalAddress(parts: Parts, name: 'Target' | 'Source'): Address | undefined {
  const spot = partOf(parts, name);
  return spot === undefined ? undefined : addressOf(spot);
}

/** Any number of Sources, as Search has them. */
export function sourcesOf(parts: Parts): readonly Address[] {
  return allOf(parts, 'Source').map((spot) => addressOf(spot));
}

export function itemsOf(parts: Parts): readonly Item[] {
  return allOf(parts, 'Item').map((spot) => itemOf(spot));
}

export function optionalCred(parent: Parts): Cred | undefined {
  const spot = partOf(parent, 'Cred');
  if (spot === undefined) return undefined;
  const parts = partsOf(spot);
  return { meta: optionalMeta(parts), data: requiredData(parts), where: spot.element.where };
}

export function optionalChal(parent: Parts): Chal | undefined {
  const spot = partOf(parent, 'Chal');
  if (spot === undefined) return undefined;
  const parts = partsOf(spot);
  const meta: Meta = optionalMeta(parts) ?? { form: 'direct', emi: [], where: absentIn(parts) };
  return { meta, where: spot.element.where };
}

/** The children of Meta, directly or in a MetInf within it; both forms are legal (META 1.2). */
export function optionalMeta(parent: Parts): Meta | undefined {
  const spot = partOf(parent, 'Meta');
  if (spot === undefined) return undefined;
  const direct = partsOf(spot);
  const inner = partOf(direct, 'MetInf');
  const parts = inner === undefined ? direct : partsOf(inner);
  return { form: inner === undefined ? 'direct' : 'wrapped', ...metaValues(parts), where: spot.element.where };
}

export function requiredData(parts: Parts): Data {
  return optionalData(parts) ?? { kind: 'text', text: '', where: absentIn(parts) };
}

function metaValues(parts: Parts): Omit<Meta, 'form' | 'where'> {
  return {
    format: optionalLeaf(parts, FORMAT),
    type: optionalLeaf(parts, plain('Type')),
    mark: optionalLeaf(parts, plain('Mark')),
    size: optionalLeaf(parts, size('Size')),
    anchor: optionalAnchor(parts),
    version: optionalLeaf(parts, plain('Version')),
    nextNonce: optionalLeaf(parts, plain('NextNonce')),
    maxMsgSize: optionalLeaf(parts, size('MaxMsgSize')),
    maxObjSize: optionalLeaf(parts, size('MaxObjSize')),
    emi: leavesOf(parts, plain('EMI')),
    mem: optionalMem(parts),
    fieldLevel: optionalFlag(parts, 'FieldLevel'),
  };
}

function optionalAnchor(parent: Parts): Anchor | undefined {
  const spot = partOf(parent, 'Anchor');
  if (spot === undefined) return undefined;
  const parts = partsOf(spot);
  const last = optionalLeaf(parts, plain('Last'));
  return { last, next: requiredLeaf(parts, plain('Next')), where: spot.element.where };
}

function optionalMem(parent: Parts): Mem | undefined {
  const spot = partOf(parent, 'Mem');
  if (spot === undefined) return undefined;
  const parts = partsOf(spot);
  return {
    sharedMem: optionalFlag(parts, 'SharedMem'),
    freeMem: requiredLeaf(parts, plain('FreeMem')),
    freeId: requiredLeaf(parts, plain('FreeID')),
    where: spot.element.where,
  };
}

function addressOf(spot: Spot): Address {
  const parts = partsOf(spot);
  return {
    locUri: requiredLeaf(parts, LOC_URI),
    locName: optionalLeaf(parts, plain('LocName')),
    unused: parts.unused,
    where: spot.element.where,
  };
}

function itemOf(spot: Spot): Item {
  const parts = partsOf(spot);
  return {
    target: optionalAddress(parts, 'Target'),
    source: optionalAddress(parts, 'Source'),
    meta: optionalMeta(parts),
    data: optionalData(parts),
    moreData: optionalFlag(parts, 'MoreData'),
    unused: parts.unused,
    where: spot.element.where,
  };
}

function optionalData(parts: Parts): Data | undefined {
  const spot = partOf(parts, 'Data');
  return spot === undefined ? undefined : dataOf(spot);
}

function absentIn(parts: Parts): AbsentPlace {
  return { kind: 'absent', parent: parts.spot.element.where };
}
