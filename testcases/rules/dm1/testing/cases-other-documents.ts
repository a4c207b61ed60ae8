/** Cases of the rules on serialized trees, descriptions, provisioning documents and notifications. */
import { command, message, meta, target, type RuleCase, type Sample } from './messages.js';

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
const parm = (name: string, value: string): string => `<parm name="${name}" value="${value}"/>`;
const AUTH_PARMS = [parm('AAUTHLEVEL', 'APPSRV'), parm('AAUTHTYPE', 'DIGEST'), parm('AAUTHNAME', 'u'), parm('AAUTHSECRET', 's')];
const AUTH = `<characteristic type="APPAUTH">${AUTH_PARMS.join('')}</characteristic>`;

/** The worked example of the notification: server id com.mgmtsrv.manage, session id 1234. */
const TRIGGER = '10369e83e3fc7103a4a21acce6e242ae02d0000000123412636f6d2e6d676d747372762e6d616e616765';
const notification = (hex: string, byte?: number): Sample => ({ kind: 'notification', body: { hex }, ...(byte === undefined ? {} : { byte }) });

/** A message that carries a tree, or what should be one, in Data; the Type is marked. */
const carrying = (type: string, data: string, format = 'xml'): string =>
  message(command('Add', `<Item>${target('./A')}${meta({ Format: format, '«Type': type })}${data}</Item>`));
const labelled = (...parts: Parameters<typeof carrying>): Sample => plain(carrying(...parts));
const unmarked = (...parts: Parameters<typeof carrying>): string => carrying(...parts).replace('«', '');
const TREE_TEXT = tree(leaf('A'));
const IN_CDATA = `<Data><![CDATA[${TREE_TEXT}]]></Data>`;
const TREE_XML = 'application/vnd.syncml.dmtnds+xml';

export const OTHER_DOCUMENT_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-TNDS-B-001',
    fails: [
      labelled('text/xml', IN_CDATA), labelled('application/vnd.syncml.dmtnds+wbxml', IN_CDATA), labelled('application/vnd.syncml.dmtnds+wbxml', `<Data>${TREE_TEXT}</Data>`),
      labelled('text/plain', `<Data>${TREE_TEXT}</Data>`), labelled('application/vnd.syncml.dmtnds+wbxml', `<Data>${Buffer.from(TREE_TEXT).toString('base64')}</Data>`, 'b64'),
      plain(unmarked(TREE_XML, '«<Data>hello</Data>')),
    ],
    passes: [
      plain(unmarked('Application/vnd.syncml.DMTNDS+xml', `<Data><![CDATA[<?xml version="1.0"?><!-- x -->\n${TREE_TEXT}]]></Data>`)),
      plain(unmarked(TREE_XML, `<Data>${Buffer.from(TREE_TEXT).toString('base64')}</Data>`, 'b64')),
    ],
    ignores: [
      plain(unmarked('text/plain', IN_CDATA, 'chr')), plain(unmarked('text/xml', '<Data>&lt;note/&gt;</Data>')),
      plain(unmarked('application/vnd.syncml.dmddf+xml', `<Data><![CDATA[${tree('<Node><NodeName>A</NodeName><DFProperties/></Node>')}]]></Data>`)),
    ],
  },
  { requirement: 'DM1-TNDS-B-002', fails: plain(tree(leaf('A'), '«<VerDTD>1.1</VerDTD>')), passes: GOOD_TREE },
  { requirement: 'DM1-TNDS-B-003', fails: plain(tree(`${leaf('A')}«<Knot/>`)), passes: GOOD_TREE },
  { requirement: 'DM1-TNDS-B-004', fails: plain(tree(node('A', `«<Value>1</Value>${leaf('B')}`, INTERIOR))), passes: GOOD_TREE },
  {
    requirement: 'DM1-TNDS-B-007',
    fails: plain(tree(node('A', leaf('B'), `«${LEAF}`))),
    passes: plain(tree(node('A', leaf('B'), '<Type><DDFName>urn:oma:mo:x:1.0</DDFName></Type>'))),
  },
  {
    requirement: 'DM1-TNDS-B-008',
    fails: plain(tree(node('A', '<Value>1</Value>', `«<ACL>Get=</ACL>${LEAF}`))),
    passes: plain(tree(node('A', '<Value>1</Value>', `<ACL>Get=*&amp;Add=a+b</ACL>${LEAF}`))),
  },
  {
    requirement: 'DM1-TREE-C-001',
    fails: plain(tree(node('A', `${leaf('B')}${leaf('B').replace('<NodeName>', '«<NodeName>')}`, INTERIOR))),
    passes: plain(tree(node('A', `${leaf('B')}${leaf('b')}`, INTERIOR))),
  },
  { requirement: 'DM1-TREE-C-015', fails: plain(tree(node('A', leaf('B'), '<Format><node/></Format>«<Size>4</Size><Type><DDFName/></Type>'))), passes: GOOD_TREE },
  { requirement: 'DM1-DDF-C-002', fails: plain(described(DESCRIBED).replace('<VerDTD>1.2', '«<VerDTD>1.0')), passes: GOOD_DESCRIPTION },
  { requirement: 'DM1-DDF-C-003', fails: plain(described(DESCRIBED).replace('</MgmtTree>', '«<Node><NodeName>B</NodeName></Node></MgmtTree>')), passes: GOOD_DESCRIPTION },
  {
    requirement: 'DM1-DDF-C-005',
    fails: plain(described(DESCRIBED.replace('<AccessType><Get/></AccessType>', '')).replace('<DFProperties>', '«<DFProperties>')),
    passes: GOOD_DESCRIPTION,
  },
  {
    requirement: 'DM1-DDF-C-007',
    fails: plain(described(DESCRIBED.replace('<DFType><MIME>text/plain</MIME></DFType>', '«<DFType><DDFName/></DFType>'))),
    passes: GOOD_DESCRIPTION,
  },
  {
    requirement: 'DM1-DDF-C-008',
    fails: plain(described(DESCRIBED.replace('<One/>', '«<ZeroOrN>1</ZeroOrN>'))),
    passes: plain(described(DESCRIBED.replace('<One/>', '<ZeroOrN>65536</ZeroOrN>'))),
  },
  { requirement: 'DM1-BOOT-S-032', fails: plain(w7(AUTH)), passes: plain(w7(`<parm name="PROVIDER-ID" value="s"/><parm name="ADDR" value="http://h"/>${AUTH}`).replace('«', '')) },
  {
    requirement: 'DM1-BOOT-S-035',
    fails: [
      plain('<wap-provisioningdoc><characteristic type="VENDORCONFIG"/>«<x/></wap-provisioningdoc>'),
      plain('<wap-provisioningdoc>«<characteristic/></wap-provisioningdoc>'),
      plain('<wap-provisioningdoc><characteristic type="VENDORCONFIG"/>«'),
    ],
    passes: [
      plain('<wap-provisioningdoc version="1.1"><characteristic type="VENDORCONFIG"><parm name="X"/></characteristic></wap-provisioningdoc>'),
      { body: { hex: '030B6A00C54601C60001550187360603773700010101' } },
    ],
    ignores: [GOOD_TREE],
  },
  {
    requirement: 'DM1-PKG0-S-001',
    fails: [notification(TRIGGER.slice(0, 40), 20), notification(TRIGGER.replace('000000123412', '000000000012'), 21)],
    passes: [notification(TRIGGER), notification(TRIGGER.replace('000000123412', '000000000112'))],
  },
  { requirement: 'DM1-PKG0-S-004', fails: notification(TRIGGER.replace('02d0', '0310'), 16), passes: notification(TRIGGER) },
  { requirement: 'DM1-PKG0-S-006', fails: notification(TRIGGER.replace('02d0000000', '02d0000001'), 17), passes: notification(TRIGGER.replace('02d0', '02f8')) },
  { requirement: 'DM1-PKG0-S-016', fails: notification(TRIGGER.replace('123412', '1234ff'), 23), passes: notification(`${TRIGGER}76656e646f72`) },
];
