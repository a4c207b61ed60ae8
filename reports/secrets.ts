/**
 * Hides credentials in what a report shows (design section 9): values of credential headers (RFC 9110, 11.6 and 11.7; RFC 6265),
 * secret members of a DM Account (OMA-TS-DM_Protocol-V2_0, ~9.2), and secret values of the IUT file wherever they appear.
 * Leaves out XML bodies. Text is masked before it is cut, so that a cut never uncovers half a secret.
 */
import type { Transcript } from '../harness/transcript/event.js';
import type { Reveal } from './input.js';

/** A text with the part that is to be marked, in UTF-16 units; `end` is exclusive. */
export interface MarkedText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Masker {
  readonly header: (name: string, value: string) => string;
  readonly text: (text: string) => string;
  /** Masks and moves the mark along. */
  readonly marked: (text: MarkedText) => MarkedText;
}

const MASK = '••••';
const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'authentication-info', 'proxy-authentication-info', 'x-syncml-hmac']);
const SECRET_PARAMETER = /(?:password|passwd|secret|psk|token|nonce|\.key)$/i;
const SECRET_MEMBER = /"(?:[^"\\]{0,64})(?:secret|password|passwd|AAuthData|psk|privatekey|nonce)"\s*:\s*"((?:[^"\\]|\\.)*)"/dgi;
/** Shorter values would mask ordinary words. */
const MIN_SECRET_CHARACTERS = 4;

/** A masker for one transcript; without one only headers and members are known to be secret. */
export function createMasker(reveal: Reveal, transcript: Transcript | undefined): Masker {
  if (reveal === 'revealed') return { header: (_name, value) => value, text: (text) => text, marked: (text) => text };
  const secrets = transcript === undefined ? [] : secretsOf(transcript);
  const marked = (text: MarkedText): MarkedText => mask(text, rangesOf(text.text, secrets));
  const text = (plain: string): string => marked({ text: plain, start: 0, end: 0 }).text;
  return {
    marked,
    text,
    header: (name, value) => (SECRET_HEADERS.has(name.toLowerCase()) ? value.replace(/^(\S+\s+)?.*$/s, `$1${MASK}`) : text(value)),
  };
}

/** Secret values of the IUT file, and credentials that crossed the wire: a message may quote either. */
function secretsOf(transcript: Transcript): readonly string[] {
  const given = Object.entries(transcript.parameters).flatMap(([name, value]) => (SECRET_PARAMETER.test(name) && typeof value === 'string' ? [value] : []));
  const sent = transcript.events.flatMap((event) => {
    if (event.kind !== 'request' && event.kind !== 'response') return [];
    return event.headers.filter(([name]) => SECRET_HEADERS.has(name.toLowerCase())).map(([, value]) => value.replace(/^\S+\s+(?=\S)/, ''));
  });
  return [...new Set([...given, ...sent])].filter((secret) => secret.length >= MIN_SECRET_CHARACTERS);
}

type Range = readonly [start: number, end: number];

function rangesOf(text: string, secrets: readonly string[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(SECRET_MEMBER)) {
    const range = match.indices?.[1];
    if (range !== undefined && range[0] < range[1]) ranges.push(range);
  }
  for (const secret of secrets) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) ranges.push([at, at + secret.length]);
  }
  return ranges.toSorted(([a], [b]) => a - b);
}

function mask(marked: MarkedText, ranges: readonly Range[]): MarkedText {
  const pieces: string[] = [];
  let { start, end } = marked;
  let done = 0;
  for (const [from, to] of ranges) {
    const first = Math.max(from, done);
    if (to <= first) continue;
    const grown = MASK.length - (to - first);
    start = moved(marked.start, { now: start, first, to, grown, inside: first - marked.start });
    end = moved(marked.end, { now: end, first, to, grown, inside: first + MASK.length - marked.end });
    pieces.push(marked.text.slice(done, first), MASK);
    done = to;
  }
  return { text: pieces.join('') + marked.text.slice(done), start, end };
}

/** Where a border goes when [first, to) is replaced: a border inside moves to that side of the mask which keeps the mask marked. */
function moved(border: number, cutOut: { readonly now: number; readonly first: number; readonly to: number; readonly grown: number; readonly inside: number }): number {
  if (border <= cutOut.first) return cutOut.now;
  return cutOut.now + (border >= cutOut.to ? cutOut.grown : cutOut.inside);
}
