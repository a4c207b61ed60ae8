/** Defects in what is reported when (clauses 5.4.1 and 5.3.5). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import { afterwards, onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/async/refuses-address',
    violates: 'DM2-ASYNC-B-001',
    does: 'knows EXEC without a ServerURI only',
    parts: (standard) => ({
      exec: onlyWhen(standard.exec, (_client, { command }) => command.serverUri !== undefined, () => Promise.reject(new CommandFault(501, 'asynchronous reporting is not supported'))),
    }),
  },
  {
    id: 'dm2/client/async/puts-hget-off',
    violates: 'DM2-ASYNC-C-002',
    does: 'answers 202 to HGET although it is done',
    parts: (standard) => ({
      hget: afterwards(standard.hget, (_client, { result }) => result.sc === 200, (_client, { result }) => Promise.resolve({ ...result, sc: 202 })),
    }),
  },
  {
    id: 'dm2/client/async/reports-at-once',
    violates: 'DM2-ASYNC-C-003',
    does: 'reports an operation that finishes at once in Package#3, in spite of the ServerURI',
    parts: (standard) => ({
      execAsync: (client, args) => (args.serverUri === undefined ? standard.execAsync(client, args) : standard.execSync(client, args)),
    }),
  },
  {
    id: 'dm2/client/async/says-200',
    violates: 'DM2-ASYNC-C-004',
    does: 'answers 200 although the outcome comes later',
    parts: (standard) => ({
      execAsync: async (client, args) => ({ ...(await standard.execAsync(client, args)), ...(args.serverUri === undefined ? {} : { sc: 200 }) }),
    }),
  },
  {
    id: 'dm2/client/async/result-in-same-session',
    violates: 'DM2-ASYNC-C-005',
    does: 'puts the alert with the outcome into the next package, which belongs to the session that ordered the operation',
    parts: (standard) => ({
      async reportAsync(client, args) {
        if (args.serverUri === undefined) await standard.reportAsync(client, args);
        else client.parts.queueAlert(client, { alert: args.alert, accountId: args.session.account.id, delivery: 'scheduled' });
      },
    }),
  },
  {
    id: 'dm2/client/async/result-to-account',
    violates: 'DM2-ASYNC-C-006',
    does: 'opens the session with the outcome at the SrvURI of the account, whatever EXEC says',
    parts: (standard) => ({ reportAsync: (client, { session, alert }) => standard.reportAsync(client, { session, alert, serverUri: undefined }) }),
  },
  {
    id: 'dm2/client/async/result-without-node',
    violates: 'DM2-ASYNC-C-007',
    does: 'names the root of the instance instead of the executed node',
    parts: (standard) => ({ resultAlert: (client, { place, sc }) => ({ ...standard.resultAlert(client, { place, sc }), SourceURI: client.parts.addressOf(client, { moid: place.instance.definition.moid, miid: place.instance.miid, path: [] }) }) }),
  },
  {
    id: 'dm2/client/async/own-choice-elsewhere',
    violates: 'DM2-ASYNC-C-008',
    does: 'sends an outcome that it chose to report later to the SrvURI of its last account',
    parts: (standard) => ({
      reportAsync: (client, args) => standard.reportAsync(client, { ...args, serverUri: args.serverUri ?? client.config.accounts.at(-1)?.srvUri }),
    }),
  },
];
