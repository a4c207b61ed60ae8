/** What the WBXML writer throws when a tree cannot be written: the fault is in the tree, not in any bytes. */

export interface EncodeFault {
  readonly code: 'wbxml-encode/name' | 'wbxml-encode/character' | 'wbxml-encode/depth' | 'wbxml-encode/document-type';
  /** Names from the root, `SyncML/SyncBody/Add`. */
  readonly path: string;
  readonly found: string;
  /** What would be right, and what to do. */
  readonly expected: string;
}

export class WbxmlEncodeError extends Error {
  readonly fault: EncodeFault;

  constructor(fault: EncodeFault) {
    super(`${fault.path}: found ${fault.found}, expected ${fault.expected} [${fault.code}]`);
    this.name = 'WbxmlEncodeError';
    this.fault = fault;
  }
}
