/** Serialized trees with one fault each and the one finding that the reader makes of it. Tests only. */

import type { Dm1ErrorCode } from '../../error-codes.js';
import type { TndsLimits } from '../limits.js';

export interface TndsFaultSample {
  readonly name: string;
  readonly xml: string;
  readonly code: Dm1ErrorCode;
  /** Byte in the document. */
  readonly byte: number;
  readonly found: string;
  readonly limits?: Partial<TndsLimits>;
}

type Fault = readonly [code: Dm1ErrorCode, at: string | number, found: string];

const MIME = '<Type><MIME>text/plain</MIME></Type>';
const OBJECT = '<Type><DDFName/></Type>';
export const leafXml = (name: string, { value = '<Value>x</Value>', properties = `<Format><chr/></Format>${MIME}` }: { readonly value?: string; readonly properties?: string } = {}): string =>
  `<Node><NodeName>${name}</NodeName><RTProperties>${properties}</RTProperties>${value}</Node>`;
export const interiorXml = (name: string, inner: string, properties = `<Format><node/></Format>${OBJECT}`): string =>
  `<Node><NodeName>${name}</NodeName><RTProperties>${properties}</RTProperties>${inner}</Node>`;
export const treeXml = (inner: string, head = '<VerDTD>1.2</VerDTD>'): string => `<MgmtTree xmlns="syncml:dmddf1.2">${head}${inner}</MgmtTree>`;

export const LEGAL_TNDS = treeXml(interiorXml('A', `${leafXml('b')}${interiorXml('C', leafXml('d', { value: '' }))}`));

function sample(name: string, xml: string, [code, at, found]: Fault, limits?: Partial<TndsLimits>): TndsFaultSample {
  return { name, xml, code, byte: typeof at === 'number' ? at : xml.indexOf(at), found, ...(limits === undefined ? {} : { limits }) };
}

const property = (text: string): string => treeXml(leafXml('b', { properties: `${text}<Format><chr/></Format>${MIME}` }));
const behind = (text: string): string => treeXml(leafXml('b', { properties: `<Format><chr/></Format>${text}${MIME}` }));

export const TNDS_FAULTS: readonly TndsFaultSample[] = [
  sample('another document', '<SyncML xmlns="SYNCML:SYNCML1.2"/>', ['dm1-tnds/root', 0, '<SyncML>']),
  sample('an element that nobody has', behind('<Colour/>'), ['dm1-tnds/unknown-element', '<Colour', '<Colour>']),
  sample('an element of a vendor', treeXml(interiorXml('A', '<v:X xmlns:v="urn:v"><Colour/></v:X>')), ['dm1-tnds/foreign-element', '<v:X', '<X> of namespace "urn:v"']),
  sample('framework properties', treeXml(interiorXml('A', '<DFProperties/>')), ['dm1-tnds/unknown-element', '<DFProperties', '<DFProperties>']),
  sample('a Value in the document element', treeXml(`<Value>x</Value>${leafXml('b')}`), ['dm1-tnds/misplaced-element', '<Value>x', '<Value>']),
  sample('a name behind the properties', treeXml(leafXml('b').replace('<NodeName>b</NodeName>', '').replace('</RTProperties>', '</RTProperties><NodeName>b</NodeName>')), ['dm1-tnds/order', '<NodeName', '<NodeName> after <RTProperties>']),
  sample('two names', treeXml(leafXml('b').replace('<RTP', '<NodeName>c</NodeName><RTP')), ['dm1-tnds/repeated', '<NodeName>c', '<NodeName> number 2']),
  sample('two values', treeXml(leafXml('b', { value: '<Value>1</Value><Value>2</Value>' })), ['dm1-tnds/repeated', '<Value>2', '<Value> number 2']),
  sample('no VerDTD', treeXml(leafXml('b'), ''), ['dm1-tnds/missing', 0, 'none']),
  sample('no node', treeXml(''), ['dm1-tnds/missing', 0, 'none']),
  sample('a node without properties', treeXml('<Node><NodeName>b</NodeName></Node>'), ['dm1-tnds/missing', '<Node>', 'none']),
  sample('a Format of nothing', treeXml(leafXml('b', { properties: `<Format/>${MIME}` })), ['dm1-tnds/missing', '<Format', 'none']),
  sample('text between nodes', treeXml(`oops${leafXml('b')}`), ['dm1-tnds/stray-text', 'oops', 'the text "oops"']),
  sample('markup in a name', treeXml(leafXml('b').replace('>b<', '>b<i/><')), ['dm1-tnds/markup-in-text', '<i/>', '<i>']),
  sample('a Format with content', treeXml(leafXml('b').replace('<chr/>', '<chr>1</chr>')), ['dm1-tnds/not-empty', '1</chr>', 'the text "1"']),
  sample('an attribute', treeXml(leafXml('b').replace('<Value>', '<Value a="1">')), ['dm1-tnds/attribute', 'a="1"', 'the attribute "a"']),
  sample('no namespace', LEGAL_TNDS.replace(' xmlns="syncml:dmddf1.2"', ''), ['dm1-tnds/namespace', 0, '<MgmtTree> in no namespace']),
  sample('the namespace of messages inside', LEGAL_TNDS.replace('<Value>', '<Value xmlns="SYNCML:SYNCML1.2">'), ['dm1-tnds/namespace', '<Value', '<Value> in namespace "SYNCML:SYNCML1.2"']),
  sample('VerDTD 9.9', treeXml(leafXml('b'), '<VerDTD>9.9</VerDTD>'), ['dm1-tnds/version', '<VerDTD', '"9.9"']),
  sample('a value beside nodes', treeXml(interiorXml('A', `<Value>x</Value>${leafXml('b')}`)), ['dm1-tnds/value-and-nodes', '<Value>x', '<Value> beside <Node>']),
  sample('Format node with a value', treeXml(interiorXml('A', '<Value>x</Value>')), ['dm1-tnds/node-format', '<Value>', '<Value> under Format node']),
  sample('Format chr with nodes', treeXml(interiorXml('A', leafXml('b'), `<Format><chr/></Format>${OBJECT}`)), ['dm1-tnds/node-format', '<Format', 'Format chr with child nodes']),
  sample('a media type on an interior node', treeXml(interiorXml('A', leafXml('b'), `<Format><node/></Format>${MIME}`)), ['dm1-tnds/node-type', '<MIME', '<MIME> "text/plain" on an interior node']),
  sample('an object identifier on a leaf', treeXml(leafXml('b', { properties: '<Format><chr/></Format><Type><DDFName>org.x/1.0/Y</DDFName></Type>' })), ['dm1-tnds/node-type', '<DDFName', '<DDFName> "org.x/1.0/Y" on a leaf']),
  sample('a Type of nothing on a leaf', treeXml(leafXml('b', { properties: '<Format><chr/></Format><Type/>' })), ['dm1-tnds/node-type', '<Type', 'no MIME on a leaf']),
  sample('no Type', treeXml(leafXml('b', { properties: '<Format><chr/></Format>' })), ['dm1-tnds/no-type', '<RTProperties', 'none']),
  sample('a Size on an interior node', treeXml(interiorXml('A', leafXml('b'), `<Format><node/></Format><Size>3</Size>${OBJECT}`)), ['dm1-tnds/interior-size', '<Size', 'a Size on an interior node']),
  sample('a Name that is not the NodeName', behind('<Name>c</Name>'), ['dm1-tnds/name-property', '<Name>c', '"c"']),
  sample('an empty name inside', treeXml(interiorXml('A', leafXml(''))), ['dm1-tnds/no-name', '<NodeName></', 'an empty NodeName']),
  sample('a name with a slash', treeXml(leafXml('a/b')), ['dm1-tree/name', '<NodeName', '"a/b" at character 2']),
  sample('a Path with a step up', treeXml(leafXml('b').replace('<RTP', '<Path>../x</Path><RTP')), ['dm1-tnds/path', '<Path', '"../x": ".."']),
  sample('a Path inside', treeXml(interiorXml('A', leafXml('b').replace('<RTP', '<Path>x</Path><RTP'))), ['dm1-tnds/nested-path', '<Path', '"x"']),
  sample('a malformed ACL', property('<ACL>Get=A B</ACL>'), ['dm1-tree/acl-server', '<ACL', '"A B" at character 5']),
  sample('a malformed TStamp', behind('<TStamp>now</TStamp>'), ['dm1-tree/time-stamp', '<TStamp', '"now"']),
  sample('two nodes of one name', treeXml(`${leafXml('b')}${leafXml('b')}`), ['dm1-tnds/duplicate', treeXml(leafXml('b')).lastIndexOf('</MgmtTree') + 6, '"b" again']),
  sample('nodes at level 3', LEGAL_TNDS, ['dm1-tnds/depth', LEGAL_TNDS.indexOf('<Node><NodeName>d'), 'level 3'], { maxDepth: 2 }),
  sample('four nodes', LEGAL_TNDS, ['dm1-tnds/nodes', LEGAL_TNDS.indexOf('<Node><NodeName>d'), 'node 4'], { maxNodes: 3 }),
  sample('many faults', treeXml(leafXml('b').replace('<Value>', '<Value a="1" b="2">')), ['dm1-tnds/findings', treeXml(leafXml('b').replace('<Value>', '<Value a="1" b="2">')).indexOf('b="2"'), 'more faults'], { maxFindings: 1 }),
];
