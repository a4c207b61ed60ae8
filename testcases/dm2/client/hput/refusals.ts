/** HPUT where the repository, the address or the access type says no (clauses 5.6, 6 and 12). */
import { isRefusal } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { itemsOf } from '../support/uploads.js';

const REPOSITORY_ERRORS = [403, 500] as const;

/** Names of account nodes that may never leave the device (dm2-tables section 9.2). */
const HIDDEN_NODES: readonly string[] = ['Perm', 'ClientPubKey', 'ServerPubKey', 'ClientSecretKey'];

export const testCases = [
  clientTest({
    id: 'dm2/client/hput/gives-up-on-error',
    title: 'HPUT is given up, not repeated, when the repository answers 4xx or 5xx',
    requirements: ['DM2-CMD-HPUT-C-004'],
    purpose: 'An HTTP error ends the operation: one request, an error status, no second try.',
    procedure: ['Send two HPUT of a text leaf; the repository answers 403 to the first and 500 to the second.', 'Expect one PUT each and an error status each.'],
    needs: { values: ['probe.leaf'] },
    drive: (tester) =>
      tester.session([REPOSITORY_ERRORS.map((status) => ['HPUT', tester.repository(`/answers-${status}`, { status }), tester.value('probe.leaf')])]),
    judge(view, judge) {
      const check = judge.check('DM2-CMD-HPUT-C-004');
      const stimulus = view.stimulus(1);
      for (const [command, code] of REPOSITORY_ERRORS.entries()) {
        const requests = view.repository(`/answers-${code}`).map(({ request }) => request);
        judge.require(requests.length > 0, `the client did not upload: ${view.silence}`, stimulus);
        check.count(requests, 1, { what: `PUT answered ${code}`, at: stimulus, stimulus });
        const status = view.status(1, command);
        check.holds(isRefusal(status.value), { expected: 'an error status, 400 to 599', found: `${status.what} ${status.value}`, at: status.at, stimulus });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/hput/unknown-address',
    title: 'HPUT of an address that names nothing is refused and uploads nothing',
    requirements: ['DM2-CMD-HPUT-C-005'],
    purpose: 'A server must learn that the node is not there, and the repository must not get an empty upload.',
    procedure: ['Send HPUT of a leaf that exists; it must be uploaded.', 'Send HPUT of a node that does not exist.', 'Expect status 404 (400 is accepted, A-14) and no request at its path of the repository.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[['HPUT', tester.repository('/known', {}), leaf]], [['HPUT', tester.repository('/none', {}), `${leaf}-that-does-not-exist`]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      view.upload('/known');
      const check = judge.check('DM2-CMD-HPUT-C-005');
      const stimulus = view.stimulus(2);
      check.count(view.repository('/none').map(({ request }) => request), 0, { what: 'request at the repository for a node that does not exist', at: stimulus, stimulus });
      check.refused(view.status(2, 0), [404, 400]);
    },
  }),
  clientTest({
    id: 'dm2/client/hput/leaves-hidden-nodes-out',
    title: 'HPUT of the DM Account uploads neither key material nor the permission nodes',
    requirements: ['DM2-CMD-HPUT-C-006'],
    purpose: 'Nodes without Get access stay on the device, also as part of a parent.',
    procedure: ['Send HPUT of the DM Account instance.', `Expect an upload of the account without ${HIDDEN_NODES.join(', ')} and without the secret of Auth/Trsp.`],
    needs: { values: ['account.root'] },
    drive: (tester) => tester.session([[['HPUT', tester.repository('/account', {}), tester.value('account.root')]]]),
    judge(view, judge) {
      const upload = view.upload('/account');
      const names = itemsOf(upload).flatMap((item) => pathsIn(item.data, `${item.path}.MOData`));
      judge.require(names.some(({ name }) => name === 'SrvID'), 'the upload holds no SrvID: it is not the DM Account', upload.at);
      const hidden = names.filter(({ name, path }) => HIDDEN_NODES.includes(name) || /\.Trsp\.Secret$/.test(path));
      judge.check('DM2-CMD-HPUT-C-006').count(hidden.map(({ path }) => ({ at: { event: upload.at.event, path } })), 0, {
        what: 'node without Get access in the upload',
        at: upload.at,
        stimulus: view.stimulus(1),
      });
    },
  }),
];

function pathsIn(value: unknown, path: string): readonly { readonly name: string; readonly path: string }[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => [{ name, path: `${path}.${name}` }, ...pathsIn(child, `${path}.${name}`)]);
}
