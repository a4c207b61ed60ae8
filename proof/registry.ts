/** All mutants and variants of the references, checked once: ids are theirs alone, and every mutant violates a requirement that exists. */
import type { Suite } from '../harness/campaign/suite.js';
import type { Altered, Mutant, Variant } from './defect.js';
import type { ProofNetwork } from './prove.js';
import { CLIENT_MUTANTS, CLIENT_VARIANTS, SERVER_MUTANTS, SERVER_VARIANTS } from './generated/mutants.js';

export interface Registry {
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
}

/** A fault in `proof/`: ours, found before anything runs. */
class RegistryError extends Error {
  constructor(faults: readonly string[]) {
    super(`the mutants and variants are not consistent:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'RegistryError';
  }
}

/** The altered clients that the baseline of the proof asks along; over sockets nothing is taken for granted, and every test runs that reaches a replaced part. */
export function suspectsOf({ mutants, variants }: Registry, network: ProofNetwork): readonly Altered[] {
  return network === 'sockets' ? [] : [...mutants, ...variants].filter((altered) => altered.role !== 'server');
}

/** Loads and checks mutants and variants. Throws a RegistryError that lists every fault. */
export function loadRegistry(requirements: Suite['requirements'], registry: Registry = { mutants: [...CLIENT_MUTANTS, ...SERVER_MUTANTS], variants: [...CLIENT_VARIANTS, ...SERVER_VARIANTS] }): Registry {
  const faults = checkRegistry(registry, requirements);
  if (faults.length > 0) throw new RegistryError(faults);
  return registry;
}

/** Every fault of the registry in a sentence; empty when it is consistent. */
export function checkRegistry({ mutants, variants }: Registry, requirements: Suite['requirements']): readonly string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const { id } of [...mutants, ...variants]) {
    if (seen.has(id)) faults.push(`${id}: the id is given twice; each mutant and each variant has one of its own`);
    seen.add(id);
    if (!/^dm[12]\/(client|server)(\/[a-z0-9]+(-[a-z0-9]+)*){1,2}$/.test(id)) faults.push(`${id}: not of the form dm2/client/<area>/<slug> (mutant) or dm2/client/<slug> (variant)`);
  }
  for (const mutant of mutants) {
    const requirement = requirements.get(mutant.violates);
    if (requirement === undefined) faults.push(`${mutant.id}: violates ${mutant.violates}, which is not in the catalogue`);
    else if (requirement.untested !== undefined) faults.push(`${mutant.id}: violates ${mutant.violates}, which the catalogue says is untested`);
  }
  return faults;
}
