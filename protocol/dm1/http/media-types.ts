/**
 * The media types that DM 1.x puts on a body (DMREPPRO 4.1.2.1; DMTNDS 9.1.1; DMTND 8.6; DMNOTI 6; IANA registrations), a
 * row each with what stands behind it, and the reading of Content-Type. Types of DM 2.0 are another module's.
 */

import { parseMediaType, type MediaType } from '../../dm2/accept.js';
import { DecodeError } from '../../decode-error.js';

/** What a body is by its label. */
export type BodyKind = 'message' | 'sync-message' | 'notification' | 'notification-1.3' | 'provisioning' | 'tnds' | 'ddf' | 'delegation' | 'push-envelope';

export interface MediaTypeRow {
  readonly type: string;
  readonly kind: BodyKind;
  readonly encoding: 'xml' | 'wbxml' | 'octets';
}

const ROWS: readonly MediaTypeRow[] = Object.freeze([
  { type: 'application/vnd.syncml.dm+xml', kind: 'message', encoding: 'xml' },
  { type: 'application/vnd.syncml.dm+wbxml', kind: 'message', encoding: 'wbxml' },
  { type: 'application/vnd.syncml+xml', kind: 'sync-message', encoding: 'xml' },
  { type: 'application/vnd.syncml+wbxml', kind: 'sync-message', encoding: 'wbxml' },
  { type: 'application/vnd.syncml.notification', kind: 'notification', encoding: 'octets' },
  { type: 'application/vnd.syncml.dm.notification', kind: 'notification-1.3', encoding: 'octets' },
  { type: 'application/vnd.wap.connectivity-wbxml', kind: 'provisioning', encoding: 'wbxml' },
  { type: 'text/vnd.wap.connectivity-xml', kind: 'provisioning', encoding: 'xml' },
  { type: 'application/vnd.syncml.dmtnds+xml', kind: 'tnds', encoding: 'xml' },
  { type: 'application/vnd.syncml.dmtnds+wbxml', kind: 'tnds', encoding: 'wbxml' },
  { type: 'application/vnd.syncml.dmddf+xml', kind: 'ddf', encoding: 'xml' },
  { type: 'application/vnd.syncml.dmddf+wbxml', kind: 'ddf', encoding: 'wbxml' },
  { type: 'application/vnd.dm.delegation+xml', kind: 'delegation', encoding: 'xml' },
  { type: 'application/http', kind: 'push-envelope', encoding: 'octets' },
]);

/** The two labels of a DM message. */
export const MESSAGE_TYPES = Object.freeze(['application/vnd.syncml.dm+xml', 'application/vnd.syncml.dm+wbxml'] as const);

/** `known`: a row of the table. `other`: well-formed, of something else. */
export type BodyLabel =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed'; readonly value: string; readonly found: string; readonly expected: string }
  | { readonly kind: 'other'; readonly mediaType: MediaType }
  | { readonly kind: 'known'; readonly row: MediaTypeRow; readonly mediaType: MediaType };

/** The row of a media type without parameters, in whatever letter case. */
export function mediaTypeRow(type: string): MediaTypeRow | undefined {
  return BY_TYPE.get(type.toLowerCase());
}
const BY_TYPE: ReadonlyMap<string, MediaTypeRow> = new Map(ROWS.map((row) => [row.type, row]));

/** Reads the value of Content-Type, parameters and all (RFC 9110, 8.3). Never throws. */
export function readBodyLabel(value: string | undefined): BodyLabel {
  if (value === undefined) return { kind: 'absent' };
  try {
    const mediaType = parseMediaType(value);
    const row = mediaTypeRow(mediaType.essence);
    return row === undefined ? { kind: 'other', mediaType } : { kind: 'known', row, mediaType };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { found, expected } = error.fault;
    return { kind: 'malformed', value, found, expected };
  }
}

/** What the first bytes of a body say: WBXML starts with its version, XML with "<" or a byte order mark (DM1-XML-B-002). */
export function sniffEncoding(body: Uint8Array): 'xml' | 'wbxml' | 'unknown' {
  const [first = -1, second = -1] = body;
  if (first >= 0x01 && first <= 0x03) return 'wbxml';
  const mark = (first << 8) | second;
  if (mark === 0xfeff || mark === 0xfffe || mark === 0xefbb) return 'xml';
  const start = body.subarray(0, SNIFFED_BYTES).find((byte) => !SPACES.has(byte));
  return start === 0x3c ? 'xml' : 'unknown';
}
const SNIFFED_BYTES = 1024;
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, 0x0a]);
