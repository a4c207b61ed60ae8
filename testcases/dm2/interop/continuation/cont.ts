/** CONT between two products: the session goes on at another endpoint of the same server (clause 5.3.10). */
import type { PairView } from '../../../../harness/judge/pair/view.js';
import { pairTest } from '../../../define.js';
import { expectDone, requireSession } from '../support/believed.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/continuation/second-endpoint',
    title: 'A session goes on at the second endpoint to which CONT leads',
    expectation: { id: 'DM2-IOP-CONT', clause: '5.3.10', text: 'After CONT the client goes on at the address that the server gave, and the server goes on with the session there.' },
    purpose: 'Client and server have to agree where the session is; one that starts anew or stays loses what was queued.',
    procedure: [
      'Have the server queue CONT to its second DM endpoint, then HPUT of DevInfo.',
      'Have the client open a session.',
      'Expect that the server believes both done, and a message of the client at the second endpoint.',
    ],
    needs: { upperTester: true, proxy: true, values: ['devinfo.root'] },
    async drive(tester) {
      const { server } = tester;
      if (server.other === null) return;
      await server.queue([{ command: 'CONT', server: server.other }], [{ command: 'HPUT', server: `${server.repository}/cont`, client: [tester.value('devinfo.root')] }]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      judge.require(view.client.dm().length > 0, 'no session took place: the server has no second DM endpoint (`other` of its upper tester is null), or the client did not come', view.client.end);
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-CONT');
      expectDone(check, view.server, ['CONT', 'HPUT']);
      const there = view.client.dm('other');
      if (there.length === 0 && !leadsToProxy(view)) return;
      check.holds(there.length > 0, { expected: 'a message of the client at the second endpoint', found: 'none', at: there[0]?.request.at ?? view.client.end });
    },
  }),
];

/** Whether CONT named the proxy: what a client sends to an address of the server's own is not seen, and the server's belief has to do. */
function leadsToProxy({ client, server }: PairView): boolean {
  const [proxy] = client.dm('a')[0]?.request.headers('Host') ?? [];
  const [sent] = server.sent('CONT');
  const target = sent?.value[1] ?? '';
  return URL.canParse(target) && new URL(target).host === proxy;
}
