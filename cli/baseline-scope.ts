/**
 * What a run is about, as a baseline sees it: for each name that stands in its results, the tests and the rules there are,
 * whatever the selection and the shard left of them. Known once the run is planned.
 */
import type { CampaignPlan } from './campaign-plan.js';

export interface Subject {
  /** Of the product or the pair, as in results.json. */
  readonly name: string;
  readonly role: 'client' | 'server' | 'pair';
  readonly protocol: string;
  /** Ids of test cases. */
  readonly tests: readonly string[];
  /** Ids with `rule:` before them. */
  readonly rules: readonly string[];
}

/** The id by which a baseline names the rules of a requirement. */
export const ruleId = (requirement: string): string => `rule:${requirement}`;

/** The subjects of a run. Of a pair, tests go by the name of the pair and rules by that of a product, as in its results. */
export function subjectsOf({ suite, iuts }: Pick<CampaignPlan, 'suite' | 'iuts'>): readonly Subject[] {
  const testsOf = ({ role, protocol }: Pick<Subject, 'role' | 'protocol'>): readonly string[] =>
    suite.testCases.filter((test) => test.role === role && test.protocol === protocol).map(({ id }) => id);
  const rulesOf = ({ role, protocol }: Pick<Subject, 'role' | 'protocol'>): readonly string[] =>
    suite.rules.filter((rule) => rule.role === role && rule.protocol === protocol).map(({ requirement }) => ruleId(requirement));
  return iuts.flatMap(({ plan: { iut, pair } }): readonly Subject[] => {
    const { name, role, protocol } = iut;
    if (pair === undefined) return [{ name, role, protocol, tests: testsOf(iut), rules: rulesOf(iut) }];
    const sides = [pair.client.iut, pair.server.iut].map((side) => ({ name: side.name, role: side.role, protocol: side.protocol, tests: [], rules: rulesOf(side) }));
    return [{ name, role: 'pair', protocol, tests: testsOf({ role: 'pair', protocol }), rules: [] }, ...sides];
  });
}
