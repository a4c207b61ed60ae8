/** Which interoperability tests a pair runs, by what its two IUT files give. */
import { describe, expect, it } from 'vitest';
import { planPair, type PairAbilities } from '../harness/campaign/pair-plan.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import type { IutFile } from '../harness/iut/iut.js';
import { loadSuite } from './suite.js';

const suite = loadSuite('partial');
const ABLE: PairAbilities = { path: 'proxy', client: { hooks: [], notifications: ['hook'], accounts: 1, keepsState: true, kind: 'http' }, server: { upperTester: 'present' } };

interface Planned {
  readonly test: string;
  readonly client?: Partial<IutFile>;
  readonly server?: Partial<IutFile>;
  readonly abilities?: Partial<PairAbilities>;
}

function reasonOf({ test, client = {}, server = {}, abilities = {} }: Planned): string | null | undefined {
  const plan = planPair({ suite, client: { ...EMBEDDED_CLIENT, ...client }, server: { ...EMBEDDED_SERVER, ...server }, abilities: { ...ABLE, ...abilities }, selected: ({ id }) => id === test });
  return plan.tests[0]?.notApplicable;
}

describe('the plan of a pair', () => {
  it('wants the identity of the device wherever the upper tester makes an account of it', () => {
    const test = 'dm2/interop/session/opens-and-ends';
    expect(reasonOf({ test, client: { values: {} }, server: { values: {} } })).toBe("the IUT file gives no value 'device.id'");
    expect(reasonOf({ test, client: { values: {} }, server: { values: {} }, abilities: { server: { upperTester: 'absent' } } })).toBeNull();
    expect(reasonOf({ test })).toBeNull();
  });

  it('keeps HTTP Digest from a proxy that has to write another path than the client signed', () => {
    const test = 'dm2/interop/session/opens-and-ends';
    const client = { listen: { ...EMBEDDED_CLIENT.listen, path: '/fixed' }, credentials: { scheme: 'digest', user: 'u', password: 'p' } } as const;
    expect(reasonOf({ test, client, server: { endpoint: 'http://h/dm' } })).toContain('HTTP Digest covers the path');
    expect(reasonOf({ test, client, server: { endpoint: 'http://h/fixed/' } })).toBeNull();
    expect(reasonOf({ test, client: { ...client, credentials: { ...client.credentials, scheme: 'basic' } }, server: { endpoint: 'http://h/dm' } })).toBeNull();
  });

  it('takes a hook of the client for a Package#0', () => {
    expect(reasonOf({ test: 'dm2/interop/notification/starts-session' })).toBeNull();
  });
});
