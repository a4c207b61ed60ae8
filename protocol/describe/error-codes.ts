/** Codes of what the reader for people finds before any codec is asked. */

import type { ErrorCodeEntry } from '../error-codes.js';

export const DECODE_ERROR_CODES = Object.freeze({
  'decode/format': { meaning: 'the bytes start like no format of OMA DM, or what they hold is no document of it', clause: 'none: what was looked for stands in the finding' },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>);
