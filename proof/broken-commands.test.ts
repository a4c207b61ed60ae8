/**
 * Clients that have one command broken as a whole: it refuses everything with one code, or says 200 and does nothing. The
 * report must name the command, blame nothing else, and no test that expects a refusal may pass for it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResults } from '../harness/campaign/results.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import { loadSuite } from '../testcases/suite.js';
import type { ClientVariant } from './defect.js';
import { measureBaseline, runAltered } from './prove-client.js';
import type { Baseline } from './reach.js';

const COMMANDS = ['HPUT', 'HGET', 'GET', 'HPOST', 'DELETE'] as const;
type CommandName = (typeof COMMANDS)[number];

const REFUSALS = [400, 405, 500] as const;

/** Tests whose expectation a client meets that never does anything. */
const NEGATIVE_TESTS = [
  'hput/unknown-address',
  'default/unknown-moid',
  'acl/foreign-moid-is-not-read',
  'acl/foreign-moid-is-not-got',
  'acl/foreign-moid-is-not-created',
  'acl/foreign-moid-is-not-changed',
  'acl/default-needs-the-moid',
  'get/hides-write-only-leaf',
  'disc/lists-usable-objects',
  'dacmo/is-visible',
  'sessioninfo/has-one-instance',
] as const;

const suite = loadSuite('partial');
const now = (): number => performance.now();
let baseline: Baseline;

beforeAll(async () => {
  baseline = await measureBaseline({ suite, now });
}, 60_000);

describe.each(COMMANDS)('a client that breaks %s as a whole', (name) => {
  it.each(REFUSALS)('and answers %i fails for that command and nothing else', { timeout: 60_000 }, async (code) => {
    const results = await run(answering(name, code));
    expect(violatedIn(results).filter((id) => !id.startsWith(`DM2-CMD-${name}-`))).toEqual([]);
    expect(verdictOf(results, `${name.toLowerCase()}/is-supported`)).toBe('fail');
  });

  it('and says 200 without doing anything fails for that command and nothing else', { timeout: 60_000 }, async () => {
    const violated = violatedIn(await run(answering(name, 200)));
    expect(violated.filter((id) => !id.startsWith(`DM2-CMD-${name}-`))).toEqual([]);
    expect(violated).not.toEqual([]);
  });
});

describe('a client that answers every command alike', () => {
  it.each([200, 403, 404, 500])('with %i passes no test that expects a refusal or an absence', { timeout: 60_000 }, async (code) => {
    const results = await run({ runCommand: () => Promise.resolve({ sc: code }) });
    expect(NEGATIVE_TESTS.filter((test) => verdictOf(results, test) === 'pass')).toEqual([]);
  });
});

/** The part that carries out the command, answering without a look at it. */
function answering(name: CommandName, sc: number): Partial<ClientParts> {
  const answer = (): Promise<{ readonly sc: number }> => Promise.resolve({ sc });
  switch (name) {
    case 'HPUT':
      return { hput: answer };
    case 'HGET':
      return { hget: answer };
    case 'GET':
      return { get: answer };
    case 'HPOST':
      return { hpost: answer };
    case 'DELETE':
      return { delete: answer };
  }
}

async function run(parts: Partial<ClientParts>): Promise<CampaignResults> {
  const altered: ClientVariant = { id: 'dm2/client/broken-command', does: 'answers without carrying anything out', legal: 'it is not', parts: () => parts };
  return (await runAltered({ suite, altered, now, baseline })).results;
}

/** Requirements that tests or rules find violated. */
function violatedIn({ tests, rules }: CampaignResults): readonly string[] {
  const ofTests = tests.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'violated').map(({ requirement }) => requirement));
  return [...new Set([...ofTests, ...rules.filter(({ outcome }) => outcome === 'violated').map(({ requirement }) => requirement)])];
}

function verdictOf({ tests }: CampaignResults, test: string): string {
  const found = tests.find(({ id }) => id === `dm2/client/${test}`);
  if (found === undefined) throw new TypeError(`no test dm2/client/${test}`);
  return found.verdict;
}
