/** Pair tests can fail: a client or a server with a defect makes the interoperability test of its area fail, and the rules name the side. */
import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import type { RuleResult, TestResult } from '../harness/campaign/results.js';
import type { ClientControl, ClientDevice, DeviceEnvironment } from '../harness/iut/control.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { HttpFault } from '../reference/dm2-server/faults.js';
import { loadSuite } from '../testcases/suite.js';
import type { AlteredServer, Mutant } from './defect.js';
import { runAlteredPair, type PairProof } from './prove-pair.js';
import { loadRegistry } from './registry.js';

const suite = loadSuite('partial');
const { mutants, variants } = loadRegistry(suite.requirements);
const now = (): number => performance.now();

const run = async (input: Omit<PairProof, 'suite' | 'now' | 'selected'> & { readonly test: string }): Promise<{ readonly test: TestResult | undefined; readonly broken: readonly RuleResult[] }> => {
  const { results } = await runAlteredPair({ suite, now, ...input, selected: ({ id }) => id === input.test });
  return { test: results.tests[0], broken: results.rules.filter(({ outcome }) => outcome === 'violated') };
};

const mutantOf = (id: string): Mutant => {
  const found = mutants.find((mutant) => mutant.id === id);
  if (found === undefined) throw new TypeError(`there is no mutant ${id}`);
  return found;
};

/** A server that takes no second session while it holds one that was never ended. */
const HOLDS_LOST_SESSIONS: AlteredServer = {
  id: 'dm2/server/holds-lost-sessions',
  does: 'refuses a session while another is open',
  role: 'server',
  parts: (standard) => ({
    openSession: (server, { device, path }) => {
      if (server.parts.findSession(server, { device, path }) !== undefined) throw new HttpFault(409, 'a session is open');
      return standard.openSession(server, { device, path });
    },
  }),
};

describe('the pair tests', () => {
  it('are passed by the two references', async () => {
    const { results } = await runAlteredPair({ suite, now, altered: null });
    expect(results.tests.filter(({ verdict }) => verdict !== 'pass').map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([]);
    expect(results.rules.filter(({ outcome }) => outcome === 'violated')).toEqual([]);
    expect(results.iuts.map(({ name }) => name)).toEqual(['reference-client-dm2', 'reference-server-dm2']);
    expect(results.pairs).toEqual([{ name: 'reference-client-dm2 with reference-server-dm2', client: 'reference-client-dm2', server: 'reference-server-dm2' }]);
    for (const role of ['client', 'server']) expect(results.rules.some(({ iut, judged }) => iut === `reference-${role}-dm2` && judged > 0), role).toBe(true);
  });

  it.each([
    ['session/opens-and-ends', 'dm2/server/sequence/never-ends'],
    ['session/again', 'dm2/server/sequence/never-ends'],
    ['session/end-after-commands', 'dm2/client/sequence/stops-after-first-round'],
    ['session/device-identity', 'dm2/client/package1/no-device-id'],
    ['commands/exec', 'dm2/client/exec/unsupported'],
    ['commands/exec-later', 'dm2/client/async/result-without-node'],
    ['commands/show', 'dm2/client/show/unsupported'],
    ['commands/default', 'dm2/client/default/never-fetches'],
    ['commands/failure', 'dm2/server/sequence/last-status-first'],
    ['commands/alert', 'dm2/client/alert/drops-events'],
    ['commands/hget', 'dm2/server/package2/client-uri-first'],
    ['commands/hput', 'dm2/client/hput/posts'],
    ['commands/hpost', 'dm2/client/hpost/puts'],
    ['commands/delete', 'dm2/client/delete/keeps-the-node'],
    ['commands/get', 'dm2/client/get/status-only'],
    ['continuation/second-endpoint', 'dm2/client/cont/unknown'],
    ['cache/unchanged-data', 'dm2/client/cache/ignores-cv'],
    ['cache/changed-data', 'dm2/client/cache/ages-never'],
    ['subscription/change-is-reported', 'dm2/client/sub/reports-nothing'],
    ['bootstrap/account-is-used', 'dm2/client/boot/drops-pushes'],
    ['bootstrap/account-is-used', 'dm2/client/boot/ordinary-session'],
    ['bootstrap/account-is-used', 'dm2/server/boot/no-server-address'],
    ['subscription/end-of-reports', 'dm2/client/sub/unsub-ends-nothing'],
  ])('%s fails with %s', async (area, id) => {
    const { test } = await run({ altered: mutantOf(id), test: `dm2/interop/${area}` });
    expect([test?.verdict, test?.reason]).toEqual(['fail', expect.any(String)]);
    expect(test?.findings.find(({ outcome }) => outcome === 'violated')?.requirement).toMatch(/^DM2-IOP-/);
  });

  it.each([2, 3])('interruption/package%i fails with a server that holds on to lost sessions', async (number) => {
    const { test } = await run({ altered: { ...HOLDS_LOST_SESSIONS, violates: '' }, test: `dm2/interop/interruption/package${number}` });
    expect(test?.verdict).toBe('fail');
  });

  it('interruption/package1 fails with a client that never comes again', async () => {
    let starts = 0;
    const client = wrapped((device) => ({ ...device, start: async (account) => ((starts += 1) > 2 ? { ended: Promise.resolve({ kind: 'completed', detail: 'gave up' }) } : device.start(account)) }));
    const { test } = await run({ altered: null, client: { control: client, iut: EMBEDDED_CLIENT }, test: 'dm2/interop/interruption/package1' });
    expect([test?.verdict, test?.reason]).toEqual(['fail', expect.stringContaining('the second HPUT done')]);
  });

  it.each(['session/device-identity', 'interruption/package1', 'interruption/package3'])('%s says nothing where no session is possible at all', async (area) => {
    const refuses: AlteredServer = { id: 'dm2/server/refuses-sessions', does: 'refuses every session', role: 'server', parts: () => ({ openSession: () => { throw new HttpFault(403, 'unknown device'); } }) };
    const { test } = await run({ altered: { ...refuses, violates: '' }, test: `dm2/interop/${area}` });
    expect([test?.verdict, test?.reason]).toEqual(['inconclusive', expect.stringContaining('which the test of a session judges')]);
  });

  it('authorities/two-servers fails with a client that takes every server for its first', async () => {
    const client = wrapped((device) => ({ ...device, start: () => device.start('a') }));
    const { test } = await run({ altered: null, client: { control: client, iut: EMBEDDED_CLIENT }, test: 'dm2/interop/authorities/two-servers' });
    expect([test?.verdict, test?.reason]).toEqual(['fail', expect.stringContaining('HPUT queued')]);
  });

  it('bring an account to a client that refuses another bootstrap for a server it knows', async () => {
    const altered = variants.find(({ id }) => id === 'dm2/client/keeps-its-accounts') ?? null;
    expect(altered).not.toBeNull();
    const { test } = await run({ altered, test: 'dm2/interop/bootstrap/account-is-used' });
    expect([test?.verdict, test?.reason]).toEqual(['pass', null]);
  });

  it('are passed by variants of both sides', async () => {
    const chosen = variants.filter(({ role }, index) => role === 'server' || index % 12 === 0).slice(0, 6);
    for (const altered of chosen) {
      const { results } = await runAlteredPair({ suite, now, altered });
      expect(results.tests.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable').map(({ id, reason }) => [altered.id, id, reason])).toEqual([]);
    }
  }, 60_000);
});

describe('conformance findings of a pair', () => {
  it('name the client where its messages break a rule, though the pair interoperates', async () => {
    const { test, broken } = await run({ altered: mutantOf('dm2/client/package1/two-reasons'), test: 'dm2/interop/session/opens-and-ends' });
    expect(test?.verdict).toBe('pass');
    expect(broken.map(({ iut }) => iut)).toEqual(['reference-client-dm2']);
    expect(broken[0]?.at[0]?.test).toBe('dm2/interop/session/opens-and-ends');
  });

  it('name the server where its messages break one', async () => {
    const { broken } = await run({ altered: mutantOf('dm2/server/package2/plain-json-type'), test: 'dm2/interop/session/end-after-commands' });
    expect(new Set(broken.map(({ iut }) => iut))).toEqual(new Set(['reference-server-dm2']));
  });
});

describe('what cannot be seen or driven', () => {
  it('is not applicable where the client only knows the address of its server, the rest is judged by what the server believes', async () => {
    const client = { control: createEmbeddedClientControl(), iut: { ...EMBEDDED_CLIENT, values: { ...EMBEDDED_CLIENT.values, 'pair.proxy': false } } };
    const { results } = await runAlteredPair({ suite, now, altered: null, client, selected: ({ id }) => /hget$|package2$|opens-and-ends$/.test(id) });
    expect(results.tests.map(({ id, verdict }) => [id.split('/').at(-1), verdict])).toEqual([['opens-and-ends', 'not-applicable'], ['hget', 'pass'], ['package2', 'not-applicable']]);
    expect(results.tests[0]?.reason).toContain('cannot be pointed at the proxy');
  });
});

describe('a server that is not told of the proxy', () => {
  it('is tested all the same: addresses of commands lead through the proxy, a session goes on at its own second endpoint', async () => {
    const { results } = await runAlteredPair({ suite, now, altered: null, server: 'unaware' });
    expect(results.tests.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable').map(({ id, reason }) => [id, reason])).toEqual([]);
    expect(results.rules.filter(({ outcome }) => outcome === 'violated')).toEqual([]);
  });
});

describe('notifications between two products', () => {
  it('fail with a client that does not come when it is called', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.1', resolve));
    const { port } = socket.address();
    const deaf = wrapped((device) => ({
      ...device,
      notify: async (_carrier, send) => {
        await send({ carrier: 'udp', host: '127.0.0.1', port });
        return { ended: null };
      },
    }));
    const { test } = await run({ altered: null, client: { control: deaf, iut: EMBEDDED_CLIENT }, test: 'dm2/interop/notification/starts-session' });
    socket.close();
    expect([test?.verdict, test?.reason]).toEqual(['fail', expect.stringContaining('a session that the client opens because of Package#0')]);
  });
});

/** The embedded client with its device changed. */
function wrapped(change: (device: ClientDevice) => ClientDevice): ClientControl {
  const control = createEmbeddedClientControl();
  return { ...control, open: async (environment: DeviceEnvironment) => change(await control.open(environment)) };
}
