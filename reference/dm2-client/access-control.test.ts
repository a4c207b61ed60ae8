/** Delegation access control and caching over real HTTP: sections 7 and 12 of the tables. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Kit, KitOptions } from './testing/session-kit.js';
import { codes, openKit } from './testing/session-kit.js';

const PROBE_MO = 'urn:oma:mo:x-suite-probe:1.0';
const PROBE = `${PROBE_MO}/p1`;
const DACMO = 'urn:oma:mo:x-suite-dacmo:1.0/';

let kit: Kit | undefined;

const open = async (options?: KitOptions): Promise<Kit> => {
  kit = await openKit(options);
  return kit;
};

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

const grant = (rights: string): NonNullable<KitOptions['change']> => (config) => ({
  ...config,
  mos: config.mos.map((mo) => (mo.definition.moid !== PROBE_MO ? mo : {
    ...mo, instances: mo.instances.map((instance) => ({ ...instance, grants: [{ srvId: 'srv-b', rights }] })),
  })),
});

const everyCommand = (used: Kit): readonly (readonly string[])[] => [
  ['GET', `${PROBE}/Fixed`],
  ['HPUT', `${used.server.url}/up`, `${PROBE}/Fixed`],
  ['HPOST', `${used.server.url}/up`, `${PROBE}/Fixed`],
  ['HGET', used.serve('/name', [{ ClientURI: `${PROBE}/Config/Name`, MOData: { Name: 'b' } }]), `${PROBE}/Config/Name`],
  ['DELETE', `${PROBE}/Note`],
  ['EXEC', `${PROBE}/Operations/Run`],
  ['SUB', `${used.server.url}/sub`, `${PROBE}/State`],
];

interface Group {
  readonly MOID: string;
  readonly MIID: string;
  readonly Owner: string;
  readonly Grant: Readonly<Record<string, { readonly SrvID: string; readonly Rights: string }>>;
}

/** The account's own view of the access control MO, by group name. */
async function view(used: Kit, account: string): Promise<Readonly<Record<string, Group>>> {
  const [status] = await used.run([['GET', `${DACMO}/`]], account);
  return (status?.MO?.[0]?.MOData['DelegationAccessControl'] ?? {}) as Readonly<Record<string, Group>>;
}

const groupOf = async (used: Kit, miid: string): Promise<string> =>
  Object.entries(await view(used, 'a')).find(([, group]) => group.MIID === miid)?.[0] ?? 'none';

/** HGET of one grant line on the access control MO. */
async function delegate(used: Kit, { line, account = 'a' }: { readonly line: object; readonly account?: string }): Promise<readonly number[]> {
  const group = await groupOf(used, 'p1');
  const uri = used.serve('/grant', [{ ClientURI: `${DACMO}/`, MOData: { n1: line } }]);
  return codes(used, [['HGET', uri, `${DACMO}/${group}/Grant/n1`]], account);
}

describe('rights', () => {
  it.each([
    ['', [403, 403, 403, 403, 403, 403, 403]],
    ['R', [200, 200, 200, 403, 403, 403, 200]],
    ['W', [403, 403, 403, 200, 200, 403, 403]],
    ['X', [403, 403, 403, 403, 403, 200, 403]],
    ['D', [403, 403, 403, 403, 403, 403, 403]],
    ['RWX', [200, 200, 200, 200, 200, 200, 200]],
  ])('"%s" of another server allow %j', async (rights, expected) => {
    const used = await open({ change: grant(rights) });
    await expect(codes(used, everyCommand(used), 'b')).resolves.toEqual(expected);
  });

  it('are not asked for without access control', async () => {
    const used = await open({ features: { C_ACL: false } });
    await expect(codes(used, everyCommand(used), 'b')).resolves.toEqual([200, 200, 200, 200, 200, 200, 200]);
    expect(used.packages()[0]?.MOS?.map(({ MOID }) => MOID)).not.toContain('urn:oma:mo:x-suite-dacmo:1.0');
  });

  it('on an instance belong to the server that created it', async () => {
    const used = await open();
    const [status] = await used.run([['HGET', used.serve('/new', [{ ClientURI: `${PROBE_MO}//`, MOData: { Probe: {} } }])]], 'b');
    const [address = ''] = status?.URI ?? [];
    await expect(codes(used, [['GET', address], ['DELETE', `${address}Note`]], 'a')).resolves.toEqual([403, 403]);
    await expect(codes(used, [['GET', address]], 'b')).resolves.toEqual([200]);
  });

  it('decide which instances a wildcard reaches', async () => {
    const used = await open();
    await used.run([['HGET', used.serve('/new', [{ ClientURI: `${PROBE_MO}//`, MOData: { Probe: {} } }])]], 'b');
    const [status] = await used.run([['GET', `${PROBE_MO}/*/Fixed`]], 'a');
    expect(status?.MO?.map(({ ClientURI }) => ClientURI)).toEqual([`${PROBE}/Fixed`]);
  });
});

describe('the access control MO', () => {
  it('shows each server its instances and rights', async () => {
    const used = await open({ change: grant('RX') });
    const mine = Object.values(await view(used, 'b')).find(({ MIID }) => MIID === 'p1');
    expect(mine).toEqual({
      MOID: PROBE_MO, MIID: 'p1', Owner: 'srv-a',
      Grant: { owner: { SrvID: 'srv-a', Rights: 'RWXD' }, 'srv-b': { SrvID: 'srv-b', Rights: 'RX' } },
    });
  });

  it('passes rights on, and withdraws them at once', async () => {
    const used = await open();
    await expect(delegate(used, { line: { SrvID: 'srv-b', Rights: 'R' } })).resolves.toEqual([200]);
    await expect(codes(used, [['GET', `${PROBE}/Fixed`], ['DELETE', `${PROBE}/Note`]], 'b')).resolves.toEqual([200, 403]);
    const group = await groupOf(used, 'p1');
    await expect(codes(used, [['DELETE', `${DACMO}/${group}/Grant/n1`]], 'a')).resolves.toEqual([200]);
    await expect(codes(used, [['GET', `${PROBE}/Fixed`]], 'b')).resolves.toEqual([403]);
  });

  it('takes and withdraws several lines at once', async () => {
    const used = await open();
    const group = await groupOf(used, 'p1');
    const item = (name: string, rights: string): object => ({
      ClientURI: `${DACMO}/${group}/Grant/${name}`, MOData: { [name]: { SrvID: 'srv-b', Rights: rights } },
    });
    await expect(codes(used, [['HGET', used.serve('/two', [item('n1', 'R'), item('n2', 'W')])]])).resolves.toEqual([200]);
    await expect(codes(used, [['GET', `${PROBE}/Fixed`], ['DELETE', `${PROBE}/Note`]], 'b')).resolves.toEqual([200, 200]);
    await expect(codes(used, [['DELETE', `${DACMO}/${group}/Grant/n1`, `${DACMO}/${group}/Grant/n2`]])).resolves.toEqual([200]);
    await expect(codes(used, [['GET', `${PROBE}/Fixed`], ['DELETE', `${PROBE}/Tags`]], 'b')).resolves.toEqual([403, 403]);
  });

  it('is closed to servers without the delegate right', async () => {
    const used = await open({ change: grant('RWX') });
    await expect(delegate(used, { account: 'b', line: { SrvID: 'srv-c', Rights: 'R' } })).resolves.toEqual([403]);
  });

  it('lets a delegate pass on at most its own rights', async () => {
    const used = await open({ change: grant('RD') });
    await expect(delegate(used, { account: 'b', line: { SrvID: 'srv-c', Rights: 'X' } })).resolves.toEqual([403]);
    await expect(delegate(used, { account: 'b', line: { SrvID: 'srv-c', Rights: 'R' } })).resolves.toEqual([200]);
  });

  it('protects the owner', async () => {
    const used = await open({ change: grant('RWXD') });
    const group = await groupOf(used, 'p1');
    const uri = used.serve('/owner', [{ ClientURI: `${DACMO}/`, MOData: { Rights: '' } }]);
    await expect(codes(used, [
      ['HGET', uri, `${DACMO}/${group}/Grant/owner/Rights`], ['DELETE', `${DACMO}/${group}/Grant/owner`], ['DELETE', `${DACMO}/${group}`],
    ], 'b')).resolves.toEqual([405, 405, 405]);
  });

  it('ends subscriptions whose right is withdrawn', async () => {
    const used = await open();
    await delegate(used, { line: { SrvID: 'srv-b', Rights: 'R' } });
    await codes(used, [['SUB', `${used.server.url}/sub`, `${PROBE}/State`]], 'b');
    await delegate(used, { line: { SrvID: 'srv-b', Rights: '' } });
    await codes(used, [['EXEC', `${PROBE}/Operations/Run`]], 'a');
    expect(used.transfers().filter(({ method }) => method === 'PUT')).toEqual([]);
  });
});

describe('caching', () => {
  const root = `${PROBE}/`;

  async function validator(used: Kit): Promise<string> {
    const [status] = await used.run([['GET', root]]);
    return status?.MO?.[0]?.CV ?? 'none';
  }

  it('answers a current validator with 304 for any node of the instance and every reader', async () => {
    const used = await open();
    const cv = await validator(used);
    const statuses = await used.run([
      ['GET', `${root}?cv=${cv}`], ['GET', `${PROBE}/Fixed?cv=${cv}`], ['HPUT', `${used.server.url}/up`, `${root}?cv=${cv}`], ['GET', root],
    ]);
    expect(statuses.map(({ sc, MO }) => [sc, MO !== undefined])).toEqual([[304, false], [304, false], [304, false], [200, true]]);
    expect(used.transfers()).toEqual([]);
    await expect(validator(used)).resolves.toBe(cv);
  });

  it('changes the validator with every change in the instance', async () => {
    const used = await open();
    const seen = [await validator(used)];
    for (const command of [
      ['HGET', used.serve('/name', [{ ClientURI: root, MOData: { Name: 'b' } }]), `${PROBE}/Config/Name`],
      ['DELETE', `${PROBE}/Note`], ['EXEC', `${PROBE}/Operations/Run`],
    ]) {
      await used.run([command]);
      await expect(codes(used, [['GET', `${PROBE}/Fixed?cv=${seen.at(-1) ?? ''}`]])).resolves.toEqual([200]);
      seen.push(await validator(used));
    }
    expect(new Set(seen).size).toBe(4);
  });

  it('is absent where it is switched off or the MO is volatile', async () => {
    const used = await open({ features: { C_CACHE: false } });
    await expect(validator(used)).resolves.toBe('none');
    await expect(codes(used, [['GET', `${root}?cv=x`], ['GET', 'urn:oma:mo:oma-sessioninfomo:1.0//?cv=x']])).resolves.toEqual([200, 200]);
  });
});
