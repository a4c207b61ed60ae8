/** The page docs/libwbxml-quirks.md, made of the list of quirks. Tests only. */

import { ORACLE_QUIRKS } from '../oracle-quirks.js';

export function quirksPage(): string {
  const rows = ORACLE_QUIRKS.map(({ id, direction, what, coping }) => `| \`${id}\` | ${direction} | ${what.replaceAll('<', '&lt;')} | ${coping} |`);
  return [
    '# Quirks of libwbxml',
    '',
    'Our WBXML reader and writer are compared with libwbxml 0.11.8 (Debian: `libwbxml2-utils`), which nobody here wrote. It `reads`',
    'with `wbxml2xml` and `writes` with `xml2wbxml`. This is all in which it differs from WBXML 1.3, SyncML 1.2 and DMTND as we read',
    'them; the comparison excuses nothing else. The page is made from `protocol/dm1/wbxml/oracle-quirks.ts`.',
    '',
    '| quirk | when it | what it does | how the comparison copes |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
