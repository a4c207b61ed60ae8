/**
 * Challenges and credentials of HTTP (RFC 9110, 11.3 and 11.4) as values: the schemes of a WWW-Authenticate field, or the
 * one of an Authorization field, with their parameters. Reads what real peers write, so nothing is refused here: what
 * follows a fault is left out, and the fault is told. Leaves out what a scheme means: see `digest.ts` and `basic.ts`.
 */

import { quoteText } from '../quote.js';

export interface AuthValue {
  /** In lower case: schemes know no case (RFC 9110, 11.1). */
  readonly scheme: string;
  /** What Basic and Negotiate have in place of parameters. */
  readonly token68: string | undefined;
  /** Names in lower case, quotes and their escapes taken away; of a parameter that stands twice the first. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface AuthReading {
  readonly values: readonly AuthValue[];
  /** What cannot be read, and where, as a sentence; undefined where all of it can. */
  readonly fault: string | undefined;
}

interface Draft {
  readonly scheme: string;
  token68: string | undefined;
  readonly parameters: Map<string, string>;
}

const SEPARATORS = /[ \t,]*/y;
const PARAMETER = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+\-.^_`|~0-9A-Za-z/=:]+))(?=[ \t]*(?:,|$))/sy;
const SCHEME = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?=[ \t]|,|$)/y;
const TOKEN68 = /[ \t]+([A-Za-z0-9\-._~+/]+=*)(?=[ \t]*(?:,|$))/y;

/** Reads one field value, or several joined by commas. Never throws. */
export function readAuthValues(text: string): AuthReading {
  const drafts: Draft[] = [];
  let fault: string | undefined;
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    const next = readPiece(text, { at, drafts });
    if (next === undefined) {
      fault = `neither a scheme nor a parameter at character ${at + 1}: ${quoteText(text.slice(at), 40)}`;
      break;
    }
    at = next.end;
    fault ??= next.fault;
  }
  return { values: drafts, fault };
}

const skip = (text: string, at: number): number => at + (matchAt(SEPARATORS, text, at)?.[0].length ?? 0);

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface Piece {
  readonly end: number;
  readonly fault: string | undefined;
}

function readPiece(text: string, { at, drafts }: { readonly at: number; readonly drafts: Draft[] }): Piece | undefined {
  const current = drafts.at(-1);
  const parameter = current === undefined ? null : matchAt(PARAMETER, text, at);
  if (current !== undefined && parameter !== null) {
    const [whole, name = '', quoted, plain = ''] = parameter;
    const key = name.toLowerCase();
    const isDouble = current.parameters.has(key);
    if (!isDouble) current.parameters.set(key, quoted === undefined ? plain : quoted.replace(/\\(.)/gs, '$1'));
    return { end: at + whole.length, fault: isDouble ? `the parameter ${key} stands twice` : undefined };
  }
  const scheme = matchAt(SCHEME, text, at)?.[0];
  if (scheme === undefined) return undefined;
  const draft: Draft = { scheme: scheme.toLowerCase(), token68: undefined, parameters: new Map() };
  drafts.push(draft);
  const end = at + scheme.length;
  const token = matchAt(TOKEN68, text, end);
  if (token === null) return { end, fault: undefined };
  draft.token68 = token[1];
  return { end: end + token[0].length, fault: undefined };
}

/** A quoted string (RFC 9110, 5.6.4). */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
