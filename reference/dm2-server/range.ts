/** The header Range (RFC 9110, 14.1.2, 14.2) for one range of bytes; several ranges, other units and what cannot be read are ignored, as the text allows. */

export type WantedRange =
  | { readonly kind: 'whole' }
  /** Both counted from 0, `last` inclusive. */
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  /** Nothing of the content lies in it: 416. */
  | { readonly kind: 'beyond' };

/** What a Range header asks of content with this many bytes. */
export function readRange(header: string, contentBytes: number): WantedRange {
  const [, from = '', to = ''] = /^\s*bytes\s*=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header) ?? [];
  if (from === '' && to === '') return { kind: 'whole' };
  if (from === '') return part({ first: Math.max(contentBytes - Number(to), 0), last: contentBytes - 1, contentBytes: to === '0' ? 0 : contentBytes });
  if (to !== '' && Number(to) < Number(from)) return { kind: 'whole' };
  return part({ first: Number(from), last: to === '' ? contentBytes - 1 : Math.min(Number(to), contentBytes - 1), contentBytes });
}

interface Bounds {
  readonly first: number;
  readonly last: number;
  readonly contentBytes: number;
}

function part({ first, last, contentBytes }: Bounds): WantedRange {
  return first < contentBytes ? { kind: 'part', first, last } : { kind: 'beyond' };
}
