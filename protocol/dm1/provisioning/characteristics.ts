/**
 * Which characteristics there are, where they stand and what they hold: w7 and what it refers to (PROVCONT 1.1, recalled;
 * DMSTDOBJ App. for w7). One row per characteristic. Leaves out parms of applications other than w7, which their own
 * registrations define.
 */

/** `1`: once. `?`: at most once. `*`: any number. `+`: at least once. */
export type Occurrence = '1' | '?' | '*' | '+';

export interface CharacteristicRow {
  readonly type: string;
  /** Types of characteristics that may hold it; '' is the document. */
  readonly parents: readonly string[];
  readonly parms: Readonly<Record<string, Occurrence>>;
  /** Characteristics that it has to hold. */
  readonly needs: readonly string[];
  /** `open`: parms of other names are somebody else's business. */
  readonly content: 'closed' | 'open';
}

const often = (names: string, occurrence: Occurrence): Readonly<Record<string, Occurrence>> => Object.fromEntries(names.split(' ').map((name) => [name, occurrence]));

export const CHARACTERISTICS: readonly CharacteristicRow[] = Object.freeze([
  {
    type: 'APPLICATION', parents: [''], needs: [], content: 'open',
    parms: { APPID: '1', ...often('PROVIDER-ID NAME AACCEPT APROTOCOL INIT', '?'), ...often('TO-PROXY TO-NAPID ADDR', '*') },
  },
  { type: 'APPADDR', parents: ['APPLICATION'], needs: [], content: 'closed', parms: often('ADDR ADDRTYPE', '?') },
  { type: 'APPAUTH', parents: ['APPLICATION'], needs: [], content: 'closed', parms: often('AAUTHLEVEL AAUTHTYPE AAUTHNAME AAUTHSECRET AAUTHDATA', '?') },
  { type: 'RESOURCE', parents: ['APPLICATION'], needs: [], content: 'closed', parms: { URI: '1', ...often('NAME AACCEPT AAUTHTYPE AAUTHNAME AAUTHSECRET AAUTHDATA STARTPAGE', '?') } },
  { type: 'PORT', parents: ['APPADDR', 'PXLOGICAL', 'PXPHYSICAL'], needs: [], content: 'closed', parms: { PORTNBR: '1', SERVICE: '*' } },
  {
    type: 'NAPDEF', parents: [''], needs: [], content: 'closed',
    parms: {
      ...often('NAPID NAP-ADDRESS', '1'), ...often('BEARER DNS-ADDR', '*'),
      ...often('NAME NAP-ADDRTYPE INTERNET CALLTYPE LOCAL-ADDR LOCAL-ADDRTYPE LINKSPEED DNLINKSPEED LINGER DELIVERY-ERR-SDU DELIVERY-ORDER TRAFFIC-CLASS MAX-SDU-SIZE MAX-BITRATE-UPLINK MAX-BITRATE-DNLINK RESIDUAL-BER SDU-ERROR-RATIO TRAFFIC-HANDL-PRIO TRANSFER-DELAY GUARANTEED-BITRATE-UPLINK GUARANTEED-BITRATE-DNLINK MAX-NUM-RETRY FIRST-RETRY-TIMEOUT REREG-THRESHOLD T-BIT', '?'),
    },
  },
  { type: 'NAPAUTHINFO', parents: ['NAPDEF'], needs: [], content: 'closed', parms: { AUTHTYPE: '1', 'AUTH-ENTITY': '*', ...often('AUTHNAME AUTHSECRET SPI', '?') } },
  { type: 'VALIDITY', parents: ['NAPDEF'], needs: [], content: 'closed', parms: often('COUNTRY NETWORK SID SOC VALIDUNTIL', '?') },
  {
    type: 'PXLOGICAL', parents: [''], needs: ['PXPHYSICAL'], content: 'closed',
    parms: { 'PROXY-ID': '1', DOMAIN: '*', ...often('PROXY-PW PPGAUTH-TYPE PROXY-PROVIDER-ID NAME TRUST MASTER STARTPAGE BASAUTH-ID BASAUTH-PW WSP-VERSION PUSHENABLED PULLENABLED', '?') },
  },
  { type: 'PXAUTHINFO', parents: ['PXLOGICAL'], needs: [], content: 'closed', parms: { 'PXAUTH-TYPE': '1', ...often('PXAUTH-ID PXAUTH-PW', '?') } },
  {
    type: 'PXPHYSICAL', parents: ['PXLOGICAL'], needs: [], content: 'closed',
    parms: { ...often('PHYSICAL-PROXY-ID PXADDR', '1'), 'TO-NAPID': '+', DOMAIN: '*', ...often('PXADDRTYPE PXADDR-FQDN WSP-VERSION PUSHENABLED PULLENABLED', '?') },
  },
  { type: 'BOOTSTRAP', parents: [''], needs: [], content: 'closed', parms: { ...often('NAME CONTEXT-ALLOW', '?'), ...often('PROVURL PROXY-ID TO-NAPID', '*') } },
  { type: 'CLIENTIDENTITY', parents: [''], needs: [], content: 'closed', parms: { 'CLIENT-ID': '1' } },
  { type: 'ACCESS', parents: [''], needs: [], content: 'closed', parms: often('RULE APPID PORTNBR DOMAIN TO-NAPID TO-PROXY', '*') },
  { type: 'VENDORCONFIG', parents: [''], needs: [], content: 'open', parms: { NAME: '1' } },
] satisfies readonly CharacteristicRow[]);

/** The row of a type. */
export function rowOfType(type: string): CharacteristicRow | undefined {
  return BY_TYPE.get(type);
}
const BY_TYPE: ReadonlyMap<string, CharacteristicRow> = new Map(CHARACTERISTICS.map((row) => [row.type, row]));

export interface ValueRule {
  readonly accepts: (value: string) => boolean;
  readonly expected: string;
}

const oneOf = (names: string): ValueRule => ({ accepts: (value) => names.split(' ').includes(value), expected: names.replaceAll(' ', ', ') });
const ADDRESS_TYPES = oneOf('IPV4 IPV6 E164 ALPHA APN SCODE TETRA-ITSI MAN');
const NUMBER: ValueRule = { accepts: (value) => /^[0-9]{1,10}$/.test(value), expected: 'a decimal number' };
const FLAG = oneOf('0 1');

/** Sets of values by the name of the parm. Names that are not here may have any text. */
export const VALUE_RULES: ReadonlyMap<string, ValueRule> = new Map<string, ValueRule>([
  ['PORTNBR', { accepts: (value) => /^[0-9]{1,5}$/.test(value) && Number(value) <= 0xffff, expected: 'a port from 0 to 65535' }],
  ['NAP-ADDRTYPE', ADDRESS_TYPES],
  ['PXADDRTYPE', ADDRESS_TYPES],
  ['LOCAL-ADDRTYPE', ADDRESS_TYPES],
  ['AUTHTYPE', oneOf('PAP CHAP MD5')],
  ['PXAUTH-TYPE', oneOf('HTTP-BASIC HTTP-DIGEST WTLS-SS')],
  ['PUSHENABLED', FLAG],
  ['PULLENABLED', FLAG],
  ['LINGER', NUMBER],
  ['LINKSPEED', { accepts: (value) => value === 'AUTOBAUDING' || NUMBER.accepts(value), expected: 'a decimal number or AUTOBAUDING' }],
  ['DNLINKSPEED', NUMBER],
]);

/** Parms that name another characteristic of the document, with the parm that identifies it. */
export const REFERENCES: ReadonlyMap<string, { readonly type: string; readonly identifier: string }> = new Map([
  ['TO-NAPID', { type: 'NAPDEF', identifier: 'NAPID' }],
  ['TO-PROXY', { type: 'PXLOGICAL', identifier: 'PROXY-ID' }],
]);

/** Stands for any network with access to the internet, and needs no NAPDEF. */
export const ANY_INTERNET = 'INTERNET';
