/**
 * Credentials in documents, told apart by name and position, whoever sent them. In XML: Client Provisioning (PROVCONT: AAUTHSECRET,
 * PXAUTH-PW and their like), credentials of a SyncML message (Cred/Data), items and tree nodes of an account in DM 1.x
 * (AAuthSecret, ClientPW). In JSON: an item of the MO serialization whose address is that of a key, whatever name the value has.
 * Names of users, nonces and certificates (DMACC: Trsp/Data) stay: they are no secrets, and findings speak of them. Left out:
 * WBXML, UTF-16, markup that is escaped within text, and a value that is a whole body, which only its address tells.
 */

/** An item with the address before the data, as every known encoder writes it; the value alone or under one name. */
const LEAF_ITEM = /("ClientURI"\s*:\s*"[^"\\]*\/(?:Secret|ClientSecretKey)(?:\?[^"\\]*)?"\s*,\s*(?:"CV"\s*:\s*"[^"\\]*"\s*,\s*)?"MOData"\s*:\s*(?:\{\s*"[^"\\]*"\s*:\s*)?")((?:[^"\\]|\\.)+)(?=")/g;

/** The text with the values of such items replaced. */
export function maskLeafItems(text: string, mask: string): string {
  return text.replace(LEAF_ITEM, `$1${mask}`);
}

/** Names end so in every account of DM 1.x and of Client Provisioning. */
const SECRET_NAME = /(?:secret|secretkey|password|pw)$/i;
const PARAMETER = /^<(?:[\w.-]+:)?parm\s/i;
const NAME_ATTRIBUTE = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const VALUE_ATTRIBUTE = /(\svalue\s*=\s*)(?:"[^"]+"|'[^']+')/i;
/** Tags that matter; a tag has no `<` inside, so that each is read once. */
const TAG = /<(\/?)(?:[\w.-]+:)?(parm|Cred|Item|Node|LocURI|NodeName|Data|Value)(?=[\s/>])[^<>]*>/gi;

interface Reading {
  /** Whether what stands in the next Data or Value is a secret. */
  cred: boolean;
  item: boolean;
  node: boolean;
}

/**
 * The text with secrets in XML replaced.
 * @param text bytes as Latin-1, in which markup is what it is in UTF-8
 */
export function maskXml(text: string, mask: string): string {
  if (!text.includes('<')) return text;
  const state: Reading = { cred: false, item: false, node: false };
  const pieces: string[] = [];
  let done = 0;
  for (const tag of text.matchAll(TAG)) {
    const [whole, close = '', name = ''] = tag;
    if (tag.index < done) continue;
    const end = tag.index + whole.length;
    const kind = name.toLowerCase();
    if (kind === 'parm') {
      pieces.push(text.slice(done, tag.index), maskParameter(whole, mask));
      done = end;
    } else if (close === '' && isSecret(kind, state) && !whole.endsWith('/>')) {
      const until = endOfContent(text, { from: end, name });
      if (until > end) pieces.push(text.slice(done, end), mask);
      if (until > end) done = until;
    } else note(state, { kind, isClose: close !== '', content: close === '' ? contentAfter(text, end) : '' });
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
  /** Text behind an opening tag. */
  readonly content: string;
}

function note(state: Reading, { kind, isClose, content }: Tag): void {
  if (kind === 'cred') state.cred = !isClose;
  if (kind === 'item') state.item = false;
  if (kind === 'node') state.node = false;
  if (kind === 'locuri' && !isClose) state.item ||= SECRET_NAME.test(content);
  if (kind === 'nodename' && !isClose) state.node = SECRET_NAME.test(content);
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
