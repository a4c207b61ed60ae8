/** Defects in taking Package#2 (clauses 5.2.3 and 7.2.1.2). */
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { SessionFault } from '../../../reference/dm2-client/faults.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/package2/ignores-the-response',
    violates: 'DM2-PKG2-B-001',
    does: 'takes any answer to Package#1 as the end and never looks for commands in it',
    parts: () => ({ acceptPackage2: () => ({ CMD: [['END']] }) }),
  },
  {
    id: 'dm2/client/package2/unknown-command-succeeds',
    violates: 'DM2-PKG2-C-007',
    does: 'reports success for commands that it does not know',
    parts: () => ({ statusForUnknownCommand: () => ({ sc: 200 }) }),
  },
  {
    id: 'dm2/client/package2/unknown-command-ends-session',
    violates: 'DM2-PKG2-C-007',
    does: 'ends the session when it meets a command that it does not know',
    parts: () => ({
      statusForUnknownCommand() {
        throw new SessionFault({ outcome: 'aborted', reason: 'unknown command' });
      },
    }),
  },
  {
    id: 'dm2/client/package2/ignores-surplus-parameters',
    violates: 'DM2-PKG2-C-008',
    does: 'carries out HGET with too many parameters, dropping the surplus',
    parts: (standard) => ({
      runCommand: onlyWhen(standard.runCommand, (_client, { entry }) => entry[0] === 'HGET' && entry.length > 3, (client, { session, entry }) => standard.runCommand(client, { session, entry: entry.slice(0, 3) })),
    }),
  },
  {
    id: 'dm2/client/package2/missing-parameters-succeed',
    violates: 'DM2-PKG2-C-008',
    does: 'finds nothing to do for HPUT without a ClientURI and reports success',
    parts: (standard) => ({ statusForBadParameters: (client, args) => (args.entry[0] === 'HPUT' ? { sc: 200 } : standard.statusForBadParameters(client, args)) }),
  },
  {
    id: 'dm2/client/package2/no-parameters-end-session',
    violates: 'DM2-PKG2-C-008',
    does: 'ends the session when CONT has no ServerURI',
    parts: (standard) => ({
      statusForBadParameters(client, args) {
        if (args.entry.length > 1) return standard.statusForBadParameters(client, args);
        throw new SessionFault({ outcome: 'aborted', reason: 'CONT leads nowhere' });
      },
    }),
  },
  {
    id: 'dm2/client/package2/reads-broken-json',
    violates: 'DM2-PKG2-C-009',
    does: 'carries out the commands that it finds before the place where the JSON breaks off',
    parts: (standard) => ({
      acceptPackage2(client, args) {
        const text = Buffer.from(args.response.body).toString('utf8');
        return /\]\s*\}\s*$/.test(text) ? standard.acceptPackage2(client, args) : { CMD: wholeCommands(text) };
      },
    }),
  },
  {
    id: 'dm2/client/package2/reads-members-without-case',
    violates: 'DM2-PKG2-C-009',
    does: 'takes a member cmd for CMD',
    parts: (standard) => ({
      acceptPackage2: (client, { session, response }) =>
        standard.acceptPackage2(client, { session, response: { ...response, body: Buffer.from(Buffer.from(response.body).toString('utf8').replace('"cmd"', '"CMD"')) } }),
    }),
  },
];

/** All complete arrays of strings, outer brackets left aside. */
function wholeCommands(text: string): readonly string[][] {
  return [...text.matchAll(/\[("[^[\]]*")\]/g)].map(([, words = '']) => words.split(/"\s*,\s*"/).map((word) => word.replace(/^"|"$/g, '')));
}
