/** Sound inputs of every codec, for the fuzzer to mutate. Tests only. */

import { LEGAL_REQUEST, LEGAL_RESPONSE, LEGAL_PUSH } from '../dm1/http/testing/fault-samples.js';
import { LEGAL_TREE } from '../dm1/model/testing/legal-tree.js';
import { encodeWbxml } from '../dm1/wbxml/encode.js';
import { readXml } from '../dm1/xml/read.js';
import { CANONICAL_FORM } from '../dm1/xml/forms.js';
import { writeXml } from '../dm1/xml/write.js';
import type { Element } from '../dm1/model/element.js';
import { octetsOfHex } from '../octets.js';

type Samples = () => readonly Uint8Array[];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (...list: readonly string[]): Samples => () => list.map(utf8);
const hex = (...list: readonly string[]): Samples => () => list.map((digits) => octetsOfHex(digits.replaceAll(/\s/g, '')) ?? new Uint8Array());

export const xmlMessages: Samples = () => [
  writeXml(LEGAL_TREE),
  writeXml(LEGAL_TREE, { ...CANONICAL_FORM, layout: 'pretty', declaration: 'present', doctype: 'present', comments: 'present', characterData: 'cdata', syncmlNamespace: 'prefix' }),
  writeXml(LEGAL_TREE, { ...CANONICAL_FORM, encoding: 'utf-16le', byteOrderMark: 'present' }),
  writeXml(LEGAL_TREE, { ...CANONICAL_FORM, encoding: 'utf-16be', byteOrderMark: 'present' }),
];

export const wbxmlMessages: Samples = () => [
  encodeWbxml(LEGAL_TREE),
  encodeWbxml(LEGAL_TREE, { version: '1.3', publicId: 'unterminated-text', strings: 'mixed', names: 'literal' }),
  encodeWbxml(LEGAL_TREE, { strings: 'repeated-in-table', pageSwitches: 'redundant', entities: 'all', charset: 'us-ascii' }),
  ...hex('030B6A00C54601C60001550187360603773700010101')(),
];

export const httpMessages = texts(LEGAL_REQUEST, LEGAL_RESPONSE, LEGAL_PUSH, 'POST /dm HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n');

const PACKAGE0 = '10369e83e3fc7103a4a21acce6e242ae02d0000000123412636f6d2e6d676d747372762e6d616e616765';
export const package0s = hex(PACKAGE0);
export const wapPushes = hex(`0106 03c4af87${PACKAGE0}`);
export const triggers13 = hex('1100 1004 73727631 2002 0001 00112233445566778899aabbccddeeff');

const PROVISIONING = '<wap-provisioningdoc version="1.1"><characteristic type="APPLICATION"><parm name="APPID" value="w7"/><parm name="PROVIDER-ID" value="srv"/><characteristic type="APPADDR"><parm name="ADDR" value="https://dm.example.net/dm"/></characteristic><characteristic type="APPAUTH"><parm name="AAUTHLEVEL" value="APPSRV"/><parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHNAME" value="dev"/><parm name="AAUTHSECRET" value="pw"/><parm name="AAUTHDATA" value="bm9uY2U="/></characteristic></characteristic></wap-provisioningdoc>';
const TNDS = '<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Node><NodeName>A</NodeName><RTProperties><Format><node/></Format><Type><DDFName/></Type></RTProperties><Node><NodeName>b</NodeName><RTProperties><ACL>Get=*</ACL><Format><chr/></Format><Type><MIME>text/plain</MIME></Type></RTProperties><Value>v</Value></Node></Node></MgmtTree>';
const DDF = '<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Man>Acme</Man><Mod>Lamp</Mod><Node><NodeName>A</NodeName><DFProperties><AccessType><Get/><Replace/></AccessType><DFFormat><chr/></DFFormat><Occurrence><ZeroOrOne/></Occurrence><Scope><Permanent/></Scope><DFType><MIME>text/plain</MIME></DFType></DFProperties></Node></MgmtTree>';

export const provisioningDocuments: Samples = () => bothForms(PROVISIONING);
export const tndsDocuments: Samples = () => bothForms(TNDS);
export const ddfDocuments: Samples = () => bothForms(DDF);

function bothForms(xml: string): readonly Uint8Array[] {
  const root: Element | undefined = readXml(utf8(xml)).root;
  return root === undefined ? [utf8(xml)] : [utf8(xml), encodeWbxml(root)];
}

export const hmacHeaders = texts('algorithm=MD5, username="Bruce2", mac=clIEAg8z+CXO5UlbAh33ow==', 'mac=clIEAg8z+CXO5UlbAh33ow==, username="a b"');
export const bootstrapTypes = texts('application/vnd.wap.connectivity-wbxml; SEC=1; MAC=35586670B1C1E28AD5258EAE12EB7105C464978D', 'text/vnd.wap.connectivity-xml');
export const wspTypes = hex('03b69180', '1f2db6918192333535383636373042314331453238414435323538454145313245423731303543343634393738440000');
export const base64Texts = texts('QnJ1Y2UyOk9oQmVoYXZl', 'LG3iZQhhdmKNHg==');
export const treeAddresses = texts('./DevInfo/DevId', './A/B%20?list=TNDS+Value-Format', 'Vendor/MSFT/x?prop=ACL');
export const acls = texts('Add=*&Get=srv1+srv2&Replace=srv1', 'Get=*');

export const package1s = texts('{"MOS":[{"DDF":"https://d/x.ddf","MOID":"urn:oma:mo:x:1.0","MIID":["p1"]}],"Alert":[{"AlertType":"x","Data":"y"}]}');
export const package2s = texts('{"CMD":[["HGET","https://s/x","urn:oma:mo:x:1.0//A"],["GET","m//a?nv=(x)/n:1"],["END"]]}');
export const package3s = texts('{"Status":[{"sc":200},{"sc":404,"URI":["m/i/a"]}],"Alert":[]}');
export const moDocuments = texts('[{"DDF":"d","ClientURI":"urn:oma:mo:x:1.0/p1/","MOData":{"A":{"B":"c","n":1,"t":true}}}]');
export const dm2Notifications = hex('1300147372763111011212341f114c89b1e34bb00d520944bcdcfbaa62e1579259ea7a77ece6e93127450551d3c81456b92c0010', '1100100473727631 5000');
export const clientUris = texts('urn:oma:mo:x:1.0/(x)/Data/(y)/Value?nv=(y)/Date:2016-02-09', 'm//a/*/b?cv=1');
export const accepts = texts('application/vnd.oma.dm.request+json;q=0.5, */*; q=0.1', 'a/b;c="d\\"e"');

export const dm2Pushes = texts('HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 8\r\n\r\n\x11\x00\x14srv1P');
export const commands = texts('HGET https://s/x urn:oma:mo:x:1.0//A', 'HPUT https://s/x urn:oma:mo:x:1.0//A urn:oma:mo:x:1.0//B', 'SUB https://s/x m//a?nv=(x)/n:1', 'DEFAULT https://s/x urn:oma:mo:x:1.0', 'END');
export const mediaTypes = texts('application/vnd.oma.dm.request+json; charset="utf-8"', 'a/b;c="d\\"e";f=g');
/** Challenges, credentials and what comes with an answer: one grammar. */
export const authFields = texts(
  'Digest realm="a@b", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94Bc=", opaque="x\\"y", Basic realm="simple"',
  'Digest username="Mufasa", realm="a@b", uri="/dir", algorithm=MD5, nonce="n", nc=00000001, cnonce="c", qop=auth, response="8ca523f5e9506fed4657c9700eebdbec"',
  'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
  'nextnonce="abc", qop=auth, rspauth="6629fae49393a05397450978507c4ef1", cnonce="c", nc=00000001',
);

/** One of each, for what recognises formats. */
export const everything: Samples = () => [xmlMessages, wbxmlMessages, httpMessages, package0s, wapPushes, provisioningDocuments, tndsDocuments, ddfDocuments, package1s, package2s, package3s, moDocuments, dm2Notifications].flatMap((samples) => samples());
