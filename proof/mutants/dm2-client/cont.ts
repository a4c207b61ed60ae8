/** Defects of CONT (clause 5.3.8). */
import type { Session } from '../../../reference/dm2-client/model.js';
import { afterwards } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  { id: 'dm2/client/cont/unknown', violates: 'DM2-CMD-CONT-B-001', does: 'reports CONT as an unknown command', parts: () => ({ cont: () => Promise.resolve({ sc: 501 }) }) },
  {
    id: 'dm2/client/cont/moves-one-message-late',
    violates: 'DM2-CMD-CONT-C-002',
    does: 'sends the status of CONT to the old address and moves afterwards',
    parts(standard) {
      const next = new WeakMap<Session, string>();
      return {
        continueAt: (_client, { session, serverUri }) => void next.set(session, serverUri),
        sendPackage3: afterwards(standard.sendPackage3, (_client, { args }) => next.has(args.session), (_client, { args: { session }, result }) => {
          session.endpoint = next.get(session) ?? session.endpoint;
          return Promise.resolve(result);
        }),
      };
    },
  },
  {
    id: 'dm2/client/cont/moves-one-message',
    violates: 'DM2-CMD-CONT-C-003',
    does: 'sends one Package#3 to the new address and returns to the old one',
    parts: (standard) => ({
      sendPackage3: afterwards(standard.sendPackage3, (_client, { args: { session } }) => session.endpoint !== session.startUri, (_client, { args: { session }, result }) => {
        session.endpoint = session.startUri;
        return Promise.resolve(result);
      }),
    }),
  },
  {
    id: 'dm2/client/cont/keeps-the-address',
    violates: 'DM2-CMD-CONT-C-004',
    does: 'begins later sessions at the address of the last CONT',
    parts(standard) {
      const moved = new WeakMap<object, string>();
      return {
        continueAt(client, args) {
          moved.set(client.state, args.serverUri);
          standard.continueAt(client, args);
        },
        startUriOf: (client, args) => moved.get(client.state) ?? standard.startUriOf(client, args),
      };
    },
  },
];
