/** What holds for every Package#3 (clauses 5.2.4 and 7.2.1.3). How many statuses there are is a rule of the sequence. */
import { show } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../../dm2/record.js';
import { clientRule } from '../../../define.js';
import { hasClientUriForm, judgeDeviceId, judgeMethod, judgeType, reports, sentBefore, type PackageRule } from './messages.js';

const name = 'Package#3';

export const PACKAGE3_RULES = [
  clientRule({
    requirement: 'DM2-PKG3-B-001',
    title: 'Package#3 is sent by HTTP POST',
    judge: (view, judge) => eachPackage3({ view, check: judge.check('DM2-PKG3-B-001') }, judgeMethod),
  }),
  clientRule({
    requirement: 'DM2-PKG3-C-002',
    title: 'Package#3 has the header OMADM-DevID',
    judge: (view, judge) => eachPackage3({ view, check: judge.check('DM2-PKG3-C-002') }, judgeDeviceId),
  }),
  clientRule({
    requirement: 'DM2-PKG3-C-003',
    title: 'Package#3 is JSON of type application/vnd.oma.dm.response+json',
    judge: (view, judge) => eachPackage3({ view, check: judge.check('DM2-PKG3-C-003') }, (rule) => judgeType(rule, 'application/vnd.oma.dm.response+json')),
  }),
  clientRule({
    requirement: 'DM2-PKG3-C-004',
    title: 'Status is an array of objects that each hold a numeric sc',
    judge(view, judge) {
      for (const exchange of reports(view)) {
        const { request } = exchange;
        if (!request.json.ok) continue;
        const check = judge.check('DM2-PKG3-C-004');
        const sent = sentBefore(view, exchange);
        const list: unknown = isRecord(request.value) ? request.value['Status'] : undefined;
        const at = { event: request.event.n, path: 'Status' };
        if (!check.holds(Array.isArray(list), () => ({ expected: 'Status, an array', found: list === undefined ? 'no member Status' : `Status ${show(list)}`, at, ...sent }))) continue;
        for (const [index, item] of statusItems(list).entries()) {
          const code: unknown = isRecord(item) ? item['sc'] : undefined;
          check.holds(typeof code === 'number' && code >= 200 && code <= 599, () => ({ expected: 'sc, a number from 200 to 599', found: code === undefined ? 'no sc' : `sc ${show(code)}`, at: { event: at.event, path: `Status[${index}].sc` }, ...sent }));
        }
      }
    },
  }),
  clientRule({
    requirement: 'DM2-PKG3-C-005',
    title: 'URI of a status is an array of ClientURIs',
    judge(view, judge) {
      const check = judge.check('DM2-PKG3-C-005');
      for (const exchange of reports(view)) {
        const { value, event } = exchange.request;
        for (const [index, item] of statusItems(isRecord(value) ? value['Status'] : undefined).entries()) {
          if (!isRecord(item) || !Object.hasOwn(item, 'URI')) continue;
          const list = item['URI'];
          const isRight = Array.isArray(list) && list.every((uri) => typeof uri === 'string' && hasClientUriForm(uri));
          check.holds(isRight, () => ({ expected: 'URI, an array of ClientURIs', found: `URI ${show(list)}`, at: { event: event.n, path: `Status[${index}].URI` }, ...sentBefore(view, exchange) }));
        }
      }
    },
  }),
];

function eachPackage3(where: Pick<PackageRule, 'view' | 'check'>, judgeOne: (rule: PackageRule) => void): void {
  for (const exchange of reports(where.view)) judgeOne({ ...where, exchange, name });
}

function statusItems(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}
