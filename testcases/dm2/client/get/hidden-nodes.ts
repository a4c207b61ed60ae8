/** GET reveals no node that does not permit Get (clause 12; dm2-tables section 9.2). What it is answered with is left open. */
import { clientTest } from '../../../define.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import { set } from '../support/commands.js';
import { gotValues } from '../support/got.js';
import { requireKnown, requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';

const SECRET = 'not for the eyes of servers';

/** Nodes of the account that never leave the device. */
const HIDDEN: readonly string[] = ['Perm', 'ClientPubKey', 'ServerPubKey', 'ClientSecretKey'];

export const testCases = [
  clientTest({
    id: 'dm2/client/get/hides-write-only-leaf',
    title: 'GET of a leaf without Get access does not bring its value',
    requirements: ['DM2-CMD-GET-C-007'],
    purpose: 'A server may be allowed to set a password and yet not to read it.',
    procedure: ['Set a leaf that can only be written by HGET.', 'Send GET of the leaf, and of a leaf that can be read, whose value must come.', 'Expect the value of the first nowhere in Package#3.'],
    needs: { values: ['probe.writeonly', 'probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.writeonly');
      await tester.session([[set(tester, { path: '/secret', uri, value: SECRET })], [['GET', uri], ['GET', tester.value('probe.leaf')]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireKnown({ view, judge, round: 2, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 1 });
      judge.require(gotValues({ view, uri: view.value('probe.leaf'), round: 2, command: 1 }).length > 0, 'Package#3 holds no value of the readable leaf, so that the absence of the other shows nothing', view.statuses(2).at);
      const found = stringsIn(view.package3(2).request.value, '').find(({ text }) => text.includes(SECRET));
      judge.check('DM2-CMD-GET-C-007').holds(found === undefined, {
        expected: 'a Package#3 without the value of the leaf',
        found: found === undefined ? `${view.status(2, 0).what} ${view.status(2, 0).value} and no such value` : 'the value of the leaf',
        at: found === undefined ? view.status(2, 0).at : place(view, found.path),
        stimulus: view.stimulus(2),
      });
    },
  }),
  clientTest({
    id: 'dm2/client/get/hides-account-keys',
    title: 'GET of the DM Account brings neither key material nor the permission nodes',
    requirements: ['DM2-CMD-GET-C-007'],
    purpose: 'Nodes without Get access stay on the device, also as part of a parent.',
    procedure: ['Send GET of the DM Account instance.', `Expect data of the account without ${HIDDEN.join(', ')} and without the secret of Auth/Trsp.`],
    needs: { values: ['account.root'] },
    drive: (tester) => tester.session([[['GET', tester.value('account.root')]]]),
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const [got] = gotValues({ view, uri: view.value('account.root'), round: 1, command: 0 });
      judge.require(isRecord(got?.value) && Object.hasOwn(got.value, 'SrvID'), 'Package#3 holds no data of the account, which another requirement judges', view.stimulus(1));
      const hidden = namesIn(got?.value, got?.at.path ?? '').filter(({ name, path }) => HIDDEN.includes(name) || /\.Trsp\.Secret$/.test(path));
      judge.check('DM2-CMD-GET-C-007').count(hidden.map(({ path }) => ({ at: { event: got?.at.event ?? 0, path } })), 0, { what: 'node without Get access in the data', at: got?.at ?? view.end, stimulus: view.stimulus(1) });
    },
  }),
];

function place(view: ClientView, path: string): Place {
  return { event: view.package3(2).request.event.n, path };
}

function stringsIn(value: unknown, path: string): readonly { readonly text: string; readonly path: string }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap((item, index) => stringsIn(item, `${path}[${index}]`));
  return isRecord(value) ? Object.entries(value).flatMap(([name, child]) => stringsIn(child, path === '' ? name : `${path}.${name}`)) : [];
}

function namesIn(value: unknown, path: string): readonly { readonly name: string; readonly path: string }[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => [{ name, path: `${path}.${name}` }, ...namesIn(child, `${path}.${name}`)]);
}
