/** Why a test that sends notifications is not run: a client has an account of which the tester does not know the SERVER-ID. */
import { describe, expect, it } from 'vitest';
import { EMBEDDED_CLIENT } from '../iut/embedded-iut.js';
import { planCampaign, type ControlAbilities, type PlannedTest } from './plan.js';
import type { Suite } from './suite.js';
import type { ClientTestCase } from './test-case.js';

const TEST: ClientTestCase = {
  id: 'dm2/client/pkg0/x', title: 't', protocol: 'dm-2.0', role: 'client', requirements: [], purpose: 'p', procedure: [], source: 's',
  needs: { notification: 'any' }, drive: async () => undefined, judge: () => undefined,
};
const SUITE: Suite = { testCases: [TEST], rules: [], testerRules: [], messageRules: [], requirements: new Map(), featureDefaults: {}, featureVersions: {}, valueDefaults: {}, readings: [] };

function planned(kind: ControlAbilities['kind'], values: Readonly<Record<string, string>>): PlannedTest | undefined {
  const abilities = { role: 'client', kind, hooks: [], notifications: ['udp'], accounts: 1, keepsState: true, tls: [] } as ControlAbilities;
  return planCampaign({ suite: SUITE, iut: { ...EMBEDDED_CLIENT, values }, abilities, selected: () => true, platform: () => null }).tests[0];
}

describe('a test that sends notifications', () => {
  it.each(['notify', 'attach', 'operator', 'http'] as const)('with control.%s needs server.a.id, because the client has its account from elsewhere', (kind) => {
    expect(planned(kind, {})).toMatchObject({ notApplicable: "the IUT file gives no value 'server.a.id'", missingValues: ['server.a.id'] });
    expect(planned(kind, { 'server.a.id': 'mine' })).toMatchObject({ notApplicable: null, missingValues: [] });
  });

  it.each(['command', 'module'] as const)('with control.%s needs no value, because the account is told', (kind) => {
    expect(planned(kind, {})).toMatchObject({ notApplicable: null });
  });
});
