/** The package loop of a session over real HTTP: 5.2, CONT, END, errors of the server. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Kit, KitOptions } from './testing/session-kit.js';
import { openKit } from './testing/session-kit.js';

const PROBE = 'urn:oma:mo:x-suite-probe:1.0/p1';
const DEVINFO = 'urn:oma:mo:oma-dm-devinfo:1.2';

let kit: Kit | undefined;

const open = async (options?: KitOptions): Promise<Kit> => {
  kit = await openKit(options);
  return kit;
};

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

describe('a session', () => {
  it('runs Package#1, rounds of commands and END', async () => {
    const { server, client, packages, serve } = await open();
    const name = serve('/name', [{ ClientURI: `${PROBE}/Config/Name`, MOData: { Name: 'renewed' } }]);
    server.packages.push(
      [['HGET', name, `${PROBE}/Config/Name`], ['HPUT', `${server.url}/up`, `${DEVINFO}//`]],
      [['GET', `${PROBE}/Config/Name`], ['DELETE', `${PROBE}/Data/first`], ['EXEC', `${PROBE}/Operations/Run`]],
      [['END']],
    );
    await expect(client.runSession()).resolves.toEqual({ outcome: 'completed', reason: 'the server ended the session' });
    const [first, second, third] = packages();
    expect(first?.Alert).toEqual([{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }]);
    expect(first?.MOS?.find(({ MOID }) => MOID === DEVINFO)?.MIID).toEqual(['d1']);
    expect(second?.Status).toEqual([{ sc: 200 }, { sc: 200 }]);
    expect(third?.Status?.map(({ sc }) => sc)).toEqual([200, 200, 200]);
    expect(third?.Status?.[0]?.MO?.[0]?.MOData).toEqual({ Name: 'renewed' });
    expect(server.seen).toHaveLength(5);
  });

  it('labels its packages and names the device in each', async () => {
    const { server, run } = await open();
    await run([['GET', `${DEVINFO}//DevID`]]);
    expect(server.seen.map(({ headers }) => [headers['content-type'], headers.accept, headers['omadm-devid']])).toEqual([
      ['application/vnd.oma.dm.initiation+json', 'application/vnd.oma.dm.request+json', 'urn:uuid:00000000-0000-4000-8000-000000000001'],
      ['application/vnd.oma.dm.response+json', 'application/vnd.oma.dm.request+json', 'urn:uuid:00000000-0000-4000-8000-000000000001'],
    ]);
  });

  it('lists the MOIDs and instances that the account may see', async () => {
    const { packages, client } = await open();
    await client.runSession('b');
    const listed = Object.fromEntries((packages()[0]?.MOS ?? []).map(({ MOID, MIID }) => [MOID, MIID]));
    expect(listed).toEqual({
      [DEVINFO]: ['d1'],
      'urn:oma:mo:oma-dm-dmacc:1.2': ['a1', 'a2'],
      'urn:oma:mo:oma-sessioninfomo:1.0': ['s1'],
      'urn:oma:mo:x-suite-dacmo:1.0': ['ac'],
      'urn:oma:mo:x-suite-probe:1.0': [],
      'urn:oma:mo:moid:1.0': [],
      'urn:oma:mo:oma-dcmo:1.0': ['cam'],
      'urn:oma:mo:x-suite-settings:1.0': [],
      'urn:oma:mo:x-suite-other-settings:1.0': [],
    });
  });

  it('answers unknown commands with 501 and bad parameters with 400, and goes on', async () => {
    const { server, run } = await open();
    const up = ['HPUT', `${server.url}/up`, `${DEVINFO}//DevID`];
    const statuses = await run([up, ['FROB'], ['HPUT', `${server.url}/up`], ['CONT'], up]);
    expect(statuses.map(({ sc }) => sc)).toEqual([200, 501, 400, 400, 200]);
  });

  it('executes commands one after the other', async () => {
    const { server, run } = await open();
    server.resources.set('/slow', { write: (response) => setTimeout(() => response.writeHead(404).end(), 30) });
    await run([['HGET', `${server.url}/slow`], ['HPUT', `${server.url}/b`, `${DEVINFO}//DevID`], ['HGET', `${server.url}/c`]]);
    expect(server.seen.slice(1, 4).map(({ target }) => target)).toEqual(['/slow', '/b', '/c']);
  });

  it('executes everything in a package with END and reports nothing', async () => {
    const { server, client, transfers, packages } = await open();
    server.packages.push([['HPUT', `${server.url}/one`, `${DEVINFO}//`], ['END'], ['HPUT', `${server.url}/two`, `${DEVINFO}//`]]);
    await client.runSession();
    expect(transfers().map(({ target }) => target)).toEqual(['/one', '/two']);
    expect(packages()).toHaveLength(1);
  });

  it('follows CONT until the session ends and starts the next one at the account again', async () => {
    const { server, client } = await open();
    server.packages.push([['CONT', `${server.url}/dm/elsewhere?x=1`]], [['GET', `${DEVINFO}//DevID`]]);
    await client.runSession();
    await client.runSession();
    expect(server.seen.map(({ target }) => target)).toEqual(['/dm/a', '/dm/elsewhere?x=1', '/dm/elsewhere?x=1', '/dm/a']);
  });

  it.each([403, 404, 410, 500, 503])('ends without another package after HTTP %i', async (status) => {
    const { server, client } = await open();
    server.packages.push({ status }, [['END']]);
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'aborted' });
    expect(server.seen).toHaveLength(1);
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'completed' });
  });

  it.each([['truncated JSON', '{"CMD": [["HPUT"'], ['no CMD', '{}'], ['nothing', '']])('ends without side effect after %s', async (_, body) => {
    const { server, client } = await open();
    server.packages.push({ body });
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'aborted' });
    expect(server.seen).toHaveLength(1);
  });

  it('survives the loss of the connection', async () => {
    const { server, client } = await open();
    server.packages.push({ write: (response) => response.destroy() });
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'failed' });
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'completed' });
  });

  it('reads chunked packages and copes with closed connections', async () => {
    const { server, client, packages } = await open();
    const text = JSON.stringify({ CMD: [['GET', `${DEVINFO}//DevID`]] });
    server.packages.push({
      write: (response) => {
        response.writeHead(200, { Connection: 'close', 'Transfer-Encoding': 'chunked' });
        response.write(text.slice(0, 7));
        response.end(text.slice(7));
      },
    });
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'completed' });
    expect(packages()[1]?.Status?.map(({ sc }) => sc)).toEqual([200]);
  });

  it('answers an empty command list with an empty status list', async () => {
    const { run, packages } = await open();
    await run([]);
    expect(packages()[1]).toEqual({ Status: [] });
  });

  it('carries BootstrapComplete once, and only until it was delivered', async () => {
    const { server, client, packages } = await open({
      change: (config) => ({ ...config, accounts: config.accounts.map((account) => ({ ...account, bootstrap: 'just-completed' as const })) }),
    });
    server.packages.push({ status: 503 });
    await client.runSession();
    await client.runSession();
    await client.runSession();
    expect(packages().map(({ Alert }) => Alert?.map(({ AlertType }) => AlertType.split(':').at(-1)))).toEqual([
      ['BootstrapComplete'], ['BootstrapComplete'], ['ClientInitiatedMgmt'],
    ]);
  });

  it('answers a Basic challenge with the credentials of the account', async () => {
    const { server, client } = await open({
      change: (config) => ({
        ...config, accounts: config.accounts.map((account) => ({ ...account, auth: { user: 'dev', password: 'pw', sending: 'challenged' as const } })),
      }),
    });
    server.packages.push({ status: 401, headers: { 'WWW-Authenticate': 'Basic realm="dm"' } }, [['GET', `${DEVINFO}//DevID`]]);
    await expect(client.runSession()).resolves.toMatchObject({ outcome: 'completed' });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Basic ZGV2OnB3', 'Basic ZGV2OnB3']);
  });
});
