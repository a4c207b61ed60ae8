/** Inputs with one fault each, and the one finding or error that comes of it. Tests only. */

import { DecodeError } from '../../../decode-error.js';
import { byteOf } from '../../model/element.js';
import type { Finding1 } from '../../model/finding.js';
import { readBase64 } from '../base64.js';
import { basicCredential, readBasic } from '../basic.js';
import { readHmacHeader, writeHmacHeader } from '../hmac-header.js';
import { readNonce } from '../nonce.js';
import { readDigest } from '../read-digest.js';

export interface Fault {
  readonly name: string;
  /** Codes with the byte of each. */
  readonly make: () => readonly string[];
  readonly expected: string;
}

const shown = ({ findings }: { readonly findings: readonly Finding1[] }): readonly string[] => findings.map(({ code, where }) => `${code} ${byteOf(where)}`);

function thrown(act: () => unknown): readonly string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof DecodeError) return [`${error.fault.code} ${error.fault.position.byte}`];
    throw error;
  }
}

const b64 = (name: string, text: string, expected: string): Fault => ({ name, make: () => shown(readBase64({ text, path: 'x' })), expected });
const nonce = (name: string, text: string, expected: string): Fault => ({ name, make: () => shown(readNonce({ text, path: 'x' })), expected });
const basic = (name: string, text: string, expected: string): Fault => ({ name, make: () => shown(readBasic({ text, path: 'x' })), expected });
const digest = (name: string, text: string, expected: string): Fault => ({ name, make: () => shown(readDigest({ text, path: 'x' })), expected });
const header = (name: string, value: string, expected: string): Fault => ({ name, make: () => shown(readHmacHeader(value)), expected });

const MAC = 'clIEAg8z+CXO5UlbAh33ow==';

export const CREDENTIAL_FAULTS: readonly Fault[] = [
  b64('Base64 that is too long', 'A'.repeat(65_540), 'dm1-cred/size 0'),
  b64('a comma in Base64', 'QUJD,UJD', 'dm1-cred/b64-character 4'),
  b64('text behind padding', 'QQ==QUJD', 'dm1-cred/b64-character 4'),
  b64('one character alone', 'nonce', 'dm1-cred/b64-length 5'),
  b64('no padding', 'QQ', 'dm1-cred/b64-padding 2'),
  b64('too much padding', 'QUI==', 'dm1-cred/b64-padding 3'),
  b64('spare bits', 'QR==', 'dm1-cred/b64-bits 2'),
  b64('a line break', 'QUJD\r\nQUJD', 'dm1-cred/b64-space 4'),
  b64('the alphabet of URLs', 'QU-_', 'dm1-cred/b64-alphabet 2'),
  nonce('an empty nonce', '', 'dm1-cred/nonce-empty 0'),
  nonce('a nonce of ten octets', 'LG3iZQhhdmKNHg==', 'dm1-cred/nonce-short 0'),
  basic('no colon', 'QUJD', 'dm1-cred/basic-colon 0'),
  basic('Latin-1', 'QTrp', 'dm1-cred/basic-characters 0'),
  { name: 'a colon in the user name', make: () => thrown(() => basicCredential({ user: 'a:b', password: 'c' })), expected: 'dm1-cred/user 0' },
  digest('a digest of three octets', 'QUJD', 'dm1-cred/digest-length 0'),
  digest('hexadecimal text', '725204020f33f825cee5495b021df7a3', 'dm1-cred/digest-hex 0'),
  digest('Base64 of hexadecimal text', 'NzI1MjA0MDIwZjMzZjgyNWNlZTU0OTViMDIxZGY3YTM=', 'dm1-cred/digest-hex 0'),
  header('a header that is too long', 'a'.repeat(10_000), 'dm1-cred/size 8192'),
  header('two commas', `username="u",, mac=${MAC}`, 'dm1-cred/header-syntax 13'),
  header('a name with a space', `user name="u", username="u", mac=${MAC}`, 'dm1-cred/header-syntax 0, dm1-cred/header-unknown 0'),
  header('quotes without end', `mac=${MAC}, username="u`, 'dm1-cred/header-syntax 41'),
  header('text behind quotes', `username="u"v, mac=${MAC}`, 'dm1-cred/header-syntax 12'),
  header('no username', `mac=${MAC}`, 'dm1-cred/header-missing 28'),
  header('no mac', 'username="u"', 'dm1-cred/header-missing 12'),
  header('two of them', `username="u", username="v", mac=${MAC}`, 'dm1-cred/header-repeated 14'),
  header('an attribute nobody knows', `username="u", mac=${MAC}, qop=1`, 'dm1-cred/header-unknown 44'),
  header('another algorithm', `algorithm=SHA1, username="u", mac=${MAC}`, 'dm1-cred/header-algorithm 0'),
  header('a username without quotes', `username=u, mac=${MAC}`, 'dm1-cred/header-quotes 9'),
  header('a mac in quotes', `username="u", mac="${MAC}"`, 'dm1-cred/header-quotes 19'),
  header('a mac of three octets', 'username="u", mac=QUJD', 'dm1-cred/digest-length 18'),
  { name: 'a line break in the username', make: () => thrown(() => writeHmacHeader({ username: 'a\r\nb', mac: MAC })), expected: 'dm1-cred/header-value 1' },
];
