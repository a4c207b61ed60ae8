/** The mutant or variant that `serve` is asked for, of either role. */
import { suggestPattern } from '../pattern.js';
import { UsageError } from '../usage-error.js';

export interface AlterationWords {
  readonly role: string;
  readonly mutant?: string;
  readonly variant?: string;
}

/** The one with that id, null when none is asked for; rejects an id that nobody has with the nearest one. */
export function chosenAlteration<Mutant extends { readonly id: string }, Variant extends { readonly id: string }>(
  { role, mutant, variant }: AlterationWords,
  { mutants, variants }: { readonly mutants: readonly Mutant[]; readonly variants: readonly Variant[] },
): Mutant | Variant | null {
  if (mutant !== undefined && variant !== undefined) throw new UsageError(`serve ${role}: give --mutant or --variant, not both`);
  const id = mutant ?? variant;
  if (id === undefined) return null;
  const known: readonly (Mutant | Variant)[] = mutant === undefined ? variants : mutants;
  const found = known.find((candidate) => candidate.id === id);
  if (found === undefined) throw new UsageError(`--${mutant === undefined ? 'variant' : 'mutant'} '${id}' is not known${suggestPattern(id, known.map((candidate) => candidate.id))}`);
  return found;
}
