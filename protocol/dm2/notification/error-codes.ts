/** Codes of what the reader of DM 2.0 notifications finds. Rows of the table of `protocol/` (`protocol/error-codes.ts`). */

import type { ErrorCodeEntry } from '../../error-codes.js';

export interface NotificationCodeEntry extends ErrorCodeEntry {
  /** Id of the catalogue of DM 2.0, '' where none fits. */
  readonly requirement: string;
  /** `violation`: the clause forbids it. `oddity`: legal, a matter of readings, or harmless, but worth a word. */
  readonly severity: 'violation' | 'oddity';
}

const DM2 = 'OMA-TS-DM_Protocol-V2_0';

export const NOTIFICATION2_ERROR_CODES = Object.freeze({
  'dm2/p0-size': { meaning: 'a notification is larger than the limit of the reader', clause: `${DM2}, ~7.1.1`, requirement: '', severity: 'violation' },
  'dm2/p0-header': { meaning: 'a notification ends before its header does', clause: `${DM2}, ~7.1.1.1`, requirement: 'DM2-PKG0-S-003', severity: 'violation' },
  'dm2/p0-version': { meaning: 'a notification has another version than 1, the one of the examples', clause: `${DM2}, ~5.2.1.1`, requirement: '', severity: 'oddity' },
  'dm2/p0-reserved': { meaning: 'reserved bits of the header are not zero', clause: `${DM2}, ~7.1.1.1`, requirement: 'DM2-PKG0-S-006', severity: 'oddity' },
  'dm2/p0-truncated': { meaning: 'a notification ends inside an option', clause: `${DM2}, ~7.1.1.2`, requirement: 'DM2-PKG0-S-008', severity: 'violation' },
  'dm2/p0-length': { meaning: 'the length of an option is written with a value that its coding reserves', clause: `${DM2}, ~7.1.1.2`, requirement: 'DM2-PKG0-S-008', severity: 'violation' },
  'dm2/p0-count': { meaning: 'a notification has fewer options than its header says', clause: `${DM2}, ~5.2.1.1`, requirement: 'DM2-PKG0-S-005', severity: 'violation' },
  'dm2/p0-trailing': { meaning: 'bytes follow the last option', clause: `${DM2}, ~7.1.1.1`, requirement: 'DM2-PKG0-S-003', severity: 'violation' },
  'dm2/p0-order': { meaning: 'options do not stand in increasing order of their numbers', clause: `${DM2}, ~7.1.1.2`, requirement: 'DM2-PKG0-S-007', severity: 'violation' },
  'dm2/p0-unknown-option': { meaning: 'an option has a number that nobody defined', clause: `${DM2}, ~5.2.1.2`, requirement: '', severity: 'oddity' },
  'dm2/p0-server-id': { meaning: 'a notification has no SERVER-ID, or an empty one', clause: `${DM2}, ~5.2.1.2.1`, requirement: 'DM2-PKG0-S-012', severity: 'violation' },
  'dm2/p0-text': { meaning: 'a string is not UTF-8 in the form of Net-Unicode', clause: `${DM2}, ~5.2.1.2`, requirement: 'DM2-PKG0-S-011', severity: 'violation' },
  'dm2/p0-connection': { meaning: 'the PREFERRED-CON-TYPE is none of its four codes', clause: `${DM2}, ~5.2.1.2.2`, requirement: 'DM2-PKG0-B-015', severity: 'violation' },
  'dm2/p0-connection-length': { meaning: 'the PREFERRED-CON-TYPE is not one byte long', clause: `${DM2}, ~5.2.1.2.2`, requirement: '', severity: 'oddity' },
  'dm2/p0-notification-id': { meaning: 'the NOTIFICATION-ID is not two bytes long', clause: `${DM2}, ~5.2.1.2.3`, requirement: 'DM2-PKG0-S-017', severity: 'violation' },
  'dm2/p0-digest': { meaning: 'the SHA256-DIGEST is not 32 bytes long', clause: `${DM2}, ~5.2.1.2.4`, requirement: 'DM2-PKG0-S-019', severity: 'violation' },
  'dm2/p0-timestamp': { meaning: 'the TIMESTAMP is neither four nor eight bytes long', clause: `${DM2}, ~5.2.1.2.5`, requirement: '', severity: 'oddity' },
  'dm2/p0-req-mos': { meaning: 'the REQ-MOS has a value', clause: `${DM2}, ~5.2.1.2.6`, requirement: 'DM2-PKG0-S-026', severity: 'violation' },
  'dm2/p0-value': { meaning: 'a notification was to be written that its coding cannot hold; a fault of the caller', clause: `${DM2}, ~7.1.1`, requirement: '', severity: 'violation' },
} as const satisfies Readonly<Record<string, NotificationCodeEntry>>);

export type Notification2ErrorCode = keyof typeof NOTIFICATION2_ERROR_CODES;
