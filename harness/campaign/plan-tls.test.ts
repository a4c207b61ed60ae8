/** Why a test of TLS is not run: nothing set up for it, or a platform that cannot speak what it offers. */
import { describe, expect, it } from 'vitest';
import { EMBEDDED_SERVER } from '../iut/embedded-server-iut.js';
import type { TlsMeans } from '../iut/tls-means.js';
import { planCampaign, type Platform } from './plan.js';
import type { Suite } from './suite.js';
import type { ServerTestCase } from './test-case.js';

const TEST: ServerTestCase = {
  id: 'dm2/server/tls/x', title: 't', protocol: 'dm-2.0', role: 'server', requirements: [], purpose: 'p', procedure: [], source: 's',
  needs: { tls: ['endpoint', 'psk'], platform: { suites: ['TLS_X'] } }, drive: async () => undefined, judge: () => undefined,
};
const SUITE: Suite = { testCases: [TEST], rules: [], testerRules: [], messageRules: [], requirements: new Map(), featureDefaults: {}, featureVersions: {}, valueDefaults: {}, readings: [] };

const reasonFor = (tls: readonly TlsMeans[], platform: Platform): string | null | undefined =>
  planCampaign({ suite: SUITE, iut: EMBEDDED_SERVER, abilities: { role: 'server', kind: 'http', upperTester: 'present', tls }, selected: () => true, platform }).tests[0]?.notApplicable;

describe('a test of TLS', () => {
  it('is not run without its means, and the remedy is said', () => {
    expect(reasonFor([], () => null)).toBe("TLS is not set up for it: give an 'endpoint' with https, or 'tls.endpoint'");
    expect(reasonFor(['endpoint'], () => null)).toBe("TLS is not set up for it: give 'tls.psk', a key that the server knows");
  });

  it('is not run where the platform cannot speak what it offers, and platform and suite are named', () => {
    expect(reasonFor(['endpoint', 'psk'], ({ suites = [] }) => `this platform cannot speak ${suites.join()}`)).toBe('this platform cannot speak TLS_X');
  });

  it('is run where both are there', () => {
    expect(reasonFor(['endpoint', 'psk'], () => null)).toBeNull();
  });
});
