/** Declaring test cases and rules of the DM 2.0 client: fills in what is the same for all, and where each is declared. */
import type { Rule, TestCase } from '../harness/campaign/test-case.js';

type Declared<T> = Omit<T, 'role' | 'protocol' | 'source'>;

/** A test case for a DM 2.0 client under test. */
export function clientTest(declared: Declared<TestCase>): TestCase {
  return { ...declared, role: 'client', protocol: 'dm-2.0', source: declaredAt() };
}

/** A rule for every message of a DM 2.0 client. */
export function clientRule(declared: Declared<Rule>): Rule {
  return { ...declared, role: 'client', protocol: 'dm-2.0', source: declaredAt() };
}

/** `testcases/dm2/client/hget/stores-data.ts:7`: the declaration, for messages about it. */
function declaredAt(): string {
  const frame = new Error().stack?.split('\n')[3] ?? '';
  const [, path, line] = /(testcases\/.*?\.[jt]s)(?:\?[^:]*)?:(\d+)/.exec(frame) ?? [];
  return path === undefined ? 'testcases' : `${path.replace(/\.js$/, '.ts')}:${line ?? '?'}`;
}
