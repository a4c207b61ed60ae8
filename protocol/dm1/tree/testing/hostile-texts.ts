/** Texts that broke readers elsewhere against a reader that reports faults instead of throwing. Tests only. */

import { hostileInputs } from '../../../testing/hostile-inputs.js';
import { DM1_ERROR_CODES } from '../../error-codes.js';
import type { TreeFault } from '../fault.js';

const OWN: readonly string[] = [
  '&'.repeat(60_000), '='.repeat(60_000), `Get=${'+'.repeat(60_000)}`, `Get=${'a+'.repeat(30_000)}b`, 'Get=a&'.repeat(10_000), '/'.repeat(65_536), '../'.repeat(20_000),
  `./A?list=TNDS${'+ACL'.repeat(15_000)}`, `./A?list=TNDS${'+-'.repeat(20_000)}`, '?', '?prop=', '?list=', './?', '.?', '?.', '...', 'a?b?c', `urn:${'a:'.repeat(30_000)}`, `${'a.'.repeat(30_000)}/1.0/x`,
];

/** Names of the texts that `read` did not survive, with the reason; an empty list is right. */
export function failuresOfTextWith(read: (text: string) => readonly TreeFault[]): readonly string[] {
  texts ??= [...OWN, ...hostileInputs().map(({ bytes }) => new TextDecoder().decode(bytes))];
  return texts.flatMap((text) => {
    const start = performance.now();
    const bad = read(text).filter(({ code, index }) => !Object.hasOwn(DM1_ERROR_CODES, code) || index < 0 || index > text.length);
    const elapsedMs = performance.now() - start;
    const reasons = [...bad.map(({ code, index }) => `${code} at ${index}`), ...(elapsedMs > 2_000 ? [`${elapsedMs} ms`] : [])];
    return reasons.map((reason) => `${text.slice(0, 20)}: ${reason}`);
  });
}
let texts: readonly string[] | undefined;
