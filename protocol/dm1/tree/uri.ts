/**
 * Addresses in the DM tree (DMTND 8.1, 8.3.3, 8.4): a relative URI from the root, with `?prop=` or `?list=`. Reading with
 * all faults, writing, comparing. Leaves out the limits of a device (MaxDepth and so on), which are values of its tree.
 */

import { quoteText } from '../../quote.js';
import { MAX_FAULTS, throwFirst, type TreeFault } from './fault.js';
import { isPropertyName, PROPERTY_NAMES, type PropertyName } from './property.js';

/** What a Get of TNDS is restricted to; `Value` beside the properties (8.4.2). */
export type TndsListItem = PropertyName | 'Value';

export type AddressQuery =
  | { readonly kind: 'none' }
  | { readonly kind: 'property'; readonly name: PropertyName }
  | { readonly kind: 'list'; readonly list: 'Struct' | 'StructData' }
  | { readonly kind: 'tnds'; readonly selection: 'all' | 'only' | 'without'; readonly items: readonly TndsListItem[] }
  /** Something that no document defines, as it stood behind "?". */
  | { readonly kind: 'unknown'; readonly text: string };

export interface TreeAddress {
  /** Names from the root; none for the root itself. */
  readonly segments: readonly string[];
  readonly query: AddressQuery;
}

export interface AddressReading {
  /** What could be understood; dot and empty segments left out. */
  readonly address: TreeAddress;
  readonly faults: readonly TreeFault[];
}

/** Longest address read, in UTF-16 units. */
const MAX_ADDRESS_LENGTH = 65_536;

/** Reads an address, faults and all. */
export function readAddress(text: string): AddressReading {
  if (text.length > MAX_ADDRESS_LENGTH) {
    const fault = { code: 'dm1-tree/uri-size', index: 0, found: `${text.length} characters`, expected: `at most ${MAX_ADDRESS_LENGTH}, the limit of this reader` } as const;
    return { address: { segments: [], query: { kind: 'none' } }, faults: [fault] };
  }
  const faults: TreeFault[] = [];
  const mark = text.indexOf('?');
  const path = mark < 0 ? text : text.slice(0, mark);
  checkCharacters(text, faults);
  const segments = readPath(path, faults);
  const query: AddressQuery = mark < 0 ? { kind: 'none' } : readQuery({ text: text.slice(mark + 1), index: mark + 1 }, faults);
  return { address: { segments, query }, faults };
}

/** Reads a legal address. Throws DecodeError `dm1-tree/…`. */
export function parseAddress(text: string): TreeAddress {
  const { address, faults } = readAddress(text);
  throwFirst(text, faults);
  return address;
}

export function addressFaults(text: string): readonly TreeFault[] {
  return readAddress(text).faults;
}

/** `./A/B?prop=Name`, or without the dot; the root is "." in both. */
export function writeAddress({ segments, query }: TreeAddress, form: 'dotted' | 'bare' = 'dotted'): string {
  const path = segments.length === 0 ? '.' : `${form === 'dotted' ? './' : ''}${segments.join('/')}`;
  const asked = queryText(query);
  return asked === '' ? path : `${path}?${asked}`;
}

/** Do both address the same node? `./A/B` and `A/B` do; names are compared as the device says in CaseSense. */
export function isSameNode(left: TreeAddress, right: TreeAddress, caseSense: 'CS' | 'CIS' = 'CS'): boolean {
  const nameOf = (segment: string): string => (caseSense === 'CS' ? segment : segment.toLowerCase());
  return left.segments.length === right.segments.length && left.segments.every((segment, index) => nameOf(segment) === nameOf(right.segments[index] ?? ''));
}

function checkCharacters(text: string, faults: TreeFault[]): void {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text);
  if (bad !== null) faults.push({ code: 'dm1-tree/uri-encoding', index: bad.index, found: quoteText(bad[0]), expected: 'characters of UTF-8' });
  const space = /\s/.exec(text);
  if (space !== null) faults.push({ code: 'dm1-tree/uri-space', index: space.index, found: quoteText(space[0]), expected: 'no white space' });
}

function readPath(path: string, faults: TreeFault[]): readonly string[] {
  if (path === '') {
    faults.push({ code: 'dm1-tree/uri-empty', index: 0, found: 'nothing', expected: '"." for the root, or names with "/" between them' });
    return [];
  }
  if (path === '.') return [];
  const scheme = /^(?:[a-z][a-z0-9+.-]*:\/\/|\/)/i.exec(path)?.[0] ?? '';
  if (scheme !== '') faults.push({ code: 'dm1-tree/not-relative', index: 0, found: quoteText(scheme, 20), expected: 'an address relative to the root, such as ./A/B' });
  const all = path.slice(scheme.length).split('/');
  const segments: string[] = [];
  let index = scheme.length;
  for (const [number, segment] of all.entries()) {
    if (faults.length >= MAX_FAULTS) break;
    const fault = segmentFault({ segment, number, last: all.length - 1 });
    if (fault !== undefined) faults.push({ ...fault, index: segment === '' && number === all.length - 1 ? Math.max(0, index - 1) : index });
    if (segment !== '' && segment !== '.' && segment !== '..') segments.push(segment);
    index += segment.length + 1;
  }
  return segments;
}

function segmentFault({ segment, number, last }: { readonly segment: string; readonly number: number; readonly last: number }): Omit<TreeFault, 'index'> | undefined {
  if (segment === '' && number === last) return { code: 'dm1-tree/trailing-slash', found: '"/" at the end', expected: 'a name at the end, or "." for the root' };
  if (segment === '') return { code: 'dm1-tree/empty-segment', found: '"//"', expected: 'a name between slashes' };
  if (segment === '..' || (segment === '.' && number > 0)) return { code: 'dm1-tree/dot-segment', found: `"${segment}"`, expected: 'a name; "." only as the first segment' };
  return undefined;
}

interface QueryText {
  readonly text: string;
  readonly index: number;
}

function readQuery({ text, index }: QueryText, faults: TreeFault[]): AddressQuery {
  const [, key = '', value = ''] = /^(prop|list)=([\s\S]*)$/.exec(text) ?? [];
  const at = index + key.length + 1;
  if (key === 'prop') {
    if (isPropertyName(value)) return { kind: 'property', name: value };
    faults.push({ code: 'dm1-tree/property-name', index: at, found: quoteText(value, 40), expected: `one of ${PROPERTY_NAMES.join(', ')}` });
    return { kind: 'unknown', text };
  }
  if (key === 'list') return readList({ text: value, index: at }, faults);
  faults.push({ code: 'dm1-tree/query', index, found: quoteText(text, 40), expected: 'prop= or list=' });
  return { kind: 'unknown', text };
}

function readList({ text, index }: QueryText, faults: TreeFault[]): AddressQuery {
  if (text === 'Struct' || text === 'StructData') return { kind: 'list', list: text };
  const [, rest = ''] = /^TNDS([+-][\s\S]*)?$/.exec(text) ?? [];
  if (!text.startsWith('TNDS') || rest.length + 4 !== text.length) {
    faults.push({ code: 'dm1-tree/list-name', index, found: quoteText(text, 40), expected: 'Struct, StructData or TNDS' });
    return { kind: 'unknown', text: `list=${text}` };
  }
  return readSelection({ text: rest, index: index + 4 }, faults);
}

function readSelection({ text, index }: QueryText, faults: TreeFault[]): AddressQuery {
  if (text === '') return { kind: 'tnds', selection: 'all', items: [] };
  const items: TndsListItem[] = [];
  const first = text.charAt(0);
  let isMixed = false;
  for (const { 0: match, index: offset } of text.matchAll(/[+-][^+-]*/g)) {
    if (faults.length >= MAX_FAULTS) break;
    const name = match.slice(1);
    if (!match.startsWith(first) && !isMixed) {
      isMixed = true;
      faults.push({ code: 'dm1-tree/list-mixed', index: index + offset, found: `"${match.charAt(0)}" after "${first}"`, expected: `"${first}" only` });
    }
    if (name === 'Value' || isPropertyName(name)) items.push(name);
    else faults.push({ code: 'dm1-tree/list-property', index: index + offset + 1, found: quoteText(name, 40), expected: `one of ${PROPERTY_NAMES.join(', ')}, Value` });
  }
  return { kind: 'tnds', selection: first === '+' ? 'only' : 'without', items };
}

function queryText(query: AddressQuery): string {
  switch (query.kind) {
    case 'none':
      return '';
    case 'property':
      return `prop=${query.name}`;
    case 'list':
      return `list=${query.list}`;
    case 'tnds':
      return `list=TNDS${query.items.map((item) => `${query.selection === 'without' ? '-' : '+'}${item}`).join('')}`;
    case 'unknown':
      return query.text;
  }
}
