/** Defects of the sequence of packages (clauses 5.1.1, 5.1.4, 5.2 and 10). */
import { connect } from 'node:net';
import type { StatusItem } from '../../../protocol/dm2/package3.js';
import { ConnectionFault, SessionFault } from '../../../reference/dm2-client/faults.js';
import { splitUri } from '../../../reference/dm2-client/http.js';
import type { HttpResponse, Session } from '../../../reference/dm2-client/model.js';
import { afterwards, notingResult, onlyWhen, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { rewrittenPackage1, rewrittenPackage3, withItems } from '../../rewriting.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/sequence/stops-after-first-round',
    violates: 'DM2-SEQ-B-001',
    does: 'ends the session when its first Package#3 was answered, whatever the answer says',
    parts(standard) {
      const seen = new WeakSet<Session>();
      return {
        acceptPackage2(client, args) {
          if (seen.has(args.session)) throw new SessionFault({ outcome: 'aborted', reason: 'one round is enough' });
          seen.add(args.session);
          return standard.acceptPackage2(client, args);
        },
      };
    },
  },
  {
    id: 'dm2/client/sequence/asks-for-commands',
    violates: 'DM2-SEQ-C-002',
    does: 'opens the session by a GET for commands instead of Package#1',
    parts: (standard) => ({
      sendPackage1: (client, { session }) => client.parts.httpRequest(client, { method: 'GET', url: session.endpoint, headers: standard.packageHeaders(client, { session, contentType: '' }) }),
    }),
  },
  {
    id: 'dm2/client/sequence/commands-in-package1',
    violates: 'DM2-SEQ-C-003',
    does: 'puts a command for the server into Package#1',
    parts: (standard) => rewrittenPackage1(standard, (body) => ({ ...body, CMD: [['GET', 'urn:oma:mo:oma-dm-dmacc:1.2//']] })),
  },
  {
    id: 'dm2/client/sequence/echoes-commands',
    violates: 'DM2-SEQ-C-003',
    does: 'echoes a command in each status of Package#3',
    parts: (standard) => rewrittenPackage3(standard, (body) => withItems(body, 'Status', (item) => ({ ...item, CMD: ['HGET'] }))),
  },
  {
    id: 'dm2/client/sequence/runs-side-by-side',
    violates: 'DM2-SEQ-C-005',
    does: 'runs the commands of a Package#2 with three or more side by side',
    parts: (standard) => ({
      executePackage: onlyWhen(standard.executePackage, (_client, { package2 }) => package2.CMD.length >= 3, (client, { session, package2 }) =>
        Promise.all(package2.CMD.map((entry) => client.parts.runCommand(client, { session, entry })))),
    }),
  },
  {
    id: 'dm2/client/sequence/omits-error-statuses',
    violates: 'DM2-SEQ-C-006',
    does: 'reports only the commands that succeeded, where several did',
    parts: (standard) => ({
      buildPackage3(client, args) {
        const successes = args.statuses.filter(({ sc }) => sc < 400);
        return standard.buildPackage3(client, { ...args, statuses: successes.length < 2 ? args.statuses : successes });
      },
    }),
  },
  {
    id: 'dm2/client/sequence/sorts-statuses',
    violates: 'DM2-SEQ-C-006',
    does: 'reports successes first and errors last, where there are more than two',
    parts: (standard) => ({
      buildPackage3: (client, args) => standard.buildPackage3(client, { ...args, statuses: args.statuses.length < 3 ? args.statuses : args.statuses.toSorted((one, other) => one.sc - other.sc) }),
    }),
  },
  {
    id: 'dm2/client/sequence/reverses-statuses',
    violates: 'DM2-SEQ-C-006',
    does: 'reports the last command first, where there are more than four',
    parts: (standard) => ({
      buildPackage3: (client, args) => standard.buildPackage3(client, { ...args, statuses: args.statuses.length < 5 ? args.statuses : args.statuses.toReversed() }),
    }),
  },
  {
    id: 'dm2/client/sequence/merges-equal-commands',
    violates: 'DM2-SEQ-C-008',
    does: 'carries out equal commands of a Package#2 once and repeats the status',
    parts: (standard) => ({
      executePackage: onlyWhen(standard.executePackage, (_client, { package2: { CMD } }) => new Set(CMD.map((entry) => JSON.stringify(entry))).size < CMD.length, async (client, { session, package2 }) => {
        const done = new Map<string, StatusItem>();
        const statuses: StatusItem[] = [];
        for (const entry of package2.CMD) {
          const key = JSON.stringify(entry);
          const status = done.get(key) ?? (await client.parts.runCommand(client, { session, entry }));
          done.set(key, status);
          statuses.push(status);
        }
        return statuses;
      }),
    }),
  },
  {
    id: 'dm2/client/sequence/reports-out-of-turn',
    violates: 'DM2-SEQ-B-009',
    does: 'sends a late result as soon as it is there, while another package awaits its answer',
    parts(standard) {
      const reported = new WeakMap<Session, () => void>();
      return {
        reportAsync(client, args) {
          const impatient = { ...client, turns: { take: <Result>(work: () => Promise<Result>): Promise<Result> => work() } };
          const isOnItsWay = new Promise<void>((resolve) => reported.set(args.session, resolve));
          return standard.reportAsync(impatient, { ...args, session: { ...args.session, ended: Promise.race([isOnItsWay, args.session.ended]) } });
        },
        sendPackage3: onlyWhen(standard.sendPackage3, (_client, { session }) => reported.has(session), (client, args) => {
          const response = standard.sendPackage3(client, args);
          reported.get(args.session)?.();
          return response;
        }),
      };
    },
  },
  {
    id: 'dm2/client/sequence/leaves-after-error',
    violates: 'DM2-SEQ-C-011',
    does: 'ends the session without Package#3 when a command failed',
    parts: (standard) => ({
      executePackage: afterwards(standard.executePackage, (_client, { result }) => result.some(hasFailed), () => Promise.reject(new SessionFault({ outcome: 'aborted', reason: 'a command failed' }))),
    }),
  },
  {
    id: 'dm2/client/sequence/bare-tcp',
    violates: 'DM2-SEQ-B-012',
    does: 'sends the second Package#3 of a session over a bare TCP connection, without HTTP',
    network: 'sockets',
    parts(standard) {
      const reported = new WeakSet<Session>();
      return {
        sendPackage3(client, args) {
          if (!reported.has(args.session)) {
            reported.add(args.session);
            return standard.sendPackage3(client, args);
          }
          return sendBare(args.session.endpoint, standard.encodePackage3(client, args));
        },
      };
    },
  },
  {
    id: 'dm2/client/sequence/stays-at-repository',
    violates: 'DM2-SEQ-C-014',
    does: 'sends Package#3 to the address of the last POST, be it a repository',
    parts: (standard) => ({
      async hpost(client, args) {
        const status = await standard.hpost(client, args);
        args.session.endpoint = args.command.serverUri;
        return status;
      },
    }),
  },
  {
    id: 'dm2/client/sequence/stops-at-error',
    violates: 'DM2-SEQ-C-015',
    does: 'skips the commands after a failed one and reports 424 for them',
    parts: (standard) => ({
      executePackage: within(standard.executePackage, () => {
        const statuses: StatusItem[] = [];
        const counted = notingResult(standard.runCommand, (_client, { result }) => statuses.push(result));
        return { runCommand: onlyWhen(counted, () => statuses.some(hasFailed), () => Promise.resolve({ sc: 424 })) };
      }),
    }),
  },
  {
    id: 'dm2/client/sequence/tells-every-server',
    violates: 'DM2-SEQ-C-017',
    does: 'sends waiting alerts to whichever server it talks to next',
    parts: () => ({ pendingAlerts: (client, { session }) => client.state.alerts.filter((pending) => pending.orderedIn !== session.id) }),
  },
];

const hasFailed = ({ sc }: StatusItem): boolean => sc >= 400;

/** Writes the package as one line and waits until the server closes the connection. */
function sendBare(endpoint: string, body: Uint8Array): Promise<HttpResponse> {
  const { host, port } = splitUri(endpoint);
  return new Promise((_, reject) => {
    const socket = connect({ host, port: port ?? 80 }, () => socket.end(Buffer.concat([body, Buffer.from('\n')])));
    socket.on('error', () => undefined);
    socket.on('close', () => reject(new ConnectionFault({ kind: 'connection', message: 'nobody answered the line' })));
    socket.resume();
  });
}
