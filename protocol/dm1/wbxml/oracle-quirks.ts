/**
 * Where libwbxml 0.11.8 (the commands wbxml2xml and xml2wbxml), our oracle, does something else than WBXML and SyncML say. The one
 * list: the comparison excuses nothing that is not here, a test shows each with its example, docs/libwbxml-quirks.md is made of it.
 */

import type { WbxmlOptions } from './encode-options.js';

/** `reads`: wbxml2xml, from our bytes. `writes`: xml2wbxml, to our reader. */
export type OracleDirection = 'reads' | 'writes';

/** A text that came out differently. */
export interface DifferingText {
  /** The element around it, or `@` and the name of the attribute. */
  readonly element: string;
  readonly ours: string;
  readonly theirs: string;
  readonly options: WbxmlOptions;
}

export type OracleQuirkId =
  | 'charset-refused'
  | 'entity-dropped-bits'
  | 'literal-namespace'
  | 'nonce-base64'
  | 'data-nested-cdata'
  | 'data-cdata-end'
  | 'type-renamed'
  | 'page-2-unknown'
  | 'prov-root-on-page-1'
  | 'prov-old-values'
  | 'prov-tetra'
  | 'data-line-break'
  | 'tree-in-data';

export interface OracleQuirk {
  readonly id: OracleQuirkId;
  readonly direction: OracleDirection;
  /** What it does, and what would be right. */
  readonly what: string;
  /** How the comparison copes. */
  readonly coping: string;
}

export const ORACLE_QUIRKS: readonly OracleQuirk[] = Object.freeze<OracleQuirk[]>([
  { id: 'charset-refused', direction: 'reads', what: 'refuses documents in ISO-8859-1, UTF-16BE and UTF-16LE, which WBXML allows', coping: 'such a document has to be refused; anything else is a difference' },
  { id: 'entity-dropped-bits', direction: 'reads', what: 'turns character entities of U+0800 to U+0FFF and U+10000 to U+3FFFF into other bytes, since it drops the lead byte of their UTF-8', coping: 'a text with such a character is not compared where the options make it an entity' },
  { id: 'literal-namespace', direction: 'reads', what: 'gives an element whose name is written out no namespace', coping: 'namespaces are not compared where names are literal' },
  { id: 'nonce-base64', direction: 'reads', what: 'writes the opaque data of NextNonce in Base64, taking it for octets even where it is text', coping: 'each piece of the text has to be ours or the Base64 of ours' },
  { id: 'data-nested-cdata', direction: 'reads', what: 'opens a CDATA section for each token of a Data element of Add, Replace and vCards, one inside another, which is not XML', coping: 'a message with text of several tokens in a Data is not compared' },
  { id: 'data-cdata-end', direction: 'reads', what: 'writes "]]>" of a Data as it is into a CDATA section, which ends the section', coping: 'the lenient reader of the comparison takes the rest as text; where that holds markup, what came out is no XML and is not compared' },
  { id: 'type-renamed', direction: 'reads', what: 'changes the media type of nested documents, application/vnd.syncml.dmtnds+wbxml and application/vnd.syncml-devinf+wbxml, to +xml (and back when it writes), even where the data is no document', coping: 'the text has to be ours with the other ending' },
  { id: 'page-2-unknown', direction: 'reads', what: 'does not know code page 2 inside a SyncML document (DMTND 8.6.2): the elements of TNDS come out as <unknown>', coping: 'TNDS is compared as a document of its own and in opaque data' },
  { id: 'prov-root-on-page-1', direction: 'reads', what: 'does not know the tag wap-provisioningdoc on page 1 of provisioning, where PROVCONT repeats the tags of page 0', coping: 'the tag is left out where the tables are compared' },
  { id: 'prov-old-values', direction: 'reads', what: 'does not know the values 80 to 83 of page 1 of provisioning, which an older edition gave to ",", "HTTP-", "BASIC" and "DIGEST"', coping: 'the values are left out where the tables are compared; our writer does not use them' },
  { id: 'prov-tetra', direction: 'reads', what: 'spells the values b5 and b6 of page 0 of provisioning TRETRA-SDS and TRETRA-PACKET instead of TETRA-', coping: 'where the tables are compared the spelling is put right' },
  { id: 'data-line-break', direction: 'writes', what: 'turns a line break in the Data of Add, Replace and vCards into carriage return and line feed', coping: 'the text has to be ours with CR LF for LF' },
  { id: 'tree-in-data', direction: 'writes', what: 'takes a MgmtTree inside Data out into a nested document in opaque data, where DMTND 8.6.2 also allows code page 2', coping: 'the nested document has to be our tree' },
]);

/** Is the difference of two texts one of the list? */
export function excuseText(difference: DifferingText, direction: OracleDirection): OracleQuirkId | undefined {
  return TEXT_EXCUSES.find((excuse) => excuse.direction === direction && excuse.excuses(difference))?.id;
}

interface TextExcuse {
  readonly id: OracleQuirkId;
  readonly direction: OracleDirection;
  readonly excuses: (difference: DifferingText) => boolean;
}

const TEXT_EXCUSES: readonly TextExcuse[] = Object.freeze<TextExcuse[]>([
  { id: 'entity-dropped-bits', direction: 'reads', excuses: ({ ours, options }) => isEntityWritten(options) && DROPPED.test(ours) },
  { id: 'nonce-base64', direction: 'reads', excuses: (difference) => difference.element === 'NextNonce' && isPiecewiseBase64(difference) },
  { id: 'type-renamed', direction: 'reads', excuses: ({ element, ours, theirs }) => element === 'Type' && theirs === ours.replace(/\+wbxml$/u, '+xml') },
  { id: 'type-renamed', direction: 'writes', excuses: ({ element, ours, theirs }) => element === 'Type' && theirs === ours.replace(/\+xml$/u, '+wbxml') },
  { id: 'data-line-break', direction: 'writes', excuses: ({ element, ours, theirs }) => element === 'Data' && theirs === ours.replaceAll('\n', '\r\n') },
]);

/** Characters whose UTF-8 starts with E0 or F0. */
const DROPPED = /[\u0800-\u0fff\u{10000}-\u{3ffff}]/u;

function isEntityWritten(options: WbxmlOptions): boolean {
  return options.entities !== 'needed' || options.charset !== 'utf-8';
}

/** Is theirs made of the pieces of ours, each as it is or in Base64? */
function isPiecewiseBase64(difference: DifferingText): boolean {
  const { ours, theirs, options } = difference;
  const characters = Array.from(ours);
  const size = Math.min(options.maxPieceCharacters, characters.length);
  let ends: ReadonlySet<number> = new Set([0]);
  for (let at = 0; at < characters.length; at += size) {
    const piece = characters.slice(at, at + size).join('');
    ends = new Set([...ends].flatMap((end) => [piece, base64(piece)].filter((form) => theirs.startsWith(form, end)).map((form) => end + form.length)));
  }
  return ends.has(theirs.length);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
