/** Cases of the rules on serialized trees, descriptions, provisioning documents and notifications. */
import type { RuleCase, Sample } from './messages.js';

const plain = (body: string): Sample => ({ body });
const tree = (nodes: string, verDtd = '<VerDTD>1.2</VerDTD>'): string => `<MgmtTree xmlns='syncml:dmddf1.2'>${verDtd}${nodes}</MgmtTree>`;
const INTERIOR = '<Format><node/></Format><Type><DDFName/></Type>';
const LEAF = '<Format><chr/></Format><Type><MIME>text/plain</MIME></Type>';
const node = (name: string, rest: string, properties = LEAF): string => `<Node><NodeName>${name}</NodeName><RTProperties>${properties}</RTProperties>${rest}</Node>`;
const leaf = (name: string): string => node(name, '<Value>1</Value>');
const GOOD_TREE = plain(tree(node('A', leaf('B'), INTERIOR)));

const DESCRIBED = '<AccessType><Get/></AccessType><DFFormat><chr/></DFFormat><Occurrence><One/></Occurrence><DFType><MIME>text/plain</MIME></DFType>';
const described = (properties: string, rest = ''): string => tree(`<Node><NodeName>A</NodeName><DFProperties>${properties}</DFProperties>${rest}</Node>`);
const GOOD_DESCRIPTION = plain(described(DESCRIBED));

const w7 = (parms: string): string => `<wap-provisioningdoc version="1.1">«<characteristic type="APPLICATION"><parm name="APPID" value="w7"/>${parms}</characteristic></wap-provisioningdoc>`;
const AUTH = '<characteristic type="APPAUTH"><parm name="AAUTHLEVEL" value="APPSRV"/><parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHNAME" value="u"/><parm name="AAUTHSECRET" value="s"/></characteristic>';

/** The worked example of the notification: server id com.mgmtsrv.manage, session id 1234. */
const TRIGGER = '10369e83e3fc7103a4a21acce6e242ae02d0000000123412636f6d2e6d676d747372762e6d616e616765';
const notification = (hex: string, byte?: number): Sample => ({ kind: 'notification', body: { hex }, ...(byte === undefined ? {} : { byte }) });

export const OTHER_DOCUMENT_CASES: readonly RuleCase[] = [
  { requirement: 'DM1-TNDS-B-002', fails: plain(tree(leaf('A'), '«<VerDTD>1.1</VerDTD>')), passes: GOOD_TREE },
  { requirement: 'DM1-TNDS-B-003', fails: plain(tree(`${leaf('A')}«<Knot/>`)), passes: GOOD_TREE },
  { requirement: 'DM1-TNDS-B-004', fails: plain(tree(node('A', `«<Value>1</Value>${leaf('B')}`, INTERIOR))), passes: GOOD_TREE },
  { requirement: 'DM1-TNDS-B-007', fails: plain(tree(node('A', leaf('B'), `«${LEAF}`))), passes: plain(tree(node('A', leaf('B'), '<Type><DDFName>urn:oma:mo:x:1.0</DDFName></Type>'))) },
  { requirement: 'DM1-TNDS-B-008', fails: plain(tree(node('A', '<Value>1</Value>', `«<ACL>Get=</ACL>${LEAF}`))), passes: plain(tree(node('A', '<Value>1</Value>', `<ACL>Get=*&amp;Add=a+b</ACL>${LEAF}`))) },
  { requirement: 'DM1-TREE-C-001', fails: plain(tree(node('A', `${leaf('B')}${leaf('B').replace('<NodeName>', '«<NodeName>')}`, INTERIOR))), passes: plain(tree(node('A', `${leaf('B')}${leaf('b')}`, INTERIOR))) },
  { requirement: 'DM1-TREE-C-015', fails: plain(tree(node('A', leaf('B'), '<Format><node/></Format>«<Size>4</Size><Type><DDFName/></Type>'))), passes: GOOD_TREE },
  { requirement: 'DM1-DDF-C-002', fails: plain(described(DESCRIBED).replace('<VerDTD>1.2', '«<VerDTD>1.0')), passes: GOOD_DESCRIPTION },
  { requirement: 'DM1-DDF-C-003', fails: plain(described(DESCRIBED).replace('</MgmtTree>', '«<Node><NodeName>B</NodeName></Node></MgmtTree>')), passes: GOOD_DESCRIPTION },
  { requirement: 'DM1-DDF-C-005', fails: plain(described(DESCRIBED.replace('<AccessType><Get/></AccessType>', '')).replace('<DFProperties>', '«<DFProperties>')), passes: GOOD_DESCRIPTION },
  { requirement: 'DM1-DDF-C-007', fails: plain(described(DESCRIBED.replace('<DFType><MIME>text/plain</MIME></DFType>', '«<DFType><DDFName/></DFType>'))), passes: GOOD_DESCRIPTION },
  { requirement: 'DM1-DDF-C-008', fails: plain(described(DESCRIBED.replace('<One/>', '«<ZeroOrN>1</ZeroOrN>'))), passes: plain(described(DESCRIBED.replace('<One/>', '<ZeroOrN>65536</ZeroOrN>'))) },
  { requirement: 'DM1-BOOT-S-032', fails: plain(w7(AUTH)), passes: plain(w7(`<parm name="PROVIDER-ID" value="s"/><parm name="ADDR" value="http://h"/>${AUTH}`).replace('«', '')) },
  { requirement: 'DM1-PKG0-S-001', fails: notification(TRIGGER.slice(0, 40), 20), passes: notification(TRIGGER) },
  { requirement: 'DM1-PKG0-S-004', fails: notification(TRIGGER.replace('02d0', '0310'), 16), passes: notification(TRIGGER) },
  { requirement: 'DM1-PKG0-S-006', fails: notification(TRIGGER.replace('02d0000000', '02d0000001'), 17), passes: notification(TRIGGER.replace('02d0', '02f8')) },
  { requirement: 'DM1-PKG0-S-016', fails: notification(TRIGGER.replace('123412', '1234ff'), 23), passes: notification(`${TRIGGER}76656e646f72`) },
];
