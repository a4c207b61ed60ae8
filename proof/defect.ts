/** Mutants and variants: the reference client with single parts replaced. The reference itself knows of neither. */
import type { DeviceConfig } from '../reference/dm2-client/device-config.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';

/** What mutants and variants have in common. */
export interface Altered {
  /** `dm2/client/<area>/<slug>` for mutants, `dm2/client/<slug>` for variants; never changes. */
  readonly id: string;
  /** What it does, as a statement. */
  readonly does: string;
  /** The parts that differ; `standard` are those of the reference. */
  readonly parts?: (standard: ClientParts) => Partial<ClientParts>;
  readonly config?: (standard: DeviceConfig) => DeviceConfig;
  /** ICS answers that differ from the reference's. */
  readonly supports?: Readonly<Record<string, boolean>>;
  /** `sockets`: what it does needs real connections; default: the network within the process. */
  readonly network?: 'sockets';
}

/** A named defect that violates exactly one requirement. */
export interface ClientMutant extends Altered {
  readonly violates: string;
}

/** An unusual but legal client: every test must pass it. */
export interface ClientVariant extends Altered {
  /** Why it is legal: the clause or the reading that allows it. */
  readonly legal: string;
}

/** All parts of an altered reference. */
export function alteredParts(altered: Altered, standard: ClientParts): ClientParts {
  return altered.parts === undefined ? standard : { ...standard, ...altered.parts(standard) };
}
