/**
 * What the addresses and values of a message say against the DM tree (DMTND 8.1, 8.3, 8.4; META 1.2, Format), found by the
 * readers of `protocol/dm1/tree/`. Left out: what rules compare themselves (the first and last slash, dot segments), large
 * objects, whose chunks are no whole values, and formats that say nothing about characters.
 */
import type { Element } from '../../../protocol/dm1/model/element.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';
import { textOfData } from '../../../protocol/dm1/model/data-text.js';
import type { Command, Item, Leaf, Meta, SyncMlMessage } from '../../../protocol/dm1/model/message.js';
import type { Dm1ErrorCode } from '../../../protocol/dm1/error-codes.js';
import { findingOfFault, type TreeFault } from '../../../protocol/dm1/tree/fault.js';
import { isFormatName, valueFaults, type FormatName } from '../../../protocol/dm1/tree/format.js';
import { readAddress } from '../../../protocol/dm1/tree/uri.js';
import { pathsOf } from './paths.js';

/** Most addresses have none of these, and there are tens of thousands of messages. */
const WORTH_READING = /[?\s\ufffd]|\/\//;
const JUDGED: ReadonlySet<Dm1ErrorCode> = new Set<Dm1ErrorCode>([
  'dm1-tree/empty-segment', 'dm1-tree/uri-space', 'dm1-tree/query', 'dm1-tree/property-name', 'dm1-tree/list-name', 'dm1-tree/list-property', 'dm1-tree/list-mixed',
]);
const LEXICAL: ReadonlySet<FormatName> = new Set<FormatName>(['b64', 'bool', 'int', 'float', 'date', 'time']);
const NONE: readonly Finding1[] = [];

/** The findings in the order of the commands; `root` is the tree that the message was made of. */
export function treeFindings(message: SyncMlMessage, root: Element): readonly Finding1[] {
  const faults = message.body.commands.flatMap((command) => faultsOf(command));
  if (faults.length === 0) return NONE;
  const paths = pathsOf(root);
  return faults.map(({ fault, where }) => findingOfFault(fault, { where, path: paths.get(where) ?? '' }));
}

interface PlacedFault {
  readonly fault: TreeFault;
  readonly where: Leaf['where'];
}
const NO_FAULTS: readonly PlacedFault[] = [];

function faultsOf(command: Command): readonly PlacedFault[] {
  switch (command.kind) {
    case 'Atomic':
    case 'Sequence':
      return command.commands.flatMap((inner) => faultsOf(inner));
    case 'Add':
    case 'Replace':
    case 'Results':
      return command.items.flatMap((item) => [...addressFaults(item), ...valueFaultsOf(item, command.meta)]);
    case 'Copy':
    case 'Delete':
    case 'Exec':
    case 'Get':
      return command.items.flatMap((item) => addressFaults(item));
    case 'Alert':
    case 'Put':
    case 'Search':
    case 'Status':
    case 'Unknown':
      return NO_FAULTS;
  }
}

function addressFaults({ target, source }: Item): readonly PlacedFault[] {
  const leaves = [target?.locUri, source?.locUri].filter((leaf) => leaf !== undefined && WORTH_READING.test(leaf.value));
  return leaves.flatMap((leaf) => {
    if (leaf === undefined) return [];
    return readAddress(leaf.value.trim()).faults.filter(({ code }) => JUDGED.has(code)).map((fault) => ({ fault, where: leaf.where }));
  });
}

function valueFaultsOf({ data, meta: own, moreData, target, source }: Item, meta: Meta | undefined): readonly PlacedFault[] {
  const format = (own?.format ?? meta?.format)?.value.trim() ?? '';
  if (data === undefined || moreData !== undefined || !isFormatName(format) || !LEXICAL.has(format)) return NO_FAULTS;
  // The value of a property is text, whatever Meta says.
  if ((target ?? source)?.locUri.value.includes('?prop=') === true) return NO_FAULTS;
  const text = textOfData(data)?.trim();
  // The last chunk of a large object shows by nothing: its Base64 may start and stop anywhere.
  if (text === undefined || (format === 'b64' && /^[A-Za-z0-9+/=\s]*$/.test(text))) return NO_FAULTS;
  return valueFaults(format, text).map((fault) => ({ fault, where: data.where }));
}
