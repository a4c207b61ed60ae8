/**
 * From the element tree to a message of DM 1.x (REPPRO 1.2, DTD; DMREPPRO 4.1). Yields every fault of the content models
 * and of the values, and goes on: what can be understood is in the message. Leaves out rules that look at more than one
 * element, for example that a CmdID is unique: those are judged elsewhere, on the message.
 */

import { quoteText } from '../../quote.js';
import { commandsOf } from './commands-from-elements.js';
import { describeNamespace, partOf, partsOf, type Parts, type Spot } from './content-check.js';
import { NAMESPACE_URIS, type Element } from './element.js';
import { finding, type Finding1 } from './finding.js';
import { MSG_ID, optionalFlag, optionalLeaf, plain, requiredLeaf, SESSION_ID } from './leaves.js';
import type { SyncBody, SyncHdr, SyncMlMessage } from './message.js';
import { optionalCred, optionalMeta, requiredAddress } from './parts-from-elements.js';

export interface MessageReading {
  /** Absent only if the document element is not SyncML. */
  readonly message?: SyncMlMessage | undefined;
  /** In the order of the check, which is that of the document but for missing children. */
  readonly findings: readonly Finding1[];
}

/** Reads a message from the tree of its document element. Never throws. */
export function messageFromElements(root: Element): MessageReading {
  const findings: Finding1[] = [];
  const spot: Spot = { element: root, path: root.name, findings };
  if (root.name !== 'SyncML') {
    findings.push(finding({ code: 'dm1-model/root', where: root.where, path: root.name, found: `<${root.name}>`, expected: 'a message: <SyncML>' }));
    return { findings };
  }
  checkRootNamespace(spot);
  const parts = partsOf(spot);
  const message: SyncMlMessage = { header: headerOf(parts), body: bodyOf(parts), where: root.where };
  return { message, findings };
}

function checkRootNamespace({ element, path, findings }: Spot): void {
  if (element.namespace === 'syncml' && element.uri === NAMESPACE_URIS.syncml) return;
  const found = `<SyncML> in ${describeNamespace(element)}`;
  const expected = `namespace ${quoteText(NAMESPACE_URIS.syncml)}`;
  findings.push(finding({ code: 'dm1-model/syncml-namespace', where: element.where, path, found, expected }));
}

function headerOf(message: Parts): SyncHdr {
  const parts = containerOf(message, 'SyncHdr');
  return {
    verDtd: requiredLeaf(parts, plain('VerDTD')),
    verProto: requiredLeaf(parts, plain('VerProto')),
    sessionId: requiredLeaf(parts, SESSION_ID),
    msgId: requiredLeaf(parts, MSG_ID),
    target: requiredAddress(parts, 'Target'),
    source: requiredAddress(parts, 'Source'),
    respUri: optionalLeaf(parts, plain('RespURI')),
    cred: optionalCred(parts),
    meta: optionalMeta(parts),
    unused: parts.unused,
    where: parts.spot.element.where,
  };
}

function bodyOf(message: Parts): SyncBody {
  const parts = containerOf(message, 'SyncBody');
  return { commands: commandsOf(parts), final: optionalFlag(parts, 'Final'), where: parts.spot.element.where };
}

/** SyncHdr or SyncBody. Of one that is missing nothing more is reported: that it is missing says it all. */
function containerOf(message: Parts, name: 'SyncHdr' | 'SyncBody'): Parts {
  const spot = partOf(message, name);
  if (spot !== undefined) return partsOf(spot);
  const root = message.spot;
  const element: Element = { ...root.element, name, attributes: [], children: [], where: { kind: 'absent', parent: root.element.where } };
  return partsOf({ element, path: `${root.path}/${name}`, findings: [] });
}
