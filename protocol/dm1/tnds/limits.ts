/** Limits of the readers of serialized trees and of descriptions, beside those of the XML and WBXML readers. */

export interface TndsLimits {
  /** Levels of nodes; 64 by default. */
  readonly maxDepth: number;
  /** 50,000 by default. */
  readonly maxNodes: number;
  /** 200 by default. */
  readonly maxFindings: number;
}

export const TNDS_LIMITS: TndsLimits = Object.freeze({ maxDepth: 64, maxNodes: 50_000, maxFindings: 200 });
