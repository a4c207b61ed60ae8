/**
 * Reading the DM 2.0 notification (OMA-TS-DM_Protocol-V2_0, ~5.2.1, ~7.1.1) under one coding of lengths or whichever fits:
 * exactly OC options, known numbers, nothing behind. Leaves out whether the digest verifies (`digest.ts`).
 */

import { notificationError, notificationFinding } from './finding.js';
import type { BytePlace, Finding2, NotificationOption, NotificationReading } from './notification.js';
import { absentFindings, optionValue } from './option-values.js';
import { HEADER_BYTES, LENGTH_CODINGS, optionName, readOptionHead, type LengthCoding } from './options.js';

export interface NotificationReader {
  /** `any` by default: the first of CD, L12, RFC under which the notification is whole, or that has fewest faults. */
  readonly coding?: LengthCoding | 'any';
}

/** No push carries so much. */
export const MAX_NOTIFICATION_BYTES = 65_536;

/** Reads a notification. Throws DecodeError `dm2/p0-size` and, for less than two bytes, `dm2/p0-header`; all else is a finding. */
export function decodeNotification(bytes: Uint8Array, { coding = 'any' }: NotificationReader = {}): NotificationReading {
  if (bytes.length > MAX_NOTIFICATION_BYTES) throw notificationError({ code: 'dm2/p0-size', byte: MAX_NOTIFICATION_BYTES, path: '', found: `${bytes.length} bytes`, expected: `at most ${MAX_NOTIFICATION_BYTES}` });
  if (bytes.length < HEADER_BYTES) throw notificationError({ code: 'dm2/p0-header', byte: bytes.length, path: 'header', found: `${bytes.length} bytes`, expected: 'a header of two bytes' });
  const attempts = LENGTH_CODINGS.map((candidate) => readUnder(bytes, candidate));
  const fitting = attempts.filter(isWhole).map((attempt) => attempt.coding);
  const wanted = coding === 'any' ? best(attempts) : attempts.find((attempt) => attempt.coding === coding);
  const chosen = wanted ?? readUnder(bytes, 'CD');
  const findings = [...headerFindings(chosen), ...absentFindings(chosen), ...chosen.findings];
  const { version, optionCount, reserved, options } = chosen;
  return { notification: { version, optionCount, reserved, options }, coding: chosen.coding, fitting, findings };
}

/** The same for readers that take nothing odd: the first finding is thrown as DecodeError. */
export function decodeNotificationStrictly(bytes: Uint8Array, reader: NotificationReader = {}): NotificationReading {
  const reading = decodeNotification(bytes, reader);
  const [first] = reading.findings;
  if (first === undefined) return reading;
  throw notificationError({ ...first, byte: first.where.byte });
}

interface Attempt {
  readonly coding: LengthCoding;
  readonly version: number;
  readonly optionCount: number;
  readonly reserved: number;
  readonly options: readonly NotificationOption[];
  /** Faults of the frame: options cut off, too few of them, bytes behind. */
  readonly breaks: number;
  readonly findings: readonly Finding2[];
}

function readUnder(bytes: Uint8Array, coding: LengthCoding): Attempt {
  const header = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const optionCount = (header >> 7) & 0x1f;
  const options: NotificationOption[] = [];
  const findings: Finding2[] = [];
  let at = HEADER_BYTES;
  let number = 0;
  let breaks = 0;
  while (options.length < optionCount) {
    const step = readOption(bytes, { at, coding, number, index: options.length + 1, optionCount });
    findings.push(...step.findings);
    if (step.option === undefined) {
      breaks += 1;
      break;
    }
    options.push(step.option);
    ({ number } = step.option);
    at += step.option.where.length;
  }
  if (breaks === 0 && at < bytes.length) {
    breaks += 1;
    findings.push(notificationFinding({ code: 'dm2/p0-trailing', byte: at, length: bytes.length - at, path: '', found: `${bytes.length - at} bytes`, expected: `nothing behind ${optionCount} options` }));
  }
  return { coding, version: header >> 12, optionCount, reserved: header & 0x7f, options, breaks, findings };
}

interface OptionStep {
  readonly at: number;
  readonly coding: LengthCoding;
  /** Number of the option before. */
  readonly number: number;
  /** From 1. */
  readonly index: number;
  readonly optionCount: number;
}

function readOption(bytes: Uint8Array, step: OptionStep): { readonly option?: NotificationOption; readonly findings: readonly Finding2[] } {
  const { at, coding, index, optionCount } = step;
  const left = bytes.length - at;
  const place = { byte: at, length: left, path: `option[${index}]` };
  if (left === 0) return { findings: [notificationFinding({ ...place, code: 'dm2/p0-count', found: `${index - 1} options`, expected: `${optionCount}, as the header says` })] };
  const head = readOptionHead(bytes, { at, coding });
  if (head === 'reserved') return { findings: [notificationFinding({ ...place, length: 1, code: 'dm2/p0-length', found: 'the length 15', expected: 'a length of 0 to 14 in the coding of RFC 7252' })] };
  if (head === 'truncated') return { findings: [notificationFinding({ ...place, code: 'dm2/p0-truncated', found: 'the end inside the head of an option', expected: 'delta and length' })] };
  const { delta, headLength, valueLength } = head;
  if (headLength + valueLength > left) {
    return { findings: [notificationFinding({ ...place, code: 'dm2/p0-truncated', found: `a length of ${valueLength} bytes where ${left - headLength} are left`, expected: 'the whole value' })] };
  }
  const number = step.number + delta;
  const where: BytePlace = { kind: 'bytes', byte: at, length: headLength + valueLength };
  const path = `option[${index}] ${optionName(number) ?? number}`;
  const repeated = delta > 0 ? [] : [notificationFinding({ code: 'dm2/p0-order', byte: at, length: 1, path, found: index === 1 ? 'the number 0' : `option ${number} a second time`, expected: 'a number above the one before' })];
  const valueByte = at + headLength;
  const { option, findings } = optionValue({ number, bytes: bytes.slice(valueByte, valueByte + valueLength), where, valueByte }, path);
  return { option, findings: [...repeated, ...findings] };
}

function isWhole({ breaks, options }: Attempt): boolean {
  return breaks === 0 && options.every(({ number }) => optionName(number) !== undefined);
}

function best(attempts: readonly Attempt[]): Attempt | undefined {
  const cost = (attempt: Attempt): number => (isWhole(attempt) ? 0 : 1000) + attempt.breaks * 100 + attempt.findings.length;
  return attempts.toSorted((left, right) => cost(left) - cost(right))[0];
}

function headerFindings({ version, reserved }: Attempt): readonly Finding2[] {
  const place = { byte: 0, length: HEADER_BYTES, path: 'header' };
  return [
    ...(version === 1 ? [] : [notificationFinding({ ...place, code: 'dm2/p0-version', found: `${version}`, expected: '1' })]),
    ...(reserved === 0 ? [] : [notificationFinding({ ...place, code: 'dm2/p0-reserved', found: `0x${reserved.toString(16).padStart(2, '0')}`, expected: 'seven zero bits' })]),
  ];
}
