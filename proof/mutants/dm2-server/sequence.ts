/** Defects of the sequence of packages (clauses 5.2, ~5.3.12 and ~7.2.1.3) and of telling devices apart. */
import { HttpFault } from '../../../reference/dm2-server/faults.js';
import type { Session } from '../../../reference/dm2-server/model.js';
import { afterwards, onlyWhen } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

/** Less than the device pauses, and far more than anything else takes between two packages. */
const PATIENCE_MS = 80;

export const mutants: readonly ServerMutant[] = [
  {
    id: 'dm2/server/sequence/commands-in-a-header',
    role: 'server',
    violates: 'DM2-SEQ-S-004',
    does: 'hands its commands over in a header of the response, and an empty list in Package#2',
    parts: (standard) => ({
      packageResponse(server, args) {
        const commands = args.package2.CMD.filter(([name]) => name !== 'END');
        if (commands.length === 0) return standard.packageResponse(server, args);
        const { headers, ...response } = standard.packageResponse(server, { ...args, package2: { CMD: [] } });
        return { ...response, headers: [...headers, ['X-Commands', JSON.stringify(commands)]] };
      },
    }),
  },
  {
    id: 'dm2/server/sequence/last-status-first',
    role: 'server',
    violates: 'DM2-SEQ-S-007',
    does: 'takes the last status for the first command',
    parts: (standard) => ({
      relateStatuses: onlyWhen(standard.relateStatuses, (_server, { statuses }) => statuses.length > 1, (server, { statuses, ...args }) => standard.relateStatuses(server, { ...args, statuses: statuses.toReversed() })),
    }),
  },
  {
    id: 'dm2/server/sequence/impatient',
    role: 'server',
    tests: 'alone',
    violates: 'DM2-SEQ-S-010',
    does: `gives a session up when the device is silent for ${PATIENCE_MS} ms`,
    parts(standard) {
      const heard = new WeakMap<Session, number>();
      return {
        nextOrders(server, args) {
          heard.set(args.session, performance.now());
          return standard.nextOrders(server, args);
        },
        findSession(server, args) {
          const session = standard.findSession(server, args);
          const isStale = session !== undefined && performance.now() - (heard.get(session) ?? Infinity) > PATIENCE_MS;
          return isStale ? undefined : session;
        },
      };
    },
  },
  {
    id: 'dm2/server/sequence/breaks-on-failure',
    role: 'server',
    violates: 'DM2-SEQ-S-016',
    does: 'answers 500 to a Package#3 that reports a failure',
    parts: (standard) => ({
      acceptPackage3: afterwards(standard.acceptPackage3, (_server, { args }) => args.received.value.Status.some(({ sc }) => sc >= 400), () => {
        throw new HttpFault(500, 'the device failed');
      }),
    }),
  },
  {
    id: 'dm2/server/sequence/one-session-for-all',
    role: 'server',
    tests: 'alone',
    violates: 'DM2-SEQ-S-018',
    does: 'takes a Package#3 for one of the session that was opened last',
    parts: (standard) => ({
      findSession(server, args) {
        const own = standard.findSession(server, args);
        return own === undefined ? undefined : ([...server.state.sessions].at(-1) ?? own);
      },
    }),
  },
  {
    id: 'dm2/server/sequence/silence-is-success',
    role: 'server',
    violates: 'DM2-PKG3-S-008',
    does: 'takes a command without a status as done',
    parts: () => ({
      onMissingStatus(_server, { order }) {
        order.state = 'done';
      },
    }),
  },
  {
    id: 'dm2/server/sequence/one-device-for-all',
    role: 'server',
    tests: 'alone',
    violates: 'DM2-HTTP-S-014',
    does: 'takes every device for the one it has known longest',
    parts: (standard) => ({
      identifyDevice(server, args) {
        const named = standard.identifyDevice(server, args);
        const [first = named] = server.state.devices.values();
        return first;
      },
    }),
  },
  {
    id: 'dm2/server/sequence/never-ends',
    role: 'server',
    violates: 'DM2-CMD-END-S-002',
    does: 'sends empty lists of commands instead of END in a session in which there is nothing to do',
    parts: (standard) => {
      const idle = new WeakSet<Session>();
      return {
        buildPackage2(server, args) {
          const { session: { sent }, orders } = args;
          if (sent.length > 0 || orders.length > 0) return standard.buildPackage2(server, args);
          idle.add(args.session);
          return { CMD: [] };
        },
        endSession: onlyWhen(standard.endSession, (_server, { session }) => idle.has(session), () => undefined),
      };
    },
  },
  {
    id: 'dm2/server/sequence/knows-no-end',
    role: 'server',
    violates: 'DM2-CMD-END-B-001',
    does: 'sends empty lists of commands when its commands are done',
    parts: (standard) => {
      const busy = new WeakSet<Session>();
      return {
        buildPackage2(server, args) {
          if (args.orders.length > 0) busy.add(args.session);
          return args.orders.length === 0 && busy.has(args.session) ? { CMD: [] } : standard.buildPackage2(server, args);
        },
        endSession: onlyWhen(standard.endSession, (_server, { session }) => busy.has(session), () => undefined),
      };
    },
  },
  {
    id: 'dm2/server/sequence/one-round',
    role: 'server',
    violates: 'DM2-SEQ-B-001',
    does: 'ends the session after the first results, whatever is left to do',
    parts: (standard) => ({ nextOrders: onlyWhen(standard.nextOrders, (_server, { session: { sent, device } }) => sent.length > 0 && device.queue.length > 0, () => []) }),
  },
  {
    id: 'dm2/server/sequence/end-with-a-reason',
    role: 'server',
    violates: 'DM2-CMD-END-S-005',
    does: 'gives END a parameter',
    parts: () => ({ endCommand: () => ['END', 'nothing to do'] }),
  },
];
