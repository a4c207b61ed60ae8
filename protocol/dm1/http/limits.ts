/** Limits of the HTTP reader of DM 1.x: nothing beyond them is kept or allocated. */

export interface HttpLimits {
  /** Start line and header fields of one message; 64 KiB by default. */
  readonly maxHeadBytes: number;
  /** Body of one message, transfer coding taken off; 4 MiB by default. */
  readonly maxBodyBytes: number;
  /** Messages of one recording; 1,000 by default. */
  readonly maxMessages: number;
  /** Findings of one message; 200 by default. */
  readonly maxFindings: number;
}

export const HTTP_LIMITS: HttpLimits = Object.freeze({ maxHeadBytes: 64 * 1024, maxBodyBytes: 4 * 1024 * 1024, maxMessages: 1_000, maxFindings: 200 });
