/**
 * The notifications that open a session, as readings: Package 0 of DM 1.2 bare or in its push (DMNOTI 6), that of DM 1.3 as
 * far as it is known, Package#0 of DM 2.0 (OMA-TS-DM_Protocol-V2_0, ~5.2.1). Leaves out whether a digest verifies: that
 * takes a secret.
 */

import { DecodeError } from '../decode-error.js';
import { decodePackage0, type FieldSpan } from '../dm1/notification/decode.js';
import { decodeTrigger13 } from '../dm1/notification/trigger13.js';
import { sessionIdText } from '../dm1/notification/package0.js';
import { readWapPush } from '../dm1/notification/wap-push.js';
import { decodeNotification } from '../dm2/notification/decode.js';
import type { Finding2, NotificationOption } from '../dm2/notification/notification.js';
import { optionName } from '../dm2/notification/options.js';
import { quoteText } from '../quote.js';
import { unreadable } from './read-elements.js';
import { pushStart } from './recognise.js';
import { NO_SUBJECT, type Reading, type Remark, type Row, type Subject, type Tile } from './reading.js';
import { inOrder, remarkOfFault, remarkOfFinding } from './remarks.js';
import { isText } from '../dm1/describe/element-rows.js';

/** Reads Package 0 of DM 1.2, with the push around it if there is one. Never throws. */
export function readPackage0(bytes: Uint8Array): Reading {
  return typed(bytes, () => {
    const start = pushStart(bytes);
    if (start === undefined) return ofPackage0(bytes);
    const push = readWapPush(bytes, start);
    const port = push.destinationPort === undefined ? '' : `, to port ${push.destinationPort}`;
    return {
      ...shape(bytes), what: 'WAP push with a notification', facts: [['push', `transaction ${push.transactionId}, ${push.headers.length} octets of headers${port}`]],
      rows: [], remarks: push.findings.map(remarkOfFinding), tiles: tilesFrom(bytes, [{ byte: 0, length: push.bodyByte, meaning: 'headers of the push' }, { byte: push.bodyByte, length: push.body.length, meaning: 'the notification' }]),
      parts: [{ where: `notification, from byte ${push.bodyByte} on`, placesFrom: 'part', startByte: push.bodyByte, reading: ofPackage0(push.body) }],
    };
  });
}

/** Also one of which nothing can be read is judged. */
function ofPackage0(bytes: Uint8Array): Reading {
  return { ...typed(bytes, () => package0Reading(bytes)), subject: PACKAGE0 };
}
const PACKAGE0: Subject = Object.freeze({ kind: 'package0' });

function package0Reading(bytes: Uint8Array): Reading {
  const { notification, findings, spans } = decodePackage0(bytes);
  const { sessionId, serverId, uiMode, initiator } = notification;
  return {
    ...shape(bytes), what: 'Package 0 of DM 1.2 (notification)',
    facts: [['from', quoteText(serverId, 80)], ['session', `${sessionIdText(sessionId)}, opened by the ${initiator === 'server' ? 'server' : 'user or client'}, ui-mode ${uiMode}`], ['digest', 'not checked: it takes the password of the server and its nonce']],
    rows: spans.map((span) => rowOfSpan(bytes, span)),
    remarks: inOrder(findings.map(remarkOfFinding)),
    tiles: tilesFrom(bytes, joined(spans)),
    parts: [],
  };
}

function rowOfSpan(bytes: Uint8Array, { name, byte, length, bit, bits, meaning }: FieldSpan): Row {
  const whole = bits % 8 === 0 && bit % 8 === 0;
  const octets = bytes.subarray(byte, byte + length);
  const notes = whole ? [] : [`bits ${bit} to ${bit + bits - 1}`];
  if (name === 'digest' || name === 'vendor-specific') return { depth: 0, at: { byte, length }, name, path: name, octets, notes };
  return { depth: 0, at: { byte, length }, name, path: name, word: meaning, notes };
}

interface Stretch {
  readonly byte: number;
  readonly length: number;
  readonly meaning: string;
}

/** Fields that share octets become one stretch. */
function joined(spans: readonly FieldSpan[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { name, byte, length, meaning } of spans) {
    const last = stretches.at(-1);
    const text = `${name} ${meaning}`;
    if (last === undefined || byte >= last.byte + last.length) stretches.push({ byte, length, meaning: text });
    else stretches[stretches.length - 1] = { byte: last.byte, length: Math.max(last.length, byte + length - last.byte), meaning: `${last.meaning}, ${text}` };
  }
  return stretches;
}

/** Reads the notification of DM 1.3 under the layout that is assumed. Never throws. */
export function readTrigger13(bytes: Uint8Array): Reading {
  return typed(bytes, () => {
    const { version, count, options, digest, findings } = decodeTrigger13(bytes);
    const digestRow: Row = { depth: 0, at: { byte: bytes.length - digest.length, length: digest.length }, name: 'digest', path: 'digest', octets: digest, notes: [] };
    return {
      ...shape(bytes), what: 'Notification of DM 1.3, under an assumed layout', facts: [['header', `version ${version}, ${count} options`]],
      rows: [...options.map(({ number, name, value, byte, length }): Row => ({ depth: 0, at: { byte, length }, name: name ?? `option ${number}`, path: name ?? `option ${number}`, ...valueOf(value), notes: [] })), digestRow],
      remarks: inOrder(findings.map(remarkOfFinding)),
      tiles: tilesFrom(bytes, [{ byte: 0, length: 2, meaning: 'header' }, ...options.map(({ byte, length, name, number }) => ({ byte, length, meaning: name ?? `option ${number}` }))]),
      parts: [],
    };
  });
}

/** Reads Package#0 of DM 2.0 under the coding of lengths that fits. Never throws. */
export function readDm2Notification(bytes: Uint8Array): Reading {
  return typed(bytes, () => {
    const { notification, coding, fitting, findings } = decodeNotification(bytes);
    const { version, optionCount, options } = notification;
    const others = fitting.filter((name) => name !== coding);
    const codings = fitting.length === 0 ? `none fits; read as ${coding}` : `${coding}${others.length === 0 ? '' : `, and ${others.join(' and ')} as well`}`;
    return {
      ...shape(bytes), what: 'Package#0 of DM 2.0 (notification)',
      facts: [['header', `version ${version}, ${optionCount} option${optionCount === 1 ? '' : 's'}`], ['lengths', `coding ${codings}`]],
      rows: options.map((option, index) => rowOfOption(option, index + 1)),
      remarks: inOrder(findings.map(remarkOfNotification)),
      tiles: tilesFrom(bytes, [{ byte: 0, length: 2, meaning: `version ${version}, ${optionCount} options` }, ...options.map(({ where, number }) => ({ byte: where.byte, length: where.length, meaning: optionName(number) ?? `option ${number}` }))]),
      parts: [],
    };
  });
}

function rowOfOption(option: NotificationOption, index: number): Row {
  const { number, where, bytes } = option;
  const name = optionName(number) ?? `option ${number}`;
  const row = { depth: 0, at: { byte: where.byte, length: where.length }, name, path: `option[${index}] ${name}` };
  switch (option.kind) {
    case 'server-id':
      return { ...row, value: option.value, notes: [] };
    case 'preferred-con-type':
      return { ...row, word: option.value, notes: [] };
    case 'notification-id':
      return { ...row, word: `${option.value}`, notes: [`0x${option.value.toString(16).padStart(4, '0')}`] };
    case 'timestamp':
      return { ...row, word: `${option.value}`, notes: [timeText(option.value)] };
    case 'req-mos':
      return { ...row, notes: ['asks for the list of management objects'] };
    case 'digest':
      return { ...row, octets: bytes, notes: [] };
    case 'other':
      return { ...row, ...valueOf(bytes), notes: [] };
  }
}

/** The last second that a date of the platform can hold. */
const MAX_SECONDS = 8_640_000_000_000n;

function timeText(seconds: bigint): string {
  return seconds > MAX_SECONDS ? 'beyond the year 275760' : new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

function remarkOfNotification({ code, requirement, clause, where, path, found, expected, severity }: Finding2): Remark {
  return { severity: severity === 'violation' ? 'fault' : 'oddity', code, requirement, clause, at: { byte: where.byte, length: where.length }, path, found, expected };
}

function valueOf(bytes: Uint8Array): Pick<Row, 'value' | 'octets'> {
  return isText(bytes) ? { value: new TextDecoder().decode(bytes) } : { octets: bytes };
}

/** Tiles without gap: what no stretch covers is shown as it is. */
function tilesFrom(bytes: Uint8Array, stretches: readonly Stretch[]): Reading['tiles'] {
  const tiles: Tile[] = [];
  let end = 0;
  const add = (byte: number, { length, meaning, kind }: Pick<Tile, 'length' | 'meaning' | 'kind'>): void => {
    if (length > 0) tiles.push({ byte, length, depth: 0, kind, meaning });
    end = Math.max(end, byte + length);
  };
  for (const { byte, length, meaning } of stretches) {
    add(end, { length: byte - end, meaning: '', kind: 'value' });
    add(byte, { length, meaning, kind: 'value' });
  }
  add(end, { length: bytes.length - end, meaning: '', kind: 'value' });
  return () => ({ title: `${bytes.length} octets and their fields`, bytes, tiles });
}

function shape(bytes: Uint8Array): Pick<Reading, 'form' | 'bytes' | 'state' | 'subject'> {
  return { form: 'octets', bytes, state: 'read', subject: NO_SUBJECT };
}

/** A reading, also where the decoder gives up. */
function typed(bytes: Uint8Array, read: () => Reading): Reading {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return unreadable({ bytes, form: 'octets', remarks: [remarkOfFault(error.fault)] });
  }
}
