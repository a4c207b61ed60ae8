/**
 * Which messages at a DM endpoint are Package#1 and which are Package#3 (clause 7.2.1), and what the rules for both share.
 * A message whose type and body say nothing counts by its place in the session. Left out: messages that never came whole.
 */
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import type { Check } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../../dm2/record.js';

/** Every Package#1 of a transcript. */
export function initiations(view: ClientView): readonly ExchangeView[] {
  return packagesOf(view).initiations;
}

/** Every Package#3 of a transcript. */
export function reports(view: ClientView): readonly ExchangeView[] {
  return packagesOf(view).reports;
}

interface Packages {
  readonly initiations: readonly ExchangeView[];
  readonly reports: readonly ExchangeView[];
}

/** Most rules ask for them, and a view does not change. */
const known = new WeakMap<ClientView, Packages>();

function packagesOf(view: ClientView): Packages {
  const before = known.get(view);
  if (before !== undefined) return before;
  const openings = new Set(view.sessions.map(({ opening }) => opening));
  const numbered = view.dm().filter(({ request }) => request.event.incomplete === null).map((exchange) => ({ exchange, number: numberOf(exchange, openings) }));
  const all = (wanted: 1 | 3): readonly ExchangeView[] => numbered.filter(({ number }) => number === wanted).map(({ exchange }) => exchange);
  const packages = { initiations: all(1), reports: all(3) };
  known.set(view, packages);
  return packages;
}

function numberOf(exchange: ExchangeView, openings: ReadonlySet<ExchangeView>): 1 | 3 | null {
  const number = packageNumber(exchange.request);
  if (number !== null || exchange.request.event.body.length === 0) return number;
  return openings.has(exchange) ? 1 : 3;
}

/** The Package#2 that a Package#3 answers, as evidence; nothing for a Package#1. */
export function sentBefore(view: ClientView, exchange: ExchangeView): { readonly stimulus?: Place } {
  for (const session of view.sessions) {
    const round = session.rounds.find(({ package3 }) => package3 === exchange);
    if (round !== undefined) return { stimulus: round.answer.at };
  }
  return {};
}

export interface PackageRule {
  readonly view: ClientView;
  readonly check: Check;
  readonly exchange: ExchangeView;
  readonly name: 'Package#1' | 'Package#3';
}

/** The package travels by POST. */
export function judgeMethod({ view, check, exchange, name }: PackageRule): void {
  const { event } = exchange.request;
  check.is({ value: event.method, at: { event: event.n, path: 'method' }, what: `method of ${name}`, ...sentBefore(view, exchange) }, 'POST');
}

/** The package has the header OMADM-DevID, once and with a value. */
export function judgeDeviceId({ view, check, exchange, name }: PackageRule): void {
  const values = exchange.request.headers('OMADM-DevID');
  check.holds(values.length === 1 && values[0] !== '', () => ({
    expected: `the header OMADM-DevID once in ${name}, with a value`,
    found: values.length === 0 ? 'no header OMADM-DevID' : `OMADM-DevID ${values.map((value) => JSON.stringify(value)).join(' and ')}`,
    at: { event: exchange.request.event.n, path: 'header:OMADM-DevID' },
    ...sentBefore(view, exchange),
  }));
}

/** The package is labelled with its media type, parameters left aside, and its body is a JSON object. */
export function judgeType({ view, check, exchange, name }: PackageRule, type: string): void {
  const { request } = exchange;
  const label = request.headers('Content-Type')[0];
  check.holds(request.contentType === type, () => ({
    expected: `media type ${type} for ${name}`,
    found: label === undefined ? 'no Content-Type' : `Content-Type ${label}`,
    at: { event: request.event.n, path: 'header:Content-Type' },
    ...sentBefore(view, exchange),
  }));
  check.holds(isRecord(request.value), () => ({
    expected: `a JSON object as body of ${name}`,
    found: request.json.ok ? 'JSON, but no object' : request.json.message,
    at: { event: request.event.n },
    ...sentBefore(view, exchange),
  }));
}

/** A ClientURI by its form (dm2-tables section 8.1): a MOID, a slash, and no blanks; no http address and no path of DM 1.x. */
export function hasClientUriForm(text: string): boolean {
  return /^(?!https?:\/\/|\.{1,2}\/)[^/?#\s*]+\/\S*$/i.test(text);
}
