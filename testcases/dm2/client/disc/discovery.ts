/**
 * What a server finds out about a client: its MOs by Package#1, the commands it lacks by their status (clause 5.2.2;
 * requirements DM-HLF-001 and DM-HLF-008). Left out: what a DDF link leads to, which stands on a host of the vendor.
 */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { instanceOf } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { moEntries, package1 } from '../support/packages.js';
import { asText } from '../support/uploads.js';

/** Objects that the client has, by the names of their values. */
const OBJECTS = ['devinfo.root', 'account.root', 'probe.root'] as const;

/** Codes that say that a command is not supported (dm2-tables section 3). */
const UNSUPPORTED = [501, 400, 405, 406] as const;

interface OptionalCommand {
  readonly name: string;
  readonly feature: string;
  readonly build: (tester: ServerDriver, leaf: string) => readonly string[];
}

const COMMANDS: readonly OptionalCommand[] = [
  { name: 'GET', feature: 'C_GET', build: (_tester, leaf) => ['GET', leaf] },
  { name: 'SHOW', feature: 'C_SHOW', build: (tester) => ['SHOW', tester.page('/page', { type: 'text/html', body: '<p>page</p>' })] },
  { name: 'DEFAULT', feature: 'C_DEFAULT', build: (tester, leaf) => ['DEFAULT', tester.repository('/default', {}), instanceOf(leaf).moid] },
  { name: 'SUB', feature: 'C_SUB', build: (tester, leaf) => ['SUB', tester.repository('/sub', {}), leaf] },
];

export const testCases = [
  clientTest({
    id: 'dm2/client/disc/lists-usable-objects',
    title: 'Package#1 lists the MOs that the client serves, by identifiers that can be used',
    requirements: ['DM2-DISC-C-001'],
    purpose: 'From the list alone a server knows which objects it can manage, and how to address them.',
    procedure: ['Send HPUT of DevInfo, of the DM Account and of the probe object by their known addresses.', 'Expect the MOID and the MIID of each object that was uploaded in the list of Package#1; a Package#1 without the list is legal (A-07), and then the objects themselves are what tells.'],
    needs: { values: OBJECTS },
    drive: (tester) => tester.session([OBJECTS.map((value) => read(tester, `/${value}`, tester.value(value)))]),
    judge(view, judge) {
      const opening = package1(view);
      const at = { event: opening.request.event.n, path: 'MOS' };
      const entries = moEntries(opening);
      const served = OBJECTS.filter((_, command) => isSuccess(view.status(1, command).value));
      const check = judge.check('DM2-DISC-C-001');
      const answers = `${served.length} of ${OBJECTS.length} objects served`;
      if (entries === undefined) return void check.holds(served.length > 0, { expected: 'objects served on request, because Package#1 lists none', found: answers, at: view.statuses(1).at, stimulus: view.stimulus(1) });
      judge.require(served.length > 0, 'the client serves none of the objects', view.statuses(1).at);
      for (const value of served) {
        const { moid, miid } = instanceOf(view.value(value));
        const entry = entries.find((candidate) => candidate.moid === moid);
        const miids = entry?.miids ?? [];
        const isListed = miid === '' ? miids.length > 0 : miids.includes(miid);
        const found = entry === undefined ? `the MOIDs ${entries.map((candidate) => asText(candidate.moid)).join(', ')}` : `${moid} with MIID ${miids.map(asText).join(', ')}`;
        check.holds(isListed, { expected: `${moid}${miid === '' ? '' : ` with MIID ${miid}`}, which the client serves`, found, at: { event: at.event, path: entry?.path ?? 'MOS' } });
      }
    },
  }),
  ...COMMANDS.map(tellsWhatItLacks),
];

function tellsWhatItLacks({ name, feature, build }: OptionalCommand): TestCase {
  return clientTest({
    id: `dm2/client/disc/lacks-${name.toLowerCase()}`,
    title: `A client without ${name} says so by its status`,
    requirements: ['DM2-DISC-C-002'],
    applies: `!${feature}`,
    purpose: 'A server tries an optional command once and knows from the status that the client does not have it.',
    procedure: [`Send ${name}, and HPUT after it in the same package.`, 'Expect status 501 (400, 405 and 406 are accepted).'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[build(tester, leaf), read(tester, '/up', leaf)]]);
    },
    judge: (view, judge) => void judge.check('DM2-DISC-C-002').refused(view.status(1, 0), UNSUPPORTED),
  });
}
