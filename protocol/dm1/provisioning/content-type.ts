/**
 * The content type that carries SEC and MAC of a bootstrap: `application/vnd.wap.connectivity-wbxml; SEC=1; MAC=…` as text
 * (PROVBOOT 1.1, recalled; for the DM profile DMSEC 5.1.7.2.1) and as the octets of a WSP header. SEC is a number in the
 * first, a name in the second.
 */

import { DecodeError } from '../../decode-error.js';
import { parseMediaType } from '../../dm2/accept.js';
import { hexOf, octetsOf, utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { finding, type Finding1, type FindingFacts } from '../model/finding.js';
import { CP_METHODS, type CpMethod, type DmProfileKey } from './security.js';

export const CONNECTIVITY_WBXML = 'application/vnd.wap.connectivity-wbxml';

export const DM_WBXML = 'application/vnd.syncml.dm+wbxml';

export type DmProfileMethod = DmProfileKey['method'];

/** Who reads the SEC of which media type. */
export interface BootstrapType {
  readonly mediaType: string;
  /** `cp`: Client Provisioning, SEC is a number. `dm`: a DM message, SEC is a name. */
  readonly profile: 'cp' | 'dm' | 'unknown';
  /** Absent if SEC is absent or none that the profile has. */
  readonly method: CpMethod | DmProfileMethod | undefined;
  /** As written. */
  readonly mac: string | undefined;
}

export interface BootstrapTypeReading {
  readonly type: BootstrapType;
  readonly findings: readonly Finding1[];
}

/** Reads the text form. Never throws. */
export function readContentType(value: string): BootstrapTypeReading {
  let parsed: ReturnType<typeof parseMediaType>;
  try {
    parsed = parseMediaType(value);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { position, found } = error.fault;
    return { type: NOTHING, findings: [report({ code: 'dm1-prov/content-type', byte: position.byte, length: 0, found, expected: 'type/subtype; SEC=…; MAC=…' })] };
  }
  return judge({ mediaType: parsed.essence, sec: parsed.parameters.get('sec'), mac: parsed.parameters.get('mac'), length: value.length });
}

interface Parts {
  readonly mediaType: string;
  /** The number, in decimal or as a token of WSP. */
  readonly sec: string | undefined;
  readonly mac: string | undefined;
  readonly length: number;
}

function judge({ mediaType, sec, mac, length }: Parts): BootstrapTypeReading {
  const place = { byte: 0, length };
  const profile = PROFILES.get(mediaType.toLowerCase()) ?? 'unknown';
  const method = sec === undefined ? undefined : methodOf(sec, profile);
  const findings: Finding1[] = [];
  if (profile === 'unknown') findings.push(report({ ...place, code: 'dm1-prov/content-type', found: quoteText(mediaType, 60), expected: `${CONNECTIVITY_WBXML} or ${DM_WBXML}` }));
  const requirement = profile === 'dm' ? { requirement: 'DM1-BOOT-B-013', clause: 'DMSEC 5.1.7.2.1', severity: 'violation' as const } : {};
  const methods = profile === 'dm' ? DM_METHODS.join(', ') : '0 NETWPIN, 1 USERPIN, 2 USERNETWPIN or 3 USERPINMAC';
  if (method === undefined) findings.push(report({ ...place, ...requirement, code: 'dm1-prov/sec', found: sec === undefined ? 'no SEC' : `SEC ${quoteText(sec, 20)}`, expected: methods }));
  const needsMac = method !== 'USERPINMAC';
  if (mac === undefined ? needsMac : !/^[0-9A-Fa-f]{40}$/.test(mac)) findings.push(report({ ...place, ...requirement, code: 'dm1-prov/mac', found: mac === undefined ? 'no MAC' : quoteText(mac, 50), expected: '40 hexadecimal digits' }));
  return { type: { mediaType, profile, method, mac }, findings };
}

const PROFILES: ReadonlyMap<string, 'cp' | 'dm'> = new Map([[CONNECTIVITY_WBXML, 'cp'], [DM_WBXML, 'dm']]);
const DM_METHODS: readonly DmProfileMethod[] = Object.freeze(['NETWORKID', 'USERPIN', 'USERPIN_NETWORKID']);
const NOTHING: BootstrapType = Object.freeze({ mediaType: '', profile: 'unknown', method: undefined, mac: undefined });

function methodOf(sec: string, profile: BootstrapType['profile']): BootstrapType['method'] {
  if (profile === 'dm') return DM_METHODS.find((name) => name === sec.toUpperCase());
  return /^[0-3]$/.test(sec) ? CP_METHODS[Number(sec)] : undefined;
}

export interface BootstrapTypeFacts {
  readonly method: CpMethod;
  /** 20 octets; absent for USERPINMAC. */
  readonly mac?: Uint8Array;
}

/** The text form. */
export function writeContentType({ method, mac }: BootstrapTypeFacts): string {
  const value = `${CONNECTIVITY_WBXML}; SEC=${CP_METHODS.indexOf(method)}`;
  return mac === undefined ? value : `${value}; MAC=${hexOf(mac).toUpperCase()}`;
}

/** The text form of the DM profile (DMSEC 5.1.7.2.1). */
export function writeDmContentType({ method, mac }: { readonly method: DmProfileMethod; readonly mac: Uint8Array }): string {
  return `${DM_WBXML}; SEC=${method}; MAC=${hexOf(mac).toUpperCase()}`;
}

/** Tokens of WSP, each as it stands on the wire. */
const WSP = Object.freeze({ CONNECTIVITY_WBXML: 0xb6, SEC: 0x91, MAC: 0x92, SHORT_INTEGER: 0x80, LENGTH_QUOTE: 0x1f });

/** The value of a WSP content type header: its length, B6, 91 with the method, 92 with the MAC as text that ends with a zero octet. */
export function writeWspContentType({ method, mac }: BootstrapTypeFacts): Uint8Array {
  const text = mac === undefined ? [] : [WSP.MAC, ...octetsOf(hexOf(mac).toUpperCase()), 0];
  const value = [WSP.CONNECTIVITY_WBXML, WSP.SEC, WSP.SHORT_INTEGER | CP_METHODS.indexOf(method), ...text];
  const length = value.length <= 30 ? [value.length] : [WSP.LENGTH_QUOTE, value.length];
  return Uint8Array.from([...length, ...value]);
}

export interface WspTypeReading extends BootstrapTypeReading {
  /** Octets that the header takes; 0 where its end cannot be told. */
  readonly length: number;
}

/** Reads such a value from the start of `octets`. Never throws. */
export function readWspContentType(octets: Uint8Array): WspTypeReading {
  const quoted = octets[0] === WSP.LENGTH_QUOTE;
  const start = quoted ? 2 : 1;
  const declared = octets[start - 1] ?? 0;
  const end = start + declared;
  if (octets.length < end || declared === 0 || (quoted && declared > 0x7f)) {
    return { type: NOTHING, length: 0, findings: [report({ code: 'dm1-prov/content-type', byte: 0, length: octets.length, found: `${octets.length} octets`, expected: 'a content type header with its length' })] };
  }
  const value = octets.subarray(start, end);
  const parameters = new Map<number, string>();
  const findings: Finding1[] = [];
  for (let at = 1; at < value.length; ) {
    const token = value[at] ?? 0;
    const next = readParameter(value, at + 1);
    if (next === undefined || (token !== WSP.SEC && token !== WSP.MAC)) {
      findings.push(report({ code: 'dm1-prov/content-type', byte: start + at, length: value.length - at, found: `the parameter octet 0x${token.toString(16).padStart(2, '0')}`, expected: '91 with a method, 92 with a text that ends with a zero octet' }));
      break;
    }
    if (parameters.has(token)) findings.push(report({ code: token === WSP.MAC ? 'dm1-prov/mac' : 'dm1-prov/sec', byte: start + at, length: next.end - at, found: 'a second one', expected: 'each parameter once' }));
    else parameters.set(token, next.text);
    at = next.end;
  }
  const mediaType = value[0] === WSP.CONNECTIVITY_WBXML ? CONNECTIVITY_WBXML : `code 0x${(value[0] ?? 0).toString(16)}`;
  const judged = judge({ mediaType, sec: parameters.get(WSP.SEC), mac: parameters.get(WSP.MAC), length: end });
  return { type: judged.type, length: end, findings: [...findings, ...judged.findings] };
}

function readParameter(value: Uint8Array, at: number): { readonly text: string; readonly end: number } | undefined {
  const first = value[at];
  if (first === undefined) return undefined;
  if (first >= WSP.SHORT_INTEGER) return { text: `${first - WSP.SHORT_INTEGER}`, end: at + 1 };
  const zero = value.indexOf(0, at);
  const text = zero < 0 ? undefined : utf8Of(value.subarray(at, zero));
  return text === undefined ? undefined : { text, end: zero + 1 };
}

type Reported = Omit<FindingFacts, 'where' | 'path'> & { readonly byte: number; readonly length: number };

function report({ byte, length, ...facts }: Reported): Finding1 {
  return finding({ ...facts, where: { kind: 'wbxml', byte, length }, path: 'Content-Type' });
}
