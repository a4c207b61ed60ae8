/**
 * The digest of the DM 2.0 notification (OMA-TS-DM_Protocol-V2_0, ~5.2.1.2.4): SHA-256 over the secret and the whole
 * notification with 32 zero bytes in the place of the digest; one sentence of the text appends the authentication data.
 */

import { sha256 } from '../../digests.js';
import { equalOctets, joinOctets } from '../../octets.js';
import type { Notification2 } from './notification.js';

/** Secret and data of the account as raw bytes, Base64 undone. */
export interface NotificationSecret {
  readonly secret: Uint8Array;
  /** Appended unless it is empty or absent. */
  readonly data?: Uint8Array;
}

/** The digest over a notification whose digest option holds zeros. */
export function notificationDigest(zeroed: Uint8Array, { secret, data = new Uint8Array() }: NotificationSecret): Uint8Array {
  return sha256(joinOctets(secret, zeroed, data));
}

/** `with-data`, `without-data`: the reading of A-04 under which it verifies. */
export type DigestCheck = 'with-data' | 'without-data' | 'invalid' | 'absent';

/** Checks the digest of a notification that was read from these bytes. A digest of the wrong length counts as invalid. */
export function checkNotification(bytes: Uint8Array, { notification, credentials }: { readonly notification: Notification2; readonly credentials: NotificationSecret }): DigestCheck {
  const option = notification.options.find(({ number }) => number === 4);
  if (option === undefined) return 'absent';
  if (option.kind !== 'digest') return 'invalid';
  const zeroed = Uint8Array.from(bytes);
  zeroed.fill(0, option.valueByte, option.valueByte + option.bytes.length);
  const { secret, data } = credentials;
  const hasData = data !== undefined && data.length > 0;
  if (hasData && equalOctets(notificationDigest(zeroed, credentials), option.value)) return 'with-data';
  return equalOctets(notificationDigest(zeroed, { secret }), option.value) ? 'without-data' : 'invalid';
}

export interface Freshness {
  readonly timestampSeconds: bigint;
  readonly nowSeconds: bigint;
  /** How far the clocks of both sides may lie apart, either way. */
  readonly toleranceSeconds: bigint;
}

/** Is the TIMESTAMP near enough to now? The text names no bound (~5.2.1.2.5): it is the caller's. */
export function isFresh({ timestampSeconds, nowSeconds, toleranceSeconds }: Freshness): boolean {
  const apart = timestampSeconds > nowSeconds ? timestampSeconds - nowSeconds : nowSeconds - timestampSeconds;
  return apart <= toleranceSeconds;
}
