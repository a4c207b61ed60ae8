/**
 * Access control lists (DMTND 8.3.7.1): `command=id[+id…][&…]`. Reading, writing, removing a server. Which list counts for a
 * node is `access.ts`. Leaves out the user, whom no list binds.
 */

import { quoteText } from '../../quote.js';
import { MAX_FAULTS, throwFirst, type TreeFault } from './fault.js';

export const ACL_COMMANDS = Object.freeze(['Add', 'Delete', 'Exec', 'Get', 'Replace'] as const);
export type AclCommand = (typeof ACL_COMMANDS)[number];

/** Server identifiers by command, in the order of the text. A command without entry is not in it; none at all: inherited. */
export type Acl = ReadonlyMap<AclCommand, readonly string[]>;

/** Everyone who is authenticated. */
export const ANY_SERVER = '*';

export interface AclReading {
  /** What could be understood. */
  readonly acl: Acl;
  readonly faults: readonly TreeFault[];
}

/** Longest ACL read, in UTF-16 units. */
const MAX_ACL_LENGTH = 65_536;

/** Reads an ACL, faults and all. */
export function readAcl(text: string): AclReading {
  const acl = new Map<AclCommand, string[]>();
  const faults: TreeFault[] = [];
  if (text.length > MAX_ACL_LENGTH) {
    faults.push({ code: 'dm1-tree/acl-size', index: 0, found: `${text.length} characters`, expected: `at most ${MAX_ACL_LENGTH}, the limit of this reader` });
    return { acl, faults };
  }
  if (text === '') return { acl, faults };
  let index = 0;
  for (const entry of text.split('&')) {
    if (faults.length >= MAX_FAULTS) break;
    readEntry({ entry, index }, { acl, faults });
    index += entry.length + 1;
  }
  return { acl, faults };
}

/** Reads a legal ACL; one that is only odd passes. Throws DecodeError `dm1-tree/acl-…`. */
export function parseAcl(text: string): Acl {
  const { acl, faults } = readAcl(text);
  throwFirst(text, faults);
  return acl;
}

export function aclFaults(text: string): readonly TreeFault[] {
  return readAcl(text).faults;
}

/** The text of an ACL, commands in the order of the map. */
export function writeAcl(acl: Acl): string {
  return Array.from(acl, ([command, ids]) => `${command}=${ids.join('+')}`).join('&');
}

/** The list without a server: a command that nobody is left for vanishes (8.3.7.1.4). */
export function withoutServer(acl: Acl, server: string): Acl {
  const left = Array.from(acl, ([command, ids]) => [command, ids.filter((id) => id !== server)] as const);
  return new Map(left.filter(([, ids]) => ids.length > 0));
}

/** The same for the root, which keeps each command: for everyone where nobody is left (8.3.7.1.4). */
export function rootWithoutServer(acl: Acl, server: string): Acl {
  return new Map(Array.from(acl, ([command, ids]) => {
    const left = ids.filter((id) => id !== server);
    return [command, left.length === 0 ? [ANY_SERVER] : left] as const;
  }));
}

interface Entry {
  readonly entry: string;
  readonly index: number;
}

interface Target {
  readonly acl: Map<AclCommand, string[]>;
  readonly faults: TreeFault[];
}

function readEntry({ entry, index }: Entry, { acl, faults }: Target): void {
  const equals = entry.indexOf('=');
  if (equals < 0) {
    faults.push({ code: 'dm1-tree/acl-entry', index, found: quoteText(entry, 40), expected: 'command=identifier, such as Get=*' });
    return;
  }
  const command = entry.slice(0, equals);
  if (!isCommand(command)) {
    faults.push({ code: 'dm1-tree/acl-command', index, found: quoteText(command, 40), expected: `one of ${ACL_COMMANDS.join(', ')}` });
    return;
  }
  const list = entry.slice(equals + 1);
  if (list === '') {
    faults.push({ code: 'dm1-tree/acl-no-server', index, found: quoteText(entry, 40), expected: `${command}= with an identifier, or no ${command} at all` });
    return;
  }
  const known = acl.get(command);
  if (known !== undefined) faults.push({ code: 'dm1-tree/acl-repeated', index, found: `${command} again`, expected: `one entry for ${command}` });
  const ids = idsOf({ entry: list, index: index + equals + 1 }, faults);
  if (ids.length > 0) acl.set(command, [...(known ?? []), ...ids]);
}

function idsOf({ entry, index }: Entry, faults: TreeFault[]): readonly string[] {
  const ids = new Set<string>();
  let at = index;
  for (const id of entry.split('+')) {
    if (faults.length >= MAX_FAULTS) break;
    if (!isServerId(id) && id !== ANY_SERVER) faults.push({ code: 'dm1-tree/acl-server', index: at, found: quoteText(id, 40), expected: 'an identifier without "=", "&", "*", "+" and white space' });
    else if (ids.has(id)) faults.push({ code: 'dm1-tree/acl-repeated', index: at, found: `${quoteText(id, 40)} again`, expected: 'each identifier once' });
    else ids.add(id);
    at += id.length + 1;
  }
  if (ids.size > 1 && ids.has(ANY_SERVER)) faults.push({ code: 'dm1-tree/acl-star', index, found: quoteText(entry, 40), expected: '"*" alone, since it means everyone' });
  return [...ids];
}

function isCommand(command: string): command is AclCommand {
  return COMMANDS.has(command);
}
const COMMANDS: ReadonlySet<string> = new Set(ACL_COMMANDS);

/** Printable characters without white space and the four that build the list. */
function isServerId(id: string): boolean {
  return /^[^=&*+\s\p{C}]+$/u.test(id);
}
