/** The proof for people: what caught each mutant, what each test killed, every fault, the totals. */
import type { MutantOutcome, Proof } from '../proof/prove.js';
import type { Palette } from '../reports/terminal.js';

/** A line per mutant and per variant: mark, id, requirement, what caught it. */
export function matrixLines({ mutants, variants }: Proof, palette: Palette): readonly string[] {
  const width = Math.max(0, ...mutants.map(({ id }) => id.length));
  return [
    ...mutants.map((mutant) => `${markOf(mutant, palette)} ${mutant.id.padEnd(width)}  ${mutant.violates}  ${caughtText(mutant)}`),
    ...variants.map(({ id, failures }) => `${failures.length === 0 ? palette.green('passed   ') : palette.red('FAILED   ')} ${id}`),
  ];
}

/** Totals and faults. */
export function verdictLines({ totals, faults }: Proof, palette: Palette): readonly string[] {
  return [
    '',
    `${totals.caught} of ${totals.mutants} mutants caught, ${totals.namedFirst} with the violated requirement named first; ${totals.variantsPassed} of ${totals.variants} variants passed; ${totals.testsThatKill} of ${totals.tests} tests and rules kill a mutant`,
    ...faults.map((fault) => palette.red(`fault: ${fault}`)),
    faults.length === 0 ? palette.green('The proof is complete.') : palette.red(`The proof is not complete: ${faults.length} fault${faults.length === 1 ? '' : 's'}.`),
  ];
}

function markOf({ caughtBy, namedFirst }: MutantOutcome, palette: Palette): string {
  if (caughtBy.length === 0) return palette.red('SURVIVES ');
  return namedFirst ? palette.green('caught   ') : palette.red('NOT FIRST');
}

const MAX_NAMED = 2;

function caughtText({ caughtBy, collateral }: MutantOutcome): string {
  const named = caughtBy.slice(0, MAX_NAMED).join(', ');
  const more = caughtBy.length > MAX_NAMED ? ` and ${caughtBy.length - MAX_NAMED} more` : '';
  const side = collateral.length === 0 ? '' : `; ${collateral.length} collateral`;
  return caughtBy.length === 0 ? `by nothing${side}` : `by ${named}${more}${side}`;
}
