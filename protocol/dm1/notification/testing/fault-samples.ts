/** Notifications with one fault each, and what is said of it. Tests only. */

import { DecodeError } from '../../../decode-error.js';
import { octetsOf, octetsOfHex } from '../../../octets.js';
import { byteOf } from '../../model/element.js';
import type { Finding1 } from '../../model/finding.js';
import { decodePackage0 } from '../decode.js';
import { encodeIllegalPackage0, encodePackage0, type RawPackage0 } from '../encode.js';
import { decodeTrigger13, encodeTrigger13, type Trigger13Facts } from '../trigger13.js';
import { readWapPush } from '../wap-push.js';

/** Octets of hexadecimal text; white space is for people. */
export function fromHex(hex: string): Uint8Array {
  const octets = octetsOfHex(hex.replaceAll(/\s/g, ''));
  if (octets === undefined) throw new RangeError(`not hexadecimal: ${hex}`);
  return octets;
}

/** Legal raw fields, to be broken one by one. */
export const LEGAL_FIELDS: RawPackage0 = {
  digest: new Uint8Array(16), version: 11, uiMode: 1, initiator: 0, reserved: 0, sessionId: 0x1234,
  identifierLength: 3, identifier: octetsOf('srv'), vendorData: new Uint8Array(),
};

export interface Fault {
  readonly name: string;
  readonly make: () => { readonly findings: readonly Finding1[] };
  /** Codes, each with its byte. */
  readonly expected: string;
}

/** The findings of an act as text, or those of its error. */
export function outcomeOf(make: Fault['make']): string {
  try {
    return make().findings.map(({ code, where }) => `${code} ${byteOf(where)}`).join(', ');
  } catch (error) {
    if (error instanceof DecodeError) return `${error.fault.code} ${error.fault.position.byte}`;
    throw error;
  }
}

const read = (name: string, fields: Partial<RawPackage0>, expected: string): Fault => ({ name, make: () => decodePackage0(encodeIllegalPackage0({ ...LEGAL_FIELDS, ...fields })), expected });
const trigger = (name: string, options: Trigger13Facts['options'], expected: string): Fault => {
  const octets = encodeTrigger13({ version: 1, options, digest: new Uint8Array(16) });
  return { name, make: () => decodeTrigger13(octets), expected: `dm1-p013/assumed 0, ${expected}` };
};
const push = (name: string, hex: string, expected: string): Fault => ({ name, make: () => readWapPush(fromHex(hex), 'user-data-header'), expected });
const nothing = { findings: [] };
const SERVER = { number: 1, value: octetsOf('srv') };
const written = (name: string, change: Partial<Parameters<typeof encodePackage0>[0]>): Fault => ({
  name,
  make: () => {
    encodePackage0({ uiMode: 'background', initiator: 'client', sessionId: 1, serverId: 's', vendorData: new Uint8Array(), ...change }, { password: 'p', nonce: new Uint8Array() });
    return nothing;
  },
  expected: 'dm1-p0/value 0',
});

export const NOTIFICATION_FAULTS: readonly Fault[] = [
  { name: 'too many octets', make: () => decodePackage0(new Uint8Array(70_000)), expected: 'dm1-p0/size 65536' },
  { name: 'too many octets of 1.3', make: () => decodeTrigger13(new Uint8Array(70_000)), expected: 'dm1-p0/size 0' },
  { name: 'a header cut off', make: () => decodePackage0(new Uint8Array(23)), expected: 'dm1-p0/truncated 23' },
  read('version 12', { version: 12 }, 'dm1-p0/version 16'),
  read('a reserved bit', { reserved: 1 }, 'dm1-p0/reserved 17'),
  read('session 0', { sessionId: 0 }, 'dm1-p0/session-id 21'),
  read('an identifier cut off', { identifierLength: 4 }, 'dm1-p0/identifier-length 23'),
  read('no identifier', { identifierLength: 0, identifier: new Uint8Array() }, 'dm1-p0/identifier-empty 23'),
  read('an identifier that is no text', { identifier: Uint8Array.of(0x73, 0xff, 0x76) }, 'dm1-p0/identifier-text 24'),
  read('a terminator', { identifier: octetsOf('sr\0') }, 'dm1-p0/terminator 26'),
  read('a terminator behind', { vendorData: Uint8Array.of(0) }, 'dm1-p0/vendor-zero 27'),
  written('a session id of 17 bits', { sessionId: 0x1_0000 }),
  written('a server identifier of 256 octets', { serverId: 'é'.repeat(128) }),
  push('a push cut off', '0605040b84c002 01 06 03 c4af', 'dm1-p0/push-truncated 12'),
  push('another port', '0605040b85c002 01 06 03 c4af87', 'dm1-p0/push-port 0'),
  push('another PDU', '0605040b84c002 01 07 03 c4af87', 'dm1-p0/push-pdu 8'),
  push('headers in another order', '0605040b84c002 01 06 03 af87c4', 'dm1-p0/push-headers 10'),
  push('headers that are too long', `0605040b84c002 01 06 27 c4af87${'80'.repeat(36)}`, 'dm1-p0/push-headers 10, dm1-p0/push-length 0'),
  trigger('options out of order', [{ number: 3, value: Uint8Array.of(1) }, SERVER], 'dm1-p013/order 5'),
  trigger('an unknown option', [SERVER, { number: 7, value: new Uint8Array() }], 'dm1-p013/option 7'),
  trigger('a bearer of two octets', [SERVER, { number: 4, value: new Uint8Array(2) }], 'dm1-p013/option-size 7'),
  trigger('a reason that is no text', [SERVER, { number: 5, value: Uint8Array.of(0xff) }], 'dm1-p013/option-text 7'),
  trigger('no server', [{ number: 3, value: Uint8Array.of(1) }], 'dm1-p013/occurrence 2'),
  trigger('two servers', [SERVER, SERVER], 'dm1-p013/occurrence 7'),
  { name: 'an option of 1.3 cut off', make: () => decodeTrigger13(fromHex('1080 1004 7372')), expected: 'dm1-p013/assumed 0, dm1-p013/truncated 2, dm1-p013/truncated 6, dm1-p013/occurrence 2' },
  { name: 'an octet behind the digest of 1.3', make: () => decodeTrigger13(fromHex(`1080 1001 73 ${'00'.repeat(17)}`)), expected: 'dm1-p013/assumed 0, dm1-p013/trailing 21' },
];
