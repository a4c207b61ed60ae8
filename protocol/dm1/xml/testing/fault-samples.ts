/** Inputs with one fault each and the one finding that the XML reader makes of it, down to the byte. Tests only. */

import type { Dm1ErrorCode } from '../../error-codes.js';
import { XML_LIMITS, type XmlLimits } from '../limits.js';

export interface XmlFault {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly limits: XmlLimits;
  readonly code: Dm1ErrorCode;
  /** `byte:line:column` */
  readonly at: string;
  readonly path: string;
  readonly found: string;
}

type Finding = readonly [code: Dm1ErrorCode, at: string, path: string, found: string];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const octets = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const limited = (limits: Partial<XmlLimits>): XmlLimits => ({ ...XML_LIMITS, ...limits });

function fault(name: string, input: string | Uint8Array | { readonly text: string; readonly limits: XmlLimits }, [code, at, path, found]: Finding): XmlFault {
  const isPlain = typeof input === 'string' || input instanceof Uint8Array;
  const content = isPlain ? input : input.text;
  return { name, bytes: typeof content === 'string' ? utf8(content) : content, limits: isPlain ? XML_LIMITS : input.limits, code, at, path, found };
}

export const XML_FAULTS: readonly XmlFault[] = [
  fault('nothing', '', ['dm1-xml/empty', '0:1:1', '', 'nothing']),
  fault('white space', ' \r\n\t', ['dm1-xml/empty', '0:1:1', '', 'white space only']),
  fault('a comment only', '<!-- -->', ['dm1-xml/empty', '8:1:9', '', 'no element']),
  fault('too many bytes', { text: '<a/>', limits: limited({ maxBytes: 3 }) }, ['dm1-xml/size', '0:1:1', '', '4 bytes']),
  fault('too deep', { text: '<a>\n<b><c/></b></a>', limits: limited({ maxDepth: 2 }) }, ['dm1-xml/depth', '7:2:4', 'a/b/c', 'level 3']),
  fault('too many elements', { text: '<a><b/><c/></a>', limits: limited({ maxElements: 2 }) }, ['dm1-xml/elements', '7:1:8', 'a/c', 'element 3']),
  fault('too many references', { text: '<a>&lt;&gt;</a>', limits: limited({ maxReferences: 1 }) }, ['dm1-xml/entities', '0:1:1', '', 'more than 1 references']),
  fault('an encoding nobody knows', '<?xml version="1.0" encoding="EBCDIC"?><a/>', ['dm1-xml/encoding-unknown', '30:1:31', '', '"EBCDIC"']),
  fault('UTF-8 that says UTF-16', '<?xml version="1.0" encoding="utf-16"?><a/>', ['dm1-xml/encoding-mismatch', '30:1:31', '', '"utf-16"']),
  fault('UTF-16 without mark', octets('<\0a\0/\0>\0'), ['dm1-xml/encoding-mismatch', '0:1:1', '', 'UTF-16 without a byte order mark']),
  fault('Latin-1 that says nothing', octets('<a>x\n caf\xe9</a>'), ['dm1-xml/encoding-bytes', '9:2:5', '', 'byte 0xe9']),
  fault('a lone surrogate', octets('\xff\xfe<\0a\0>\0\0\xd8<\0/\0a\0>\0'), ['dm1-xml/encoding-bytes', '8:1:4', '', 'a lone surrogate']),
  fault('more than US-ASCII', octets('<?xml version="1.0" encoding="US-ASCII"?><a>\xe9\xe9</a>'), ['dm1-xml/encoding-bytes', '44:1:45', '', 'byte 0xe9']),
  fault('a byte order mark', '\ufeff<a/>', ['dm1-xml/bom', '0:1:1', '', 'a byte order mark']),
  fault('a control character', '<a>\n é\u0001</a>', ['dm1-xml/character', '7:2:3', 'a', 'U+0001']),
  fault('a NUL behind the message', '<a/>\0\0', ['dm1-xml/character', '4:1:5', '', 'U+0000']),
  fault('a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', ['dm1-xml/doctype', '0:1:1', '', 'a DOCTYPE']),
  fault('an entity of HTML', '<a>x&nbsp;y</a>', ['dm1-xml/entity', '4:1:5', 'a', '"&nbsp;"']),
  fault('the number of no character', '<a>&#0;</a>', ['dm1-xml/reference', '3:1:4', 'a', '"&#0;"']),
  fault('a bare ampersand', '<a>x & y;z</a>', ['dm1-xml/unescaped', '5:1:6', 'a', '"&" before " "']),
  fault('a bare less-than', '<a>1 < 2</a>', ['dm1-xml/unescaped', '5:1:6', 'a', '"<" before " "']),
  fault('the end of CDATA in text', '<a>]]></a>', ['dm1-xml/unescaped', '5:1:6', 'a', '">"']),
  fault('a declaration after white space', ' <?xml version="1.0"?><a/>', ['dm1-xml/declaration', '1:1:2', '', '"<?xml "']),
  fault('XML 1.1', '<?xml version="1.1"?><a/>', ['dm1-xml/declaration', '0:1:1', '', 'version "1.1"']),
  fault('white space in front', '\t<a/>', ['dm1-xml/leading-space', '0:1:1', '', 'white space']),
  fault('a wrong end tag', '<a>\n<b>x</c></a>', ['dm1-xml/mismatched-tag', '8:2:5', 'a/b', '</c>']),
  fault('a missing end tag', '<a><b>x</a>', ['dm1-xml/mismatched-tag', '7:1:8', 'a/b', '</a>']),
  fault('an end tag too many', '<a><b/></b></a>', ['dm1-xml/mismatched-tag', '7:1:8', 'a', '</b>']),
  fault('an empty end tag', '<a><b>x</></a>', ['dm1-xml/mismatched-tag', '7:1:8', 'a/b', '</>']),
  fault('an end tag without end', '<a><b>x</b</a>', ['dm1-xml/mismatched-tag', '10:1:11', 'a/b', '"<" inside an end tag']),
  fault('the end of the message in content', '<a><b>x', ['dm1-xml/unclosed', '7:1:8', 'a/b', 'the end of the message']),
  fault('the end of the message in a tag', '<a><b c="', ['dm1-xml/truncated', '9:1:10', 'a/b', 'the end of the message']),
  fault('the end of the message in CDATA', '<a><![CDATA[x]]', ['dm1-xml/truncated', '15:1:16', 'a', 'the end of the message']),
  fault('an attribute without quotes', '<a><b c=d></b></a>', ['dm1-xml/attribute', '8:1:9', 'a/b', '"d"']),
  fault('an attribute twice', '<a><b c="" c=""/></a>', ['dm1-xml/attribute', '3:1:4', 'a/b', '"<b c=\\"\\" c=\\"\\"/>"']),
  fault('a quote too few', '<a><b c="d>x</b></a>', ['dm1-xml/attribute', '12:1:13', 'a/b', '"<" inside the start tag of "b"']),
  fault('a start tag without end', '<a><b <c/></b></a>', ['dm1-xml/attribute', '6:1:7', 'a/b', '"<" inside the start tag of "b"']),
  fault('text behind the message', '<a/>\nHTTP/1.1', ['dm1-xml/outside', '5:2:1', '', 'the text "HTTP/1.1"']),
  fault('a second message', '<a/><b/>', ['dm1-xml/outside', '4:1:5', 'b', 'the element "b"']),
  fault('a prefix without namespace', '<a><x:b/></a>', ['dm1-xml/prefix', '3:1:4', 'a/x:b', '"<x:b/>"']),
  fault('a prefix without name', '<a><:b/></a>', ['dm1-xml/namespace', '3:1:4', 'a/:b', '"<:b/>"']),
  fault('a declaration that takes a namespace away', '<a xmlns:x=""/>', ['dm1-xml/namespace', '0:1:1', 'a', '"<a xmlns:x=\\"\\""']),
  fault('markup of no kind', '<a><!ELEMENT b></a>', ['dm1-xml/malformed', '3:1:4', 'a', '"<!ELEMENT b>"']),
  fault('two hyphens in a comment', '<a><!-- a -- b --></a>', ['dm1-xml/malformed', '12:1:13', 'a', '" "']),
];

/** More faults than the reader is told to bear: the last finding says so. */
export const ENDLESS_FAULTS: Uint8Array = utf8('<a>&#0; &#0; &#0; &#0;</a>');
