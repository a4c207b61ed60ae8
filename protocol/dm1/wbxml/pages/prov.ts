/**
 * Code pages 0 and 1 of Client Provisioning (PROVCONT 1.1, WBXML tokens). Names of parameters are the beginnings
 * `name="X"` of the attribute `name`, kinds of characteristics those of `type`. INIT and vendor parameters have no token.
 */

import type { AttributeStartRow, AttributeValueRow, CodePageRows, TagRow } from './code-page.js';

const TAGS: readonly TagRow[] = [
  [0x05, 'wap-provisioningdoc'],
  [0x06, 'characteristic'],
  [0x07, 'parm'],
];

/** Both pages start alike. */
const COMMON_STARTS: readonly AttributeStartRow[] = [
  [0x05, 'name', ''],
  [0x06, 'value', ''],
  [0x07, 'name', 'NAME'],
  [0x50, 'type', ''],
];

const names = (rows: readonly (readonly [token: number, name: string])[]): readonly AttributeStartRow[] =>
  rows.map(([token, name]) => [token, 'name', name]);
const types = (rows: readonly (readonly [token: number, type: string])[]): readonly AttributeStartRow[] =>
  rows.map(([token, type]) => [token, 'type', type]);

const PAGE_0_NAMES = names([
  [0x08, 'NAP-ADDRESS'], [0x09, 'NAP-ADDRTYPE'], [0x0a, 'CALLTYPE'], [0x0b, 'VALIDUNTIL'],
  [0x0c, 'AUTHTYPE'], [0x0d, 'AUTHNAME'], [0x0e, 'AUTHSECRET'], [0x0f, 'LINGER'],
  [0x10, 'BEARER'], [0x11, 'NAPID'], [0x12, 'COUNTRY'], [0x13, 'NETWORK'],
  [0x14, 'INTERNET'], [0x15, 'PROXY-ID'], [0x16, 'PROXY-PROVIDER-ID'], [0x17, 'DOMAIN'],
  [0x18, 'PROVURL'], [0x19, 'PXAUTH-TYPE'], [0x1a, 'PXAUTH-ID'], [0x1b, 'PXAUTH-PW'],
  [0x1c, 'STARTPAGE'], [0x1d, 'BASAUTH-ID'], [0x1e, 'BASAUTH-PW'], [0x1f, 'PUSHENABLED'],
  [0x20, 'PXADDR'], [0x21, 'PXADDRTYPE'], [0x22, 'TO-NAPID'], [0x23, 'PORTNBR'],
  [0x24, 'SERVICE'], [0x25, 'LINKSPEED'], [0x26, 'DNLINKSPEED'], [0x27, 'LOCAL-ADDR'],
  [0x28, 'LOCAL-ADDRTYPE'], [0x29, 'CONTEXT-ALLOW'], [0x2a, 'TRUST'], [0x2b, 'MASTER'],
  [0x2c, 'SID'], [0x2d, 'SOC'], [0x2e, 'WSP-VERSION'], [0x2f, 'PHYSICAL-PROXY-ID'],
  [0x30, 'CLIENT-ID'], [0x31, 'DELIVERY-ERR-SDU'], [0x32, 'DELIVERY-ORDER'], [0x33, 'TRAFFIC-CLASS'],
  [0x34, 'MAX-SDU-SIZE'], [0x35, 'MAX-BITRATE-UPLINK'], [0x36, 'MAX-BITRATE-DNLINK'], [0x37, 'RESIDUAL-BER'],
  [0x38, 'SDU-ERROR-RATIO'], [0x39, 'TRAFFIC-HANDL-PRIO'], [0x3a, 'TRANSFER-DELAY'], [0x3b, 'GUARANTEED-BITRATE-UPLINK'],
  [0x3c, 'GUARANTEED-BITRATE-DNLINK'], [0x3d, 'PXADDR-FQDN'], [0x3e, 'PROXY-PW'], [0x3f, 'PPGAUTH-TYPE'],
  [0x47, 'PULLENABLED'], [0x48, 'DNS-ADDR'], [0x49, 'MAX-NUM-RETRY'], [0x4a, 'FIRST-RETRY-TIMEOUT'],
  [0x4b, 'REREG-THRESHOLD'], [0x4c, 'T-BIT'], [0x4e, 'AUTH-ENTITY'], [0x4f, 'SPI'],
]);

const PAGE_0_TYPES = types([
  [0x51, 'PXLOGICAL'], [0x52, 'PXPHYSICAL'], [0x53, 'PORT'], [0x54, 'VALIDITY'],
  [0x55, 'NAPDEF'], [0x56, 'BOOTSTRAP'], [0x57, 'VENDORCONFIG'], [0x58, 'CLIENTIDENTITY'],
  [0x59, 'PXAUTHINFO'], [0x5a, 'NAPAUTHINFO'], [0x5b, 'ACCESS'],
]);

const PAGE_0_VALUES: readonly AttributeValueRow[] = [
  [0x85, 'IPV4'], [0x86, 'IPV6'], [0x87, 'E164'], [0x88, 'ALPHA'],
  [0x89, 'APN'], [0x8a, 'SCODE'], [0x8b, 'TETRA-ITSI'], [0x8c, 'MAN'],
  [0x90, 'ANALOG-MODEM'], [0x91, 'V.120'], [0x92, 'V.110'], [0x93, 'X.31'],
  [0x94, 'BIT-TRANSPARENT'], [0x95, 'DIRECT-ASYNCHRONOUS-DATA-SERVICE'],
  [0x9a, 'PAP'], [0x9b, 'CHAP'], [0x9c, 'HTTP-BASIC'], [0x9d, 'HTTP-DIGEST'], [0x9e, 'WTLS-SS'], [0x9f, 'MD5'],
  [0xa2, 'GSM-USSD'], [0xa3, 'GSM-SMS'], [0xa4, 'ANSI-136-GUTS'], [0xa5, 'IS-95-CDMA-SMS'],
  [0xa6, 'IS-95-CDMA-CSD'], [0xa7, 'IS-95-CDMA-PACKET'], [0xa8, 'ANSI-136-CSD'], [0xa9, 'ANSI-136-GPRS'],
  [0xaa, 'GSM-CSD'], [0xab, 'GSM-GPRS'], [0xac, 'AMPS-CDPD'], [0xad, 'PDC-CSD'],
  [0xae, 'PDC-PACKET'], [0xaf, 'IDEN-SMS'], [0xb0, 'IDEN-CSD'], [0xb1, 'IDEN-PACKET'],
  [0xb2, 'FLEX/REFLEX'], [0xb3, 'PHS-SMS'], [0xb4, 'PHS-CSD'], [0xb5, 'TETRA-SDS'],
  [0xb6, 'TETRA-PACKET'], [0xb7, 'ANSI-136-GHOST'], [0xb8, 'MOBITEX-MPAK'],
  [0xb9, 'CDMA2000-1X-SIMPLE-IP'], [0xba, 'CDMA2000-1X-MOBILE-IP'],
  [0xc5, 'AUTOBAUDING'], [0xca, 'CL-WSP'], [0xcb, 'CO-WSP'], [0xcc, 'CL-SEC-WSP'],
  [0xcd, 'CO-SEC-WSP'], [0xce, 'CL-SEC-WTA'], [0xcf, 'CO-SEC-WTA'],
  [0xd0, 'OTA-HTTP-TO'], [0xd1, 'OTA-HTTP-TLS-TO'], [0xd2, 'OTA-HTTP-PO'], [0xd3, 'OTA-HTTP-TLS-PO'],
  [0xe0, 'AAA'], [0xe1, 'HA'],
];

export const PROV_PAGE_0: CodePageRows = Object.freeze<CodePageRows>({
  namespace: 'prov',
  tags: TAGS,
  attributeStarts: [
    ...COMMON_STARTS,
    ...PAGE_0_NAMES,
    [0x45, 'version', ''],
    [0x46, 'version', '1.0'],
    ...PAGE_0_TYPES,
  ],
  attributeValues: PAGE_0_VALUES,
});

const PAGE_1_NAMES = names([
  [0x14, 'INTERNET'], [0x1c, 'STARTPAGE'], [0x22, 'TO-NAPID'], [0x23, 'PORTNBR'], [0x24, 'SERVICE'],
  [0x2e, 'AACCEPT'], [0x2f, 'AAUTHDATA'], [0x30, 'AAUTHLEVEL'], [0x31, 'AAUTHNAME'],
  [0x32, 'AAUTHSECRET'], [0x33, 'AAUTHTYPE'], [0x34, 'ADDR'], [0x35, 'ADDRTYPE'],
  [0x36, 'APPID'], [0x37, 'APROTOCOL'], [0x38, 'PROVIDER-ID'], [0x39, 'TO-PROXY'],
  [0x3a, 'URI'], [0x3b, 'RULE'],
]);

const PAGE_1_TYPES = types([
  [0x53, 'PORT'], [0x55, 'APPLICATION'], [0x56, 'APPADDR'], [0x57, 'APPAUTH'],
  [0x58, 'CLIENTIDENTITY'], [0x59, 'RESOURCE'],
]);

/** 80 to 83 are the tokens of an older edition; the writer takes the newer ones, which stand later. */
const PAGE_1_VALUES: readonly AttributeValueRow[] = [
  [0x80, ','], [0x81, 'HTTP-'], [0x82, 'BASIC'], [0x83, 'DIGEST'],
  [0x86, 'IPV6'], [0x87, 'E164'], [0x88, 'ALPHA'], [0x8d, 'APPSRV'], [0x8e, 'OBEX'],
  [0x90, ','], [0x91, 'HTTP-'], [0x92, 'BASIC'], [0x93, 'DIGEST'],
];

export const PROV_PAGE_1: CodePageRows = Object.freeze<CodePageRows>({
  namespace: 'prov',
  tags: TAGS,
  attributeStarts: [...COMMON_STARTS, ...PAGE_1_NAMES, ...PAGE_1_TYPES],
  attributeValues: PAGE_1_VALUES,
});
