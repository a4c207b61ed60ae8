/**
 * The commands of a message, one function per shape (REPPRO 1.2, DTD; DMREPPRO 4.1.5, 4.1.6). What stands where a command
 * can stand and is none that DM knows is kept as `Unknown`, with its CmdID, so that it can be answered.
 */

import { partsOf, type Parts, type Spot } from './content-check.js';
import type { Slot } from './content-models.js';
import { finding } from './finding.js';
import { CMD_ID, CMD_REF, leavesOf, MSG_REF, optionalLeaf, plain, requiredLeaf } from './leaves.js';
import type { Alert, Command, Container, Exec, ItemCommand, Leaf, Results, Search, Status, UnknownCommand } from './message.js';
import type { CmdId } from './ids.js';
import { itemsOf, optionalAddress, optionalChal, optionalCred, optionalMeta, requiredData, sourcesOf } from './parts-from-elements.js';

/** Containers in containers, counted from SyncBody; DM allows one level, the reader this many. */
export const MAX_COMMAND_DEPTH = 32;

/** The commands among the children of SyncBody, Atomic or Sequence. */
export function commandsOf(parent: Parts, depth = 1): readonly Command[] {
  if (depth <= MAX_COMMAND_DEPTH) return parent.commands.map((spot) => commandOf(spot, depth));
  const { element, path, findings } = parent.spot;
  findings.push(finding({ code: 'dm1-model/depth', where: element.where, path, found: `level ${depth}`, expected: `at most ${MAX_COMMAND_DEPTH} levels of commands` }));
  return [];
}

function commandOf(spot: Spot, depth: number): Command {
  const { name } = spot.element;
  switch (name) {
    case 'Add':
    case 'Copy':
    case 'Delete':
    case 'Get':
    case 'Put':
    case 'Replace':
      return itemCommandOf(spot, name);
    case 'Atomic':
    case 'Sequence':
      return containerOf({ spot, kind: name, depth });
    case 'Alert':
      return alertOf(spot);
    case 'Exec':
      return execOf(spot);
    case 'Results':
      return resultsOf(spot);
    case 'Search':
      return searchOf(spot);
    case 'Status':
      return statusOf(spot);
  }
  return unknownOf(spot);
}

function itemCommandOf<Kind extends ItemCommand<'Add' | 'Copy' | 'Delete' | 'Get' | 'Put' | 'Replace'>['kind']>(spot: Spot, kind: Kind): ItemCommand<Kind> {
  const parts = partsOf(spot);
  return { kind, ...baseOf(parts), cred: optionalCred(parts), meta: optionalMeta(parts), items: itemsOf(parts) };
}

function containerOf<Kind extends 'Atomic' | 'Sequence'>(facts: { readonly spot: Spot; readonly kind: Kind; readonly depth: number }): Container<Kind> {
  const { spot, kind, depth } = facts;
  const parts = partsOf(spot);
  return { kind, ...baseOf(parts), meta: optionalMeta(parts), commands: commandsOf(parts, depth + 1) };
}

function alertOf(spot: Spot): Alert {
  const parts = partsOf(spot);
  return {
    kind: 'Alert',
    ...baseOf(parts),
    cred: optionalCred(parts),
    data: optionalLeaf(parts, plain('Data')),
    correlator: optionalLeaf(parts, plain('Correlator')),
    items: itemsOf(parts),
  };
}

function execOf(spot: Spot): Exec {
  const parts = partsOf(spot);
  return {
    kind: 'Exec',
    ...baseOf(parts),
    cred: optionalCred(parts),
    meta: optionalMeta(parts),
    correlator: optionalLeaf(parts, plain('Correlator')),
    items: itemsOf(parts),
  };
}

function resultsOf(spot: Spot): Results {
  const parts = partsOf(spot);
  return {
    kind: 'Results',
    ...baseOf(parts),
    msgRef: optionalLeaf(parts, MSG_REF),
    cmdRef: requiredLeaf(parts, CMD_REF),
    meta: optionalMeta(parts),
    targetRef: optionalLeaf(parts, plain('TargetRef')),
    sourceRef: optionalLeaf(parts, plain('SourceRef')),
    items: itemsOf(parts),
  };
}

function searchOf(spot: Spot): Search {
  const parts = partsOf(spot);
  return {
    kind: 'Search',
    ...baseOf(parts),
    cred: optionalCred(parts),
    target: optionalAddress(parts, 'Target'),
    sources: sourcesOf(parts),
    meta: optionalMeta(parts),
    data: requiredData(parts),
  };
}

function statusOf(spot: Spot): Status {
  const parts = partsOf(spot);
  return {
    kind: 'Status',
    ...baseOf(parts),
    msgRef: requiredLeaf(parts, MSG_REF),
    cmdRef: requiredLeaf(parts, CMD_REF),
    cmd: requiredLeaf(parts, plain('Cmd')),
    targetRefs: leavesOf(parts, plain('TargetRef')),
    sourceRefs: leavesOf(parts, plain('SourceRef')),
    cred: optionalCred(parts),
    chal: optionalChal(parts),
    data: requiredLeaf(parts, plain('Data')),
    items: itemsOf(parts),
  };
}

/** The command itself has been reported; its content follows no model, so only the CmdID is looked for. */
function unknownOf(spot: Spot): UnknownCommand {
  const { element } = spot;
  const parts = partsOf({ ...spot, findings: [] }, CMD_ID_ONLY);
  const cmdId = requiredLeaf(parts, CMD_ID);
  return { kind: 'Unknown', name: element.name, cmdId, element, unused: [], where: element.where };
}
const CMD_ID_ONLY: readonly Slot[] = Object.freeze([{ names: ['CmdID'], occurs: '?' }]);

function baseOf(parts: Parts): { readonly cmdId: Leaf<CmdId>; readonly unused: Parts['unused']; readonly where: Command['where'] } {
  return { cmdId: requiredLeaf(parts, CMD_ID), unused: parts.unused, where: parts.spot.element.where };
}
