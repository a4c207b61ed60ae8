/**
 * What holds for every alert in a package (clauses 5.4 and 7.2.1.5). Left out: when an alert is due, and what the types of
 * alerts put into Data, which test cases judge.
 */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import { show, type Check } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../../dm2/record.js';
import { clientRule } from '../../../define.js';
import { hasClientUriForm, initiations, reports, sentBefore } from './messages.js';

const MARKS = ['fatal', 'critical', 'minor', 'warning', 'informational', 'harmless', 'indeterminate'];
const TEXT_MEMBERS = ['SourceURI', 'TargetURI', 'Mark', 'DataType'];
const MEMBERS = ['AlertType', ...TEXT_MEMBERS, 'Data'];

export const ALERT_RULES = [
  clientRule({
    requirement: 'DM2-ALERT-C-011',
    title: 'Alert is directly the array of alert items',
    judge(view, judge) {
      const check = judge.check('DM2-ALERT-C-011');
      for (const { list, path, event, sent } of alertLists(view)) {
        const isNested = Array.isArray(list) && list.some((item) => isRecord(item) && Object.hasOwn(item, 'Alert'));
        check.holds(Array.isArray(list) && !isNested, () => ({ expected: 'Alert, an array of alerts without further nesting (A-28)', found: `Alert ${show(list)}`, at: { event, path }, ...sent }));
      }
    },
  }),
  clientRule({
    requirement: 'DM2-ALERT-C-004',
    title: 'Each alert has an AlertType that is a string',
    judge: (view, judge) =>
      eachAlert(view, ({ item, path, ...where }) => {
        const type: unknown = isRecord(item) ? item['AlertType'] : undefined;
        judge.check('DM2-ALERT-C-004').holds(typeof type === 'string' && type !== '', () => ({ expected: 'AlertType, a string', found: type === undefined ? 'no AlertType' : `AlertType ${show(type)}`, ...placed(`${path}.AlertType`, where) }));
      }),
  }),
  clientRule({
    requirement: 'DM2-ALERT-C-005',
    title: 'Alerts are built from the six members, each of its type',
    judge: (view, judge) => eachAlert(view, (alert) => judgeMembers(judge.check('DM2-ALERT-C-005'), alert)),
  }),
  clientRule({
    requirement: 'DM2-ALERT-C-006',
    title: 'Mark is one of the seven words',
    judge: (view, judge) =>
      eachAlert(view, ({ item, path, ...where }) => {
        const mark: unknown = isRecord(item) ? item['Mark'] : undefined;
        if (typeof mark !== 'string') return;
        judge.check('DM2-ALERT-C-006').holds(MARKS.includes(mark), () => ({ expected: `Mark ${MARKS.join(', ')}`, found: `Mark ${show(mark)}`, ...placed(`${path}.Mark`, where) }));
      }),
  }),
  clientRule({
    requirement: 'DM2-ALERT-C-007',
    title: 'SourceURI is a ClientURI',
    judge: (view, judge) =>
      eachAlert(view, ({ item, path, ...where }) => {
        const uri: unknown = isRecord(item) ? item['SourceURI'] : undefined;
        if (typeof uri !== 'string') return;
        judge.check('DM2-ALERT-C-007').holds(hasClientUriForm(uri), () => ({ expected: 'SourceURI, a ClientURI', found: `SourceURI ${show(uri)}`, ...placed(`${path}.SourceURI`, where) }));
      }),
  }),
];

interface AlertPlace {
  readonly path: string;
  readonly event: number;
  readonly sent: { readonly stimulus?: Place };
}

interface AlertItem extends AlertPlace {
  readonly item: unknown;
}

/** The member Alert of each package that has it. */
function alertLists(view: ClientView): readonly (AlertPlace & { readonly list: unknown })[] {
  return [...initiations(view), ...reports(view)].flatMap((exchange: ExchangeView) => {
    const { value, event } = exchange.request;
    return isRecord(value) && Object.hasOwn(value, 'Alert') ? [{ list: value['Alert'], path: 'Alert', event: event.n, sent: sentBefore(view, exchange) }] : [];
  });
}

/** Nested lists are a fault of their own (DM2-ALERT-C-011), so their wrappers are not judged as alerts. */
function eachAlert(view: ClientView, judgeOne: (alert: AlertItem) => void): void {
  for (const { list, event, sent } of alertLists(view)) {
    if (!Array.isArray(list)) continue;
    for (const [index, item] of (list as readonly unknown[]).entries()) {
      if (!isRecord(item) || !Object.hasOwn(item, 'Alert')) judgeOne({ item, path: `Alert[${index}]`, event, sent });
    }
  }
}

function placed(path: string, { event, sent }: Pick<AlertPlace, 'event' | 'sent'>): { readonly at: Place; readonly stimulus?: Place } {
  return { at: { event, path }, ...sent };
}

function judgeMembers(check: Check, { item, path, ...where }: AlertItem): void {
  if (!check.holds(isRecord(item), () => ({ expected: 'an alert, an object', found: show(item), ...placed(path, where) })) || !isRecord(item)) return;
  for (const [name, value] of Object.entries(item)) {
    const evidence = { found: `${name} ${show(value)}`, ...placed(`${path}.${name}`, where) };
    if (!MEMBERS.includes(name)) check.holds(false, { expected: `no members but ${MEMBERS.join(', ')}`, ...evidence });
    else if (TEXT_MEMBERS.includes(name)) check.holds(typeof value === 'string', () => ({ expected: `${name}, a string`, ...evidence }));
    else if (name === 'Data') check.holds(isRecord(value), { expected: 'Data, an object', ...evidence });
  }
}
