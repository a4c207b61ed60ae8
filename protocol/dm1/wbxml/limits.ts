/** How much a reader of WBXML takes before it gives up. Every limit is checked before anything is kept or allocated. */

export interface WbxmlLimits {
  /** Size of the whole document in bytes. */
  readonly maxBytes: number;
  /** Elements inside each other, the root counted. */
  readonly maxDepth: number;
  /** Elements and attributes together. */
  readonly maxElements: number;
  /** Characters of all text and attribute values: a reference of three bytes can stand for a whole string table. */
  readonly maxCharacters: number;
  /** Size of the string table in bytes. */
  readonly maxStringTableBytes: number;
  /** Findings kept; one more says that there were more. */
  readonly maxFindings: number;
  /** Documents inside opaque data of documents; 0 reads none. */
  readonly maxNesting: number;
}

/** Roomy for a device with a MaxMsgSize of megabytes, small enough for a process that reads hundreds at once. */
export const DEFAULT_WBXML_LIMITS: WbxmlLimits = Object.freeze({
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 64,
  maxElements: 200_000,
  maxCharacters: 16 * 1024 * 1024,
  maxStringTableBytes: 1024 * 1024,
  maxFindings: 1000,
  maxNesting: 3,
});
