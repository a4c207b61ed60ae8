/**
 * The document types whose WBXML DM 1.x meets: public identifiers (number and text) and code pages. One row per type,
 * read by both directions. Clauses: WAP-192-WBXML, ~5.5; REPPRO 1.2 and META 1.2 (WBXML tokens); DMTND 8.6; PROVCONT 1.1.
 */

import { NAMESPACE_URIS } from '../model/element.js';
import { codePage, type CodePage } from './pages/code-page.js';
import { DEVINF_PAGE } from './pages/devinf.js';
import { DMDDF_PAGE } from './pages/dmddf.js';
import { METINF_PAGE } from './pages/metinf.js';
import { PROV_PAGE_0, PROV_PAGE_1 } from './pages/prov.js';
import { SYNCML_PAGE } from './pages/syncml.js';

export type DocumentTypeName =
  | 'syncml-1.0'
  | 'syncml-1.1'
  | 'syncml-1.2'
  | 'metinf-1.1'
  | 'metinf-1.2'
  | 'devinf-1.1'
  | 'devinf-1.2'
  | 'dmddf-1.2'
  | 'prov-1.0';

export interface DocumentType {
  readonly name: DocumentTypeName;
  /** Well-known number; none was ever given to the device description, which goes by its text. */
  readonly publicId: number | undefined;
  /** Formal public identifier. */
  readonly publicText: string;
  readonly pages: readonly CodePage[];
}

const METINF = codePage({ number: 1, uri: NAMESPACE_URIS.metinf, rows: METINF_PAGE });
const DMDDF = codePage({ number: 2, uri: NAMESPACE_URIS.dmddf, rows: DMDDF_PAGE });

function syncmlPages(uri: string): readonly CodePage[] {
  return [codePage({ number: 0, uri, rows: SYNCML_PAGE }), METINF, DMDDF];
}

/** MetInf as a document of its own: its elements are on page 1 inside SyncML and on page 0 here; both are read. */
const METINF_PAGES: readonly CodePage[] = [codePage({ number: 0, uri: NAMESPACE_URIS.metinf, rows: METINF_PAGE }), METINF];
const DEVINF_PAGES: readonly CodePage[] = [codePage({ number: 0, uri: NAMESPACE_URIS.devinf, rows: DEVINF_PAGE })];
const PROV_PAGES: readonly CodePage[] = [
  codePage({ number: 0, uri: NAMESPACE_URIS.prov, rows: PROV_PAGE_0 }),
  codePage({ number: 1, uri: NAMESPACE_URIS.prov, rows: PROV_PAGE_1 }),
];

export const DOCUMENT_TYPES: readonly DocumentType[] = Object.freeze([
  { name: 'syncml-1.2', publicId: 0x1201, publicText: '-//SYNCML//DTD SyncML 1.2//EN', pages: syncmlPages(NAMESPACE_URIS.syncml) },
  { name: 'syncml-1.1', publicId: 0x0fd3, publicText: '-//SYNCML//DTD SyncML 1.1//EN', pages: syncmlPages('SYNCML:SYNCML1.1') },
  { name: 'syncml-1.0', publicId: 0x0fd1, publicText: '-//SYNCML//DTD SyncML 1.0//EN', pages: syncmlPages('SYNCML:SYNCML1.0') },
  { name: 'metinf-1.2', publicId: 0x1202, publicText: '-//SYNCML//DTD MetInf 1.2//EN', pages: METINF_PAGES },
  { name: 'metinf-1.1', publicId: 0x0fd4, publicText: '-//SYNCML//DTD MetInf 1.1//EN', pages: METINF_PAGES },
  { name: 'devinf-1.2', publicId: 0x1203, publicText: '-//SYNCML//DTD DevInf 1.2//EN', pages: DEVINF_PAGES },
  { name: 'devinf-1.1', publicId: 0x0fd5, publicText: '-//SYNCML//DTD DevInf 1.1//EN', pages: DEVINF_PAGES },
  { name: 'dmddf-1.2', publicId: undefined, publicText: '-//OMA//DTD-DM-DDF 1.2//EN', pages: [DMDDF] },
  { name: 'prov-1.0', publicId: 0x0b, publicText: '-//WAPFORUM//DTD PROV 1.0//EN', pages: PROV_PAGES },
] satisfies readonly DocumentType[]);

/** The row of a name. */
export function documentType(name: DocumentTypeName): DocumentType {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new RangeError(`no row for the document type ${name} in DOCUMENT_TYPES`);
  return found;
}

export function documentTypeOfNumber(publicId: number): DocumentType | undefined {
  return BY_NUMBER.get(publicId);
}

/** Formal public identifiers are compared without regard to case, as field software writes them in both. */
export function documentTypeOfText(publicText: string): DocumentType | undefined {
  return BY_TEXT.get(publicText.toUpperCase());
}

const BY_NAME: ReadonlyMap<DocumentTypeName, DocumentType> = new Map(DOCUMENT_TYPES.map((type) => [type.name, type]));
const BY_NUMBER: ReadonlyMap<number, DocumentType> = new Map(
  DOCUMENT_TYPES.flatMap((type) => (type.publicId === undefined ? [] : [[type.publicId, type] as const])),
);
const BY_TEXT: ReadonlyMap<string, DocumentType> = new Map(DOCUMENT_TYPES.map((type) => [type.publicText.toUpperCase(), type]));
