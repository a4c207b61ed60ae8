/** Declaring test cases and rules: fills in what is the same for all of a protocol, and where each is declared. */
import type { ClientRule, ClientTestCase, PairTestCase, ServerRule, ServerTestCase } from '../harness/campaign/test-case.js';
import type { MessageRule } from '../harness/judge/dm1/message-rule.js';
import { requireMeans } from './dm2/client/support/means.js';

type Declared<T> = Omit<T, 'role' | 'protocol' | 'source'>;

/** A test case for a DM 2.0 client under test. Commands that it does not claim are means: they must take effect (means.ts). */
export function clientTest(declared: Declared<ClientTestCase>): ClientTestCase {
  const { requirements } = declared;
  const judge: ClientTestCase['judge'] = (view, judging) => {
    requireMeans({ view, judge: judging, requirements });
    declared.judge(view, judging);
  };
  return withSource({ ...declared, judge, role: 'client', protocol: 'dm-2.0' });
}

/** A test case for a DM 2.0 server under test. */
export function serverTest(declared: Declared<ServerTestCase>): ServerTestCase {
  return withSource({ ...declared, role: 'server', protocol: 'dm-2.0' });
}

/** A test case for a DM 2.0 client and a DM 2.0 server with each other. */
export function pairTest(declared: Omit<Declared<PairTestCase>, 'requirements'>): PairTestCase {
  return withSource({ ...declared, requirements: [declared.expectation.id], role: 'pair', protocol: 'dm-2.0' });
}

/** A rule for every message of a DM 2.0 client. */
export function clientRule(declared: Declared<ClientRule>): ClientRule {
  return withSource({ ...declared, role: 'client', protocol: 'dm-2.0' });
}

/** A rule for every message of a DM 2.0 server. */
export function serverRule(declared: Declared<ServerRule>): ServerRule {
  return withSource({ ...declared, role: 'server', protocol: 'dm-2.0' });
}

/** A rule for every message of DM 1.x; of both roles unless one is named. */
export function messageRule(declared: Omit<MessageRule, 'role' | 'source'> & Partial<Pick<MessageRule, 'role'>>): MessageRule {
  return withSource({ role: 'both', ...declared });
}

/** Adds where the declaration stands. Only a message about it asks, and writing down hundreds of stacks would slow every start. */
function withSource<T extends object>(declared: T): T & { readonly source: string } {
  // What is built has other lines than the sources, so that the build writes the place down (scripts/declared-places.mjs).
  if (isPlaced(declared)) return declared;
  const here = new Error();
  return Object.defineProperty(declared, 'source', { enumerable: true, get: () => declaredAt(here) }) as T & { readonly source: string };
}

function isPlaced<T extends object>(declared: T): declared is T & { readonly source: string } {
  return 'source' in declared && typeof declared.source === 'string';
}

/** `testcases/dm2/client/hget/stores-data.ts:7`: who called the function that called `withSource`. */
function declaredAt({ stack = '' }: Error): string {
  const frame = stack.split('\n')[3] ?? '';
  const [, path, line] = /(testcases\/.*?\.[jt]s)(?:\?[^:]*)?:(\d+)/.exec(frame) ?? [];
  return path === undefined ? 'testcases' : `${path.replace(/\.js$/, '.ts')}:${line ?? '?'}`;
}
