/**
 * The one error every decoder of `protocol/` throws: a stable code, the clause it enforces, where in the input,
 * what was found and what the clause expects. Nothing else in this floor formats an error.
 */

/** Where in the input a decoder stopped. `byte` counts from 0; `line` and `column` from 1; `path` as in `Status[0].sc`. */
export interface Position {
  readonly byte: number;
  readonly line: number;
  readonly column: number;
  readonly path: string;
}

export interface DecodeFault {
  /** Stable identifier, for example `json/syntax`; never reworded. */
  readonly code: string;
  /** Document and clause that the input breaks, for example `RFC 8259, 7`. */
  readonly clause: string;
  readonly position: Position;
  readonly found: string;
  readonly expected: string;
}

/** Thrown by decoders for bad input, and for nothing else. */
export class DecodeError extends Error {
  readonly fault: DecodeFault;

  constructor(fault: DecodeFault, options?: { cause?: unknown }) {
    super(describeFault(fault), options);
    this.name = 'DecodeError';
    this.fault = fault;
  }
}

/** One line: `<where>: found <found>, expected <rule> [<code>, <clause>]`. */
export function describeFault(fault: DecodeFault): string {
  const { position } = fault;
  const path = position.path === '' ? '' : ` (${position.path})`;
  return `byte ${position.byte}, line ${position.line}, column ${position.column}${path}: found ${fault.found}, expected ${fault.expected} [${fault.code}, ${fault.clause}]`;
}
