/**
 * A requirement as the catalogue states it, and what follows from its level and its basis.
 * The catalogue itself lives with the test cases; this floor is handed requirements as data.
 */

export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';
export type Protocol = 'dm-2.0' | 'dm-1.3' | 'dm-1.2';
export type Role = 'client' | 'server';

export interface Requirement {
  readonly id: string;
  readonly level: Level;
  /** `pair`: what two products achieve together, as a test of pairs expects it; in no specification. */
  readonly role: Role | 'both' | 'pair';
  readonly versions: readonly Protocol[];
  readonly area: string;
  readonly clause: string;
  readonly text: string;
  /** ICS predicate, for example `C_GET`, `!C_ACL`, `C_TLS_X509|C_TLS_PSK`; null when it always applies. */
  readonly feature: string | null;
  /** `text`: found in a text that was read; `recalled`: memory or general practice only. */
  readonly basis: 'text' | 'recalled';
  /** Source codes; `I` marks a statement inferred from the cited text. */
  readonly source: readonly string[];
  readonly testable: 'yes' | 'indirect' | 'no';
  readonly ambiguity: string | null;
  /** Why no test case and no rule claims it. */
  readonly untested?: string;
  /** For a requirement of both roles: why it is judged for the other role only. */
  readonly untestedAs?: Readonly<Partial<Record<Role, string>>>;
}

/** How a violation counts: as a failure of the IUT, or as a warning on a pass. */
export type Severity = 'fail' | 'warning';

/** `normal`: only a MUST or MUST NOT whose text was read can fail a product; `strict`: a SHOULD, a recalled and an inferred requirement can, too. */
export type Strictness = 'normal' | 'strict';

/** True where the exact statement rests on memory or inference and nobody has checked the text yet. */
export function isUnverified(requirement: Requirement): boolean {
  return requirement.basis === 'recalled' || requirement.source.includes('I');
}

/** Severity of violating `requirement`, a pure function of level, basis and strictness. */
export function severityOf(requirement: Requirement, strictness: Strictness): Severity {
  // An option that nobody claims cannot be broken; one that the ICS claims is held to its word, strictly.
  if (requirement.level === 'MAY') return strictness === 'strict' && requirement.feature !== null ? 'fail' : 'warning';
  if (strictness === 'strict') return 'fail';
  const isMandatory = requirement.level === 'MUST' || requirement.level === 'MUST NOT';
  return isMandatory && !isUnverified(requirement) ? 'fail' : 'warning';
}

/** Why a violation only warns; '' where it does not. */
export function leniencyOf(requirement: Requirement): string {
  if (requirement.level === 'MAY') return 'MAY leaves it to the product';
  if (requirement.level !== 'MUST' && requirement.level !== 'MUST NOT') return `${requirement.level} is a recommendation`;
  if (isUnverified(requirement)) return requirement.basis === 'recalled' ? 'the requirement is recalled, its text was not read' : 'the requirement is inferred from its text';
  return '';
}
