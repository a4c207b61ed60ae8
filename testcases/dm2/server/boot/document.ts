/** The bootstrap that a server makes (clauses ~8, ~12.2), by each way that it can take. */
import { serverTest } from '../../../define.js';
import { basicAuthorization } from '../../../../protocol/http-auth/basic.js';
import { judgeAccount, judgeGroups, pushedDocument, shownDocument, type SeenDocument } from '../support/bootstrap.js';
import { basic, deviceWith } from '../support/credentials.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';

const PERMISSIONS = ['urn:oma:mo:oma-dm-devinfo:1.2', 'urn:oma:mo:x-suite-probe:1.0'] as const;

export const testCases = [
  serverTest({
    id: 'dm2/server/boot/account',
    title: 'The bootstrap holds a DM Account with the MOIDs that the server is to manage',
    requirements: ['DM2-BOOT-S-006'],
    purpose: 'What the account does not name, the device will not show.',
    procedure: ['Make a device whose account has two MOIDs, and have the server show its bootstrap.', 'Expect a DM Account with SrvID, SrvURI, Name and both MOIDs.'],
    needs: { upperTester: true },
    async drive(tester) {
      await (await tester.device({ permissions: PERMISSIONS })).orderBootstrap('shown');
    },
    judge: (view, judge) => judgeAccount({ judge, document: shownDocument(view), permissions: PERMISSIONS }),
  }),
  serverTest({
    id: 'dm2/server/boot/groups',
    title: 'The account of a bootstrap has permission groups, each with an MOID',
    requirements: ['DM2-MO-DMACC-S-008'],
    purpose: 'A group without an MOID permits nothing, and a device may refuse the whole account for it.',
    procedure: ['Make a device whose account has two MOIDs, and have the server show its bootstrap.', 'Expect one group or more below Perm, each with an MOID.'],
    needs: { upperTester: true },
    async drive(tester) {
      await (await tester.device({ permissions: PERMISSIONS })).orderBootstrap('shown');
    },
    judge: (view, judge) => judgeGroups({ judge, document: shownDocument(view) }),
  }),
  serverTest({
    id: 'dm2/server/boot/pushed',
    title: 'A bootstrap that the server starts reaches the address of the device, whole',
    requirements: ['DM2-BOOT-S-006'],
    purpose: 'The document counts that arrives, as it is or in the envelope of OTA-HTTP.',
    procedure: ['Make a device whose account has two MOIDs, and have the server push its bootstrap to an address of the tester.', 'Expect there a DM Account with SrvID, SrvURI, Name and both MOIDs.'],
    applies: 'BOOT_SERVER&BOOT_PLAIN',
    needs: { upperTester: true },
    async drive(tester) {
      await (await tester.device({ permissions: PERMISSIONS })).orderBootstrap('pushed');
    },
    judge(view, judge) {
      const document = pushedDocument(view);
      judge.require(view.upperTester().some(({ request, response }) => request.event.path.endsWith('/bootstrap') && response?.event.status === 200), `the server was not made to push: ${view.silence}`, view.end);
      const check = judge.check('DM2-BOOT-S-006');
      if (document === undefined) {
        check.holds(false, { expected: 'the bootstrap at the address of the device', found: 'nothing came there', at: view.end });
        return;
      }
      judgeAccount({ judge, document, permissions: PERMISSIONS });
    },
  }),
  serverTest({
    id: 'dm2/server/boot/fetched',
    title: 'A device that asks for its bootstrap gets its account, and is served at the SrvURI in it',
    requirements: ['DM2-BOOT-S-006'],
    purpose: 'The device knows only the bootstrap server; the account leads it on.',
    procedure: ['Ask for the bootstrap of a device with credentials of its account.', 'Expect a DM Account with SrvID, SrvURI and Name; send a Package#1 with BootstrapComplete to the DM endpoint and expect a Package#2.'],
    applies: 'BOOT_CLIENT',
    needs: { credentials: 'basic' },
    async drive(tester) {
      const device = await deviceWith(tester, 'basic');
      await device.askForBootstrap();
      await device.session({ opening: device.package1({ Alert: [{ AlertType: 'urn:oma:at:dm:2.0:BootstrapComplete' }] }) });
    },
    judge(view, judge) {
      judgeAccount({ judge, document: fetchedDocument(view, judge), permissions: [] });
      const status = view.answerStatus(1);
      judge.require([200, 401, 403, 404].includes(status.value), `the Package#1 that reports the bootstrap is answered with ${status.value}, which says nothing of the account`, status.at);
      judge.check('DM2-BOOT-S-006').is({ ...status, what: 'status for the Package#1 that reports the bootstrap' }, 200);
    },
  }),
  serverTest({
    id: 'dm2/server/boot/authenticates',
    title: 'A bootstrap is given to the device that it is for, and to nobody else',
    requirements: ['DM2-BOOT-B-008'],
    purpose: 'The document holds the secrets of the device. That the device knows its server shows over TLS.',
    procedure: ['Ask for the bootstrap of a device with right credentials, without credentials, and with a wrong password.', 'Expect 200 for the first, 401 (or 403, 400) for the others.'],
    applies: 'BOOT_CLIENT',
    needs: { credentials: 'basic' },
    async drive(tester) {
      const device = await deviceWith(tester, 'basic');
      await device.askForBootstrap(basic());
      await device.askForBootstrap('none');
      await device.askForBootstrap(basic(({ user }) => basicAuthorization({ user, password: 'wrong horse' })));
    },
    judge(view, judge) {
      fetchedDocument(view, judge);
      const [, ...others] = view.bootstrap('main');
      for (const [index, what] of ['no credentials', 'a wrong password'].entries()) {
        const { request, response } = others[index] ?? { request: undefined, response: undefined };
        judge.require(request !== undefined, `the bootstrap was not asked for with ${what}`, view.end);
        const isOut = response !== undefined && [400, 401, 403].includes(response.event.status);
        judge.check('DM2-BOOT-B-008').holds(isOut, { expected: `401 (or 400, 403) for ${what}`, found: response === undefined ? 'no answer' : `the answer ${response.event.status}`, at: response?.at ?? view.end, stimulus: request?.at ?? view.end });
      }
    },
  }),
];

/** The first answer at the bootstrap address, which right credentials must have brought. */
function fetchedDocument(view: ServerView, judge: Judge): SeenDocument {
  const [first] = view.bootstrap('main');
  judge.require(first?.response?.event.status === 200, `a device with right credentials gets no bootstrap: ${first?.response === undefined ? view.silence : `the answer ${first.response.event.status}`}`, first?.response?.at ?? view.end);
  const { response } = first ?? { response: undefined };
  return { type: response?.contentType ?? '', body: response?.event.body ?? new Uint8Array(), at: response?.at ?? view.end, stimulus: first?.request.at ?? view.end };
}
