/** Limits of the XML reader of DM 1.x: nothing beyond them is kept or allocated. */

export interface XmlLimits {
  /** Size of the whole message. 4 MiB by default. */
  readonly maxBytes: number;
  /** Levels of elements; 128 by default. A message needs about ten, a tree in it two a level. */
  readonly maxDepth: number;
  /** 200,000 by default. */
  readonly maxElements: number;
  /** References such as `&amp;`, wherever they stand; 100,000 by default. */
  readonly maxReferences: number;
  /** Faults after which reading stops; 200 by default. */
  readonly maxFindings: number;
}

export const XML_LIMITS: XmlLimits = Object.freeze({ maxBytes: 4 * 1024 * 1024, maxDepth: 128, maxElements: 200_000, maxReferences: 100_000, maxFindings: 200 });
