/**
 * The connectionless WSP push that carries Package 0 in short messages (DMNOTI 6.3.1): transaction id, push, headers with
 * content type 44 and application id 07, then the notification; and the user data header with port 2948. Leaves out
 * concatenated short messages and what a modem needs.
 */

import { joinOctets } from '../../octets.js';
import { dm1Error } from '../error-codes.js';
import { finding, type Finding1 } from '../model/finding.js';

/** Content type 0x44 as a short integer, then the header X-WAP-Application-ID (2F) with 07, both as short integers. */
export const TRIGGER_HEADERS: readonly number[] = Object.freeze([0xc4, 0xaf, 0x87]);
export const PUSH_PORT = 2948;
/** WDP and WSP headers together (DMNOTI 6.3.1). */
export const MAX_PUSH_HEADER_OCTETS = 48;

const PUSH_PDU = 0x06;

export interface PushFacts {
  readonly transactionId: number;
  /** Port of the sender. */
  readonly sourcePort: number;
}

/** User data header and push around a notification, ready for a short message of eight-bit data. */
export function writeWapPush(notification: Uint8Array, { transactionId, sourcePort }: PushFacts): Uint8Array {
  const header = [0x06, 0x05, 0x04, PUSH_PORT >> 8, PUSH_PORT & 0xff, (sourcePort >> 8) & 0xff, sourcePort & 0xff];
  return joinOctets(Uint8Array.from(header), writeWspPush(notification, { transactionId, headers: Uint8Array.from(TRIGGER_HEADERS) }));
}

export interface WspPushFacts {
  readonly transactionId: number;
  /** Content type first, as WSP codes it; at most 127 octets. */
  readonly headers: Uint8Array;
}

/** The push of connectionless WSP alone, for any content. Throws DecodeError `dm1-p0/value` for more than 127 octets of headers. */
export function writeWspPush(body: Uint8Array, { transactionId, headers }: WspPushFacts): Uint8Array {
  if (headers.length > 0x7f) throw dm1Error({ code: 'dm1-p0/value', position: { byte: 0, line: 0, column: 0, path: 'headers' }, found: `${headers.length} octets`, expected: 'at most 127 octets' });
  return joinOctets(Uint8Array.of(transactionId & 0xff, PUSH_PDU, headers.length), headers, body);
}

export interface WapPushReading {
  readonly destinationPort: number | undefined;
  readonly transactionId: number;
  readonly headers: Uint8Array;
  readonly body: Uint8Array;
  /** First octet of the body. */
  readonly bodyByte: number;
  readonly findings: readonly Finding1[];
}

export type PushStart = 'user-data-header' | 'wsp';

/** Reads a push from its user data header, or from the WSP part. Throws DecodeError `dm1-p0/push-truncated` if headers are cut off. */
export function readWapPush(octets: Uint8Array, start: PushStart): WapPushReading {
  const wsp = start === 'wsp' ? 0 : (octets[0] ?? 0) + 1;
  const [transactionId, pdu, headersLength] = octets.subarray(wsp, wsp + 3);
  const bodyByte = wsp + 3 + (headersLength ?? 0);
  if (transactionId === undefined || pdu === undefined || headersLength === undefined || bodyByte > octets.length) {
    throw dm1Error({ code: 'dm1-p0/push-truncated', position: { byte: octets.length, line: 0, column: 0, path: '' }, found: `${octets.length} octets`, expected: 'user data header, transaction id, 06, length and headers' });
  }
  const headers = octets.slice(wsp + 3, bodyByte);
  const destinationPort = start === 'wsp' ? undefined : destinationOf(octets.subarray(1, wsp));
  const reading = { destinationPort, transactionId, headers, body: octets.slice(bodyByte), bodyByte };
  return { ...reading, findings: findingsOf(reading, { pdu, wsp, start }) };
}

/** The port of the element 05 (two ports of 16 bits each, destination first). */
function destinationOf(elements: Uint8Array): number | undefined {
  for (let at = 0; at + 1 < elements.length; at += 2 + (elements[at + 1] ?? 0)) {
    if (elements[at] === 0x05 && elements[at + 1] === 4) return ((elements[at + 2] ?? 0) << 8) | (elements[at + 3] ?? 0);
  }
  return undefined;
}

function findingsOf(reading: Omit<WapPushReading, 'findings'>, { pdu, wsp, start }: { readonly pdu: number; readonly wsp: number; readonly start: PushStart }): readonly Finding1[] {
  const { headers, destinationPort, bodyByte } = reading;
  const report = (facts: Pick<Finding1, 'code' | 'path' | 'found' | 'expected'> & { readonly byte: number; readonly length: number }): Finding1 => {
    const { byte, length, ...rest } = facts;
    return finding({ ...rest, where: { kind: 'wbxml', byte, length } });
  };
  const hex = Array.from(headers, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  return [
    ...(start === 'wsp' || destinationPort === PUSH_PORT ? [] : [report({ code: 'dm1-p0/push-port', byte: 0, length: wsp, path: 'user data header', found: destinationPort === undefined ? 'no port' : `port ${destinationPort}`, expected: `port ${PUSH_PORT}` })]),
    ...(pdu === PUSH_PDU ? [] : [report({ code: 'dm1-p0/push-pdu', byte: wsp + 1, length: 1, path: 'PDU type', found: `0x${pdu.toString(16).padStart(2, '0')}`, expected: '06, a push without connection' })]),
    ...(hex === 'c4 af 87' ? [] : [report({ code: 'dm1-p0/push-headers', byte: wsp + 3, length: headers.length, path: 'headers', found: hex === '' ? 'none' : hex.slice(0, 60), expected: 'c4 af 87' })]),
    ...(bodyByte <= MAX_PUSH_HEADER_OCTETS ? [] : [report({ code: 'dm1-p0/push-length', byte: 0, length: bodyByte, path: '', found: `${bodyByte} octets of headers`, expected: `at most ${MAX_PUSH_HEADER_OCTETS}` })]),
  ];
}
