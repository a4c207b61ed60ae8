/** The catalogue in memory: requirements, ICS features, IXIT values and ambiguities by id, each knowing its file and line. */
import type { Protocol, Requirement, Role } from '../harness/judge/requirement.js';
import type { ValueType } from '../harness/iut/value-type.js';
import type { ParameterValue } from '../harness/transcript/event.js';
import { CATALOGUE_DATA } from './generated/catalogue.js';

interface Sourced {
  readonly id: string;
  /** `file:line` of the entry. */
  readonly line: string;
}

export type CatalogueRequirement = Requirement & Sourced;

/** An ICS item: what an IUT may say it supports. */
export interface Feature extends Sourced {
  readonly roles: readonly Role[];
  readonly versions: readonly Protocol[];
  readonly question: string;
  readonly default: boolean;
  readonly clause: string;
}

/** An IXIT value: what a tester must be told about a product. */
export interface Value extends Sourced {
  readonly roles: readonly Role[];
  readonly type: ValueType;
  readonly question: string;
  readonly example: ParameterValue;
  readonly default?: ParameterValue;
}

/** A question the specification leaves open, and the reading the suite takes by default. */
export interface Ambiguity extends Sourced {
  readonly question: string;
  readonly reading: string;
  readonly parameter: string | null;
  readonly default: ParameterValue | readonly ParameterValue[] | null;
}

export interface CatalogueData {
  readonly requirements: readonly CatalogueRequirement[];
  readonly features: readonly Feature[];
  readonly values: readonly Value[];
  readonly ambiguities: readonly Ambiguity[];
}

export interface Catalogue {
  readonly requirements: ReadonlyMap<string, CatalogueRequirement>;
  readonly features: ReadonlyMap<string, Feature>;
  readonly values: ReadonlyMap<string, Value>;
  readonly ambiguities: ReadonlyMap<string, Ambiguity>;
}

const CATALOGUE: Catalogue = {
  requirements: byId(CATALOGUE_DATA.requirements),
  features: byId(CATALOGUE_DATA.features),
  values: byId(CATALOGUE_DATA.values),
  ambiguities: byId(CATALOGUE_DATA.ambiguities),
};

/** The catalogue compiled into this build. */
export function catalogue(): Catalogue {
  return CATALOGUE;
}

function byId<T extends Sourced>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
