/** The DevInfo MO: that it is there, once, with its ten leaves (clause 12.1; dm2-tables section 9.1). */
import type { Observation } from '../../../../harness/judge/finding.js';
import { isSuccess, show, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { clientTest } from '../../../define.js';
import { instanceOf } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { uploadedValues } from '../support/leaves.js';
import { moEntries, package1, type MoEntry } from '../support/packages.js';
import { requireSuccess, statusOfNode } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { asText, uploadedNode } from '../support/uploads.js';

/** Required leaves, all of them text. */
const LEAVES = ['DevID', 'Man', 'Mod', 'DmV', 'Lang', 'DevType', 'OEM', 'FwV', 'SwV', 'HwV'] as const;

/** Version 1.2 is expected, any 1.x is accepted. */
const MOID = /^urn:oma:mo:oma-dm-devinfo:1\.[0-9]+$/;

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:.+/;

const needs = { values: ['devinfo.root'] } as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/devinfo/is-served',
    title: 'DevInfo is served to the server',
    requirements: ['DM2-MO-DEVINFO-B-001'],
    purpose: 'DevInfo is what a server reads first; every client has it.',
    procedure: ['Send HPUT of DevInfo, and of a text leaf of another MO as a control.', 'Expect success and an upload with leaves of DevInfo.'],
    needs: { values: ['devinfo.root', 'probe.leaf'] },
    drive: (tester) => tester.session([[read(tester, '/devinfo', tester.value('devinfo.root')), read(tester, '/control', tester.value('probe.leaf'))]]),
    judge(view, judge) {
      const status = statusOfNode({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-MO-DEVINFO-B-001');
      const stimulus = view.stimulus(1);
      if (!check.holds(isSuccess(status.value), { expected: 'an upload of DevInfo', found: `${status.what} ${status.value}`, at: status.at, stimulus })) return;
      const { value, at } = uploadedNode(view, '/devinfo', view.value('devinfo.root'));
      const found = LEAVES.filter((name) => isRecord(value) && Object.hasOwn(value, name));
      check.holds(found.length > 0, { expected: `leaves of DevInfo such as ${LEAVES.slice(0, 3).join(', ')}`, found: show(value), at, stimulus });
    },
  }),
  clientTest({
    id: 'dm2/client/devinfo/moid',
    title: 'DevInfo is listed and served under its MOID',
    requirements: ['DM2-MO-DEVINFO-C-002'],
    purpose: 'A server that knows nothing of the device finds DevInfo by its MOID.',
    procedure: ['Send HPUT of DevInfo.', 'Expect urn:oma:mo:oma-dm-devinfo:1.2 (any 1.x is accepted) in the list of Package#1, or, where it lists no MOs, in the address by which DevInfo is served.'],
    needs,
    drive: (tester) => tester.session([[read(tester, '/devinfo', tester.value('devinfo.root'))]]),
    judge(view, judge) {
      const { value: entries, at } = listed(view);
      const check = judge.check('DM2-MO-DEVINFO-C-002');
      const expected = 'DevInfo under urn:oma:mo:oma-dm-devinfo:1.2';
      if (entries === undefined) {
        requireSuccess({ view, judge, round: 1, command: 0 });
        const { moid } = instanceOf(view.value('devinfo.root'));
        check.holds(MOID.test(moid), { expected, found: `DevInfo under ${moid}`, at: view.upload('/devinfo').at, stimulus: view.stimulus(1) });
        return;
      }
      const entry = devInfo(entries);
      check.holds(entry !== undefined, { expected, found: entry === undefined ? `the MOIDs ${entries.map(({ moid }) => asText(moid)).join(', ')}` : asText(entry.moid), at });
    },
  }),
  clientTest({
    id: 'dm2/client/devinfo/one-instance',
    title: 'There is one instance of DevInfo',
    requirements: ['DM2-MO-DEVINFO-C-003'],
    purpose: 'A device is described once, so that an address without MIID is enough.',
    procedure: ['Send HPUT of the leaf DmV of DevInfo with an empty instance component.', 'Expect one MIID for DevInfo in the list of Package#1, or, where it lists no MOs, an upload of one value.'],
    needs,
    drive: (tester) => tester.session([[read(tester, '/dmv', `${instanceOf(tester.value('devinfo.root')).moid}//DmV`)]]),
    judge(view, judge) {
      const { value: entries, at } = listed(view);
      const check = judge.check('DM2-MO-DEVINFO-C-003');
      if (entries === undefined) {
        requireSuccess({ view, judge, round: 1, command: 0 });
        const { value, at: place } = uploadedValues(view, '/dmv');
        check.holds(value.length === 1, { expected: 'one value of DmV', found: `${value.length} values`, at: place, stimulus: view.stimulus(1) });
        return;
      }
      const entry = devInfo(entries);
      judge.require(entry !== undefined, 'Package#1 does not list DevInfo, which another requirement judges', at);
      const miids = entry?.miids?.map(asText) ?? [];
      check.holds(miids.length === 1, { expected: 'one MIID for DevInfo', found: miids.length === 0 ? 'no MIID' : `MIID ${miids.join(', ')}`, at: { event: at.event, path: `${entry?.path ?? 'MOS'}.MIID` } });
    },
  }),
  clientTest({
    id: 'dm2/client/devinfo/ten-leaves',
    title: 'DevInfo has its ten leaves, each of them text',
    requirements: ['DM2-MO-DEVINFO-C-004'],
    purpose: 'A leaf without content is an empty text; none is left out.',
    procedure: ['Send HPUT of DevInfo.', `Expect ${LEAVES.join(', ')} in the upload, each a string.`],
    needs,
    drive: (tester) => tester.session([[read(tester, '/devinfo', tester.value('devinfo.root'))]]),
    judge(view, judge) {
      const root = rootOf(view, judge);
      const check = judge.check('DM2-MO-DEVINFO-C-004');
      for (const name of LEAVES) {
        const value: unknown = root.value[name];
        check.holds(typeof value === 'string', { expected: `${name}, a string`, found: `${name} ${value === undefined ? 'absent' : show(value)}`, at: { event: root.at.event, path: `${root.at.path ?? ''}.${name}` }, stimulus: view.stimulus(1) });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/devinfo/device-id-has-scheme',
    title: 'DevID starts with the name of its scheme',
    requirements: ['DM2-MO-DEVINFO-C-005'],
    purpose: 'A number alone does not tell whether it is an IMEI, an ESN or something else. Which schemes there are is open (A-42).',
    procedure: ['Send HPUT of DevInfo.', 'Expect DevID of the form scheme:identifier, for example IMEI:490154203237518 or urn:uuid:….'],
    needs,
    drive: (tester) => tester.session([[read(tester, '/devinfo', tester.value('devinfo.root'))]]),
    judge: (view, judge) => judge.check('DM2-MO-DEVINFO-C-005').matches(leafOf(view, judge, 'DevID'), SCHEME, 'of the form scheme:identifier'),
  }),
  clientTest({
    id: 'dm2/client/devinfo/version-is-dm-2',
    title: 'DmV is the DM version of the client, 2.0',
    requirements: ['DM2-MO-DEVINFO-C-006'],
    purpose: 'A server chooses by DmV how it talks to the device.',
    procedure: ['Send HPUT of DevInfo.', 'Expect DmV "2.0".'],
    needs,
    drive: (tester) => tester.session([[read(tester, '/devinfo', tester.value('devinfo.root'))]]),
    judge: (view, judge) => void judge.check('DM2-MO-DEVINFO-C-006').is(leafOf(view, judge, 'DmV'), '2.0'),
  }),
];

/** The list MOS of the first Package#1; undefined where there is none, as may be without REQ-MOS. */
function listed(view: ClientView): Observation<readonly MoEntry[] | undefined> {
  const opening = package1(view);
  return { value: moEntries(opening), at: { event: opening.request.event.n, path: 'MOS' }, what: 'MOS' };
}

function devInfo(entries: readonly MoEntry[]): MoEntry | undefined {
  return entries.find(({ moid }) => typeof moid === 'string' && MOID.test(moid));
}

function rootOf(view: ClientView, judge: Judge): Observation<Readonly<Record<string, unknown>>> {
  requireSuccess({ view, judge, round: 1, command: 0 });
  const root = uploadedNode(view, '/devinfo', view.value('devinfo.root'));
  judge.require(isRecord(root.value), 'the upload holds no DevInfo object', root.at);
  return { ...root, value: isRecord(root.value) ? root.value : {} };
}

function leafOf(view: ClientView, judge: Judge, name: (typeof LEAVES)[number]): Observation<string> {
  const root = rootOf(view, judge);
  const value: unknown = root.value[name];
  judge.require(typeof value === 'string', `the upload holds no text ${name}, which another requirement judges`, root.at);
  return { value: asText(value), at: { event: root.at.event, path: `${root.at.path ?? ''}.${name}` }, what: name, stimulus: view.stimulus(1) };
}
