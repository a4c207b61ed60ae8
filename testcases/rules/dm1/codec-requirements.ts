/**
 * Which requirement of the catalogue a finding of the codecs breaks: that of its row in the table of codes, and where the row
 * speaks of bytes in general, the one that asks the document at hand to be in order. Oddities and limits of our reader count
 * against nobody. How much a broken requirement counts follows from its level and basis, not from here.
 */
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { DocumentKind } from '../../../harness/judge/dm1/message-view.js';
import type { Dm1ErrorCode } from '../../../protocol/dm1/error-codes.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';

const ESCAPING = 'DM1-XML-B-007';

/** Which requirement asks for a document that can be read at all, '' where none of the catalogue does. */
const READABLE: Readonly<Record<DocumentKind, string>> = Object.freeze({
  message: 'DM1-XML-B-003', tnds: 'DM1-TNDS-B-002', ddf: 'DM1-DDF-C-002', provisioning: 'DM1-BOOT-S-035', notification: '',
});

/** Who asks for the tokens and the code pages of the elements of a document. */
const TOKENS: Readonly<Record<DocumentKind, readonly [tokens: string, pages: string]>> = Object.freeze({
  message: ['DM1-WBXML-B-003', 'DM1-WBXML-B-004'], tnds: ['DM1-WBXML-B-008', 'DM1-WBXML-B-007'], ddf: ['DM1-WBXML-B-008', 'DM1-WBXML-B-007'],
  provisioning: ['DM1-BOOT-S-035', 'DM1-BOOT-S-035'], notification: ['', ''],
});

/** The requirement that a finding breaks, or undefined where it breaks none. */
export function brokenBy(finding: Finding1, { kind }: Pick<MessageView, 'kind'>): string | undefined {
  if (finding.severity !== 'violation') return undefined;
  const requirement = requirementOf(finding, kind);
  return requirement === '' ? undefined : requirement;
}

/** The requirement whose text speaks of what was found, '' where none does. */
export function speaksOf(finding: Finding1, { kind }: Pick<MessageView, 'kind'>): string {
  return finding.severity === 'oddity' ? requirementOf(finding, kind) : '';
}

/**
 * The element that was not read to its end because of what was found, '' for any element, undefined where reading went on as
 * before. End tags of WBXML have no names: where they run out, any element may be the one that lost its own.
 */
export function unreadIn({ code, severity, path }: Finding1): string | undefined {
  if (NAMELESS_ENDS.has(code)) return '';
  return severity === 'limit' || UNREADABLE.has(code) ? path : undefined;
}
const NAMELESS_ENDS: ReadonlySet<string> = new Set<Dm1ErrorCode>(['dm1-wbxml/truncated', 'dm1-wbxml/integer']);

function requirementOf({ code, requirement, path }: Finding1, kind: DocumentKind): string {
  if (ESCAPES.has(code)) return kind === 'message' && isInData(path) ? ESCAPING : READABLE[kind];
  if (code === 'dm1-model/markup-in-text' && !isInData(path)) return 'DM1-XML-B-015';
  if (OF_TOKENS.has(code)) return TOKENS[kind][0];
  if (OF_PAGES.has(code)) return TOKENS[kind][1];
  if (UNREADABLE.has(code)) return READABLE[kind];
  return kind !== 'message' && OF_MESSAGES.has(requirement) ? '' : requirement;
}

function isInData(path: string): boolean {
  return /\/Data(\[\d+\])?(\/|$)/.test(path);
}

const ESCAPES: ReadonlySet<Dm1ErrorCode> = new Set<Dm1ErrorCode>(['dm1-xml/unescaped', 'dm1-xml/reference']);
const OF_TOKENS: ReadonlySet<Dm1ErrorCode> = new Set<Dm1ErrorCode>(['dm1-wbxml/unknown-tag', 'dm1-wbxml/literal-tag', 'dm1-wbxml/unknown-literal', 'dm1-wbxml/literal-name']);
const OF_PAGES: ReadonlySet<Dm1ErrorCode> = new Set<Dm1ErrorCode>(['dm1-wbxml/code-page']);

/** What makes a document unreadable in its encoding, as a whole or from there on. */
const UNREADABLE: ReadonlySet<Dm1ErrorCode> = new Set<Dm1ErrorCode>([
  'dm1-xml/empty', 'dm1-xml/encoding-mismatch', 'dm1-xml/encoding-bytes', 'dm1-xml/character', 'dm1-xml/entity', 'dm1-xml/declaration', 'dm1-xml/mismatched-tag',
  'dm1-xml/unclosed', 'dm1-xml/truncated', 'dm1-xml/attribute', 'dm1-xml/outside', 'dm1-xml/malformed',
  'dm1-wbxml/empty', 'dm1-wbxml/integer', 'dm1-wbxml/truncated', 'dm1-wbxml/string-table', 'dm1-wbxml/string-index', 'dm1-wbxml/characters', 'dm1-wbxml/control',
  'dm1-wbxml/entity', 'dm1-wbxml/root', 'dm1-wbxml/trailing', 'dm1-wbxml/extension', 'dm1-wbxml/unknown-attribute', 'dm1-wbxml/attribute-syntax',
  'dm1-wbxml/duplicate-attribute',
]);

/** Requirements whose text speaks of messages of SyncML alone. */
const OF_MESSAGES: ReadonlySet<string> = new Set(['DM1-XML-B-003', 'DM1-XML-B-013', 'DM1-WBXML-B-005', 'DM1-WBXML-B-006']);
