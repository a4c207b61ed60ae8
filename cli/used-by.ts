/** What the test cases and rules for one kind of product depend on: all that `init` asks for and `check` shows. */
import { evaluate, featuresIn, parsePredicate } from '../harness/campaign/predicate.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { SingleTestCase } from '../harness/campaign/test-case.js';
import type { Protocol, Role } from '../harness/judge/requirement.js';

export interface Product {
  readonly role: Role;
  readonly protocol: Protocol;
}

/** Ids of the ICS features by which something applies to such a product or does not. */
export function featuresUsed(suite: Suite, product: Product): ReadonlySet<string> {
  const tests = testsFor(suite, product);
  const rules = suite.rules.filter(({ role, protocol }) => role === product.role && protocol === product.protocol);
  const claimed = [...tests.flatMap(({ requirements }) => requirements), ...rules.map(({ requirement }) => requirement)];
  const predicates = [...tests.map(({ applies }) => applies), ...claimed.map((id) => suite.requirements.get(id)?.feature)];
  return new Set(predicates.flatMap((predicate) => (predicate == null ? [] : featuresIn(parsePredicate(predicate)))));
}

/** Names of the IXIT values, those of the harness included, without which a test case for a product with these features is not run. */
export function valuesUsed(suite: Suite, product: Product & { readonly features: Readonly<Record<string, boolean>> }): ReadonlySet<string> {
  const holds = (predicate: string | null | undefined): boolean => predicate == null || evaluate(parsePredicate(predicate), product.features);
  const tests = testsFor(suite, product).filter(({ applies, requirements }) => holds(applies) && requirements.some((id) => holds(suite.requirements.get(id)?.feature)));
  return new Set(tests.flatMap(({ needs = {} }) => [...(needs.values ?? []), ...(needs.destructive === true ? ['destructive'] : []), ...(needs.state === 'kept' ? ['state.kept'] : [])]));
}

function testsFor(suite: Suite, product: Product): readonly SingleTestCase[] {
  return suite.testCases.filter((test): test is SingleTestCase => test.role === product.role && test.protocol === product.protocol);
}
