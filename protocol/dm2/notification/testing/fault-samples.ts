/** For each code of the notification one input that a strict reader, or the writer, refuses with it. Tests only. */

import { octetsOfHex } from '../../../octets.js';
import { decodeNotificationStrictly, MAX_NOTIFICATION_BYTES } from '../decode.js';
import { encodeNotification } from '../encode.js';
import type { Notification2ErrorCode } from '../error-codes.js';
import type { LengthCoding } from '../options.js';

/** Bytes of hexadecimal text; white space is for people. */
export function bytesOf(hex: string): Uint8Array {
  const bytes = octetsOfHex(hex.replaceAll(/\s/g, ''));
  if (bytes === undefined) throw new RangeError(`not hexadecimal: ${hex}`);
  return bytes;
}

const read = (hex: string, coding: LengthCoding = 'CD') => (): unknown => decodeNotificationStrictly(bytesOf(hex), { coding });

export const NOTIFICATION2_SAMPLES: Readonly<Record<Notification2ErrorCode, () => unknown>> = Object.freeze({
  'dm2/p0-size': () => decodeNotificationStrictly(new Uint8Array(MAX_NOTIFICATION_BYTES + 1)),
  'dm2/p0-header': read('11'),
  'dm2/p0-version': read('2080 14 73727631'),
  'dm2/p0-reserved': read('1081 14 73727631'),
  'dm2/p0-truncated': read('1080 14 737276'),
  'dm2/p0-length': read('1080 1f', 'RFC'),
  'dm2/p0-count': read('1100 14 73727631'),
  'dm2/p0-trailing': read('1080 14 73727631 00'),
  'dm2/p0-order': read('1100 14 73727631 04 73727632'),
  'dm2/p0-unknown-option': read('1100 14 73727631 60'),
  'dm2/p0-server-id': read('1080 60'),
  'dm2/p0-text': read('1080 14 737276ff'),
  'dm2/p0-connection': read('1100 14 73727631 11 04'),
  'dm2/p0-connection-length': read('1100 14 73727631 12 0102'),
  'dm2/p0-notification-id': read('1100 14 73727631 21 01'),
  'dm2/p0-digest': read('1100 14 73727631 31 01'),
  'dm2/p0-timestamp': read('1100 14 73727631 41 01'),
  'dm2/p0-req-mos': read('1100 14 73727631 51 01'),
  'dm2/p0-value': () => encodeNotification({ serverId: 's', notificationId: 65_536, requestMos: 'no' }),
});
