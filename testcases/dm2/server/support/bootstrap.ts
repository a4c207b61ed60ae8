/** The bootstrap of a server under test as it was shown, pushed or fetched, and the account in it. */
import type { Observation, Place } from '../../../../harness/judge/finding.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { NotExercised, show, type Judge } from '../../../../harness/judge/judge.js';
import { readHttp } from '../../../../protocol/dm1/http/read.js';
import { isRecord } from '../../record.js';

/** A document with the place where it stands. */
export interface SeenDocument {
  readonly type: string;
  readonly body: Uint8Array;
  readonly at: Place;
  readonly stimulus: Place;
}

/** What the upper tester said that the server would send. */
export function shownDocument(view: ServerView): SeenDocument {
  const call = view.upperTester().findLast(({ request }) => request.event.method === 'POST' && request.event.path.endsWith('/bootstrap'));
  const { request, response } = call ?? { request: undefined, response: undefined };
  const value = response?.value;
  if (request === undefined || response === undefined || !isRecord(value) || typeof value['body'] !== 'string') throw new NotExercised(`the upper tester showed no bootstrap document: ${view.silence}`, response?.at ?? view.end);
  return { type: String(value['contentType']), body: Buffer.from(value['body'], 'base64'), at: { event: response.event.n, path: 'body' }, stimulus: request.at };
}

/** What came at the tester's address, out of the envelope of OTA-HTTP if it has one. */
export function pushedDocument(view: ServerView): SeenDocument | undefined {
  const [push] = view.bootstrap('push');
  if (push === undefined) return undefined;
  const { event, at } = push.request;
  const stimulus = view.upperTester().at(-1)?.request.at ?? at;
  const plain = { type: push.request.contentType ?? '', body: event.body, at, stimulus };
  if (plain.type !== 'application/http') return plain;
  const { messages: [inner] } = readHttp({ bytes: event.body });
  const type = inner?.fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return inner === undefined ? plain : { ...plain, type, body: inner.body };
}

/**
 * The DM Account of the document: below its ClientURI in the serialization (dm2-tables section 10), else the first object with a SrvID,
 * for the envelope is not checked. Undefined in a serialization without one; any other document without one says nothing.
 */
export function accountIn(document: SeenDocument): Observation<Readonly<Record<string, unknown>> | undefined> {
  const value = jsonOf(document);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const named = items.map((item) => (isRecord(item) && isAccountUri(item['ClientURI']) && isRecord(item['MOData']) ? Object.values(item['MOData'])[0] : undefined)).find(isRecord);
  const found = named ?? accountByShape(value);
  if (found === undefined && !items.every(isSerialized)) throw notRead(document);
  return { value: found, at: document.at, what: 'the DM Account of the bootstrap', stimulus: document.stimulus };
}

const isAccountUri = (uri: unknown): boolean => typeof uri === 'string' && /^urn:oma:mo:oma-dm-dmacc:1\.\d+\//.test(uri);

const isSerialized = (item: unknown): boolean => isRecord(item) && typeof item['ClientURI'] === 'string' && 'MOData' in item;

function jsonOf(document: SeenDocument): unknown {
  try {
    return JSON.parse(textOf(document));
  } catch {
    throw notRead(document);
  }
}

const textOf = ({ body }: SeenDocument): string => Buffer.from(body).toString('utf8');

const notRead = (document: SeenDocument): NotExercised => new NotExercised(`the bootstrap of the type ${document.type} is not read (A-46): ${show(textOf(document))}`, document.at);

/** Breadth first: the account lies above what it may hold. */
function accountByShape(document: unknown): Readonly<Record<string, unknown>> | undefined {
  let level: readonly unknown[] = [document];
  while (level.length > 0) {
    const found = level.filter(isRecord).find((value) => 'SrvID' in value);
    if (found !== undefined) return found;
    level = level.flatMap((value): readonly unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return undefined;
}

interface AccountJudged {
  readonly judge: Judge;
  readonly document: SeenDocument;
  /** The MOIDs of the account that the test had made. */
  readonly permissions: readonly string[];
}

/** DM2-BOOT-S-006: the account names its server and the MOIDs that the server is to manage. */
export function judgeAccount({ judge, document, permissions }: AccountJudged): void {
  const account = accountIn(document);
  const check = judge.check('DM2-BOOT-S-006');
  const place = { at: account.at, stimulus: document.stimulus };
  if (!check.holds(account.value !== undefined, { expected: 'a DM Account in the bootstrap', found: account.value === undefined ? `none in ${show(textOf(document))}` : 'one', ...place })) return;
  for (const name of ['SrvID', 'SrvURI', 'Name']) {
    const text = account.value?.[name];
    check.holds(typeof text === 'string' && text !== '', { expected: `${name} with a text`, found: `${name} ${show(text)}`, ...place });
  }
  const missing = permissions.filter((moid) => !moidsOf(account.value).includes(moid));
  check.holds(missing.length === 0, { expected: `the MOIDs ${permissions.join(', ')}`, found: missing.length === 0 ? 'all of them' : `no ${missing.join(', ')}`, ...place });
}

/** DM2-MO-DMACC-S-008: a group or more, each with an MOID. */
export function judgeGroups({ judge, document }: Omit<AccountJudged, 'permissions'>): void {
  const { value } = accountIn(document);
  judge.require(value !== undefined, 'the bootstrap holds no DM Account, which DM2-BOOT-S-006 judges', document.at);
  const groups = groupsOf(value);
  const place = { at: document.at, stimulus: document.stimulus };
  const check = judge.check('DM2-MO-DMACC-S-008');
  if (!check.holds(groups.length > 0, { expected: 'at least one group below Perm', found: `Perm ${show(value?.['Perm'])}`, ...place })) return;
  const without = groups.find((group) => !isRecord(group) || typeof group['MOID'] !== 'string' || group['MOID'] === '');
  check.holds(without === undefined, { expected: 'an MOID in each group', found: without === undefined ? 'one in each' : `the group ${show(without)}`, ...place });
}

/** DM2-PKG0-S-021: the table of the account names the nodes; their values are base64 or, where they are text, as they are. */
export function judgeNotificationPart({ judge, document, wanted }: Omit<AccountJudged, 'permissions'> & { readonly wanted: Readonly<Record<'Secret' | 'Data', readonly string[]>> }): void {
  const { value: account, at, stimulus } = accountIn(document);
  judge.require(account !== undefined, 'the bootstrap holds no DM Account, which DM2-BOOT-S-006 judges', document.at);
  const auth = account?.['Auth'];
  const noti = isRecord(auth) ? auth['Noti'] : undefined;
  for (const [name, values] of Object.entries(wanted)) {
    const value = isRecord(noti) ? noti[name] : undefined;
    judge.check('DM2-PKG0-S-021').oneOf({ value, at, what: `Auth/Noti/${name} of the account`, ...(stimulus === undefined ? {} : { stimulus }) }, values);
  }
}

function groupsOf(account: Readonly<Record<string, unknown>> | undefined): readonly unknown[] {
  const perm = account?.['Perm'];
  return typeof perm === 'object' && perm !== null ? Object.values(perm) : [];
}

const moidsOf = (account: Readonly<Record<string, unknown>> | undefined): readonly unknown[] => groupsOf(account).map((group) => (isRecord(group) ? group['MOID'] : undefined));
