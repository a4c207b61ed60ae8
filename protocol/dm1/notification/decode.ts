/** Reading Package 0 of DM 1.2 (DMNOTI 6.2): every field with its place, and what is wrong or odd about it. The digest is checked in `digest.ts`. */

import { utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { dm1Error } from '../error-codes.js';
import { finding, type Finding1 } from '../model/finding.js';
import { DIGEST_OCTETS, FIXED_OCTETS, INITIATORS, MAX_PACKAGE0_OCTETS, PACKAGE0_FIELDS, PACKAGE0_VERSION, readField, sessionIdText, UI_MODES, type BitField, type Package0, type Package0FieldName } from './package0.js';

export interface Package0Reading {
  readonly notification: Package0;
  /** In the order of the octets. */
  readonly findings: readonly Finding1[];
  /** For display; they cover the notification without gap. */
  readonly spans: readonly FieldSpan[];
}

/** A field with the octets that it touches; fields of a few bits share some. */
export interface FieldSpan {
  readonly name: Package0FieldName | 'server-identifier' | 'vendor-specific';
  readonly byte: number;
  readonly length: number;
  /** First bit and number of bits, counted over the whole notification. */
  readonly bit: number;
  readonly bits: number;
  readonly meaning: string;
}

/** Reads a notification. Throws DecodeError `dm1-p0/truncated` for less than 24 octets and `dm1-p0/size`; all else is a finding. */
export function decodePackage0(octets: Uint8Array): Package0Reading {
  if (octets.length > MAX_PACKAGE0_OCTETS) {
    throw dm1Error({ code: 'dm1-p0/size', position: at(MAX_PACKAGE0_OCTETS, ''), found: `${octets.length} octets`, expected: `at most ${MAX_PACKAGE0_OCTETS}` });
  }
  if (octets.length < FIXED_OCTETS) {
    const cut = PACKAGE0_FIELDS.find(({ bit, bits }) => bit + bits > octets.length * 8);
    throw dm1Error({ code: 'dm1-p0/truncated', position: at(octets.length, cut?.name ?? ''), found: `${octets.length} octets`, expected: `${FIXED_OCTETS} octets of digest and header` });
  }
  const notification = read(octets);
  return { notification, findings: findingsOf(octets, notification), spans: spansOf(octets, notification) };
}

function at(byte: number, path: string): { readonly byte: number; readonly line: number; readonly column: number; readonly path: string } {
  return { byte, line: 0, column: 0, path };
}

function read(octets: Uint8Array): Package0 {
  const value = (name: Package0FieldName): number => readField(octets, fieldOf(name));
  const identifierLength = value('length-identifier');
  const identifier = octets.slice(FIXED_OCTETS, FIXED_OCTETS + identifierLength);
  return {
    digest: octets.slice(0, DIGEST_OCTETS),
    version: value('version'),
    uiMode: UI_MODES[value('ui-mode')] ?? 'not-specified',
    initiator: INITIATORS[value('initiator')] ?? 'client',
    reserved: value('reserved'),
    sessionId: value('session-id'),
    identifierLength,
    identifier,
    serverId: utf8Of(identifier) ?? LOSSY.decode(identifier),
    vendorData: octets.slice(FIXED_OCTETS + identifierLength),
  };
}
const LOSSY = new TextDecoder('utf-8', { ignoreBOM: true });

const FIELDS: ReadonlyMap<Package0FieldName, BitField> = new Map(PACKAGE0_FIELDS.map((field) => [field.name, field]));

/** The row of a field. */
export function fieldOf(name: Package0FieldName): BitField {
  const field = FIELDS.get(name);
  if (field === undefined) throw new RangeError(`no row for the field ${name} in PACKAGE0_FIELDS`);
  return field;
}

function findingsOf(octets: Uint8Array, notification: Package0): readonly Finding1[] {
  const { version, reserved, sessionId } = notification;
  const findings: Finding1[] = [];
  const add = (name: Package0FieldName, facts: Pick<Finding1, 'code' | 'found' | 'expected'>): void => {
    findings.push(finding({ ...facts, where: { kind: 'wbxml', ...octetsOfField(fieldOf(name)) }, path: name }));
  };
  if (version !== PACKAGE0_VERSION) add('version', { code: 'dm1-p0/version', found: `${version}, binary ${version.toString(2).padStart(10, '0')}`, expected: '11, binary 0000001011' });
  if (reserved !== 0) add('reserved', { code: 'dm1-p0/reserved', found: `0x${reserved.toString(16).padStart(7, '0')}`, expected: '27 zero bits' });
  if (sessionId === 0) add('session-id', { code: 'dm1-p0/session-id', found: '0', expected: '1 to FFFF' });
  return [...findings, ...identifierFindings(octets, notification)];
}

function identifierFindings(octets: Uint8Array, notification: Package0): readonly Finding1[] {
  const { identifier, identifierLength, vendorData } = notification;
  const lengthPlace = { kind: 'wbxml', ...octetsOfField(fieldOf('length-identifier')) } as const;
  const place = { kind: 'wbxml', byte: FIXED_OCTETS, length: identifier.length } as const;
  const findings: Finding1[] = [];
  if (identifier.length < identifierLength) {
    findings.push(finding({ code: 'dm1-p0/identifier-length', where: lengthPlace, path: 'length-identifier', found: `${identifierLength} where ${octets.length - FIXED_OCTETS} octets follow`, expected: 'the number of octets of the server identifier' }));
  }
  if (identifierLength === 0) findings.push(finding({ code: 'dm1-p0/identifier-empty', where: lengthPlace, path: 'length-identifier', found: '0', expected: 'the identifier of a server' }));
  if (utf8Of(identifier) === undefined) findings.push(finding({ code: 'dm1-p0/identifier-text', where: place, path: 'server-identifier', found: quoteText(notification.serverId, 40), expected: 'text in UTF-8' }));
  if (identifier.at(-1) === 0) {
    const where = { kind: 'wbxml', byte: FIXED_OCTETS + identifier.length - 1, length: 1 } as const;
    findings.push(finding({ code: 'dm1-p0/terminator', where, path: 'server-identifier', found: quoteText(notification.serverId, 40), expected: 'the identifier without a zero octet behind it' }));
  }
  if (vendorData.length === 1 && vendorData[0] === 0) {
    const where = { kind: 'wbxml', byte: octets.length - 1, length: 1 } as const;
    findings.push(finding({ code: 'dm1-p0/vendor-zero', where, path: 'vendor-specific', found: 'the octet 00', expected: 'nothing, or data of a vendor' }));
  }
  return findings;
}

function octetsOfField({ bit, bits }: BitField): { readonly byte: number; readonly length: number } {
  const byte = bit >> 3;
  return { byte, length: ((bit + bits - 1) >> 3) - byte + 1 };
}

function spansOf(octets: Uint8Array, notification: Package0): readonly FieldSpan[] {
  const meanings: Readonly<Record<Package0FieldName, string>> = {
    digest: 'MD5',
    version: notification.version === PACKAGE0_VERSION ? '1.1' : `${notification.version}`,
    'ui-mode': notification.uiMode,
    initiator: notification.initiator,
    reserved: notification.reserved === 0 ? 'zero' : 'not zero',
    'session-id': `SessionID ${sessionIdText(notification.sessionId)}`,
    'length-identifier': `${notification.identifierLength} octets`,
  };
  const fixed = PACKAGE0_FIELDS.map((field): FieldSpan => ({ name: field.name, ...octetsOfField(field), bit: field.bit, bits: field.bits, meaning: meanings[field.name] }));
  const { identifier, serverId, vendorData } = notification;
  const tail = [
    { name: 'server-identifier', byte: FIXED_OCTETS, length: identifier.length, meaning: quoteText(serverId, 60) },
    { name: 'vendor-specific', byte: octets.length - vendorData.length, length: vendorData.length, meaning: `${vendorData.length} octets of the vendor` },
  ] as const;
  return [...fixed, ...tail.filter(({ length }) => length > 0).map((span): FieldSpan => ({ ...span, bit: span.byte * 8, bits: span.length * 8 }))];
}
