/** `dm-conformance list`: tests, requirements, features or mutants, for people in columns, for programs as a JSON array. */
import { loadRegistry } from '../../proof/registry.js';
import type { Suite } from '../../harness/campaign/suite.js';
import { catalogue } from '../../testcases/catalogue.js';
import { columns } from '../columns.js';
import { loadWholeSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { matcherOfAll } from '../pattern.js';
import { demandSelected, selectionOf, type SelectionOptions } from '../selection.js';
import { listedRequirement } from '../traceability.js';
import { knownWord } from '../usage-error.js';

export interface ListArguments extends SelectionOptions {
  readonly what: string;
  readonly json?: true;
}

interface Listing {
  readonly entries: readonly object[];
  readonly rows: readonly (readonly string[])[];
}

const KINDS = ['tests', 'requirements', 'features', 'mutants'] as const;
type Kind = (typeof KINDS)[number];

/** Prints one part of the catalogue. Throws a UsageError for a part that does not exist or a selection that leaves nothing. */
export async function list(given: ListArguments, context: Context): Promise<ExitCode> {
  const kind = knownWord({ option: 'list', word: given.what, known: KINDS });
  const listing = LISTINGS[kind](await loadWholeSuite(context), given);
  demandSelected(listing.entries, kind.slice(0, -1));
  if (given.json === true) context.output.text(`${JSON.stringify(listing.entries, null, 2)}\n`);
  else for (const line of columns(listing.rows)) context.output.line(line);
  return EXIT.ok;
}

const LISTINGS: Readonly<Record<Kind, (suite: Suite, options: SelectionOptions) => Listing>> = {
  tests(suite, options) {
    const tests = suite.testCases.filter(selectionOf(options, suite).test);
    return {
      entries: tests.map(({ id, title, role, protocol, requirements, applies = null, needs = {} }) => ({ id, title, role, protocol, requirements, applies, needs })),
      rows: tests.map(({ id, title }) => [id, title]),
    };
  },
  requirements(suite, options) {
    const entries = [...suite.requirements.values()].filter(selectionOf(options, suite).requirement).map((requirement) => listedRequirement(requirement, suite));
    return { entries, rows: entries.map(({ id, level, role, tests, reason }) => [id, level, role, reason === undefined ? tests.join(', ') : `not tested: ${reason}`]) };
  },
  features(_suite, { feature = [], protocol, role }) {
    const matches = matcherOfAll(feature);
    const entries = [...catalogue().features.values()]
      .filter((item) => matches(item.id) && (protocol === undefined || item.versions.some((version) => version === protocol)) && (role === undefined || item.roles.some((name) => name === role)))
      .map(({ id, roles, versions, question, default: standard, clause }) => ({ id, roles, versions, question, default: standard, clause }));
    return { entries, rows: entries.map((item) => [item.id, item.default ? 'yes' : 'no', item.question]) };
  },
  mutants(suite, options) {
    const { requirement } = selectionOf(options, suite);
    const chosen = loadRegistry(suite.requirements).mutants.filter(({ violates }) => {
      const violated = suite.requirements.get(violates);
      return violated !== undefined && requirement(violated);
    });
    return {
      entries: chosen.map(({ id, violates, does }) => ({ id, protocol: 'dm-2.0', role: 'client', violates, does })),
      rows: chosen.map(({ id, violates, does }) => [id, violates, does]),
    };
  },
};
