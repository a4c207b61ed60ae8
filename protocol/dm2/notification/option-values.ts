/** The values of the options of the DM 2.0 notification (OMA-TS-DM_Protocol-V2_0, ~5.2.1.2): bytes to meaning, with what is wrong in them. */

import { utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { notificationFinding, type Finding2Facts } from './finding.js';
import type { Finding2, NotificationOption } from './notification.js';
import { CONNECTION_TYPES, DIGEST_BYTES, HEADER_BYTES, OPTION_NUMBERS, optionName } from './options.js';

type Bare = Pick<NotificationOption, 'number' | 'bytes' | 'where' | 'valueByte'>;

interface Valued {
  readonly option: NotificationOption;
  readonly findings: readonly Finding2[];
}

/** The typed option; one whose value does not fit is of kind `other`, with a finding. */
export function optionValue(bare: Bare, path: string): Valued {
  const name = optionName(bare.number);
  const fault: Fault = (facts) => notificationFinding({ byte: bare.where.byte, length: bare.where.length, path, ...facts });
  switch (name) {
    case 'SERVER-ID':
      return serverId(bare, fault);
    case 'PREFERRED-CON-TYPE':
      return connectionType(bare, fault);
    case 'NOTIFICATION-ID':
      return fixed(bare, { isRight: bare.bytes.length === 2, option: { ...bare, kind: 'notification-id', value: Number(unsigned(bare.bytes)) }, finding: fault({ code: 'dm2/p0-notification-id', ...lengths(bare, 'two bytes') }) });
    case 'SHA256-DIGEST':
      return fixed(bare, { isRight: bare.bytes.length === DIGEST_BYTES, option: { ...bare, kind: 'digest', value: bare.bytes }, finding: fault({ code: 'dm2/p0-digest', ...lengths(bare, '32 bytes') }) });
    case 'TIMESTAMP':
      return fixed(bare, { isRight: bare.bytes.length === 4 || bare.bytes.length === 8, option: { ...bare, kind: 'timestamp', value: unsigned(bare.bytes) }, finding: fault({ code: 'dm2/p0-timestamp', ...lengths(bare, 'four or eight bytes of POSIX time') }) });
    case 'REQ-MOS':
      return { option: { ...bare, kind: 'req-mos' }, findings: bare.bytes.length === 0 ? [] : [fault({ code: 'dm2/p0-req-mos', ...lengths(bare, 'no value') })] };
    case undefined:
      return { option: { ...bare, kind: 'other' }, findings: [fault({ code: 'dm2/p0-unknown-option', found: `option ${bare.number}`, expected: 'options 1 to 6; a client skips others' })] };
  }
}

type Fault = (facts: Pick<Finding2Facts, 'code' | 'found' | 'expected'>) => Finding2;

function serverId(bare: Bare, fault: Fault): Valued {
  const value = utf8Of(bare.bytes);
  if (value === undefined) {
    const shown = quoteText(new TextDecoder().decode(bare.bytes), 40);
    return { option: { ...bare, kind: 'other' }, findings: [fault({ code: 'dm2/p0-text', found: shown, expected: 'UTF-8' })] };
  }
  const option = { ...bare, kind: 'server-id', value } as const;
  if (value === '') return { option, findings: [fault({ code: 'dm2/p0-server-id', found: 'an empty SERVER-ID', expected: 'the SrvID of an account' })] };
  // RFC 5198, 2: no control characters but CR LF, which an identifier has no use for; no byte order mark; NFC.
  const isNetUnicode = !/[\p{Cc}\ufeff]/u.test(value) && value.normalize('NFC') === value;
  return { option, findings: isNetUnicode ? [] : [fault({ code: 'dm2/p0-text', found: quoteText(value, 40), expected: 'Net-Unicode: NFC, without control characters and byte order mark' })] };
}

/** More than one byte may be a list of wishes: the first one counts. */
function connectionType(bare: Bare, fault: Fault): Valued {
  const [code] = bare.bytes;
  const findings = bare.bytes.length === 1 ? [] : [fault({ code: 'dm2/p0-connection-length', ...lengths(bare, 'one byte') })];
  const value = code === undefined ? undefined : CONNECTION_TYPES[code];
  if (value !== undefined) return { option: { ...bare, kind: 'preferred-con-type', value }, findings };
  const unknown = code === undefined ? [] : [fault({ code: 'dm2/p0-connection', found: `0x${code.toString(16).padStart(2, '0')}`, expected: '00 any, 01 cellular, 02 WLAN, 03 wireline' })];
  return { option: { ...bare, kind: 'other' }, findings: [...findings, ...unknown] };
}

interface FixedValue {
  readonly isRight: boolean;
  readonly option: NotificationOption;
  readonly finding: Finding2;
}

function fixed(bare: Bare, { isRight, option, finding }: FixedValue): Valued {
  return isRight ? { option, findings: [] } : { option: { ...bare, kind: 'other' }, findings: [finding] };
}

function lengths({ bytes }: Bare, expected: string): { readonly found: string; readonly expected: string } {
  return { found: `${bytes.length} bytes`, expected };
}

function unsigned(bytes: Uint8Array): bigint {
  return bytes.subarray(0, 8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** What is missing: without SERVER-ID no account can be chosen. Nothing is said of options that are cut off. */
export function absentFindings({ options, breaks }: { readonly options: readonly NotificationOption[]; readonly breaks: number }): readonly Finding2[] {
  if (breaks > 0 || options.some(({ number }) => number === OPTION_NUMBERS['SERVER-ID'])) return [];
  return [notificationFinding({ code: 'dm2/p0-server-id', byte: HEADER_BYTES, length: 0, path: '', found: 'no SERVER-ID', expected: 'option 1' })];
}
