/** The page docs/error-codes.md, made of the tables of codes. Used by the generator and its test. */

import { DECODE_ERROR_CODES } from '../describe/error-codes.js';
import { DM1_ERROR_CODES } from '../dm1/error-codes.js';
import type { Dm1ErrorCodeEntry } from '../dm1/error-code-entry.js';
import { ERROR_CODES, type ErrorCodeEntry } from '../error-codes.js';

/** What each family of codes is about, by the part before the slash. */
const FAMILIES: Readonly<Record<string, string>> = Object.freeze({
  'dm1-xml': 'SyncML XML',
  'dm1-wbxml': 'WBXML',
  'dm1-model': 'Messages of DM 1.x: content models, namespaces, identifiers',
  'dm1-http': 'HTTP binding of DM 1.x and the push envelope',
  'dm1-cred': 'Credentials, nonces, the header x-syncml-hmac',
  'dm1-p0': 'Package 0 of DM 1.2 and its push',
  'dm1-p013': 'Notification of DM 1.3, under an assumed layout',
  'dm1-prov': 'Client Provisioning documents',
  'dm1-tnds': 'TNDS documents',
  'dm1-ddf': 'Device descriptions (DDF)',
  'dm1-tree': 'Addresses, properties and ACLs of the DM tree',
  json: 'JSON',
  http: 'Header values of HTTP (DM 2.0)',
  dm2: 'Messages of DM 2.0',
  decode: 'Bytes in no known format',
});

type Entry = ErrorCodeEntry & Partial<Dm1ErrorCodeEntry>;

/** Markdown. A family without a title is an error, so that no code goes undocumented. */
export function errorCodesPage(): string {
  const entries = Object.entries<Entry>({ ...DM1_ERROR_CODES, ...ERROR_CODES, ...DECODE_ERROR_CODES });
  const families = [...new Set([...Object.keys(FAMILIES), ...entries.map(([code]) => familyOf(code))])];
  const sections = families.flatMap((family) => sectionOf(family, entries.filter(([code]) => familyOf(code) === family)));
  return [
    '# Error codes',
    '',
    'What the decoders of this suite find, as `decode`, `judge` and reports print it. A code is never reworded or reused. *Violation*: the',
    'clause forbids it; *oddity*: legal, or harmless in the field, but worth a word; *limit*: of our reader, which stops there and blames',
    'nobody. Whether a violation counts against a product follows from its requirement (`dm-conformance show ID`). A clause with `~` was derived, not read. The page is made from the tables in',
    '`protocol/**/error-codes.ts` by `npm run generate`.',
    ...sections,
    '',
  ].join('\n');
}

function familyOf(code: string): string {
  return code.split('/')[0] ?? '';
}

function sectionOf(family: string, entries: readonly (readonly [code: string, entry: Entry])[]): readonly string[] {
  const title = FAMILIES[family];
  if (title === undefined) throw new RangeError(`no title for the family ${family} in FAMILIES`);
  if (entries.length === 0) return [];
  const rows = entries.map(([code, { meaning, clause, requirement, severity }]) => `| \`${code}\` | ${cell(meaning)} | ${severity ?? 'violation'} | ${cell(clause)} | ${requirement === undefined || requirement === '' ? '' : requirement} |`);
  return ['', `## ${title}`, '', '| code | meaning | severity | clause | requirement |', '|---|---|---|---|---|', ...rows];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
