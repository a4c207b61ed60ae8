/** Defects of SUB and UNSUB (clauses 5.3.9 and 5.3.10). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { Subscription } from '../../../reference/dm2-client/model.js';
import type { ClientContext } from '../../../reference/dm2-client/parts.js';
import { onlyWhen, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { owesReport } from '../dm2-parts.js';

type Key = Pick<Subscription, 'srvId' | 'clientUri'>;

const isSubscribed = ({ state }: ClientContext, { srvId, clientUri }: Key): boolean => state.subscriptions.has(`${srvId} ${clientUri}`);

const keysBelow = ({ state }: ClientContext, { srvId, clientUri }: Key): readonly string[] => [...state.subscriptions.keys()].filter((key) => key.startsWith(`${srvId} ${clientUri}/`));

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/sub/unsupported',
    violates: 'DM2-SUB-C-002',
    does: 'answers SUB as an unknown command',
    parts: () => ({ sub: () => Promise.reject(new CommandFault(501, 'SUB is not supported')) }),
  },
  {
    id: 'dm2/client/sub/no-unsub',
    violates: 'DM2-SUB-C-003',
    does: 'supports SUB but answers UNSUB as an unknown command',
    parts: () => ({ unsub: () => Promise.reject(new CommandFault(501, 'UNSUB is not supported')) }),
  },
  {
    id: 'dm2/client/sub/posts-reports',
    violates: 'DM2-SUB-C-004',
    does: 'sends reports by POST',
    parts: (standard) => ({
      reportSubscription: within(standard.reportSubscription, () => ({ uploadRequest: (client, request) => standard.uploadRequest(client, { ...request, method: 'POST' }) })),
    }),
  },
  {
    id: 'dm2/client/sub/reports-nothing',
    violates: 'DM2-SUB-C-004',
    does: 'accepts subscriptions and never reports',
    parts: (standard) => ({ reportChanges: onlyWhen(standard.reportChanges, owesReport, (client) => void standard.takeChanges(client)) }),
  },
  {
    id: 'dm2/client/sub/reports-instance',
    violates: 'DM2-SUB-C-005',
    does: 'reports the whole instance instead of the subscribed subtree',
    parts: (standard) => ({
      reportItems: (client, { subscription }) => {
        const [moid = '', miid = ''] = subscription.clientUri.split('/');
        return standard.reportItems(client, { subscription: { ...subscription, clientUri: `${moid}/${miid}/` } });
      },
    }),
  },
  {
    id: 'dm2/client/sub/values-only',
    violates: 'DM2-SUB-C-006',
    does: 'reports new values, but neither nodes that come nor nodes that go',
    parts: (standard) => ({
      subscriptionConcerned: (client, { subscription, changes }) => standard.subscriptionConcerned(client, { subscription, changes: changes.filter((change) => change.kind === 'changed') }),
    }),
  },
  {
    id: 'dm2/client/sub/gives-up-on-415',
    violates: 'DM2-SUB-C-009',
    does: 'drops a report that is answered 415',
    parts: () => ({ reportAgain: () => Promise.resolve() }),
  },
  {
    id: 'dm2/client/sub/unsub-ends-nothing',
    violates: 'DM2-SUB-C-010',
    does: 'answers UNSUB with success and goes on reporting',
    parts: (standard) => ({ unsubscribe: onlyWhen(standard.unsubscribe, isSubscribed, () => 'removed') }),
  },
  {
    id: 'dm2/client/sub/unsub-of-parent',
    violates: 'DM2-SUB-C-011',
    does: 'takes UNSUB of a parent as an end of the subscriptions below it',
    parts: (standard) => ({
      unsubscribe: onlyWhen(standard.unsubscribe, (client, args) => keysBelow(client, args).length > 0, (client, args) => {
        for (const key of keysBelow(client, args)) client.state.subscriptions.delete(key);
        return 'removed';
      }),
    }),
  },
  {
    id: 'dm2/client/sub/unsub-after-decoding',
    violates: 'DM2-SUB-C-011',
    does: 'compares addresses after decoding them',
    parts: (standard) => ({
      unsubscribe: onlyWhen(standard.unsubscribe, (_client, { clientUri }) => decodeURIComponent(clientUri) !== clientUri, (client, args) => standard.unsubscribe(client, { ...args, clientUri: decodeURIComponent(args.clientUri) })),
    }),
  },
  {
    id: 'dm2/client/sub/ends-with-session',
    violates: 'DM2-SUB-C-013',
    does: 'forgets all subscriptions when the session ends',
    parts: (standard) => ({
      afterSession: onlyWhen(standard.afterSession, ({ state }) => state.subscriptions.size > 0, (client, args) => {
        client.state.subscriptions.clear();
        standard.afterSession(client, args);
      }),
    }),
  },
  {
    id: 'dm2/client/sub/keeps-first-address',
    violates: 'DM2-SUB-C-014',
    does: 'keeps the first address for a ClientURI, whatever SUB says later',
    parts: (standard) => ({ subscribe: onlyWhen(standard.subscribe, isSubscribed, () => undefined) }),
  },
];
