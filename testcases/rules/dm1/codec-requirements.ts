/**
 * Which requirement of the catalogue a finding of the codecs breaks. The tables of the codecs name the nearest entry; here
 * it is decided what counts against a sender. Oddities, limits of our reader, and what only base documents speak of that
 * nobody here has read count against nobody and stay remarks.
 */
import type { Dm1ErrorCode } from '../../../protocol/dm1/error-codes.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';

const MESSAGE = 'DM1-XML-B-003';
const ESCAPING = 'DM1-XML-B-007';
const CONTENT = 'DM1-XML-B-015';

/** The requirement that a finding breaks, or undefined where it breaks none. */
export function brokenBy(finding: Finding1): string | undefined {
  if (isOurLimit(finding)) return undefined;
  if (finding.severity === 'oddity') return RECALLED.has(finding.code) ? finding.requirement : undefined;
  if (ESCAPES.has(finding.code)) return isInData(finding.path) ? ESCAPING : MESSAGE;
  if (finding.code === 'dm1-model/markup-in-text') return isInData(finding.path) ? ESCAPING : CONTENT;
  const decided = DECIDED.get(finding.code);
  if (decided !== undefined) return decided === '' ? undefined : decided;
  return finding.requirement === '' ? undefined : finding.requirement;
}

/** Where the nearest entry of the code table says another thing than the fault; '' for none. */
const DECIDED: ReadonlyMap<Dm1ErrorCode, string> = new Map<Dm1ErrorCode, string>([
  // An encoding that our reader lacks may be a legal one.
  ['dm1-xml/encoding-unknown', ''],
  ['dm1-wbxml/charset', ''],
  // An address is judged where it means a node (DM1-CMD-B-005, DM1-TREE-B-003, DM1-TREE-B-004).
  ['dm1-model/loc-uri', ''],
  // That a format or a size is sent and understood says nothing about its form; the list of names is of META, not read.
  ['dm1-model/format-name', CONTENT],
  ['dm1-model/number', CONTENT],
  ['dm1-model/opaque-text', CONTENT],
  ['dm1-wbxml/unknown-attribute', CONTENT],
  ['dm1-wbxml/attribute-syntax', CONTENT],
  ['dm1-wbxml/duplicate-attribute', CONTENT],
  ['dm1-wbxml/empty', MESSAGE],
  ['dm1-wbxml/integer', MESSAGE],
  ['dm1-wbxml/truncated', MESSAGE],
  ['dm1-wbxml/string-table', MESSAGE],
  ['dm1-wbxml/string-index', MESSAGE],
  ['dm1-wbxml/characters', MESSAGE],
  ['dm1-wbxml/control', MESSAGE],
  ['dm1-wbxml/entity', MESSAGE],
  ['dm1-wbxml/root', MESSAGE],
  ['dm1-wbxml/trailing', MESSAGE],
]);

/** Oddities of a reader that rests on memory, for requirements that are recalled as well and so only warn. */
const RECALLED: ReadonlySet<string> = new Set(['dm1-prov/w7-missing']);

const ESCAPES: ReadonlySet<string> = new Set(['dm1-xml/unescaped', 'dm1-xml/reference']);

function isInData(path: string): boolean {
  return /\/Data(\[\d+\])?(\/|$)/.test(path);
}

function isOurLimit({ code, expected }: Finding1): boolean {
  return LIMITS.has(code) || /^dm1-(?:tnds|ddf|prov|p0)\/(?:depth|nodes|findings|size)$/.test(code) || expected.includes('limit of this reader');
}
const LIMITS: ReadonlySet<string> = new Set([
  'dm1-xml/size', 'dm1-xml/depth', 'dm1-xml/elements', 'dm1-xml/entities', 'dm1-xml/findings',
  'dm1-wbxml/size', 'dm1-wbxml/depth', 'dm1-wbxml/elements', 'dm1-wbxml/expansion', 'dm1-wbxml/findings',
  'dm1-model/depth', 'dm1-model/path', 'dm1-http/head-size', 'dm1-http/body-size', 'dm1-http/messages', 'dm1-http/findings',
]);

/**
 * The same for what was found around the body. The binding is known from memory: the reader calls what only the binding
 * asks for an oddity, and the catalogue, where such a requirement is recalled, makes it a warning.
 */
export function headBrokenBy(finding: Finding1): string | undefined {
  if (isOurLimit(finding) || TOLERATED.has(finding.code) || finding.requirement === '') return undefined;
  return finding.severity === 'violation' || finding.requirement.startsWith('DM1-HTTP-') ? finding.requirement : undefined;
}

/** A client may speak one encoding and take only the other. */
const TOLERATED: ReadonlySet<string> = new Set(['dm1-http/accept-other']);
