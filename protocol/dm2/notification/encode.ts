/**
 * Writing the DM 2.0 notification (OMA-TS-DM_Protocol-V2_0, ~5.2.1, ~7.1.1): a legal one from what it is to say, and, apart
 * from it, an illegal one from raw options for testers.
 */

import { joinOctets, octetsOf } from '../../octets.js';
import { notificationDigest, type NotificationSecret } from './digest.js';
import { notificationError } from './finding.js';
import { CONNECTION_TYPES, DIGEST_BYTES, MAX_DELTA, MAX_OPTION_BYTES, MAX_OPTIONS, OPTION_NUMBERS, writeOptionHead, type ConnectionType, type LengthCoding } from './options.js';

export interface NotificationFacts {
  readonly serverId: string;
  readonly connectionType?: ConnectionType;
  /** 0 to 65535. */
  readonly notificationId?: number;
  /** POSIX time of sending. Four bytes unless the width says eight. */
  readonly timestamp?: { readonly seconds: number; readonly bytes?: 4 | 8 };
  /** Present: the digest is made and put in. */
  readonly credentials?: NotificationSecret;
  readonly requestMos: 'yes' | 'no';
}

export interface NotificationWriter {
  /** `CD` by default. */
  readonly coding?: LengthCoding;
  /** 1 by default. */
  readonly version?: number;
}

/** A legal notification. Throws DecodeError `dm2/p0-value` for what the coding cannot hold. */
export function encodeNotification(facts: NotificationFacts, { coding = 'CD', version = 1 }: NotificationWriter = {}): Uint8Array {
  const { credentials } = facts;
  if (facts.serverId === '') throw refused('SERVER-ID', { found: 'an empty text', expected: 'the identifier of a server' });
  const raw = { version, reserved: 0, coding, options: optionsOf(facts) };
  const zeroed = encodeRawNotification(raw);
  if (credentials === undefined) return zeroed;
  const digest = notificationDigest(zeroed, credentials);
  const options = raw.options.map((option) => (option.number === OPTION_NUMBERS['SHA256-DIGEST'] ? { ...option, value: digest } : option));
  return encodeRawNotification({ ...raw, options });
}

function optionsOf({ serverId, connectionType, notificationId, timestamp, credentials, requestMos }: NotificationFacts): readonly RawOption[] {
  const option = (name: keyof typeof OPTION_NUMBERS, value: Uint8Array): RawOption => ({ number: OPTION_NUMBERS[name], value });
  return [
    option('SERVER-ID', octetsOf(serverId)),
    ...(connectionType === undefined ? [] : [option('PREFERRED-CON-TYPE', Uint8Array.of(CONNECTION_TYPES.indexOf(connectionType)))]),
    ...(notificationId === undefined ? [] : [option('NOTIFICATION-ID', unsignedBytes({ name: 'NOTIFICATION-ID', value: notificationId, bytes: 2 }))]),
    ...(credentials === undefined ? [] : [option('SHA256-DIGEST', new Uint8Array(DIGEST_BYTES))]),
    ...(timestamp === undefined ? [] : [option('TIMESTAMP', unsignedBytes({ name: 'TIMESTAMP', value: timestamp.seconds, bytes: timestamp.bytes ?? 4 }))]),
    ...(requestMos === 'yes' ? [option('REQ-MOS', new Uint8Array())] : []),
  ];
}

function unsignedBytes({ name, value, bytes }: { readonly name: string; readonly value: number; readonly bytes: number }): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (bytes * 8)) throw refused(name, { found: `${value}`, expected: `a whole number of ${bytes} bytes` });
  const octets = Uint8Array.from({ length: bytes }, (_, index) => Math.floor(value / 2 ** (8 * (bytes - 1 - index))) % 256);
  return octets;
}

export interface RawOption {
  readonly number: number;
  readonly value: Uint8Array;
}

export interface RawNotification {
  readonly version: number;
  /** 7 bits. */
  readonly reserved: number;
  /** OC; the number of options unless said otherwise. */
  readonly optionCount?: number;
  readonly coding: LengthCoding;
  /** As they are to stand. A delta cannot go back: descending numbers are refused, the same number twice is written. */
  readonly options: readonly RawOption[];
  /** Bytes behind the options. */
  readonly trailing?: Uint8Array;
}

/** A notification as it was asked for, for testers. Throws DecodeError `dm2/p0-value` for what its bits cannot hold. */
export function encodeRawNotification({ version, reserved, options, coding, optionCount = options.length, trailing = new Uint8Array() }: RawNotification): Uint8Array {
  checkRange('VER', { value: version, most: 15 });
  checkRange('OC', { value: optionCount, most: MAX_OPTIONS });
  checkRange('RESERVED', { value: reserved, most: 127 });
  const header = (version << 12) | (optionCount << 7) | reserved;
  const pieces = options.flatMap(({ number, value }, index) => {
    const delta = number - (options[index - 1]?.number ?? 0);
    checkRange(`delta to option ${number}`, { value: delta, most: MAX_DELTA });
    checkRange(`length of option ${number}`, { value: value.length, most: MAX_OPTION_BYTES[coding] });
    return [writeOptionHead({ delta, valueLength: value.length, coding }), value];
  });
  return joinOctets(Uint8Array.of(header >> 8, header & 0xff), ...pieces, trailing);
}

function checkRange(path: string, { value, most }: { readonly value: number; readonly most: number }): void {
  if (!Number.isInteger(value) || value < 0 || value > most) throw refused(path, { found: `${value}`, expected: `a whole number from 0 to ${most}` });
}

function refused(path: string, facts: { readonly found: string; readonly expected: string }): Error {
  return notificationError({ code: 'dm2/p0-value', byte: 0, path, ...facts });
}
