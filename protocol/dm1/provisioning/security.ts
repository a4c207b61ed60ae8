/**
 * The security of bootstrap messages: HMAC-SHA-1 over the document as it crosses the air, keyed by method (PROVBOOT 1.1, recalled;
 * for the DM profile DMSEC 5.1.7.2). Leaves out where SEC and MAC stand in the push (`content-type.ts`).
 */

import { hmacSha1 } from '../../digests.js';
import { equalOctets, hexOf, joinOctets, octetsOf, octetsOfHex } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { dm1Error } from '../error-codes.js';

export type CpMethod = 'NETWPIN' | 'USERPIN' | 'USERNETWPIN' | 'USERPINMAC';

/** By the value of SEC. */
export const CP_METHODS: readonly CpMethod[] = Object.freeze(['NETWPIN', 'USERPIN', 'USERNETWPIN', 'USERPINMAC']);

/** What the key of a method is made of. `networkSecret` for GSM: the result of `imsiOctets`. */
export type CpKey =
  | { readonly method: 'NETWPIN'; readonly networkSecret: Uint8Array }
  | { readonly method: 'USERPIN'; readonly pin: string }
  | { readonly method: 'USERNETWPIN'; readonly networkSecret: Uint8Array; readonly pin: string };

/**
 * The IMSI as the SIM stores it: an odd number of digits behind 9, an even number between 1 and F, then the digits of each
 * octet swapped. Throws DecodeError `dm1-prov/pin` for anything but 6 to 15 digits.
 */
export function imsiOctets(imsi: string): Uint8Array {
  if (!/^[0-9]{6,15}$/.test(imsi)) throw unfit('IMSI', { found: quoteText(imsi, 20), expected: '6 to 15 digits' });
  const nibbles = imsi.length % 2 === 1 ? `9${imsi}` : `1${imsi}f`;
  return Uint8Array.from({ length: nibbles.length / 2 }, (_, index) => Number.parseInt(`${nibbles.charAt(index * 2 + 1)}${nibbles.charAt(index * 2)}`, 16));
}

/** The 20 octets of the MAC. Throws DecodeError `dm1-prov/pin` for a PIN that is no digits or an empty secret. */
export function cpMac(key: CpKey, document: Uint8Array): Uint8Array {
  return hmacSha1({ key: keyOctets(key), octets: document });
}

/** The MAC parameter: 40 upper-case hexadecimal digits. */
export function cpMacText(key: CpKey, document: Uint8Array): string {
  return hexOf(cpMac(key, document)).toUpperCase();
}

export interface CpMacQuestion {
  /** The MAC parameter; digits in either case. */
  readonly mac: string;
  readonly document: Uint8Array;
}

/** Does the MAC parameter fit document and key? A text that is no MAC does not. */
export function checkCpMac(key: CpKey, { mac, document }: CpMacQuestion): 'valid' | 'invalid' {
  const received = octetsOfHex(mac);
  return received !== undefined && equalOctets(received, cpMac(key, document)) ? 'valid' : 'invalid';
}

function keyOctets(key: CpKey): Uint8Array {
  switch (key.method) {
    case 'NETWPIN':
      return checkedSecret(key.networkSecret);
    case 'USERPIN':
      return checkedPin(key.pin);
    case 'USERNETWPIN':
      return joinOctets(checkedSecret(key.networkSecret), checkedPin(key.pin));
  }
}

function checkedSecret(secret: Uint8Array): Uint8Array {
  if (secret.length === 0) throw unfit('network secret', { found: 'none', expected: 'octets' });
  return secret;
}

function checkedPin(pin: string): Uint8Array {
  if (!/^[0-9]+$/.test(pin)) throw unfit('PIN', { found: `${pin.length} characters that are not all digits`, expected: 'decimal digits' });
  return octetsOf(pin);
}

/** Digits that a PIN of USERPINMAC has at least; always an even number (DM1-BOOT-B-029). */
export const MIN_USERPINMAC_DIGITS = 10;
/** Twice the octets of the MAC. */
export const MAX_USERPINMAC_DIGITS = 40;

/** The whole PIN for a document: the random half, then one digit of each MAC octet, modulo 10. Throws `dm1-prov/pin` for a half of less than 5 or more than 20 digits. */
export function userPinMac(half: string, document: Uint8Array): string {
  if (half.length * 2 < MIN_USERPINMAC_DIGITS || half.length * 2 > MAX_USERPINMAC_DIGITS) throw unfit('PIN half', { found: `${half.length} digits`, expected: '5 to 20 digits' });
  const mac = hmacSha1({ key: checkedPin(half), octets: document });
  return half + Array.from(mac.subarray(0, half.length), (octet) => octet % 10).join('');
}

/** Does the PIN that the user typed fit the document? One of odd length, too short or with other characters does not. */
export function checkUserPinMac(pin: string, document: Uint8Array): 'valid' | 'invalid' {
  if (!/^[0-9]+$/.test(pin) || pin.length % 2 === 1 || pin.length < MIN_USERPINMAC_DIGITS || pin.length > MAX_USERPINMAC_DIGITS) return 'invalid';
  return equalOctets(octetsOf(userPinMac(pin.slice(0, pin.length / 2), document)), octetsOf(pin)) ? 'valid' : 'invalid';
}

/** Key of the DM profile. How a network secret becomes octets is not stated (DMSEC 5.1.7.2.3.1): the caller decides. */
export type DmProfileKey =
  | { readonly method: 'NETWORKID'; readonly networkSecret: Uint8Array }
  | { readonly method: 'USERPIN'; readonly pin: string }
  | { readonly method: 'USERPIN_NETWORKID'; readonly networkSecret: Uint8Array; readonly pin: string };

/** The 20 octets of the MAC of a bootstrap message of the DM profile, over its WBXML (DMSEC 5.1.7.2.1). */
export function dmProfileMac(key: DmProfileKey, document: Uint8Array): Uint8Array {
  switch (key.method) {
    case 'NETWORKID':
      return hmacSha1({ key: checkedSecret(key.networkSecret), octets: document });
    case 'USERPIN':
      return hmacSha1({ key: checkedPin(key.pin), octets: document });
    case 'USERPIN_NETWORKID':
      return hmacSha1({ key: joinOctets(checkedPin(key.pin), ':', checkedSecret(key.networkSecret)), octets: document });
  }
}

function unfit(path: string, facts: { readonly found: string; readonly expected: string }): Error {
  return dm1Error({ code: 'dm1-prov/pin', position: { byte: 0, line: 0, column: 0, path }, ...facts });
}
