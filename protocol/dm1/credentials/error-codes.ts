/** Codes of what the readers of credentials find. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const HEADER = 'DMSEC 5.1.4.3';

export const CREDENTIAL_ERROR_CODES = Object.freeze({
  'dm1-cred/size': { meaning: 'a credential, nonce or header value is longer than the limit of the reader', clause: HEADER, requirement: '', severity: 'limit' },
  'dm1-cred/b64-character': { meaning: 'a character that Base64 does not have', clause: 'RFC 4648, 4', requirement: '', severity: 'violation' },
  'dm1-cred/b64-length': { meaning: 'Base64 ends with one character alone, which is less than an octet', clause: 'RFC 4648, 4', requirement: '', severity: 'violation' },
  'dm1-cred/b64-padding': { meaning: 'Base64 without its padding, or with too much of it', clause: 'RFC 4648, 3.2', requirement: '', severity: 'oddity' },
  'dm1-cred/b64-bits': { meaning: 'the last character of Base64 holds bits that belong to no octet', clause: 'RFC 4648, 3.5', requirement: '', severity: 'oddity' },
  'dm1-cred/b64-space': { meaning: 'white space inside or around Base64', clause: 'RFC 2045, 6.8', requirement: '', severity: 'oddity' },
  'dm1-cred/b64-alphabet': { meaning: 'Base64 in the alphabet for URLs', clause: 'RFC 4648, 5', requirement: '', severity: 'oddity' },
  'dm1-cred/nonce-empty': { meaning: 'a nonce without any octet', clause: 'DMSEC 5.1.3.3', requirement: 'DM1-AUTH-B-027', severity: 'oddity' },
  'dm1-cred/nonce-short': { meaning: 'a nonce of less than 16 octets', clause: 'DMSEC 5.1.3.3', requirement: 'DM1-AUTH-B-027', severity: 'oddity' },
  'dm1-cred/basic-colon': { meaning: 'a basic credential without colon between user and password', clause: 'DMPRO 2.4.4.1', requirement: 'DM1-AUTH-B-020', severity: 'violation' },
  'dm1-cred/basic-characters': { meaning: 'a basic credential whose octets are not UTF-8', clause: 'DMPRO 2.4.4.1', requirement: '', severity: 'oddity' },
  'dm1-cred/digest-length': { meaning: 'a digest that is not 16 octets long', clause: 'DMSEC 5.1.3.2', requirement: 'DM1-AUTH-B-019', severity: 'violation' },
  'dm1-cred/digest-hex': { meaning: 'Base64 over the hexadecimal text of a digest in place of its octets', clause: 'DMSEC 5.1.3.2', requirement: 'DM1-AUTH-B-019', severity: 'violation' },
  'dm1-cred/user': { meaning: 'a user name with a colon was to be put into a credential; a fault of the caller', clause: 'DMPRO 2.4.4.1', requirement: '', severity: 'violation' },
  'dm1-cred/header-syntax': { meaning: 'the integrity header is no list of name "=" value', clause: HEADER, requirement: 'DM1-SEC-B-020', severity: 'violation' },
  'dm1-cred/header-missing': { meaning: 'the integrity header lacks username or mac', clause: HEADER, requirement: 'DM1-SEC-B-020', severity: 'violation' },
  'dm1-cred/header-repeated': { meaning: 'the integrity header gives an attribute twice', clause: HEADER, requirement: 'DM1-SEC-B-020', severity: 'violation' },
  'dm1-cred/header-unknown': { meaning: 'the integrity header has an attribute that nobody defined', clause: HEADER, requirement: '', severity: 'oddity' },
  'dm1-cred/header-algorithm': { meaning: 'the integrity header names another algorithm than MD5', clause: HEADER, requirement: 'DM1-SEC-B-020', severity: 'violation' },
  'dm1-cred/header-quotes': { meaning: 'the integrity header has quotes where there should be none, or none around the user name', clause: HEADER, requirement: 'DM1-SEC-B-020', severity: 'oddity' },
  'dm1-cred/header-value': { meaning: 'a user name that no header value can hold was to be written; a fault of the caller', clause: HEADER, requirement: '', severity: 'violation' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
