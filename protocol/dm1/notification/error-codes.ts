/** Codes of what the readers of DM 1.x notifications find. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const LAYOUT = 'DMNOTI 6.2.1';
/** Nobody here has read the text of the 1.3 format: nothing about it is a violation. */
const LAYOUT_13 = 'DMNOTI 1.3 (recalled)';
const OPTIONS_13 = 'DM1-PKG0-B-032';

export const NOTIFICATION_ERROR_CODES = Object.freeze({
  'dm1-p0/size': { meaning: 'the notification is larger than the limit of the reader', clause: LAYOUT, requirement: '', severity: 'limit' },
  'dm1-p0/truncated': { meaning: 'the notification ends before its fixed fields do', clause: LAYOUT, requirement: 'DM1-PKG0-S-001', severity: 'violation' },
  'dm1-p0/version': { meaning: 'the version is not 11, which means 1.1', clause: 'DMNOTI 6.2.2.6', requirement: 'DM1-PKG0-S-004', severity: 'violation' },
  'dm1-p0/reserved': { meaning: 'bits for future use are not zero', clause: 'DMNOTI 6.2.2.9', requirement: 'DM1-PKG0-S-006', severity: 'violation' },
  'dm1-p0/session-id': { meaning: 'the session id is 0', clause: 'DMNOTI 6.2.1', requirement: 'DM1-PKG0-S-001', severity: 'violation' },
  'dm1-p0/identifier-length': { meaning: 'the length of the server identifier exceeds what follows', clause: 'DMNOTI 6.2.2.11', requirement: 'DM1-PKG0-S-016', severity: 'violation' },
  'dm1-p0/identifier-empty': { meaning: 'the server identifier is empty, so that no account can be chosen by it', clause: 'DMNOTI 6.2.2.12', requirement: '', severity: 'oddity' },
  'dm1-p0/identifier-text': { meaning: 'the server identifier is not UTF-8', clause: 'DMNOTI 6.2.2.12', requirement: '', severity: 'oddity' },
  'dm1-p0/terminator': { meaning: 'the server identifier ends with a terminator, which its length counts', clause: 'DMNOTI 6.2.2.11, 6.2.2.12', requirement: 'DM1-PKG0-S-016', severity: 'violation' },
  'dm1-p0/vendor-zero': { meaning: 'one zero octet follows the server identifier, more likely a terminator than vendor data', clause: 'DMNOTI 6.2.2.13', requirement: '', severity: 'oddity' },
  'dm1-p0/value': { meaning: 'a field that its bits cannot hold was to be written; a fault of the caller', clause: LAYOUT, requirement: '', severity: 'violation' },
  'dm1-p0/push-truncated': { meaning: 'the push ends before its headers do', clause: 'DMNOTI 6.3.1', requirement: 'DM1-PKG0-S-025', severity: 'violation' },
  'dm1-p0/push-port': { meaning: 'the push does not go to port 2948', clause: 'DMNOTI 6.3.1', requirement: 'DM1-PKG0-S-026', severity: 'violation' },
  'dm1-p0/push-pdu': { meaning: 'the message is no push of connectionless WSP', clause: 'DMNOTI 6.3.1', requirement: 'DM1-PKG0-S-025', severity: 'violation' },
  'dm1-p0/push-headers': { meaning: 'the headers of the push are not content type 44 and application id 07, in that order', clause: 'DMNOTI 6.3.1', requirement: 'DM1-PKG0-S-025', severity: 'violation' },
  'dm1-p0/push-length': { meaning: 'the headers of the push take more than 48 octets', clause: 'DMNOTI 6.3.1', requirement: 'DM1-PKG0-S-026', severity: 'violation' },
  'dm1-p013/assumed': { meaning: 'the layout of the 1.3 notification is assumed, not read', clause: LAYOUT_13, requirement: '', severity: 'oddity' },
  'dm1-p013/truncated': { meaning: 'under the assumed layout an option or the digest is cut off', clause: LAYOUT_13, requirement: 'DM1-PKG0-B-030', severity: 'oddity' },
  'dm1-p013/trailing': { meaning: 'under the assumed layout octets are left behind the digest', clause: LAYOUT_13, requirement: 'DM1-PKG0-B-030', severity: 'oddity' },
  'dm1-p013/order': { meaning: 'options do not follow the order of their numbers', clause: LAYOUT_13, requirement: OPTIONS_13, severity: 'oddity' },
  'dm1-p013/option': { meaning: 'an option that nobody defined', clause: LAYOUT_13, requirement: OPTIONS_13, severity: 'oddity' },
  'dm1-p013/option-size': { meaning: 'the value of an option is shorter or longer than its format allows', clause: LAYOUT_13, requirement: OPTIONS_13, severity: 'oddity' },
  'dm1-p013/option-text': { meaning: 'the text of an option is not UTF-8', clause: LAYOUT_13, requirement: OPTIONS_13, severity: 'oddity' },
  'dm1-p013/occurrence': { meaning: 'an option stands too often, or the Server-ID is absent', clause: LAYOUT_13, requirement: OPTIONS_13, severity: 'oddity' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
