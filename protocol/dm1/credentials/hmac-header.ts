/**
 * The header `x-syncml-hmac: algorithm=MD5, username="user", mac=…` (DMSEC 5.1.4.3): writing it, and reading it to the end
 * with every fault it has. The MAC itself is made in `digest.ts`, over the raw body.
 */

import { quoteText } from '../../quote.js';
import { dm1Error } from '../error-codes.js';
import { byteOf } from '../model/element.js';
import { finding, type Finding1 } from '../model/finding.js';
import { splitAttributes, type HeaderAttribute } from './header-attributes.js';
import { readDigest, type DigestForm } from './read-digest.js';

export const HMAC_HEADER = 'x-syncml-hmac';

/** Characters of a header value that is read. */
export const MAX_HEADER_CHARACTERS = 8192;

export interface HmacHeader {
  /** As written; an absent one means MD5. */
  readonly algorithm: string;
  readonly username: string | undefined;
  /** As written. */
  readonly mac: string | undefined;
  /** 16 octets, if the MAC has them in some form. */
  readonly digest: Uint8Array | undefined;
  readonly form: DigestForm | undefined;
}

export interface HmacHeaderReading {
  readonly header: HmacHeader;
  /** In the order of the value. */
  readonly findings: readonly Finding1[];
}

/** Reads the value of the header. Never throws. */
export function readHmacHeader(value: string): HmacHeaderReading {
  const findings: Finding1[] = [];
  const add: AddFault = ({ index, ...facts }) => findings.push(finding({ ...facts, where: { kind: 'xml', byte: index, line: 1, column: index + 1 }, path: HMAC_HEADER }));
  if (value.length > MAX_HEADER_CHARACTERS) {
    add({ code: 'dm1-cred/size', index: MAX_HEADER_CHARACTERS, found: `${value.length} characters`, expected: `at most ${MAX_HEADER_CHARACTERS}` });
    return { header: { algorithm: 'MD5', username: undefined, mac: undefined, digest: undefined, form: undefined }, findings };
  }
  const attributes = collect(splitAttributes(value), add);
  const [algorithm, username, mac] = [attributes.get('algorithm'), attributes.get('username'), attributes.get('mac')];
  for (const [name, attribute] of [['username', username], ['mac', mac]] as const) {
    if (attribute === undefined) add({ code: 'dm1-cred/header-missing', index: value.length, found: `no ${name}`, expected: 'username="…" and mac=…' });
  }
  if (algorithm !== undefined && algorithm.value.toUpperCase() !== 'MD5') add({ code: 'dm1-cred/header-algorithm', index: algorithm.index, found: quoteText(algorithm.value, 40), expected: 'MD5' });
  reportQuotes({ algorithm, username, mac }, add);
  const read = mac === undefined ? { findings: [] } : readDigest({ text: mac.value, path: HMAC_HEADER });
  findings.push(...read.findings.map((inner) => inHeader(inner, mac?.valueIndex ?? 0)));
  const header = { algorithm: algorithm?.value ?? 'MD5', username: username?.value, mac: mac?.value, digest: read.digest, form: read.form };
  return { header, findings: findings.toSorted((left, right) => byteOf(left.where) - byteOf(right.where)) };
}

type AddFault = (facts: Pick<Finding1, 'code' | 'found' | 'expected'> & { readonly index: number }) => void;

function collect(attributes: readonly HeaderAttribute[], add: AddFault): ReadonlyMap<string, HeaderAttribute> {
  const byName = new Map<string, HeaderAttribute>();
  for (const attribute of attributes) {
    const { name, index } = attribute;
    if (attribute.fault !== undefined) add({ code: 'dm1-cred/header-syntax', index: attribute.fault.index, found: attribute.fault.found, expected: 'name=value or name="value", with commas between them' });
    if (name === '') continue;
    if (!KNOWN.has(name)) add({ code: 'dm1-cred/header-unknown', index, found: quoteText(name, 40), expected: 'algorithm, username and mac' });
    else if (byName.has(name)) add({ code: 'dm1-cred/header-repeated', index, found: `a second ${name}`, expected: 'each attribute once' });
    else byName.set(name, attribute);
  }
  return byName;
}
const KNOWN: ReadonlySet<string> = new Set(['algorithm', 'username', 'mac']);

function reportQuotes(attributes: Readonly<Record<'algorithm' | 'username' | 'mac', HeaderAttribute | undefined>>, add: AddFault): void {
  const { username, mac, algorithm } = attributes;
  if (username?.quotes === 'none') add({ code: 'dm1-cred/header-quotes', index: username.valueIndex, found: `username=${quoteText(username.value, 40)} without quotes`, expected: 'a quoted string' });
  for (const attribute of [algorithm, mac]) {
    if (attribute?.quotes === 'double') add({ code: 'dm1-cred/header-quotes', index: attribute.valueIndex, found: `quotes around ${attribute.name}`, expected: 'the bare value' });
  }
}

/** A finding about the MAC alone, placed in the header and with the requirement that a MAC has. */
function inHeader(inner: Finding1, offset: number): Finding1 {
  if (inner.where.kind !== 'xml') return inner;
  const { byte, column } = inner.where;
  const source = inner.code === 'dm1-cred/digest-length' || inner.code === 'dm1-cred/digest-hex' ? { requirement: 'DM1-SEC-B-018', clause: 'DMSEC 5.1.4.2' } : {};
  return { ...inner, ...source, where: { ...inner.where, byte: byte + offset, column: column + offset } };
}

export interface HmacHeaderFacts {
  readonly username: string;
  /** The result of `macValue`. */
  readonly mac: string;
}

/** The value of the header. Throws DecodeError `dm1-cred/header-value` for control characters and what is beyond Latin-1. */
export function writeHmacHeader({ username, mac }: HmacHeaderFacts): string {
  const bad = /[^\u0020-\u007e\u00a0-\u00ff]/.exec(username);
  if (bad !== null) {
    throw dm1Error({ code: 'dm1-cred/header-value', position: { byte: bad.index, line: 0, column: 0, path: 'username' }, found: quoteText(username, 40), expected: 'printable characters of Latin-1' });
  }
  return `algorithm=MD5, username="${username.replaceAll(/["\\]/g, String.raw`\$&`)}", mac=${mac}`;
}
