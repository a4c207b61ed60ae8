/**
 * What the list MOS shows to whom (clauses 5.2.2 and 10). A Package#1 without MOS conceals everything and is legal where no
 * notification asked for the list.
 */
import { clientTest } from '../../../define.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Check } from '../../../../harness/judge/judge.js';
import { isSuccess, NotExercised, show } from '../../../../harness/judge/judge.js';
import { instanceOf } from '../support/addresses.js';
import { moEntries, package1, type MoEntry } from '../support/packages.js';
import { requireSuccess } from '../support/steps.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/package1/lists-moids',
    title: 'MOS lists the MOIDs set for the server at bootstrap and no other',
    requirements: ['DM2-PKG1-C-008'],
    purpose: 'A server sees what it may manage. An object that was not set for it must stay unknown to it.',
    procedure: ['Let the client open a session and send HPUT of the probe object, which must succeed.', 'Expect the MOID of the probe object in MOS, and not the MOID of the object that was not set for this server.'],
    needs: { values: ['probe.root', 'foreign.moid'] },
    async drive(tester) {
      await tester.session([[['HPUT', tester.repository('/probe', {}), tester.value('probe.root')]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-PKG1-C-008');
      const opening = package1(view);
      const entries = moEntries(opening);
      if (entries === undefined) return void noList(check, opening);
      const foreign = view.value('foreign.moid');
      const shown = entries.find(({ moid }) => moid === foreign);
      check.holds(shown === undefined, { expected: `no entry for ${foreign}`, found: shown === undefined ? 'no such entry' : `an entry for ${foreign}`, at: place(opening, shown) });
      requireSuccess({ view, judge, round: 1, command: 0 });
      const { moid } = instanceOf(view.value('probe.root'));
      const listed = entries.find((entry) => entry.moid === moid);
      check.holds(listed !== undefined, { expected: `an entry for ${moid}, which this server may manage`, found: `the MOIDs ${entries.map((entry) => show(entry.moid)).join(', ')}`, at: place(opening, listed) });
    },
  }),
  clientTest({
    id: 'dm2/client/package1/conceals-instances',
    title: 'MOS lists an instance to the server that has a right on it and conceals it from another',
    requirements: ['DM2-PKG1-C-009'],
    purpose: 'The first server may read the probe object, the second may not: its Package#1 must not even name the instance.',
    procedure: [
      'Let the client open a session with the first server and send HPUT of the probe object, which must succeed.',
      'Let the client open a session with the second server and send the same command, which must be refused.',
      'Expect the MIID in MOS of the first session, and not in MOS of the second.',
    ],
    needs: { values: ['probe.root'], accounts: 2 },
    async drive(tester) {
      const root = tester.value('probe.root');
      await tester.session([[['HPUT', tester.repository('/a', {}), root]]]);
      await tester.session([[['HPUT', tester.repository('/b', {}), root]]], { account: 'b' });
    },
    judge(view, judge) {
      const check = judge.check('DM2-PKG1-C-009');
      requireSuccess({ view, judge, round: 1, command: 0 });
      const refusal = view.status(1, 0, 2);
      judge.require(!isSuccess(refusal.value), 'the second server may read the probe object as well, so nothing has to be concealed', refusal.at);
      const listed = instanceIn(view, 1);
      judge.require(listed.entry?.miids?.length !== 0, 'MOS lists no instance at all, which DM2-PKG1-C-006 judges', place(listed.opening, listed.entry));
      if (listed.entry !== undefined) {
        check.holds(listed.isListed, { expected: `MIID ${listed.miid}, on which this server has a right`, found: `MIID ${JSON.stringify(listed.entry.miids)}`, at: place(listed.opening, listed.entry) });
      }
      const concealed = instanceIn(view, 2);
      check.holds(!concealed.isListed, { expected: `no MIID ${concealed.miid}, on which this server has no right`, found: concealed.isListed ? `MIID ${concealed.miid}` : 'no such MIID', at: place(concealed.opening, concealed.entry) });
    },
  }),
];

function noList(check: Check, opening: ExchangeView): void {
  check.holds(true, { expected: 'no foreign MOID', found: 'Package#1 lists no MOs, as it may without REQ-MOS (A-07)', at: opening.request.at });
}

function place(opening: ExchangeView, entry: MoEntry | undefined): { readonly event: number; readonly path: string } {
  return { event: opening.request.event.n, path: entry?.path ?? 'MOS' };
}

interface Listing {
  readonly opening: ExchangeView;
  readonly miid: string;
  readonly entry: MoEntry | undefined;
  readonly isListed: boolean;
}

/** What the Package#1 of a session says about the instance of the probe object. */
function instanceIn(view: ClientView, session: number): Listing {
  const { moid, miid } = instanceOf(view.value('probe.root'));
  const opening = package1(view, session);
  const entry = moEntries(opening)?.find((candidate) => candidate.moid === moid);
  if (entry !== undefined && entry.miids === undefined) throw new NotExercised('MIID is no array, which DM2-PKG1-C-007 judges', place(opening, entry));
  return { opening, miid, entry, isListed: entry?.miids?.includes(miid) === true };
}
