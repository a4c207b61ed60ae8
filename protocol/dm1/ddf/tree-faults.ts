/** Faults of a text of the DM tree (`tree/`) as findings about the element that held it. */

import { foundIn, type TreeFault } from '../tree/fault.js';
import { report, type Spot } from './content-check.js';

/** Reports them, under `requirement` where the requirement of the table is not the one at hand. */
export function reportFaults(spot: Spot, faults: readonly TreeFault[], requirement?: string): void {
  for (const fault of faults) {
    report(spot, { code: fault.code, found: foundIn(fault), expected: fault.expected, ...(requirement === undefined ? {} : { requirement }) });
  }
}
