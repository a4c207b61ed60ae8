/** Defects in sending notifications (Package#0; clauses ~5.2.1 and ~7.1). */
import { encodeRawNotification, type NotificationFacts, type RawOption } from '../../../protocol/dm2/notification/encode.js';
import { decodeNotification } from '../../../protocol/dm2/notification/decode.js';
import { notificationDigest } from '../../../protocol/dm2/notification/digest.js';
import type { LengthCoding } from '../../../protocol/dm2/notification/options.js';
import type { ServerParts } from '../../../reference/dm2-server/parts.js';
import { onlyWhen } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

/** Seconds from 1900, where NTP begins, to 1970. */
const NTP_SECONDS = 2_208_988_800;
const DIGEST = 4;
const REQ_MOS = 6;

export const mutants: readonly ServerMutant[] = [
  ...(['udp', 'http', 'push'] as const).map((carrier): ServerMutant => ({
    id: `dm2/server/pkg0/never-sends-by-${carrier}`,
    role: 'server',
    violates: 'DM2-PKG0-S-001',
    does: `says that it sent a notification, and sends none (${carrier})`,
    parts: (standard) => ({
      sendNotification: onlyWhen(standard.sendNotification, (_server, { to }) => to.carrier === carrier, () => Promise.resolve()),
    }),
  })),
  {
    id: 'dm2/server/pkg0/no-envelope',
    role: 'server',
    violates: 'DM2-PKG0-S-001',
    does: 'posts the octets of a push without the response around them',
    parts: (standard) => ({
      sendNotification: onlyWhen(standard.sendNotification, (_server, { to }) => to.carrier === 'push', (server, { to, body }) => standard.sendNotification(server, { to: to.carrier === 'push' ? { carrier: 'http', url: to.url } : to, body })),
    }),
  },
  {
    id: 'dm2/server/pkg0/ends-with-nul',
    role: 'server',
    violates: 'DM2-PKG0-S-003',
    does: 'sends the terminating NUL of its buffer behind the options',
    parts: (standard) => octets(standard, (bytes) => Uint8Array.of(...bytes, 0)),
  },
  {
    id: 'dm2/server/pkg0/counts-versions',
    role: 'server',
    violates: 'DM2-PKG0-S-004',
    does: 'counts its notifications in VER',
    parts(standard) {
      let sent = 0;
      return octets(standard, (bytes) => {
        sent = (sent % 15) + 1;
        return bytes.map((octet, index) => (index === 0 ? (sent << 4) | (octet & 0x0f) : octet));
      });
    },
    tests: 'alone',
  },
  {
    id: 'dm2/server/pkg0/counts-one-more',
    role: 'server',
    violates: 'DM2-PKG0-S-005',
    does: 'writes one option more into OC than it sends',
    parts: (standard) => raw(standard, ({ optionCount, ...rest }) => ({ ...rest, optionCount: optionCount + 1 })),
  },
  {
    id: 'dm2/server/pkg0/noise-in-reserved-bits',
    role: 'server',
    violates: 'DM2-PKG0-S-006',
    does: 'leaves ones in the reserved bits',
    parts: (standard) => octets(standard, (bytes) => bytes.map((octet, index) => (index === 1 ? octet | 0x55 : octet))),
  },
  {
    id: 'dm2/server/pkg0/server-id-twice',
    role: 'server',
    violates: 'DM2-PKG0-S-007',
    does: 'writes SERVER-ID twice',
    parts: (standard) => raw(standard, ({ options, optionCount, ...rest }) => ({ ...rest, options: [...options.slice(0, 1), ...options], optionCount: optionCount + 1 })),
  },
  {
    id: 'dm2/server/pkg0/delta-one-short',
    role: 'server',
    violates: 'DM2-PKG0-S-008',
    does: 'counts the options left out before REQ-MOS one short',
    parts: (standard) => raw(standard, ({ options, ...rest }) => ({ ...rest, options: options.map((option, index) => (option.number === REQ_MOS && (options[index - 1]?.number ?? 0) < REQ_MOS - 1 ? { ...option, number: REQ_MOS - 1 } : option)) })),
  },
  {
    id: 'dm2/server/pkg0/length-without-value',
    role: 'server',
    violates: 'DM2-PKG0-S-008',
    does: 'writes the length 1 for REQ-MOS and no value',
    parts: (standard) => ({
      encodeNotification(server, args) {
        const bytes = standard.encodeNotification(server, args);
        return args.facts.requestMos === 'yes' ? bytes.with(-1, (bytes.at(-1) ?? 0) | 1) : bytes;
      },
    }),
  },
  {
    id: 'dm2/server/pkg0/other-coding-for-long-values',
    role: 'server',
    violates: 'DM2-PKG0-B-010',
    does: 'writes long values in the coding of RFC 7252, whatever was agreed',
    parts: (standard) => ({ encodeNotification: (server, { facts, coding }) => standard.encodeNotification(server, { facts, coding: facts.serverId.length > 14 ? 'RFC' : coding }) }),
  },
  {
    id: 'dm2/server/pkg0/decomposed-text',
    role: 'server',
    violates: 'DM2-PKG0-S-011',
    does: 'writes letters and their marks apart',
    parts: (standard) => facts(standard, (given) => ({ ...given, serverId: given.serverId.normalize('NFD') })),
  },
  {
    id: 'dm2/server/pkg0/other-server-id',
    role: 'server',
    violates: 'DM2-PKG0-S-012',
    does: 'gives the name of its host instead of the SrvID',
    parts: (standard) => facts(standard, (given) => ({ ...given, serverId: 'host1' })),
  },
  {
    id: 'dm2/server/pkg0/codes-mixed-up',
    role: 'server',
    violates: 'DM2-PKG0-B-015',
    does: 'takes the codes of WLAN and wireline for each other',
    parts: (standard) => facts(standard, ({ connectionType, ...given }) => ({ ...given, ...(connectionType === undefined ? {} : { connectionType: connectionType === 'wlan' ? 'wireline' : connectionType === 'wireline' ? 'wlan' : connectionType }) })),
  },
  {
    id: 'dm2/server/pkg0/codes-from-one',
    role: 'server',
    violates: 'DM2-PKG0-B-015',
    does: 'counts the codes of connections from one',
    parts: (standard) => values(standard, ({ number, value }) => (number === 2 ? value.map((code) => code + 1) : value)),
  },
  {
    id: 'dm2/server/pkg0/short-id',
    role: 'server',
    violates: 'DM2-PKG0-S-017',
    does: 'writes a small NOTIFICATION-ID in one byte',
    parts: (standard) => values(standard, ({ number, value }) => (number === 3 && value[0] === 0 ? value.subarray(1) : value)),
  },
  {
    id: 'dm2/server/pkg0/new-id-for-each-copy',
    role: 'server',
    violates: 'DM2-PKG0-S-017',
    does: 'counts the NOTIFICATION-ID up when a notification is sent again',
    parts(standard) {
      const sent = new Map<string, number>();
      return {
        notificationFacts(server, args) {
          const given = standard.notificationFacts(server, args);
          const copies = sent.get(args.device.account.devId) ?? 0;
          if (given.notificationId === undefined) return given;
          sent.set(args.device.account.devId, copies + 1);
          return { ...given, notificationId: given.notificationId + copies };
        },
      };
    },
  },
  {
    id: 'dm2/server/pkg0/half-a-digest',
    role: 'server',
    violates: 'DM2-PKG0-S-019',
    does: 'sends the first half of the digest',
    parts: (standard) => values(standard, ({ number, value }) => (number === DIGEST ? value.subarray(0, 16) : value)),
  },
  {
    id: 'dm2/server/pkg0/digest-too-early',
    role: 'server',
    violates: 'DM2-PKG0-S-020',
    does: 'makes the digest before the options behind it are written',
    parts: (standard) => signed(standard, (options) => options.filter(({ number }) => number <= DIGEST)),
  },
  {
    id: 'dm2/server/pkg0/digest-of-options-without-place',
    role: 'server',
    violates: 'DM2-PKG0-S-020',
    does: 'makes the digest over a notification that has no place for it yet',
    parts: (standard) => signed(standard, (options) => options.filter(({ number }) => number !== DIGEST)),
  },
  {
    id: 'dm2/server/pkg0/time-since-1900',
    role: 'server',
    violates: 'DM2-PKG0-S-024',
    does: 'counts the seconds of TIMESTAMP from 1900',
    parts: (standard) => facts(standard, ({ timestamp, ...given }) => ({ ...given, ...(timestamp === undefined ? {} : { timestamp: { ...timestamp, seconds: timestamp.seconds + NTP_SECONDS } }) })),
  },
  {
    id: 'dm2/server/pkg0/value-in-req-mos',
    role: 'server',
    violates: 'DM2-PKG0-S-026',
    does: 'writes 01 into REQ-MOS',
    parts: (standard) => values(standard, ({ number, value }) => (number === REQ_MOS ? Uint8Array.of(1) : value)),
  },
];

/** Other octets than those that the reference would send. */
function octets(standard: ServerParts, change: (bytes: Uint8Array) => Uint8Array): Partial<ServerParts> {
  return { encodeNotification: (server, args) => change(standard.encodeNotification(server, args)) };
}

/** Another content than the one that the reference would send. */
function facts(standard: ServerParts, change: (given: NotificationFacts) => NotificationFacts): Partial<ServerParts> {
  return { notificationFacts: (server, args) => change(standard.notificationFacts(server, args)) };
}

interface Written {
  readonly version: number;
  readonly reserved: number;
  readonly optionCount: number;
  readonly coding: LengthCoding;
  readonly options: readonly RawOption[];
}

/** The same notification written otherwise. */
function raw(standard: ServerParts, change: (written: Written) => Written): Partial<ServerParts> {
  return {
    encodeNotification(server, args) {
      const { notification: { options, ...head } } = decodeNotification(standard.encodeNotification(server, args), { coding: args.coding });
      return encodeRawNotification(change({ ...head, coding: args.coding, options: options.map(({ number, bytes }) => ({ number, value: bytes })) }));
    },
  };
}

/** Other octets for the value of an option. */
function values(standard: ServerParts, change: (option: RawOption) => Uint8Array): Partial<ServerParts> {
  return raw(standard, ({ options, ...rest }) => ({ ...rest, options: options.map((option) => ({ ...option, value: change(option) })) }));
}

/** A digest over some of the options only. */
function signed(standard: ServerParts, covered: (options: readonly RawOption[]) => readonly RawOption[]): Partial<ServerParts> {
  return {
    encodeNotification(server, { facts: given, coding }) {
      const { credentials } = given;
      const bytes = standard.encodeNotification(server, { facts: given, coding });
      if (credentials === undefined) return bytes;
      const { notification: { options: read, version, reserved } } = decodeNotification(bytes, { coding });
      const options = read.map(({ number, bytes: value }) => ({ number, value: number === DIGEST ? new Uint8Array(32) : value }));
      const digest = notificationDigest(encodeRawNotification({ version, reserved, coding, options: covered(options) }), credentials);
      return encodeRawNotification({ version, reserved, coding, options: options.map((option) => (option.number === DIGEST ? { ...option, value: digest } : option)) });
    },
  };
}
