/** `dm-conformance serve client`: the reference client of DM 2.0 as a program, one session against a server that somebody else runs. */
import { runClientProgram } from '../../reference/dm2-client/program.js';
import { DeviceConfigError } from '../../reference/dm2-client/faults.js';
import { DEFAULT_PARTS } from '../../reference/dm2-client/default-parts.js';
import type { SessionEnd } from '../../reference/dm2-client/model.js';
import { alteredParts, type ClientMutant, type ClientVariant } from '../../proof/defect.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { suggestPattern } from '../pattern.js';
import { fileFault, UsageError } from '../usage-error.js';

export interface ServeArguments {
  readonly role: string;
  readonly server?: string;
  readonly protocol?: string;
  readonly user?: string;
  readonly password?: string;
  readonly mutant?: string;
  readonly variant?: string;
  readonly state?: string;
}

/** Runs one session. Exit code 0 when it was completed, 1 with one line why when it was not. */
export async function serve(given: ServeArguments, { output }: Context): Promise<ExitCode> {
  const { server, user, password, state } = checked(given);
  const altered = await alteration(given);
  const end = await guarded(state, () =>
    runClientProgram({
      serverUrl: server,
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...(state === undefined ? {} : { stateFile: state }),
      ...(altered === null ? {} : { parts: alteredParts(altered, DEFAULT_PARTS) }),
      ...(altered?.config === undefined ? {} : { configure: altered.config }),
    }),
  );
  if (end.outcome === 'completed') output.line(`session completed: ${end.reason}`);
  else output.note(`dm-conformance: session ${end.outcome}: ${end.reason}`);
  return end.outcome === 'completed' ? EXIT.ok : EXIT.nonconformance;
}

function checked(given: ServeArguments): ServeArguments & { readonly server: string } {
  const { role, server, protocol = 'dm-2.0' } = given;
  if (role === 'server') throw new UsageError('serve server: the reference server is not part of this version');
  if (role !== 'client') throw new UsageError(`serve '${role}': known is client`);
  if (protocol !== 'dm-2.0') throw new UsageError(`--protocol '${protocol}': the reference client of this version speaks dm-2.0`);
  if (server === undefined) throw new UsageError('serve client: say where the server is, for example: --server http://127.0.0.1:8080/dm');
  if (given.mutant !== undefined && given.variant !== undefined) throw new UsageError('serve client: give --mutant or --variant, not both');
  return { ...given, server };
}

async function alteration({ mutant, variant }: ServeArguments): Promise<ClientMutant | ClientVariant | null> {
  if (mutant === undefined && variant === undefined) return null;
  const { CLIENT_MUTANTS, CLIENT_VARIANTS } = await import('../../proof/generated/mutants.js');
  const known: readonly (ClientMutant | ClientVariant)[] = mutant === undefined ? CLIENT_VARIANTS : CLIENT_MUTANTS;
  const id = mutant ?? variant ?? '';
  const found = known.find((candidate) => candidate.id === id);
  if (found === undefined) throw new UsageError(`--${mutant === undefined ? 'variant' : 'mutant'} '${id}' is not known${suggestPattern(id, known.map((candidate) => candidate.id))}`);
  return found;
}

/** Faults of the address and of the state file are the user's to mend. */
async function guarded(state: string | undefined, act: () => Promise<SessionEnd>): Promise<SessionEnd> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DeviceConfigError) throw new UsageError(`serve client: ${error.message}`, { cause: error });
    const words = fileFault(error, 'read');
    throw words === null ? error : new UsageError(`--state ${state ?? ''}: ${words}`, { cause: error });
  }
}
