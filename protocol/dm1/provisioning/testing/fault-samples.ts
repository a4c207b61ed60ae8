/** Documents, keys and content types with one fault each, and what is said of it. Tests only. */

import { DecodeError } from '../../../decode-error.js';
import { octetsOf, octetsOfHex } from '../../../octets.js';
import type { Finding1 } from '../../model/finding.js';
import { readContentType, readWspContentType } from '../content-type.js';
import { decodeProvisioning } from '../decode.js';
import { MAX_CHARACTERISTIC_DEPTH, MAX_PROVISIONING_FINDINGS } from '../read.js';
import { cpMac, imsiOctets, userPinMac } from '../security.js';

export interface Fault {
  readonly name: string;
  readonly make: () => { readonly findings: readonly Finding1[] };
  /** Codes with the path of each. */
  readonly expected: string;
}

/** The findings of an act as text, or its error. */
export function outcomeOf(make: Fault['make']): string {
  try {
    return make().findings.map(({ code, path }) => `${code} ${path.replace('wap-provisioningdoc', '.').replaceAll('characteristic', 'c')}`).join(', ');
  } catch (error) {
    if (error instanceof DecodeError) return `${error.fault.code} ${error.fault.position.path}`;
    throw error;
  }
}

const raw = (name: string, xml: string, expected: string): Fault => ({ name, make: () => decodeProvisioning(octetsOf(xml)), expected });
const inside = (name: string, xml: string, expected: string): Fault => raw(name, `<wap-provisioningdoc>${xml}</wap-provisioningdoc>`, expected);
const parm = (name: string, value: string): string => `<parm name="${name}" value="${value}"/>`;
const c = (type: string, content: string): string => `<characteristic type="${type}">${content}</characteristic>`;
const ID = parm('CLIENT-ID', 'x');
const AUTH = c('APPAUTH', parm('AAUTHLEVEL', 'APPSRV'));
const W7 = parm('APPID', 'w7') + parm('PROVIDER-ID', 's') + parm('ADDR', 'a');
const nested = (depth: number): string => (depth === 0 ? '' : c('X', nested(depth - 1)));
const mac = '00'.repeat(20);
const act = (name: string, run: () => unknown, expected: string): Fault => ({
  name,
  make: () => {
    run();
    return { findings: [] };
  },
  expected,
});
const type = (name: string, value: string, expected: string): Fault => ({ name, make: () => readContentType(value), expected });
const wsp = (name: string, hex: string, expected: string): Fault => ({ name, make: () => readWspContentType(octetsOfHex(hex) ?? new Uint8Array()), expected });
const MAC_TEXT = `92${'30'.repeat(40)}00`;

export const PROVISIONING_FAULTS: readonly Fault[] = [
  raw('another document', '<SyncML/>', 'dm1-prov/root SyncML'),
  raw('a document in a namespace', '<wap-provisioningdoc xmlns="x"/>', 'dm1-prov/root .'),
  inside('an unknown element', `<param name="x"/>${c('CLIENTIDENTITY', ID)}`, 'dm1-prov/unknown-element ./param'),
  inside('a parm in the document', `${ID}${c('CLIENTIDENTITY', ID)}`, 'dm1-prov/unknown-element ./parm'),
  inside('a parm in a parm', c('CLIENTIDENTITY', `<parm name="CLIENT-ID" value="x">${ID}</parm>`), 'dm1-prov/unknown-element ./c/parm/parm'),
  inside('an unknown attribute', `<characteristic type="CLIENTIDENTITY" id="1">${ID}</characteristic>`, 'dm1-prov/attribute ./c'),
  inside('no type', `<characteristic>${ID}</characteristic>${c('CLIENTIDENTITY', ID)}`, 'dm1-prov/missing-attribute ./c'),
  inside('no name', c('CLIENTIDENTITY', `${ID}<parm value="x"/>`), 'dm1-prov/missing-attribute ./c/parm[2]'),
  inside('text', c('CLIENTIDENTITY', `${ID}oops`), 'dm1-prov/text ./c'),
  inside('nothing', '', 'dm1-prov/empty .'),
  inside('a parm behind a characteristic', c('APPLICATION', `${W7}${AUTH}${parm('NAME', 'n')}`), 'dm1-prov/order ./c/parm[4]'),
  raw('version 2.0', `<wap-provisioningdoc version="2.0">${c('CLIENTIDENTITY', ID)}</wap-provisioningdoc>`, 'dm1-prov/version .'),
  inside('too deep', c('VENDORCONFIG', `${parm('NAME', 'v')}${nested(MAX_CHARACTERISTIC_DEPTH)}`), `dm1-prov/depth ./c${'/c'.repeat(MAX_CHARACTERISTIC_DEPTH)}`),
  inside('an unknown type', `${c('X', '')}${c('CLIENTIDENTITY', ID)}`, 'dm1-prov/unknown-type ./c'),
  inside('a port in the document', c('PORT', parm('PORTNBR', '80')), 'dm1-prov/misplaced ./c'),
  inside('an unknown parm', c('CLIENTIDENTITY', `${ID}${parm('X', '1')}`), 'dm1-prov/unknown-parm ./c/parm[2]'),
  inside('a prototype as parm', c('CLIENTIDENTITY', `${ID}${parm('__proto__', '1')}`), 'dm1-prov/unknown-parm ./c/parm[2]'),
  inside('a parm twice', c('CLIENTIDENTITY', `${ID}${ID}`), 'dm1-prov/repeated ./c/parm[2]'),
  inside('no parm', c('CLIENTIDENTITY', ''), 'dm1-prov/missing ./c'),
  inside('no PXPHYSICAL', c('PXLOGICAL', parm('PROXY-ID', 'p')), 'dm1-prov/missing ./c'),
  inside('port 65536', c('APPLICATION', `${W7}${c('APPADDR', `${parm('ADDR', 'a')}${c('PORT', parm('PORTNBR', '65536'))}`)}${AUTH}`), 'dm1-prov/value ./c/c/c/parm'),
  inside('a network that is not there', c('APPLICATION', `${W7}${parm('TO-NAPID', 'N')}${AUTH}`), 'dm1-prov/reference ./c/parm[4]'),
  inside('a proxy that is not there', c('APPLICATION', `${W7}${parm('TO-PROXY', 'INTERNET')}${AUTH}`), 'dm1-prov/reference ./c/parm[4]'),
  inside('w7 without anything', c('APPLICATION', parm('APPID', 'w7')), 'dm1-prov/w7-missing ./c, dm1-prov/w7-missing ./c, dm1-prov/w7-missing ./c'),
  inside('w7 with an unknown level', c('APPLICATION', `${W7}${c('APPAUTH', parm('AAUTHLEVEL', 'CLCRED'))}`), 'dm1-prov/w7-value ./c/c/parm'),
  inside('w7 with an unknown type', c('APPLICATION', `${W7}${c('APPAUTH', parm('AAUTHLEVEL', 'CLIENT') + parm('AAUTHTYPE', 'MD5'))}`), 'dm1-prov/w7-value ./c/c/parm[2]'),
  inside('w7 with a value for INIT', c('APPLICATION', `${W7}${parm('INIT', '1')}${AUTH}`), 'dm1-prov/w7-value ./c/parm[4]'),
  inside('w7 with a nonce that is no Base64', c('APPLICATION', `${W7}${c('APPAUTH', parm('AAUTHLEVEL', 'CLIENT') + parm('AAUTHDATA', '*'))}`), 'dm1-cred/b64-character ./c/c/parm[2]'),
  inside('faults without end', c('X', '').repeat(MAX_PROVISIONING_FINDINGS + 1), Array.from({ length: MAX_PROVISIONING_FINDINGS }, (_, index) => `dm1-prov/unknown-type ./c${index === 0 ? '' : `[${index + 1}]`}`).toSpliced(0, 0, 'dm1-prov/findings .').join(', ')),
  act('an IMSI with letters', () => imsiOctets('26201x'), 'dm1-prov/pin IMSI'),
  act('a PIN with letters', () => cpMac({ method: 'USERPIN', pin: '12a4' }, octetsOf('')), 'dm1-prov/pin PIN'),
  act('no network secret', () => cpMac({ method: 'NETWPIN', networkSecret: new Uint8Array() }, octetsOf('')), 'dm1-prov/pin network secret'),
  act('a half of four digits', () => userPinMac('1234', octetsOf('')), 'dm1-prov/pin PIN half'),
  type('no SEC', `application/vnd.wap.connectivity-wbxml; MAC=${mac}`, 'dm1-prov/sec Content-Type'),
  type('SEC 4', `application/vnd.wap.connectivity-wbxml; SEC=4; MAC=${mac}`, 'dm1-prov/sec Content-Type'),
  type('SEC of the other profile', `application/vnd.syncml.dm+wbxml; SEC=1; MAC=${mac}`, 'dm1-prov/sec Content-Type'),
  type('no MAC', 'application/vnd.wap.connectivity-wbxml; SEC=1', 'dm1-prov/mac Content-Type'),
  type('a MAC of 39 digits', `application/vnd.wap.connectivity-wbxml; SEC=1; MAC=${mac.slice(1)}`, 'dm1-prov/mac Content-Type'),
  type('another media type', `text/xml; SEC=1; MAC=${mac}`, 'dm1-prov/content-type Content-Type'),
  type('no media type', 'wbxml', 'dm1-prov/content-type Content-Type'),
  wsp('a header cut off', '05b691', 'dm1-prov/content-type Content-Type'),
  wsp('an unknown parameter', `1f2fb6 9181 ${MAC_TEXT} 8181`.replaceAll(' ', ''), 'dm1-prov/content-type Content-Type'),
  wsp('two MACs', `1f57b6 9181 ${MAC_TEXT}${MAC_TEXT}`.replaceAll(' ', ''), 'dm1-prov/mac Content-Type'),
];
