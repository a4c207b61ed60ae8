/**
 * From a place in what Data holds to the place in the message: exact where the text or the octets stand in the message as
 * they are (CDATA, inline strings, opaque data), else the Data. References and other encodings than UTF-8 move characters.
 */
import type { Place } from '../../../protocol/dm1/model/element.js';
import type { Data } from '../../../protocol/dm1/model/message.js';

/** How far behind the first byte of Data its content may start: tag, CDATA, token, length. */
const MAX_LEAD_BYTES = 512;
const MAX_LEAD_OCTETS = 12;
const XML_LEAD = /^<[^<>]*>(?:<!\[CDATA\[)?$/;

/** Maps places counted from the start of the Data; `bytes` are those of the message. */
export function locatorOf(data: Data, bytes: Uint8Array): (inner: Place) => Place {
  if (data.kind === 'tree') return (inner) => inner;
  let start: Place | undefined;
  return (inner) => {
    start ??= startOf(data, bytes) ?? data.where;
    return start === data.where ? start : shifted(inner, start);
  };
}

/** Where the content of the Data starts, if it stands there octet by octet. */
function startOf(data: Exclude<Data, { readonly kind: 'tree' }>, bytes: Uint8Array): Place | undefined {
  const { where } = data;
  if (where.kind !== 'xml' && where.kind !== 'wbxml') return undefined;
  const content = data.kind === 'text' ? new TextEncoder().encode(data.text) : data.bytes;
  const most = where.kind === 'xml' ? MAX_LEAD_BYTES : MAX_LEAD_OCTETS;
  const within = Buffer.from(bytes.buffer, bytes.byteOffset + where.byte, Math.min(bytes.length - where.byte, most + content.length));
  const lead = within.indexOf(content);
  if (lead < 0) return undefined;
  if (where.kind === 'wbxml') return { kind: 'wbxml', byte: where.byte + lead, length: content.length };
  const before = within.toString('utf8', 0, lead);
  if (!XML_LEAD.test(before)) return undefined;
  const lines = before.split('\n');
  const last = Array.from(lines.at(-1) ?? '').length;
  return { kind: 'xml', byte: where.byte + lead, line: where.line + lines.length - 1, column: lines.length === 1 ? where.column + last : last + 1 };
}

function shifted(inner: Place, start: Place): Place {
  if (inner.kind === 'absent') return { kind: 'absent', parent: shifted(inner.parent, start) };
  if (inner.kind === 'built' || (start.kind !== 'xml' && start.kind !== 'wbxml')) return start;
  if (start.kind === 'wbxml') return { kind: 'wbxml', byte: start.byte + inner.byte, length: inner.kind === 'wbxml' ? inner.length : 1 };
  if (inner.kind === 'wbxml') return { ...start, byte: start.byte + inner.byte };
  return {
    kind: 'xml',
    byte: start.byte + inner.byte,
    line: start.line + inner.line - 1,
    column: inner.line === 1 ? start.column + inner.column - 1 : inner.column,
  };
}
