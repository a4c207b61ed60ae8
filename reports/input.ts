/** What every report is made from: the results, the evidence if it is at hand, and whether secrets may be shown. Reading files is the caller's. */
import type { CampaignResults } from '../harness/campaign/results.js';
import type { Transcript } from '../harness/transcript/event.js';

/** `masked` hides credentials (design section 9); `revealed` only where a person asked for it. */
export type Reveal = 'masked' | 'revealed';

export interface ReportInput {
  readonly results: CampaignResults;
  /** The transcript at a path of `results.json`, loaded when asked for; undefined when it is not there. */
  readonly transcripts: (path: string) => Transcript | undefined;
  readonly reveal: Reveal;
}
