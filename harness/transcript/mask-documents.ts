/**
 * Credentials in XML, told apart by name and position, whoever sent them: Client Provisioning (PROVCONT: AAUTHSECRET, PXAUTH-PW and
 * their like), credentials of a SyncML message (Cred/Data), items and tree nodes of an account in DM 1.x (AAuthSecret, ClientPW).
 * Names of users, nonces and certificates (DMACC: Trsp/Data) stay: they are no secrets, and findings speak of them. Left out:
 * WBXML, UTF-16, markup that is escaped within text, `<` within an attribute value, which no XML has, a tree node with its Value
 * before its NodeName, and a value that is a whole body, which only its address tells.
 */

/** Names end so in every account of DM 1.x and of Client Provisioning. */
const SECRET_NAME = /(?:secret|secretkey|password|pw)$/i;
const PARAMETER = /^<(?:[\w.-]+:)?parm\s/i;
const NAME_ATTRIBUTE = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const VALUE_ATTRIBUTE = /(\svalue\s*=\s*)(?:"[^"]+"|'[^']+')/i;
/**
 * Tags that matter. Attribute values may hold `>`; a stray quotation mark is taken for what it is. A tag has no `<` inside, so that
 * each is read once.
 */
const TAG = /<(\/?)(?:[\w.-]+:)?(parm|Cred|Item|Node|LocURI|NodeName|Data|Value)(?=[\s/>])(?:[^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*|[^<>]*)>/gi;

/** A part of the text and what stands in its place. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

interface Reading {
  /** Whether what stands in the next Data or Value is a secret. */
  cred: boolean;
  item: boolean;
  node: boolean;
  /** In an item whose address has not come yet: the content of its Data, and where that of an open one begins. */
  early: { readonly contents: Change[]; from: number | undefined } | undefined;
}

/**
 * The text with secrets in XML replaced.
 * @param text bytes as Latin-1, in which markup is what it is in UTF-8
 */
export function maskXml(text: string, mask: string): string {
  if (!text.includes('<')) return text;
  const state: Reading = { cred: false, item: false, node: false, early: undefined };
  const changes: Change[] = [];
  let read = 0;
  for (const tag of text.matchAll(TAG)) {
    const [whole, close = '', name = ''] = tag;
    const { index: start } = tag;
    if (start < read) continue;
    const end = start + whole.length;
    const kind = name.toLowerCase();
    if (kind === 'parm') changes.push({ start, end, by: maskParameter(whole, mask) });
    else if (close === '' && isSecret(kind, state) && !whole.endsWith('/>')) {
      read = endOfContent(text, { from: end, name });
      changes.push({ start: end, end: read, by: mask });
    } else changes.push(...note(state, { kind, isClose: close !== '', start, end, content: close === '' ? contentAfter(text, end) : '', mask }));
  }
  return changed(text, changes);
}

/** Of changes within one another the outer one is made. */
function changed(text: string, changes: readonly Change[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end, by } of changes.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < done || end <= start) continue;
    pieces.push(text.slice(done, start), by);
    done = end;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}

function maskParameter(tag: string, mask: string): string {
  const name = NAME_ATTRIBUTE.exec(tag);
  return PARAMETER.test(tag) && SECRET_NAME.test(name?.[1] ?? name?.[2] ?? '') ? tag.replace(VALUE_ATTRIBUTE, `$1"${mask}"`) : tag;
}

const isSecret = (kind: string, { cred, item, node }: Reading): boolean => (kind === 'data' && (cred || item)) || (kind === 'value' && node);

interface Tag {
  readonly kind: string;
  readonly isClose: boolean;
  readonly start: number;
  readonly end: number;
  /** Text behind an opening tag. */
  readonly content: string;
  readonly mask: string;
}

/** Takes in what the tag says; returns what is known by it to be a secret before it. */
function note(state: Reading, tag: Tag): readonly Change[] {
  const { kind, isClose, content } = tag;
  if (kind === 'cred') state.cred = !isClose;
  if (kind === 'item') {
    state.item = false;
    state.early = isClose ? undefined : { contents: [], from: undefined };
  }
  if (kind === 'node') state.node = false;
  if (kind === 'data') noteData(state, tag);
  if (kind === 'nodename' && !isClose) state.node = SECRET_NAME.test(content);
  if (kind !== 'locuri' || isClose || !SECRET_NAME.test(content)) return [];
  const before = state.early?.from === undefined ? (state.early?.contents ?? []) : [];
  state.item = true;
  if (before.length > 0) state.early = undefined;
  return before;
}

function noteData({ early }: Reading, { isClose, start, end, mask }: Tag): void {
  if (early === undefined) return;
  if (!isClose) early.from ??= end;
  else if (early.from !== undefined) {
    early.contents.push({ start: early.from, end: start, by: mask });
    early.from = undefined;
  }
}

/** Longest address or name that is looked at. */
const MAX_NAME = 2_000;

function contentAfter(text: string, from: number): string {
  const end = text.indexOf('<', from);
  return text.slice(from, Math.min(end < 0 ? text.length : end, from + MAX_NAME)).trim().replace(/\?.*$/s, '');
}

/** Up to the end tag, whatever stands between; where there is none, what was cut off. */
function endOfContent(text: string, { from, name }: { readonly from: number; readonly name: string }): number {
  const end = new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`, 'gi');
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}
