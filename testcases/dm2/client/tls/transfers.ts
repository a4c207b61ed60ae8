/** https addresses of commands (clause ~9.2, A-31): a repository has to be who it says, like the server of the session. */
import { clientTest } from '../../../define.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { isSuccess, type Judge } from '../../../../harness/judge/judge.js';
import type { Place } from '../../../../harness/judge/finding.js';
import { describeTls } from '../../../../harness/judge/tls-view.js';
import type { SecureOffer } from '../../../../harness/tester/dm2-server/secure-endpoint.js';
import type { TlsEvent } from '../../../../harness/transcript/event.js';
import { nodeContent } from '../support/content.js';

interface Wrong {
  readonly slug: string;
  readonly what: string;
  readonly offer: SecureOffer;
}

const RIGHT: SecureOffer = { name: 'a certificate that is right' };
const WRONG: readonly Wrong[] = [
  { slug: 'untrusted', what: 'a certificate of an authority that the device does not trust', offer: { name: 'a certificate of an unknown authority', mode: 'certificate', certificate: 'untrusted' } },
  { slug: 'other-name', what: 'a certificate for another host', offer: { name: 'a certificate for another host', mode: 'certificate', certificate: 'other-name' } },
];

export const testCases = [
  ...WRONG.map(({ slug, what, offer }) => clientTest({
    id: `dm2/client/serveruri/https-${slug}`,
    title: `No data comes from, or goes to, a repository that has ${what}`,
    requirements: ['DM2-SERVERURI-C-004'],
    applies: 'C_TLS_X509',
    needs: { tls: ['endpoint'], secured: ['dm', 'repository'], values: ['probe.leaf'] },
    purpose: 'Data of a repository becomes part of the device, and what the device uploads are its secrets; whoever can stand in for it has both.',
    procedure: [
      'In a session over TLS, send HGET and HPUT of a leaf with https ServerURIs, where the certificate of the repository is right.',
      `In another one, do the same where the repository has ${what}.`,
      'Expect the transfers the first time; the second time expect no request at the repository, and both commands refused.',
    ],
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.offer(RIGHT, 'repository');
      await tester.session([[['HGET', tester.repository('/right', nodeContent(leaf, 'from the right repository')), leaf], ['HPUT', tester.repository('/right-upload', {}), leaf]]]);
      await tester.offer(offer, 'repository');
      await tester.session([[['HGET', tester.repository('/wrong', nodeContent(leaf, 'from a wrong repository')), leaf], ['HPUT', tester.repository('/upload', {}), leaf]]]);
      // The client knows that a handshake failed before the tester does.
      await tester.observe();
    },
    judge(view, judge) {
      requireTransfer(view, judge);
      const stimulus = view.stimulus(1, 2);
      const check = judge.check('DM2-SERVERURI-C-004');
      const [came] = [...view.repository('/wrong'), ...view.repository('/upload')];
      const met = handshakesAfter(view, stimulus);
      judge.require(came !== undefined || met.length > 0, `the client did not connect to the repository: ${view.silence}`, stimulus);
      const found = came === undefined ? 'none' : `${came.request.event.method} ${came.request.event.path} (${met.map(describeTls).join(', ')})`;
      check.holds(came === undefined, { expected: `no request at a repository with ${what}`, found, at: came?.request.at ?? { event: met.at(-1)?.n ?? stimulus.event }, stimulus });
      for (const command of [0, 1]) judgeFailed(view, judge, command);
    },
  })),
  clientTest({
    id: 'dm2/client/serveruri/https-in-the-clear',
    title: 'An https address is reached by TLS or not at all',
    requirements: ['DM2-SERVERURI-C-004'],
    needs: { tls: ['endpoint'], secured: ['dm', 'repository'], values: ['probe.leaf'] },
    purpose: 'A client that goes on without TLS when the handshake fails can be made to do so by anybody on the way.',
    procedure: ['In a session over TLS, send HGET with an https ServerURI.', 'In another one, do the same where the repository ends every handshake.', 'Expect that all bytes at the repository are TLS both times, and that the second command is refused.'],
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.offer(RIGHT, 'repository');
      await tester.session([[['HGET', tester.repository('/right', nodeContent(leaf, 'from the right repository')), leaf]]]);
      await tester.offer({ name: 'no suite that could be chosen', mode: 'certificate', certificate: 'none' }, 'repository');
      await tester.session([[['HGET', tester.repository('/wrong', nodeContent(leaf, 'from no repository')), leaf]]]);
      await tester.observe();
    },
    judge(view, judge) {
      const check = judge.check('DM2-SERVERURI-C-004');
      const stimulus = view.stimulus(1);
      for (const handshake of handshakesAfter(view, stimulus)) {
        check.holds(handshake.outcome !== 'plain', { expected: 'a handshake before anything else at an https address', found: describeTls(handshake), at: { event: handshake.n }, stimulus });
      }
      requireTransfer(view, judge);
      judge.require(handshakesAfter(view, view.stimulus(1, 2)).length > 0, `the client did not connect to the repository: ${view.silence}`, view.stimulus(1, 2));
      judgeFailed(view, judge, 0);
    },
  }),
];

/** A command without its transfer has failed; no text gives the code. */
function judgeFailed(view: ClientView, judge: Judge, command: number): void {
  const status = view.status(1, command, 2);
  judge.check('DM2-SERVERURI-C-004').holds(!isSuccess(status.value), { expected: `${status.what} other than 2xx, as nothing could be transferred`, found: String(status.value), at: status.at, ...(status.stimulus === undefined ? {} : { stimulus: status.stimulus }) });
}

/** The transfer over TLS as it should be, or nothing can be said of others. */
function requireTransfer(view: ClientView, judge: Judge): void {
  const status = view.status(1, 0);
  const isFetched = view.repository('/right').some(({ response }) => response?.event.status === OK);
  judge.require(isFetched && isSuccess(status.value), `a repository with everything right is not used over TLS (${status.what} is ${status.value}), so nothing can be said of another`, status.at);
}

const OK = 200;

/** What became of connections to the repository from here on. */
function handshakesAfter({ transcript }: ClientView, place: Place): readonly TlsEvent[] {
  return transcript.events.filter((event) => event.kind === 'tls').filter(({ n, point }) => point === 'repository' && n > place.event);
}
