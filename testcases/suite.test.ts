import { describe, expect, it } from 'vitest';
import type { ClientTestCase, Rule } from '../harness/campaign/test-case.js';
import type { Catalogue, CatalogueRequirement, Feature, Value } from './catalogue.js';
import { MESSAGE_RULES } from './rules/dm1/index.js';
import { buildSuite, checkSuite, loadSuite, type SuiteParts } from './suite.js';

const REQUIREMENT: CatalogueRequirement = { id: 'R-1', line: 'r.yaml:1', level: 'MUST', role: 'client', versions: ['dm-2.0'], area: 'get', clause: '1', text: 'x', feature: 'C_GET', basis: 'text', source: ['P'], testable: 'yes', ambiguity: null };
const FEATURE: Feature = { id: 'C_GET', line: 'f.yaml:1', roles: ['client'], versions: ['dm-2.0'], question: '?', default: true, clause: '1' };
const VALUE: Value = { id: 'probe.leaf', line: 'v.yaml:1', roles: ['client'], type: 'text', question: '?', example: 'a', default: 'b' };
const TEST: ClientTestCase = { id: 'dm2/client/get/reads-leaf', title: 't', role: 'client', protocol: 'dm-2.0', requirements: ['R-1'], purpose: 'p', procedure: ['do it'], source: 'a.ts:1', drive: async () => undefined, judge: () => undefined };
const RULE: Rule = { requirement: 'R-1', title: 't', role: 'client', protocol: 'dm-2.0', source: 'rule.ts:1', judge: () => undefined };

const catalogueOf = (...requirements: readonly CatalogueRequirement[]): Catalogue => ({
  requirements: new Map(requirements.map((requirement) => [requirement.id, requirement])),
  features: new Map([[FEATURE.id, FEATURE]]),
  values: new Map([[VALUE.id, VALUE]]),
  ambiguities: new Map([['A-1', { id: 'A-1', line: 'a.yaml:1', question: '?', reading: 'any', parameter: 'reading.any', default: [400, 500] }]]),
});

const partsOf = (changes: Partial<SuiteParts> = {}): SuiteParts => ({ catalogue: catalogueOf(REQUIREMENT), testCases: [TEST], rules: [], testerRules: [], messageRules: [], ...changes });
const faultsOf = (changes: Partial<ClientTestCase>): readonly string[] => checkSuite(partsOf({ testCases: [{ ...TEST, ...changes }], rules: [RULE] }));

describe('checkSuite', () => {
  it('finds nothing in parts that fit', () => {
    expect(checkSuite(partsOf())).toEqual([]);
  });

  it.each<readonly [Partial<ClientTestCase>, string]>([
    [{ id: 'get/reads-leaf' }, "a.ts:1: test case id 'get/reads-leaf' is not of the form dm2/client/<area>/<slug>"],
    [{ requirements: [] }, "a.ts:1: test case 'dm2/client/get/reads-leaf' claims no requirement"],
    [{ procedure: [] }, "a.ts:1: test case 'dm2/client/get/reads-leaf' has no procedure"],
    [{ requirements: ['R-9'] }, "a.ts:1: requirement 'R-9' is not in the catalogue"],
    [{ needs: { values: ['probe.tree'] } }, "a.ts:1: value 'probe.tree' is not in testcases/values.yaml"],
    [{ applies: 'C_GET&C_SEND' }, "a.ts:1: feature 'C_SEND' is not in testcases/features.yaml"],
  ])('names the place of %o', (changes, fault) => {
    expect(faultsOf(changes)).toEqual([fault]);
  });

  it('says where an id was declared first', () => {
    expect(checkSuite(partsOf({ testCases: [TEST, { ...TEST, source: 'b.ts:5' }] }))).toEqual(["b.ts:5: test case id 'dm2/client/get/reads-leaf' is already declared at a.ts:1"]);
  });

  it('refuses a predicate that cannot be read', () => {
    expect(faultsOf({ applies: 'C_GET &' })).toEqual([expect.stringMatching(/^a\.ts:1: /)]);
  });

  it('wants a test, a rule or a reason for every requirement, unless the suite is a draft', () => {
    const catalogue = catalogueOf(REQUIREMENT, { ...REQUIREMENT, id: 'R-2', line: 'r.yaml:9' });
    expect(checkSuite(partsOf({ catalogue }))).toEqual(["r.yaml:9: requirement R-2 has no test case, no rule and no reason ('untested')"]);
    expect(checkSuite(partsOf({ catalogue, rules: [{ ...RULE, requirement: 'R-2' }] }))).toEqual([]);
    expect(checkSuite(partsOf({ catalogue, coverage: 'partial' }))).toEqual([]);
  });

  it('refuses a claim on what is said to be untested', () => {
    expect(checkSuite(partsOf({ catalogue: catalogueOf({ ...REQUIREMENT, untested: 'no one can see it' }) }))).toEqual(["a.ts:1: requirement 'R-1' is claimed, but r.yaml:1 says why it is untested"]);
  });
});

describe('buildSuite', () => {
  it('hands over the defaults of features, values and readings', () => {
    const { featureDefaults, valueDefaults, readings } = buildSuite(partsOf());
    expect(featureDefaults).toEqual({ C_GET: true });
    expect(valueDefaults).toEqual({ 'probe.leaf': 'b', 'reading.any': '400, 500' });
    expect(readings).toEqual([{ id: 'A-1', question: '?', reading: 'any', parameter: 'reading.any', value: '400, 500' }]);
  });

  it('throws every fault at once', () => {
    expect(() => buildSuite(partsOf({ testCases: [{ ...TEST, procedure: [], id: 'x' }] }))).toThrow(/is not of the form[^]*has no procedure/);
  });
});

describe('the suite as it is', () => {
  it('is consistent, with the rules for single messages of DM 1.x and without them', () => {
    expect(() => loadSuite('whole', MESSAGE_RULES)).not.toThrow();
    expect(() => loadSuite('whole')).not.toThrow();
  });
});
