/** What holds for every Package#1 (clauses 5.2.2 and 7.2.1.1). Left out: which MOs a server may see, which test cases judge. */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Check } from '../../../../harness/judge/judge.js';
import { show } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../../dm2/record.js';
import { clientRule } from '../../../define.js';
import { initiations, judgeDeviceId, judgeMethod, judgeType, type PackageRule } from './messages.js';

const name = 'Package#1';

export const PACKAGE1_RULES = [
  clientRule({
    requirement: 'DM2-PKG1-B-001',
    title: 'Package#1 is sent by HTTP POST',
    judge: (view, judge) => eachPackage1({ view, check: judge.check('DM2-PKG1-B-001') }, judgeMethod),
  }),
  clientRule({
    requirement: 'DM2-PKG1-C-002',
    title: 'Package#1 has the header OMADM-DevID',
    judge: (view, judge) => eachPackage1({ view, check: judge.check('DM2-PKG1-C-002') }, judgeDeviceId),
  }),
  clientRule({
    requirement: 'DM2-PKG1-C-003',
    title: 'Package#1 is JSON of type application/vnd.oma.dm.initiation+json',
    judge: (view, judge) => eachPackage1({ view, check: judge.check('DM2-PKG1-C-003') }, (rule) => judgeType(rule, 'application/vnd.oma.dm.initiation+json')),
  }),
  clientRule({
    requirement: 'DM2-PKG1-C-007',
    title: 'Each item of MOS has MIID, an array of strings',
    judge(view, judge) {
      const check = judge.check('DM2-PKG1-C-007');
      for (const { list, event } of moLists(view)) {
        const at = { event, path: 'MOS' };
        if (!check.holds(Array.isArray(list), () => ({ expected: 'MOS, an array', found: `MOS ${show(list)}`, at }))) continue;
        for (const [index, entry] of entriesOf(list).entries()) {
          const ids: unknown = isRecord(entry) ? entry['MIID'] : undefined;
          const isTextList = Array.isArray(ids) && ids.every((id) => typeof id === 'string');
          check.holds(isTextList, () => ({ expected: 'MIID, an array of strings', found: `MIID ${show(ids)}`, at: { event, path: `MOS[${index}].MIID` } }));
        }
      }
    },
  }),
  clientRule({
    requirement: 'DM2-PKG1-C-006',
    title: 'Each item of MOS links to a DDF, names a MOID and lists the existing instances',
    judge(view, judge) {
      const check = judge.check('DM2-PKG1-C-006');
      for (const { list, event, address } of moLists(view)) {
        for (const [index, entry] of entriesOf(list).entries()) {
          if (!isRecord(entry)) continue;
          const path = `MOS[${index}]`;
          judgeMember(check, { entry, member: 'DDF', form: /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, expected: 'DDF, an absolute URI', event, path });
          judgeMember(check, { entry, member: 'MOID', form: /^[^/?#\s]+$/, expected: 'MOID, a management object identifier', event, path });
          if (address === 'a') judgeProbe(check, { view, entry, event, path });
        }
      }
    },
  }),
  clientRule({
    requirement: 'DM2-PKG1-C-014',
    title: 'Package#1 tells by one initiation alert why the session was opened',
    judge(view, judge) {
      const check = judge.check('DM2-PKG1-C-014');
      for (const { request } of initiations(view)) {
        if (!isRecord(request.value) || !isPlainList(request.value['Alert'] ?? [])) continue;
        const found = initiationAlerts(request.value['Alert']);
        const isTolerated = found.length === 2 && found.includes('BootstrapComplete') && found.includes('ClientInitiatedMgmt');
        check.holds(found.length === 1 || isTolerated, { expected: 'one initiation alert', found: found.length === 0 ? 'none' : found.join(' and '), at: { event: request.event.n, path: 'Alert' } });
      }
    },
  }),
];

function eachPackage1(where: Pick<PackageRule, 'view' | 'check'>, judgeOne: (rule: PackageRule) => void): void {
  for (const exchange of initiations(where.view)) judgeOne({ ...where, exchange, name });
}

interface MoList {
  readonly list: unknown;
  readonly event: number;
  readonly address: string;
}

/** The member MOS where it is present: it may be left out. */
function moLists(view: ClientView): readonly MoList[] {
  return initiations(view).flatMap(({ request }: ExchangeView) =>
    isRecord(request.value) && Object.hasOwn(request.value, 'MOS') ? [{ list: request.value['MOS'], event: request.event.n, address: request.event.address }] : [],
  );
}

function entriesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

interface Member {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly member: 'DDF' | 'MOID';
  readonly form: RegExp;
  readonly expected: string;
  readonly event: number;
  readonly path: string;
}

/** Prose wants DDF and MOID, the schema does not: their absence leaves a remark only. */
function judgeMember(check: Check, { entry, member, form, expected, event, path }: Member): void {
  const value = entry[member];
  const at = { event, path: `${path}.${member}` };
  if (value === undefined) check.inconclusive(`${path} has no ${member}; the prose wants it, the schema does not (A-10)`, at);
  else check.holds(typeof value === 'string' && form.test(value), () => ({ expected, found: `${member} ${show(value)}`, at }));
}

/** The probe object exists by the word of the IUT file, so its instance must be listed where its MOID is. */
function judgeProbe(check: Check, { view, entry, event, path }: Pick<Member, 'entry' | 'event' | 'path'> & { readonly view: ClientView }): void {
  const [moid, miid = ''] = String(view.parameter('probe.root') ?? '').split('/');
  const ids = entry['MIID'];
  if (entry['MOID'] !== moid || miid === '' || !Array.isArray(ids)) return;
  check.holds(ids.includes(miid), () => ({ expected: `MIID with the existing instance ${miid}`, found: `MIID ${show(ids)}`, at: { event, path: `${path}.MIID` } }));
}

const INITIATION = /^urn:oma:at:dm:2\.0:(ServerInitiatedMgmt|ClientInitiatedMgmt|BootstrapComplete)$/;

/** A nested list is a fault of its own (DM2-ALERT-C-011). */
function isPlainList(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => !isRecord(item) || !Object.hasOwn(item, 'Alert'));
}

/** Short names of the initiation alerts in a list. */
function initiationAlerts(list: unknown): readonly string[] {
  return entriesOf(list).flatMap((item) => {
    const type: unknown = isRecord(item) ? item['AlertType'] : undefined;
    return typeof type === 'string' ? (INITIATION.exec(type)?.[1] ?? []) : [];
  });
}
