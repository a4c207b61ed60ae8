/**
 * Items of the MO serialization (DM 2.0, JSON) whose address is that of a key: their values, whatever name a value has, wherever the
 * address stands among the members, however it is escaped. The text is read token by token, so that what is cut off is read as well
 * and every byte besides the values stays. Left out: an address that is percent-encoded, and items within a string of other JSON.
 */

/** A string with the colon that makes it a name, a bracket or comma, or anything else. Each matches wherever it begins, so that no character is read twice. */
const TOKEN = /("[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?)(\s*:)?|[{}[\],]|[^\s"{}[\],]+/g;
const KEY_ADDRESS = /\/(?:Secret|ClientSecretKey)(?:\?.*)?$/s;
const NUMBER = /^-?\d/;

/** Where quotation marks of other text shift the tokens: an item with the address before the data, as most encoders write it. */
const LEAF_ITEM = /("ClientURI"\s*:\s*"(?:[^"\\]|\\\/)*\/(?:Secret|ClientSecretKey)(?:\?[^"\\]*)?"\s*,\s*(?:"(?:CV|DDF)"\s*:\s*(?:"(?:[^"\\]|\\\/)*"|\d+)\s*,\s*){0,2}"MOData"\s*:\s*(?:\{\s*"[^"\\]*"\s*:\s*)?")((?:[^"\\]|\\.)+)(?=")/g;

interface Value {
  readonly start: number;
  readonly token: string;
}

/** An object or array that is open. */
interface Frame {
  /** The member whose value comes next, or has begun. */
  member: string;
  isOfKey: boolean;
  readonly data: Value[];
  /** The item in whose data this stands. */
  readonly item: Frame | undefined;
}

/** The text with the values of such items replaced. */
export function maskLeafItems(text: string, mask: string): string {
  // Most texts hold no such address, and an escape cannot hide one without a backslash.
  if (!text.includes('ClientURI') || !(text.includes('Secret') || text.includes('\\'))) return text;
  const values = keyValues(text);
  const pieces: string[] = [];
  let done = 0;
  for (const { start, token } of values.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(done, start), token.length > 1 && token.startsWith('"') && !token.endsWith('"') ? `"${mask}` : `"${mask}"`);
    done = start + token.length;
  }
  return (pieces.join('') + text.slice(done)).replace(LEAF_ITEM, `$1${mask}`);
}

function keyValues(text: string): readonly Value[] {
  const found: Value[] = [];
  const open: Frame[] = [];
  let top = frameIn(undefined);
  for (const { 0: token, 1: string, 2: colon, index: start } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(top);
      top = frameIn(top);
    } else if (token === '}' || token === ']') {
      if (top.isOfKey) found.push(...top.data);
      top = open.pop() ?? frameIn(undefined);
    } else if (token === ',') top.member = '';
    else if (string !== undefined && colon !== undefined) top.member = textOf(string);
    else note(top, { start, token });
  }
  return [...found, ...[...open, top].flatMap(({ isOfKey, data }) => (isOfKey ? data : []))];
}

function frameIn(outer: Frame | undefined): Frame {
  return { member: '', isOfKey: false, data: [], item: outer?.item ?? (outer?.member === 'MOData' ? outer : undefined) };
}

function note(frame: Frame, value: Value): void {
  const { token } = value;
  const isString = token.startsWith('"');
  const item = frame.item ?? (frame.member === 'MOData' ? frame : undefined);
  if (item !== undefined && (isString ? token !== '""' && token !== '"' : NUMBER.test(token))) item.data.push(value);
  else if (frame.member === 'ClientURI' && isString) frame.isOfKey ||= KEY_ADDRESS.test(textOf(token));
}

/** What a string means; one that is cut off or wrong, as it stands. */
function textOf(string: string): string {
  if (!string.includes('\\')) return string.slice(1, string.endsWith('"') ? -1 : undefined);
  try {
    return String(JSON.parse(string));
  } catch {
    return string.slice(1, -1);
  }
}
