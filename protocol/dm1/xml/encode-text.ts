/** From text to the bytes of an XML message (XML 1.0, 4.3.3): the reverse of `decode-text.ts`. */

import type { Encoding } from './decode-text.js';

/** Highest character that the encoding has as itself. */
const HIGHEST: Readonly<Record<Encoding, number>> = Object.freeze({ 'utf-8': 0x10ffff, 'utf-16le': 0x10ffff, 'utf-16be': 0x10ffff, 'us-ascii': 0x7f, 'iso-8859-1': 0xff });

/** Whether the encoding has every character of the text. */
export function isEncodable(text: string, encoding: Encoding): boolean {
  switch (encoding) {
    case 'utf-8':
    case 'utf-16le':
    case 'utf-16be':
      return true;
    case 'us-ascii':
    case 'iso-8859-1':
      for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > HIGHEST[encoding]) return false;
      return true;
  }
}

/** All characters have to be encodable; UTF-16 gets its byte order mark in any case. */
export function encodeText(text: string, { encoding, byteOrderMark }: { readonly encoding: Encoding; readonly byteOrderMark: 'absent' | 'present' }): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(byteOrderMark === 'present' ? `\ufeff${text}` : text);
    case 'utf-16le':
    case 'utf-16be':
      return utf16(`\ufeff${text}`, encoding);
    case 'us-ascii':
    case 'iso-8859-1':
      return Uint8Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  }
}

function utf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), encoding === 'utf-16le');
  return bytes;
}
