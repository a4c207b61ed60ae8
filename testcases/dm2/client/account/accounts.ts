/** The DM Account MO (clause 12.2): what it is called, how many there are, and what a server reads in it. */
import type { Observation } from '../../../../harness/judge/finding.js';
import { isSuccess, show, type Check, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import { below, instanceOf } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { moEntries, package1 } from '../support/packages.js';
import { requireSuccess, statusOfNode } from '../support/steps.js';
import { requireServers } from '../support/servers.js';
import { itemsOf, uploadedNode } from '../support/uploads.js';

/** Versions 1.x are the same object. */
const DM_ACCOUNT = /^urn:oma:mo:oma-dm-dmacc:1\.\d+$/;

const TEXT_LEAVES = ['SrvID', 'SrvURI', 'Name'] as const;

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/account/has-its-moid',
    title: 'The DM Account MO is offered under its own MOID',
    requirements: ['DM2-MO-DMACC-C-002'],
    purpose: 'A server recognises the object by its MOID; all 1.x versions are taken (A-41).',
    procedure: ['Open a session and send HPUT of the account root.', 'Expect the MOID urn:oma:mo:oma-dm-dmacc:1.x in MOS or, if there is no MOS (A-07), in the ClientURI of the upload.'],
    needs: { values: ['account.root'] },
    drive: (tester) => tester.session([[read(tester, '/account', tester.value('account.root'))]]),
    judge(view, judge) {
      const opening = package1(view);
      const entries = moEntries(opening);
      const moids = entries === undefined ? uploadedMoids(view) : { value: entries.map(({ moid }) => moid), at: { event: opening.request.event.n, path: 'MOS' } };
      const isOffered = moids.value.some(isAccountMoid);
      judge.check('DM2-MO-DMACC-C-002').holds(isOffered, { expected: 'the MOID urn:oma:mo:oma-dm-dmacc:1.2', found: show(moids.value), at: moids.at, stimulus: view.stimulus(1) });
    },
  }),
  clientTest({
    id: 'dm2/client/account/is-supported',
    title: 'A server reads its DM Account',
    requirements: ['DM2-MO-DMACC-B-001'],
    purpose: 'The account that the client works with is an object of its tree.',
    procedure: ['Send HPUT of the account root, and of DevInfo as a control.', 'Expect success and a SrvID in the upload of the account.'],
    needs: { values: ['account.root', 'devinfo.root'] },
    drive: (tester) => tester.session([[read(tester, '/account', tester.value('account.root')), read(tester, '/control', tester.value('devinfo.root'))]]),
    judge(view, judge) {
      const status = statusOfNode({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-MO-DMACC-B-001');
      if (!check.succeeded(status)) return;
      const srvId = uploadedNode(view, '/account', below(view.value('account.root'), 'SrvID'));
      check.holds(srvId.value !== undefined, { expected: 'an account with SrvID', found: srvId.value === undefined ? 'no SrvID' : 'an account with SrvID', at: srvId.at, stimulus: view.stimulus(1) });
    },
  }),
  clientTest({
    id: 'dm2/client/account/one-for-each-server',
    title: 'The client holds an account for each of its servers',
    requirements: ['DM2-MO-DMACC-C-003'],
    purpose: 'Two servers need two instances. Whether a server sees the account of the other is open, so that both lists are joined.',
    procedure: ['Open a session with server a and one with server b; each sends HPUT of its account.', 'Expect at least two MIIDs of the DM Account MO in the two MOS together or, if there is no MOS (A-07), both uploads.'],
    needs: { values: ['account.root', 'account.b.root'], accounts: 2 },
    async drive(tester) {
      await tester.session([[read(tester, '/a', tester.value('account.root'))]]);
      await tester.session([[read(tester, '/b', tester.value('account.b.root'))]], { account: 'b' });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b');
      const check = judge.check('DM2-MO-DMACC-C-003');
      const lists = [1, 2].map((session) => moEntries(package1(view, session)));
      if (lists.some((list) => list === undefined)) {
        requireSuccess({ view, judge, round: 1, command: 0 });
        check.succeeded(view.status(1, 0, 2));
        return;
      }
      const entries = lists.map((list) => list?.find(({ moid }) => isAccountMoid(moid)));
      judge.require(entries.every((entry) => entry !== undefined), 'a Package#1 does not list the DM Account MO, which another requirement judges', view.session(2).opening.request.at);
      const miids = new Set(entries.flatMap((entry) => entry?.miids ?? []));
      check.holds(miids.size >= 2, { expected: 'at least two accounts in the MOS of two servers', found: `the MIIDs ${show([...miids])}`, at: { event: package1(view, 2).request.event.n, path: `${entries[1]?.path ?? 'MOS'}.MIID` } });
    },
  }),
  clientTest({
    id: 'dm2/client/account/srvid-names-the-server',
    title: 'SrvID is that of the server and differs between accounts',
    requirements: ['DM2-MO-DMACC-C-004'],
    purpose: 'The client tells its servers apart by SrvID.',
    procedure: ['Servers a and b each send HPUT of SrvID of their account.', 'Expect the identifier of each server, and two different ones.'],
    needs: { values: ['account.root', 'account.b.root', 'server.a.id', 'server.b.id'], accounts: 2 },
    async drive(tester) {
      await tester.session([[read(tester, '/a', below(tester.value('account.root'), 'SrvID'))]]);
      await tester.session([[read(tester, '/b', below(tester.value('account.b.root'), 'SrvID'))]], { account: 'b' });
    },
    judge(view, judge) {
      requireServers(view, 'a', 'b');
      for (const session of [1, 2]) requireSuccess({ view, judge, round: 1, command: 0, session });
      const check = judge.check('DM2-MO-DMACC-C-004');
      const ofA = uploadedNode(view, '/a', below(view.value('account.root'), 'SrvID'));
      const ofB = uploadedNode(view, '/b', below(view.value('account.b.root'), 'SrvID'));
      judge.require(ofA.value !== undefined && ofB.value !== undefined, 'an upload does not hold SrvID, which another requirement judges', ofA.at);
      check.is({ ...ofA, stimulus: view.stimulus(1) }, view.value('server.a.id'));
      check.is({ ...ofB, stimulus: view.stimulus(1, 2) }, view.value('server.b.id'));
      check.holds(ofA.value !== ofB.value, { expected: 'two different SrvIDs', found: `${show(ofA.value)} and ${show(ofB.value)}`, at: ofB.at, stimulus: view.stimulus(1, 2) });
    },
  }),
  clientTest({
    id: 'dm2/client/account/sessions-start-at-srvuri',
    title: 'Package#1 goes to the URI that SrvURI holds',
    requirements: ['DM2-MO-DMACC-C-005'],
    purpose: 'The node of the tree is what the client uses, not a copy that may differ.',
    procedure: ['Send HPUT of SrvURI; open another session.', 'Expect each Package#1 at that URI.'],
    needs: { values: ['account.root'] },
    async drive(tester) {
      await tester.session([[read(tester, '/uri', below(tester.value('account.root'), 'SrvURI'))]]);
      await tester.session([]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const held = uploadedNode(view, '/uri', below(view.value('account.root'), 'SrvURI'));
      const uri = typeof held.value === 'string' && URL.canParse(held.value) ? new URL(held.value) : undefined;
      judge.require(uri !== undefined, `SrvURI holds ${show(held.value)}, which is no absolute URI; another requirement judges that it is text`, held.at);
      const wanted = uri === undefined ? '' : `${uri.host}${uri.pathname}${uri.search}`;
      for (const session of [1, 2]) judge.check('DM2-MO-DMACC-C-005').is(startOf(view, session), wanted);
    },
  }),
  clientTest({
    id: 'dm2/client/account/text-leaves-are-readable',
    title: 'SrvID, SrvURI and Name are readable and hold text',
    requirements: ['DM2-MO-DMACC-C-006'],
    purpose: 'Three leaves describe the server; each can be read on its own.',
    procedure: ['Send HPUT of SrvID, of SrvURI and of Name.', 'Expect success and a text in each upload.'],
    needs: { values: ['account.root'] },
    drive: (tester) => tester.session([TEXT_LEAVES.map((name) => read(tester, `/${name}`, below(tester.value('account.root'), name)))]),
    judge(view, judge) {
      const check = judge.check('DM2-MO-DMACC-C-006');
      for (const [command, name] of TEXT_LEAVES.entries()) judgeText(view, judge, { check, command, name });
    },
  }),
];

const isAccountMoid = (moid: unknown): boolean => typeof moid === 'string' && DM_ACCOUNT.test(moid);

/** The MOIDs in the ClientURIs of the upload of the account. */
function uploadedMoids(view: ClientView): Pick<Observation<readonly unknown[]>, 'value' | 'at'> {
  const upload = view.upload('/account');
  return { value: itemsOf(upload).map(({ clientUri }) => (typeof clientUri === 'string' ? instanceOf(clientUri).moid : undefined)), at: upload.at };
}

/** Host and target of a Package#1, as the client wrote them. */
function startOf(view: ClientView, session: number): Observation<string> {
  const { request } = view.session(session).opening;
  return { value: `${request.headers('Host')[0] ?? ''}${request.event.target}`, at: { event: request.event.n, path: 'target' }, what: `place of Package#1 of session ${session}` };
}

interface TextLeaf {
  readonly check: Check;
  readonly command: number;
  readonly name: string;
}

function judgeText(view: ClientView, judge: Judge, { check, command, name }: TextLeaf): void {
  const status = statusOfNode({ view, judge, round: 1, command });
  check.holds(isSuccess(status.value), { expected: `success of HPUT of ${name}`, found: `${status.what} of ${name} ${status.value}`, at: status.at, stimulus: view.stimulus(1) });
  if (!isSuccess(status.value)) return;
  const { value, at } = uploadedNode(view, `/${name}`, below(view.value('account.root'), name));
  check.holds(typeof value === 'string', { expected: `${name}, a text`, found: `${name} ${show(value)}`, at, stimulus: view.stimulus(1) });
}
