/** HGET without a ClientURI: the client finds the place, names the instance and reports the address (clause 5.3.1, A-16, A-18). */
import { isSuccess, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { instanceOf } from '../support/addresses.js';
import { read, type Command } from '../support/commands.js';
import { deleteAll, instancesReported, leafIn, newInstances, texts, uriMember, withoutFinalSlash } from '../support/created.js';
import { orEnd } from '../support/exec-command.js';
import { requireSuccess } from '../support/steps.js';
import { asText, uploadedNode } from '../support/uploads.js';

const NEW_OBJECT = { values: ['probe.object', 'probe.object.data', 'probe.object.leaf'] } as const;

const WISHES = ['suite-wish-1', 'suite-wish-2'] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/hget/reports-the-place',
    title: 'HGET without a ClientURI reports the place that the client chose, and the data stands there',
    requirements: ['DM2-CMD-HGET-C-005'],
    purpose: 'The status is the only way for a server to learn where its data went.',
    procedure: ['Send HGET of a new instance without a ClientURI.', 'Expect a status of success with an address in URI.', 'Send HPUT of a text leaf below that address; expect the value that was served.', 'Delete the instance.'],
    needs: { values: [...NEW_OBJECT.values, 'probe.leaf'] },
    async drive(tester) {
      const control = read(tester, '/control', tester.value('probe.leaf'));
      await createAndRead(tester, { commands: [['HGET', tester.repository('/new', newInstances(tester, { text: 'placed by the client' }))]], control });
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const place = uriMember(view, { round: 1, command: 0 });
      judge.require(place.value === undefined || Array.isArray(place.value), 'URI is no array, which another requirement judges', place.at);
      const check = judge.check('DM2-CMD-HGET-C-005');
      const addresses = texts(place.value);
      if (!check.holds(addresses.length > 0, { expected: 'URI with the address that the client chose', found: place.value === undefined ? 'no URI' : 'an empty URI', at: place.at, stimulus: view.stimulus(1) })) return;
      const control = view.repository('/control').length > 0;
      const read = view.repository('/read-1');
      judge.require(control && view.session().rounds[1]?.commands.length === 2, 'the reported address could not be read: it is none of the object, or HPUT does not work', place.at);
      const status = view.status(2, 1);
      check.holds(isSuccess(status.value) && read.length > 0, { expected: 'data at the reported address', found: `HPUT of the leaf below it ${status.value}`, at: status.at, stimulus: view.stimulus(2) });
      if (read.length > 0) check.is({ ...uploadedNode(view, '/read-1', leafIn(view, addresses[0] ?? '')), stimulus: view.stimulus(1) }, 'placed by the client');
    },
  }),
  clientTest({
    id: 'dm2/client/hget/reports-all-places',
    title: 'HGET without a ClientURI reports each of the places that its data went to',
    requirements: ['DM2-CMD-HGET-C-006'],
    purpose: 'One download may hold several instances; a server can manage only those whose address it is told.',
    procedure: ['Send HGET without a ClientURI; the repository serves two instances of one MO.', 'Expect two different addresses in URI.', 'Send HPUT of a text leaf below each; expect the two values that were served.', 'Delete the instances.'],
    needs: NEW_OBJECT,
    async drive(tester) {
      const data = newInstances(tester, { text: 'one of two', wishedMiid: 'suite-one' }, { text: 'two of two', wishedMiid: 'suite-two' });
      await createAndRead(tester, { commands: [['HGET', tester.repository('/two', data)]] });
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const place = uriMember(view, { round: 1, command: 0 });
      const addresses = [...new Set(texts(place.value).map(withoutFinalSlash))];
      judge.require(addresses.length > 0, 'no address is reported at all, which another requirement judges', place.at);
      const check = judge.check('DM2-CMD-HGET-C-006');
      if (!check.is({ value: addresses.length, at: place.at, what: 'number of addresses reported for two instances', stimulus: view.stimulus(1) }, 2)) return;
      const values = [0, 1].map((command) => {
        requireSuccess({ view, judge, round: 2, command });
        return uploadedNode(view, `/read-${command + 1}`, leafIn(view, texts(place.value)[command] ?? '')).value;
      });
      check.is({ value: values.map(asText).sort(), at: place.at, what: 'data at the reported addresses', stimulus: view.stimulus(1) }, ['one of two', 'two of two']);
    },
  }),
  clientTest({
    id: 'dm2/client/hget/names-the-instance',
    title: 'The client gives new instances MIIDs of its own, whatever the data says',
    requirements: ['DM2-CMD-HGET-C-007'],
    purpose: 'Servers do not know which MIIDs are taken, so a name that comes with the data must not become the MIID.',
    procedure: [`Send HGET of two new instances without a ClientURI; the data names them ${WISHES.join(' and ')}.`, 'Expect two reported addresses with different MIIDs that are neither of these.', 'Delete the instances.'],
    needs: NEW_OBJECT,
    async drive(tester) {
      const commands = WISHES.map((wishedMiid) => ['HGET', tester.repository(`/${wishedMiid}`, newInstances(tester, { text: wishedMiid, wishedMiid }))]);
      await createAndRead(tester, { commands });
    },
    judge(view, judge) {
      const check = judge.check('DM2-CMD-HGET-C-007');
      const miids = WISHES.map((_, command) => onlyMiid(view, judge, command));
      for (const { value, at } of miids) {
        check.holds(!WISHES.some((wish) => wish === value), { expected: 'an MIID of the client’s own', found: `the MIID ${value} that the data named`, at, stimulus: view.stimulus(1) });
      }
      check.holds(miids[0]?.value !== miids[1]?.value, { expected: 'different MIIDs for two instances', found: `the MIIDs ${miids.map(({ value }) => value).join(' and ')}`, at: miids[1]?.at ?? view.end, stimulus: view.stimulus(1) });
    },
  }),
];

interface Creation {
  readonly commands: readonly Command[];
  /** A read that shows that reading works. */
  readonly control?: Command;
}

/** Round 1 creates, round 2 reads a leaf of each reported instance (`/read-1`, `/read-2`, …), round 3 deletes them. */
async function createAndRead(tester: ServerDriver, { commands, control }: Creation): Promise<void> {
  let created: readonly string[] = [];
  await tester.session([
    commands,
    () => {
      created = commands.flatMap((_, command) => instancesReported(tester, command));
      const reads = created.map((instance, index) => read(tester, `/read-${index + 1}`, leafIn(tester, instance)));
      return orEnd([...(control === undefined ? [] : [control]), ...reads]);
    },
    () => orEnd(deleteAll(created)),
  ]);
}

function onlyMiid(view: ClientView, judge: Judge, command: number): { readonly value: string; readonly at: ReturnType<typeof uriMember>['at'] } {
  requireSuccess({ view, judge, round: 1, command });
  const place = uriMember(view, { round: 1, command });
  const [address = ''] = texts(place.value);
  const { moid, miid } = instanceOf(address);
  judge.require(moid === view.value('probe.object') && miid !== '', 'no address of a new instance is reported, which another requirement judges', place.at);
  return { value: miid, at: place.at };
}
