/**
 * Servers that have one command or one step broken as a whole. The report must name what is broken and blame nothing else:
 * an operator who mends the one thing must not find that nothing of the rest was true.
 */
import { describe, expect, it } from 'vitest';
import type { CampaignResults } from '../harness/campaign/results.js';
import { HttpFault } from '../reference/dm2-server/faults.js';
import type { OperationName } from '../reference/dm2-server/model.js';
import type { ServerParts } from '../reference/dm2-server/parts.js';
import { loadSuite } from '../testcases/suite.js';
import { runAlteredServer } from './prove-server.js';

interface Broken {
  readonly what: string;
  readonly parts: (standard: ServerParts) => Partial<ServerParts>;
  /** Requirements that speak of what is broken. */
  readonly blamed: readonly string[];
}

const refuse = (status: number) => (): never => {
  throw new HttpFault(status, 'broken');
};

const without = (command: OperationName) => (standard: ServerParts): Partial<ServerParts> => ({
  nextOrders: (server, args) => standard.nextOrders(server, args).filter(({ operation }) => operation.command !== command),
});

const BROKEN: readonly Broken[] = [
  { what: 'refuses every Package#1', parts: () => ({ readPackage1: refuse(405) }), blamed: ['DM2-PKG1-B-001'] },
  { what: 'fails at every Package#1', parts: () => ({ readPackage1: refuse(500) }), blamed: ['DM2-PKG1-B-001'] },
  { what: 'fails at every Package#3', parts: () => ({ readPackage3: refuse(500) }), blamed: ['DM2-PKG3-B-001', 'DM2-PKG3-S-009'] },
  { what: 'answers packages without a body', parts: () => ({ packageResponse: () => ({ status: 204, headers: [], body: new Uint8Array() }) }), blamed: ['DM2-PKG2-B-001'] },
  { what: 'never sends GET', parts: without('GET'), blamed: ['DM2-CMD-GET-S-001'] },
  { what: 'never sends HGET', parts: without('HGET'), blamed: ['DM2-CMD-HGET-B-001'] },
  { what: 'never sends EXEC', parts: without('EXEC'), blamed: ['DM2-CMD-EXEC-B-001'] },
  { what: 'never sends DELETE', parts: without('DELETE'), blamed: ['DM2-CMD-DELETE-B-001'] },
  { what: 'never sends SUB', parts: without('SUB'), blamed: ['DM2-SUB-S-001'] },
  { what: 'has no repository', parts: () => ({ handleContent: refuse(404), handleUpload: refuse(404) }), blamed: ['DM2-SERVERURI-B-001', 'DM2-SUB-S-015'] },
  { what: 'has no pages', parts: () => ({ handlePage: refuse(404) }), blamed: [] },
  { what: 'refuses alerts', parts: () => ({ recordAlerts: (_server, { alerts }) => (alerts.some(({ AlertType }) => !AlertType.startsWith('urn:oma:at:dm:2.0:')) ? refuse(400)() : undefined) }), blamed: ['DM2-ALERT-B-001', 'DM2-ALERT-S-009', 'DM2-ALERT-S-010', 'DM2-PKG3-S-007'] },
];

const suite = loadSuite('partial');

describe.each(BROKEN)('a server that $what', ({ parts, blamed }) => {
  it('is blamed for that and nothing else', { timeout: 60_000 }, async () => {
    const { results } = await runAlteredServer({ suite, now: () => performance.now(), altered: { id: 'dm2/server/broken', role: 'server', does: 'breaks one thing', parts } });
    expect(violatedIn(results)).toEqual(new Set(blamed));
    expect(results.totals.error).toBe(0);
  });
});

/** Requirements that tests or rules find violated. */
function violatedIn({ tests, rules }: CampaignResults): ReadonlySet<string> {
  const ofTests = tests.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'violated').map(({ requirement }) => requirement));
  return new Set([...ofTests, ...rules.filter(({ outcome }) => outcome === 'violated').map(({ requirement }) => requirement)]);
}
