/**
 * What holds for every MO serialization that a client sends to a repository (clauses 5.5, 6.1 and 7.2.1.4): bodies of
 * HPUT, HPOST and subscription reports. Left out: raw content, and results of GET, whose place is open.
 */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { show, type Check } from '../../../../harness/judge/judge.js';
import { moTypesIn } from '../../../../harness/judge/mo-types.js';
import { isRecord } from '../../../dm2/record.js';
import { clientRule } from '../../../define.js';
import { initiations, reports } from './messages.js';

export const UPLOAD_RULES = [
  clientRule({
    requirement: 'DM2-SER-B-001',
    title: 'An MO serialization is an array of objects with ClientURI and MOData',
    judge(view, judge) {
      const check = judge.check('DM2-SER-B-001');
      for (const { request } of labelledUploads(view)) {
        const { n } = request.event;
        if (!check.holds(Array.isArray(request.value), () => ({ expected: 'an array of items', found: request.json.ok ? show(request.value) : request.json.message, at: request.at }))) continue;
        for (const { item, path } of itemsIn(request.value)) {
          const found = isRecord(item) ? item : {};
          const uri = found['ClientURI'];
          const data = found['MOData'];
          check.holds(typeof uri === 'string' && uri !== '', () => ({ expected: 'ClientURI, a string', found: `ClientURI ${show(uri)}`, at: { event: n, path: `${path}.ClientURI` } }));
          check.holds(isRecord(data), () => ({ expected: 'MOData, an object', found: `MOData ${show(data)}`, at: { event: n, path: `${path}.MOData` } }));
        }
      }
    },
  }),
  clientRule({
    requirement: 'DM2-SER-C-003',
    title: 'MOData has one member, called after the node that was addressed',
    judge: (view, judge) =>
      eachData(view, ({ data, path, event }) => {
        const names = Object.keys(data);
        judge.check('DM2-SER-C-003').holds(names.length === 1, () => ({ expected: 'MOData with one member', found: `MOData with ${names.length === 0 ? 'none' : names.join(', ')}`, at: { event, path } }));
      }),
  }),
  clientRule({
    requirement: 'DM2-SER-C-004',
    title: 'Interior nodes are JSON objects, leaves are JSON scalars',
    judge: (view, judge) =>
      eachData(view, ({ data, path, event }) => {
        const [list] = arraysBelow(data, path);
        judge.check('DM2-SER-C-004').holds(list === undefined, { expected: 'objects and scalars in MOData', found: list === undefined ? 'objects and scalars' : 'an array', at: { event, path: list ?? path } });
      }),
  }),
  clientRule({
    requirement: 'DM2-SER-B-011',
    title: 'An MO serialization is labelled with its media type',
    judge(view, judge) {
      const types: readonly string[] = moTypesIn(view.parameter('MO_MIME'));
      for (const exchange of uploads(view)) {
        const { request } = exchange;
        if (!hasSerializationForm(request.value) || isNegotiated(view, exchange)) continue;
        const label = request.headers('Content-Type')[0];
        judge.check('DM2-SER-B-011').holds(request.contentType !== undefined && types.includes(request.contentType), () => ({
          expected: `Content-Type ${types.join(' or ')}`,
          found: label === undefined ? 'no Content-Type' : `Content-Type ${label}`,
          at: { event: request.event.n, path: 'header:Content-Type' },
        }));
      }
    },
  }),
  clientRule({
    requirement: 'DM2-URI-B-007',
    title: 'ClientURIs hold only characters of RFC 3986, all others percent-encoded',
    judge: (view, judge) =>
      eachReportedUri(view, ({ uri, ...at }) => {
        judge.check('DM2-URI-B-007').holds(URI_TEXT.test(uri), () => ({ expected: 'a ClientURI of RFC 3986 characters, others percent-encoded', found: `ClientURI ${show(uri)}`, at }));
      }),
  }),
  clientRule({
    requirement: 'DM2-URI-C-009',
    title: 'No MIID stands twice with one MOID in Package#1',
    judge(view, judge) {
      for (const { request } of initiations(view)) judgeUniqueness(judge.check('DM2-URI-C-009'), { list: isRecord(request.value) ? request.value['MOS'] : undefined, event: request.event.n });
    },
  }),
  clientRule({
    requirement: 'DM2-URI-C-026',
    title: 'Addresses in uploads start with a MOID, not with a place in a device tree',
    judge(view, judge) {
      const known = knownMoids(view);
      for (const { request } of labelledUploads(view)) {
        for (const { item, path } of itemsIn(request.value)) {
          const uri: unknown = isRecord(item) ? item['ClientURI'] : undefined;
          if (typeof uri !== 'string' || known.size === 0) continue;
          judge.check('DM2-URI-C-026').holds(known.has(moidOf(uri)), () => ({ expected: 'an address that starts with a MOID of the commands or of Package#1', found: `ClientURI ${show(uri)}`, at: { event: request.event.n, path: `${path}.ClientURI` } }));
        }
      }
    },
  }),
];

/** unreserved, sub-delims, ":", "@", "/", "?" and percent-encoded octets (RFC 3986, 3.3 and 3.4). */
const URI_TEXT = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})+$/;

/** Uploads of any content. */
function uploads(view: ClientView): readonly ExchangeView[] {
  return view.repository().filter(({ request: { event } }) => (event.method === 'PUT' || event.method === 'POST') && event.incomplete === null);
}

/** Uploads that say they are an MO serialization. */
function labelledUploads(view: ClientView): readonly ExchangeView[] {
  const types: readonly string[] = moTypesIn(view.parameter('MO_MIME'));
  return uploads(view).filter(({ request }) => request.contentType !== undefined && types.includes(request.contentType));
}

/** The body is what a serialization looks like, whatever its label says. */
function hasSerializationForm(value: unknown): boolean {
  const items = itemsIn(value);
  return items.length > 0 && items.every(({ item }) => isRecord(item) && Object.hasOwn(item, 'ClientURI') && Object.hasOwn(item, 'MOData'));
}

/** The server asked for types before: then it decides the label (DM2-HTTP-C-006). */
function isNegotiated(view: ClientView, { request }: ExchangeView): boolean {
  return [...view.dm(), ...view.repository()].some(({ response }) => response !== undefined && response.event.n < request.event.n && response.headers('OMADM-Accept').length > 0);
}

interface PlacedItem {
  readonly item: unknown;
  readonly path: string;
}

function itemsIn(value: unknown): readonly PlacedItem[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => ({ item, path: `[${index}]` })) : [];
}

interface PlacedData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly event: number;
}

function eachData(view: ClientView, judgeOne: (placed: PlacedData) => void): void {
  for (const { request } of labelledUploads(view)) {
    for (const { item, path } of itemsIn(request.value)) {
      const data: unknown = isRecord(item) ? item['MOData'] : undefined;
      if (isRecord(data)) judgeOne({ data, path: `${path}.MOData`, event: request.event.n });
    }
  }
}

function arraysBelow(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return [path];
  return isRecord(value) ? Object.entries(value).flatMap(([name, child]) => arraysBelow(child, `${path}.${name}`)) : [];
}

interface PlacedUri {
  readonly uri: string;
  readonly event: number;
  readonly path: string;
}

/** Addresses in uploads and in statuses. */
function eachReportedUri(view: ClientView, judgeOne: (placed: PlacedUri) => void): void {
  for (const { request } of labelledUploads(view)) {
    for (const { item, path } of itemsIn(request.value)) {
      const uri: unknown = isRecord(item) ? item['ClientURI'] : undefined;
      if (typeof uri === 'string') judgeOne({ uri, event: request.event.n, path: `${path}.ClientURI` });
    }
  }
  for (const { request } of reports(view)) {
    const statuses: unknown = isRecord(request.value) ? request.value['Status'] : undefined;
    for (const { item, path } of itemsIn(statuses)) {
      const list: unknown = isRecord(item) ? item['URI'] : undefined;
      for (const { item: uri, path: place } of itemsIn(list)) if (typeof uri === 'string') judgeOne({ uri, event: request.event.n, path: `Status${path}.URI${place}` });
    }
  }
}

function judgeUniqueness(check: Check, { list, event }: { readonly list: unknown; readonly event: number }): void {
  const seen = new Set<string>();
  for (const { item, path } of itemsIn(list)) {
    const moid: unknown = isRecord(item) ? item['MOID'] : undefined;
    if (!isRecord(item) || typeof moid !== 'string') continue;
    for (const { item: miid, path: place } of itemsIn(item['MIID'])) {
      if (typeof miid !== 'string') continue;
      const pair = `${moid}/${miid}`;
      check.holds(!seen.has(pair), () => ({ expected: 'each MIID once with its MOID', found: seen.has(pair) ? `${pair} twice` : pair, at: { event, path: `MOS${path}.MIID${place}` } }));
      seen.add(pair);
    }
  }
}

/** The MOIDs that both sides used: those in the addresses of commands, and those that Package#1 lists. */
function knownMoids(view: ClientView): ReadonlySet<string> {
  const words = view.sessions.flatMap(({ rounds }) => rounds.flatMap(({ commands }) => commands.flatMap((command) => command.slice(1))));
  const listed = initiations(view).flatMap(({ request }) => itemsIn(isRecord(request.value) ? request.value['MOS'] : undefined));
  const moids = listed.flatMap(({ item }) => (isRecord(item) && typeof item['MOID'] === 'string' ? [item['MOID']] : []));
  return new Set([...words.filter((word) => !/^https?:/i.test(word)).map(moidOf), ...moids]);
}

function moidOf(uri: string): string {
  const [moid = ''] = uri.split('/');
  try {
    return decodeURIComponent(moid);
  } catch {
    return moid;
  }
}

