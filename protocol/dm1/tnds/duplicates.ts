/** Addresses of nodes are distinct (DMTND 8.1). Names that differ in letter case only are not judged: CaseSense decides. */

import { report, type Spot } from '../ddf/content-check.js';
import { quoteText } from '../../quote.js';
import { entriesOf, type TndsTree } from './tree.js';

/** Reports each node whose address an earlier one has. */
export function checkDuplicates(tree: TndsTree, spot: Spot): void {
  const seen = new Set<string>();
  for (const { segments, node } of entriesOf(tree)) {
    const address = segments.join('/');
    if (seen.has(address)) report(spot, { code: 'dm1-tnds/duplicate', where: node.name.where, found: `${quoteText(address, 60)} again`, expected: 'each address once' });
    seen.add(address);
  }
}
