/**
 * A document as the list of its tokens, which tile it without gap: what a hexadecimal view shows beside the bytes. Works for
 * documents that cannot be read to the end as well: the rest is one token of kind `fault`.
 */

import { DecodeError, describeFault } from '../../decode-error.js';
import { describeFinding } from '../model/finding.js';
import { decodeTracing } from './decode.js';
import type { WbxmlLimits } from './limits.js';
import type { WbxmlToken } from './trace.js';

/** All tokens in the order of the bytes. Never throws a DecodeError. */
export function wbxmlTokens(bytes: Uint8Array, limits: Partial<WbxmlLimits> = {}): readonly WbxmlToken[] {
  const tokens: WbxmlToken[] = [];
  const fault = readTokens({ bytes, limits: { ...limits, maxNesting: 0 }, tokens });
  const last = tokens.at(-1);
  const byte = last === undefined ? 0 : last.byte + last.length;
  if (byte < bytes.length) tokens.push({ kind: 'fault', byte, length: bytes.length - byte, meaning: fault });
  return tokens;
}

interface TokenInput {
  readonly bytes: Uint8Array;
  readonly limits: Partial<WbxmlLimits>;
  readonly tokens: WbxmlToken[];
}

/** Fills the list; gives back what stopped the reading, if anything did. */
function readTokens(input: TokenInput): string {
  try {
    const { findings } = decodeTracing(input.bytes, { limits: input.limits, trace: (token) => input.tokens.push(token) });
    const last = findings.at(-1);
    return last === undefined ? '' : describeFinding(last);
  } catch (error) {
    if (error instanceof DecodeError) return describeFault(error.fault);
    throw error;
  }
}
