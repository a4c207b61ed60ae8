/**
 * Data that GET brought in Package#3. No text says where it stands, so it is recognised by its form: items of an MO
 * serialization, or a scalar for one leaf, as a member of the status or at the top level of the package.
 */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import { isDeepStrictEqual } from 'node:util';
import { show, type Check } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../record.js';
import { nodeOf, pathOf, type UploadedItem } from './uploads.js';

export interface Got {
  readonly view: ClientView;
  readonly uri: string;
  /** Round of the GET, from 1. */
  readonly round: number;
  /** Position of the GET, from 0. */
  readonly command: number;
}

/** The values that stand for the node in the Package#3 of the round or in a later one of the session; items before bare scalars. */
export function gotValues({ view, uri, round, command }: Got): readonly Observation<unknown>[] {
  const packages = view.session().rounds.slice(round - 1).flatMap(({ package3 }) => package3 ?? []);
  const places = packages.flatMap((exchange, later) => containers(exchange, later === 0 ? command : undefined));
  const items = places.flatMap(({ event, path, value }) => itemsIn({ path, value }).map((item) => nodeOf(item, { uri, event }))).filter((node) => node.value !== undefined);
  if (items.length > 0 || pathOf(uri).length === 0) return items;
  return places.filter(({ value, isItem }) => !isItem && isScalar(value)).map(({ event, path, value }) => ({ value, at: { event, path }, what: `value that GET brought for ${uri}` }));
}

/** One of the values that GET brought for the node is the wanted one. */
export function judgeGot(check: Check, got: Got, wanted: unknown): boolean {
  const values = gotValues(got);
  const isThere = values.some(({ value }) => isDeepStrictEqual(value, wanted));
  const { at } = got.view.statuses(got.round);
  return check.holds(isThere, {
    expected: `the value ${show(wanted)} of ${got.uri} in Package#3`,
    found: values.length === 0 ? 'a Package#3 without data' : values.map(({ value }) => show(value)).join(', '),
    at: values[0]?.at ?? { event: at.event, path: `Status[${got.command}]` },
    stimulus: got.view.stimulus(got.round),
  });
}

interface Container {
  readonly event: number;
  readonly path: string;
  readonly value: unknown;
  /** A status item, which may itself be written as an item of the serialization. */
  readonly isItem: boolean;
}

/** Members of the status (of all statuses where no place is given) and of the package that may hold data. */
function containers(exchange: ExchangeView, command: number | undefined): readonly Container[] {
  const { value, event } = exchange.request;
  if (!isRecord(value)) return [];
  const list: readonly unknown[] = Array.isArray(value['Status']) ? value['Status'] : [];
  const statuses = list.flatMap((item, index) => (command === undefined || command === index ? [{ item, path: `Status[${index}]` }] : []));
  return [
    ...statuses.map(({ item, path }) => ({ event: event.n, path, value: item, isItem: true })),
    ...statuses.flatMap(({ item, path }) => members(item, ['sc', 'URI']).map(([name, member]) => ({ event: event.n, path: `${path}.${name}`, value: member, isItem: false }))),
    ...members(value, ['Status', 'Alert']).map(([name, member]) => ({ event: event.n, path: name, value: member, isItem: false })),
  ];
}

function members(value: unknown, others: readonly string[]): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value).filter(([name]) => !others.includes(name)) : [];
}

function itemsIn({ path, value }: Pick<Container, 'path' | 'value'>): readonly UploadedItem[] {
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap((item, index) => itemAt(item, `${path}[${index}]`));
  return itemAt(value, path);
}

function itemAt(item: unknown, path: string): readonly UploadedItem[] {
  return isRecord(item) && isRecord(item['MOData']) ? [{ clientUri: item['ClientURI'], data: item['MOData'], cv: item['CV'], path }] : [];
}

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);
