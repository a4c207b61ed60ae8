/** What a DM 2.0 notification (Package#0, OMA-TS-DM_Protocol-V2_0, ~5.2.1) says, and where each part stands in it. */

import type { ConnectionType, LengthCoding } from './options.js';
import type { NotificationCodeEntry, Notification2ErrorCode } from './error-codes.js';

/** Bytes of the notification, counted from 0. */
export interface BytePlace {
  readonly kind: 'bytes';
  readonly byte: number;
  readonly length: number;
}

interface OptionFacts {
  readonly number: number;
  /** The bytes of the value, whatever it means. */
  readonly bytes: Uint8Array;
  /** The option with its head. */
  readonly where: BytePlace;
  /** First byte of the value. */
  readonly valueByte: number;
}

/** One option. `other`: a number that nobody defined, or a value that does not fit its option. */
export type NotificationOption =
  | (OptionFacts & { readonly kind: 'server-id'; readonly value: string })
  | (OptionFacts & { readonly kind: 'preferred-con-type'; readonly value: ConnectionType })
  | (OptionFacts & { readonly kind: 'notification-id'; readonly value: number })
  | (OptionFacts & { readonly kind: 'digest'; readonly value: Uint8Array })
  /** Seconds of POSIX time. */
  | (OptionFacts & { readonly kind: 'timestamp'; readonly value: bigint })
  | (OptionFacts & { readonly kind: 'req-mos' })
  | (OptionFacts & { readonly kind: 'other' });

export interface Notification2 {
  readonly version: number;
  /** OC of the header. */
  readonly optionCount: number;
  /** 7 bits. */
  readonly reserved: number;
  readonly options: readonly NotificationOption[];
}

export interface Finding2 {
  readonly code: Notification2ErrorCode;
  /** Id of the catalogue of DM 2.0, or ''. */
  readonly requirement: string;
  readonly clause: string;
  readonly where: BytePlace;
  /** `header`, or the option: `option[2] PREFERRED-CON-TYPE`, counted from 1. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly severity: NotificationCodeEntry['severity'];
}

export interface NotificationReading {
  readonly notification: Notification2;
  /** The one it was read with. */
  readonly coding: LengthCoding;
  /** All codings under which it is whole: for short values two of them agree. */
  readonly fitting: readonly LengthCoding[];
  /** In the order of the bytes. */
  readonly findings: readonly Finding2[];
}
