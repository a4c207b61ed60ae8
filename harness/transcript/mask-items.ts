/**
 * Items of the MO serialization (DM 2.0, JSON) whose address is that of a key: their values, whatever name a value has, wherever the
 * address stands among the members, however it and the names are escaped. The text is read token by token, so that what is cut off or
 * stands in other text is read as well and every byte besides the values stays. Left out: an address that is percent-encoded, and items
 * within a string of other JSON.
 */

/** A string with the colon that makes it a name, a bracket or comma, an escape outside of strings, or anything else. Each matches wherever it begins. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*"?)(\s*:)?|[{}[\],]|\\.|[^\s"{}[\],\\]+/gs;
/** What a string ends with whose second quotation mark begins another. */
const BEFORE_A_STRING = /[{[,:\r\n][^\S\r\n]*"$/;
const KEY_ADDRESS = /\/(?:Secret|ClientSecretKey)\/*(?:\?.*)?$/s;
const NUMBER = /^-?\d/;

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
  // Most texts hold no such address.
  if (!hidesLetters(text) && !(text.includes('ClientURI') && text.includes('Secret'))) return text;
  const values = keyValues(text);
  const pieces: string[] = [];
  let done = 0;
  for (const { start, token } of values.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(done, start), token.length > 1 && token.startsWith('"') && !token.endsWith('"') ? `"${mask}` : `"${mask}"`);
    done = start + token.length;
  }
  return pieces.join('') + text.slice(done);
}

/** Can a name of ASCII stand in the text without being found there? Only the escapes of this range stand for its letters. */
export function hidesLetters(text: string): boolean {
  return text.includes('\\u00');
}

function keyValues(text: string): readonly Value[] {
  const found: Value[] = [];
  const open: Frame[] = [];
  let top = frameIn(undefined);
  for (const { 0: token, 1: string, 2: colon, index: start } of tokensOf(text)) {
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

/** A quotation mark of other text, behind which strings would end where they begin, is passed over. What follows it is read twice, never more. */
function* tokensOf(text: string): Generator<RegExpExecArray> {
  const tokens = new RegExp(TOKEN);
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const { 1: string, index } = token;
    if (string !== undefined && /[\w\\]/.test(text[index + string.length] ?? '') && BEFORE_A_STRING.test(string)) tokens.lastIndex = index + 1;
    else yield token;
  }
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
