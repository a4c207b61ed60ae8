/** Defects of what a server makes of results: statuses, late ones, data, copies (clauses ~5.3, 5.4.1 and ~11). */
import { HttpFault } from '../../../reference/dm2-server/faults.js';
import { onlyWhen } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

/** Where sessions of the reference start. */
const ENDPOINT = '/dm';

export const mutants: readonly ServerMutant[] = [
  {
    id: 'dm2/server/hget/ignores-addresses',
    role: 'server',
    violates: 'DM2-CMD-HGET-S-008',
    does: 'takes no notice of the addresses in a status',
    parts: (standard) => ({ noteStatus: onlyWhen(standard.noteStatus, (_server, { status }) => status.URI !== undefined, (server, { status: { sc }, ...args }) => standard.noteStatus(server, { ...args, status: { sc } })) }),
  },
  {
    id: 'dm2/server/get/ignores-data',
    role: 'server',
    violates: 'DM2-CMD-GET-S-008',
    does: 'reads the status of GET and not its data',
    parts: () => ({ contentOf: () => null }),
  },
  {
    id: 'dm2/server/mo/trims-values',
    role: 'server',
    violates: 'DM2-MO-B-014',
    does: 'cuts blanks off values of the device',
    parts: (standard) => ({ contentOf: (server, args) => trimmed(standard.contentOf(server, args)) }),
  },
  {
    id: 'dm2/server/exec/not-at-home',
    role: 'server',
    violates: 'DM2-CMD-EXEC-S-004',
    does: 'answers 404 to a Package#1 at the address that it gave for late results',
    parts: (standard) => ({
      openSession: onlyWhen(standard.openSession, (_server, { path }) => path !== ENDPOINT, () => {
        throw new HttpFault(404, 'no session starts here');
      }),
    }),
  },
  {
    id: 'dm2/server/async/no-address',
    role: 'server',
    violates: 'DM2-ASYNC-B-001',
    does: 'leaves the ServerURI of EXEC out',
    parts: (standard) => ({
      formatCommand: (server, args) => standard.formatCommand(server, args).filter((word) => args.command.name !== 'EXEC' || !/^https?:/.test(word)),
    }),
  },
  {
    id: 'dm2/server/async/accepted-is-done',
    role: 'server',
    violates: 'DM2-ASYNC-S-009',
    does: 'takes 202 for the end of an operation',
    parts: (standard) => ({ stateAfter: (server, args) => (args.sc === 202 ? 'done' : standard.stateAfter(server, args)) }),
  },
  {
    id: 'dm2/server/cont/forgets-the-session',
    role: 'server',
    violates: 'DM2-CMD-CONT-S-005',
    does: 'knows nothing of the session at the address of CONT',
    parts: () => ({ continuation: (_server, { session }) => session.paths }),
  },
  {
    id: 'dm2/server/cache/keeps-nothing',
    role: 'server',
    violates: 'DM2-CACHE-S-001',
    does: 'keeps no copy of what it read',
    parts: (standard) => ({ rememberItems: onlyWhen(standard.rememberItems, (_server, { items }) => items.some(({ CV }) => CV !== undefined), () => undefined) }),
  },
  {
    id: 'dm2/server/cache/guesses',
    role: 'server',
    violates: 'DM2-CACHE-S-010',
    does: 'adds cv=0 to the roots of instances of which it has no copy',
    parts: (standard) => ({ validatorFor: (server, args) => standard.validatorFor(server, args) ?? (args.uri.path.length === 0 && args.uri.instance.kind === 'name' ? '0' : undefined) }),
  },
  {
    id: 'dm2/server/cache/not-modified-is-a-failure',
    role: 'server',
    violates: 'DM2-CACHE-S-011',
    does: 'takes 304 for a failure',
    parts: (standard) => ({ stateAfter: (server, args) => (args.sc === 304 ? 'failed' : standard.stateAfter(server, args)) }),
  },
];

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, trimmed(inner)])) : value;
}
