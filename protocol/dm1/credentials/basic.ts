/** The credential `syncml:auth-basic`: Base64 of `user:password` (DMPRO 2.4.4.1). */

import { joinOctets, utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { dm1Error } from '../error-codes.js';
import { finding, type Finding1 } from '../model/finding.js';
import { readBase64, writeBase64 } from './base64.js';
import { placeIn, type TextSource } from './text-source.js';

/** Name and password of one side towards the other; hashed and sent as UTF-8. */
export interface Identity {
  readonly user: string;
  readonly password: string;
}

/** Content of Cred/Data. Throws DecodeError `dm1-cred/user` for a user name with a colon, which no reader could split. */
export function basicCredential(identity: Identity): string {
  if (identity.user.includes(':')) {
    throw dm1Error({ code: 'dm1-cred/user', position: { byte: 0, line: 0, column: 0, path: 'user' }, found: quoteText(identity.user, 40), expected: 'a user name without ":"' });
  }
  return writeBase64(joinOctets(identity.user, ':', identity.password));
}

export interface BasicReading {
  /** Absent if there is no colon. Octets that are not UTF-8 are read as Latin-1, one character each. */
  readonly identity?: Identity;
  readonly findings: readonly Finding1[];
}

/** Reads Cred/Data. The first colon parts user and password. Never throws. */
export function readBasic(source: TextSource): BasicReading {
  const { octets, findings } = readBase64(source);
  if (findings.some(({ code }) => code === 'dm1-cred/size')) return { findings };
  const where = placeIn(source, 0);
  const { path } = source;
  const decoded = utf8Of(octets);
  const text = decoded ?? Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  const oddities = decoded === undefined ? [finding({ code: 'dm1-cred/basic-characters', where, path, found: quoteText(text, 40), expected: 'user and password in UTF-8' })] : [];
  const colon = text.indexOf(':');
  if (colon < 0) {
    return { findings: [...findings, ...oddities, finding({ code: 'dm1-cred/basic-colon', where, path, found: `${octets.length} octets without ":"`, expected: 'Base64 of user:password' })] };
  }
  return { identity: { user: text.slice(0, colon), password: text.slice(colon + 1) }, findings: [...findings, ...oddities] };
}
