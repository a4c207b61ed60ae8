/** Device descriptions with one fault each and the one finding that the reader makes of it. Tests only. */

import type { Dm1ErrorCode } from '../../error-codes.js';
import type { TndsLimits } from '../../tnds/limits.js';

export interface DdfFaultSample {
  readonly name: string;
  readonly xml: string;
  readonly code: Dm1ErrorCode;
  /** Byte in the document. */
  readonly byte: number;
  readonly found: string;
  readonly limits?: Partial<TndsLimits>;
}

type Fault = readonly [code: Dm1ErrorCode, at: string | number, found: string];

const LEAF = '<AccessType><Get/><Replace/></AccessType><DefaultValue>d</DefaultValue><Description>What it is</Description><DFFormat><chr/></DFFormat><Occurrence><One/></Occurrence><Scope><Permanent/></Scope><DFTitle>A leaf</DFTitle><DFType><MIME>text/plain</MIME></DFType>';
const INTERIOR = '<AccessType><Get/></AccessType><DFFormat><node/></DFFormat><Occurrence><ZeroOrMore/></Occurrence><Scope><Dynamic/></Scope><DFType><DDFName/></DFType><CaseSense><CIS/></CaseSense>';
export const ddfNode = (name: string, { framework = LEAF, inner = '', runTime = '' }: { readonly framework?: string; readonly inner?: string; readonly runTime?: string } = {}): string =>
  `<Node><NodeName>${name}</NodeName>${runTime}<DFProperties>${framework}</DFProperties>${inner}</Node>`;
export const ddfInterior = (name: string, inner: string): string => ddfNode(name, { framework: INTERIOR, inner });
export const ddfXml = (inner: string, head = '<VerDTD>1.2</VerDTD><Man>M</Man><Mod>X</Mod>'): string => `<MgmtTree xmlns="syncml:dmddf1.2">${head}${inner}</MgmtTree>`;
const RUN_TIME = '<RTProperties><ACL/><Format><chr/></Format><Name/><Size/><Type><MIME>text/plain</MIME></Type></RTProperties>';

export const LEGAL_DDF = ddfXml(ddfInterior('Root', `${ddfInterior('', ddfNode('leaf', { inner: '<Value>v</Value>', runTime: RUN_TIME }))}${ddfNode('other')}`));

function sample(name: string, xml: string, [code, at, found]: Fault, limits?: Partial<TndsLimits>): DdfFaultSample {
  return { name, xml, code, byte: typeof at === 'number' ? at : xml.indexOf(at), found, ...(limits === undefined ? {} : { limits }) };
}

const leafWith = (from: string, to: string): string => ddfXml(ddfNode('b', { framework: LEAF.replace(from, to) }));
const interiorWith = (from: string, to: string): string => ddfXml(ddfNode('A', { framework: INTERIOR.replace(from, to), inner: ddfNode('b') }));
const TWO_ATTRIBUTES = ddfXml(ddfNode('b').replace('<NodeName>', '<NodeName a="1" b="2">'));
const TWICE = ddfXml(ddfNode('b') + ddfNode('b'));

export const DDF_FAULTS: readonly DdfFaultSample[] = [
  sample('another document', '<wap-provisioningdoc/>', ['dm1-ddf/root', 0, '<wap-provisioningdoc>']),
  sample('an element that nobody has', leafWith('<DFTitle>', '<Colour/><DFTitle>'), ['dm1-ddf/unknown-element', '<Colour', '<Colour>']),
  sample('an element of a vendor', leafWith('<DFType>', '<MSFT:Since xmlns:MSFT="http://schemas.microsoft.com/MobileDevice/MDM"><x/></MSFT:Since><DFType>'), ['dm1-ddf/foreign-element', '<MSFT', '<Since> of namespace "http://schemas.microsoft.com/MobileDevice/MDM"']),
  sample('a Scope in a node', ddfXml(ddfNode('b', { inner: '<Scope><Permanent/></Scope>' })), ['dm1-ddf/misplaced-element', '<Scope><Permanent/></Scope></Node>', '<Scope>']),
  sample('a title in front', leafWith('<AccessType>', '<DFTitle>t</DFTitle><AccessType>').replace('<DFTitle>A leaf</DFTitle>', ''), ['dm1-ddf/order', '<AccessType', '<AccessType> after <DFTitle>']),
  sample('two formats', leafWith('<DFFormat><chr/>', '<DFFormat><chr/><int/>'), ['dm1-ddf/repeated', '<int/>', '<int> number 2']),
  sample('two values', ddfXml(ddfNode('b', { inner: '<Value/><Value>2</Value>' })), ['dm1-ddf/repeated', '<Value>2', '<Value> number 2']),
  sample('no VerDTD', ddfXml(ddfNode('b'), ''), ['dm1-ddf/missing', 0, 'none']),
  sample('no AccessType', leafWith('<AccessType><Get/><Replace/></AccessType>', ''), ['dm1-ddf/missing', '<DFProperties', 'none']),
  sample('no DFProperties', ddfXml('<Node><NodeName>b</NodeName></Node>'), ['dm1-ddf/missing', '<Node>', 'none']),
  sample('run-time properties without Type', ddfXml(ddfNode('b', { runTime: RUN_TIME.replace('<Type><MIME>text/plain</MIME></Type>', '') })), ['dm1-ddf/missing', '<RTProperties', 'none']),
  sample('text in AccessType', leafWith('<Get/>', 'Get'), ['dm1-ddf/stray-text', 'Get<', 'the text "Get"']),
  sample('markup in a description', leafWith('What it is', '<b>is</b>'), ['dm1-ddf/markup-in-text', '<b>', '<b>']),
  sample('a flag with content', leafWith('<Get/>', '<Get>yes</Get>'), ['dm1-ddf/not-empty', 'yes', 'the text "yes"']),
  sample('an attribute', leafWith('<Description>', '<Description lang="en">'), ['dm1-ddf/attribute', 'lang', 'the attribute "lang"']),
  sample('no namespace', LEGAL_DDF.replace(' xmlns="syncml:dmddf1.2"', ''), ['dm1-ddf/namespace', 0, '<MgmtTree> in no namespace']),
  sample('VerDTD 1.1', ddfXml(ddfNode('b'), '<VerDTD>1.1</VerDTD>'), ['dm1-ddf/version', '<VerDTD', '"1.1"']),
  sample('a value beside nodes', ddfXml(ddfNode('A', { framework: INTERIOR, inner: `<Value>v</Value>${ddfNode('b')}` })), ['dm1-ddf/value-and-nodes', '<Value>v', '<Value> beside <Node>']),
  sample('children of a leaf', ddfXml(ddfNode('A', { inner: ddfNode('b') })), ['dm1-ddf/node-format', '<DFFormat', 'DFFormat chr with child nodes']),
  sample('a value of an interior node', ddfXml(ddfNode('A', { framework: INTERIOR, inner: '<Value>v</Value>' })), ['dm1-ddf/node-format', '<DFFormat', 'DFFormat node with a value']),
  sample('a media type on an interior node', interiorWith('<DDFName/>', '<MIME>text/plain</MIME>'), ['dm1-ddf/node-type', '<DFType', '<MIME> under DFFormat node']),
  sample('an object identifier on a leaf', leafWith('<MIME>text/plain</MIME>', '<DDFName>urn:x-y:z</DDFName>'), ['dm1-ddf/node-type', '<DFType', '<DDFName> under DFFormat chr']),
  sample('both kinds of type', interiorWith('<DDFName/>', '<DDFName/><MIME>a/b</MIME>'), ['dm1-ddf/node-type', '<MIME>a/b', '<MIME> beside <DDFName>']),
  sample('an object identifier that is none', interiorWith('<DDFName/>', '<DDFName>My Object</DDFName>'), ['dm1-tree/object-id', '<DDFName>My', '"My Object"']),
  sample('at most one of N', leafWith('<One/>', '<ZeroOrN>1</ZeroOrN>'), ['dm1-ddf/occurrence', '<ZeroOrN', 'ZeroOrN "1"']),
  sample('access to nothing', leafWith('<Get/><Replace/>', ''), ['dm1-ddf/no-access', '<AccessType', 'an empty AccessType']),
  sample('run-time properties without Name', ddfXml(ddfNode('b', { runTime: RUN_TIME.replace('<Name/>', '') })), ['dm1-ddf/run-time', '<RTProperties', 'no Name']),
  sample('a Size of an interior node', ddfXml(ddfNode('A', { framework: INTERIOR, runTime: RUN_TIME, inner: ddfNode('b') })), ['dm1-ddf/interior-size', '<Node>', 'Size among the properties of an interior node']),
  sample('a Path with two slashes', ddfXml(ddfNode('b').replace('</NodeName>', '</NodeName><Path>./A//B</Path>')), ['dm1-ddf/path', '<Path', '"./A//B": "//"']),
  sample('two nodes of one name', TWICE, ['dm1-ddf/duplicate', TWICE.lastIndexOf('<NodeName'), '"b" again']),
  sample('nodes at level 3', LEGAL_DDF, ['dm1-ddf/depth', LEGAL_DDF.indexOf('<Node><NodeName>leaf'), 'level 3'], { maxDepth: 2 }),
  sample('four nodes', LEGAL_DDF, ['dm1-ddf/nodes', LEGAL_DDF.indexOf('<Node><NodeName>other'), 'node 4'], { maxNodes: 3 }),
  sample('many faults', TWO_ATTRIBUTES, ['dm1-ddf/findings', TWO_ATTRIBUTES.indexOf('b="2"'), 'more faults'], { maxFindings: 1 }),
];
