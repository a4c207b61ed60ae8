/** HPUT, HPOST, GET, DELETE and switched off features in sessions over real HTTP: ~5.3 and the status table. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Kit, KitOptions } from '../testing/session-kit.js';
import { openKit } from '../testing/session-kit.js';

const PROBE_MO = 'urn:oma:mo:x-suite-probe:1.0';
const PROBE = `${PROBE_MO}/p1`;
const DEVINFO = 'urn:oma:mo:oma-dm-devinfo:1.2';
const DMACC = 'urn:oma:mo:oma-dm-dmacc:1.2';

let kit: Kit | undefined;

const open = async (options?: KitOptions): Promise<Kit> => {
  kit = await openKit(options);
  return kit;
};

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

describe('HPUT and HPOST', () => {
  it.each([['HPUT', 'PUT'], ['HPOST', 'POST']])('%s uploads all addresses in one body by %s', async (name, method) => {
    const used = await open();
    await used.run([[name, `${used.server.url}/up?q=%2F`, `${DEVINFO}//`, 'urn:oma:mo:oma-sessioninfomo:1.0//CBT']]);
    const [upload, ...more] = used.transfers();
    expect(more).toEqual([]);
    expect([upload?.method, upload?.target, upload?.headers['content-type']]).toEqual([method, '/up?q=%2F', 'application/dmmo+json']);
    const items = JSON.parse(upload?.body.toString('utf8') ?? '') as { ClientURI: string; MOData: unknown }[];
    expect(items.map(({ ClientURI }) => ClientURI)).toEqual([`${DEVINFO}/d1/`, 'urn:oma:mo:oma-sessioninfomo:1.0/s1/CBT']);
    expect(items[0]?.MOData).toEqual({
      DevInfo: {
        DevID: 'urn:uuid:00000000-0000-4000-8000-000000000001', Man: 'ExampleWorks', Mod: 'EW-1', DmV: '2.0', Lang: 'en',
        DevType: 'gateway', OEM: '', FwV: '1.0', SwV: '1.1', HwV: '',
      },
    });
  });

  it('uploads nothing if one address names nothing', async () => {
    const used = await open();
    await expect(used.run([['HPUT', `${used.server.url}/up`, `${DEVINFO}//`, `${DEVINFO}//None`]])).resolves.toEqual([{ sc: 404 }]);
    expect(used.transfers()).toEqual([]);
  });

  it('leaves hidden nodes out', async () => {
    const used = await open();
    await used.run([['HPUT', `${used.server.url}/up`, `${DMACC}/a1/`]]);
    const text = used.transfers()[0]?.body.toString('utf8') ?? '';
    expect(text).not.toMatch(/Perm|ClientPubKey|ServerPubKey|ClientSecretKey/);
    const [item] = JSON.parse(text) as [{ MOData: { DMAcc: { SrvID: string; Auth: Record<string, object> } } }];
    expect(item.MOData.DMAcc.SrvID).toBe('srv-a');
    expect(Object.entries(item.MOData.DMAcc.Auth).map(([name, node]) => [name, Object.keys(node)])).toEqual([
      ['Bootstrap', ['ServerURI', 'SecMode']], ['Noti', ['Type', 'Data', 'Secret']], ['Trsp', ['Data']],
    ]);
  });

  it('follows OMADM-Accept, and answers 406 if it has none of the types', async () => {
    const used = await open();
    const command = [['HPUT', `${used.server.url}/up`, `${DEVINFO}//DevID`]];
    for (const accept of ['application/x-a, application/json;q=0.5, application/dmmo+json;q=0.1', 'application/x-nothing']) {
      used.server.packages.push({ headers: { 'OMADM-Accept': accept }, body: { CMD: command } });
      await used.client.runSession();
    }
    expect(used.transfers().map(({ headers }) => headers['content-type'])).toEqual(['application/json']);
    expect(used.packages().at(-1)?.Status).toEqual([{ sc: 406 }]);
  });
});

describe('DELETE', () => {
  it('removes nodes with everything below, also by wildcard', async () => {
    const used = await open();
    await used.client.changeNode(`${PROBE}/Data/second`, { Value: '2' });
    await expect(used.run([['DELETE', `${PROBE}/Data/*`], ['GET', `${PROBE}/Data/first/Value`], ['GET', `${PROBE}/Data`]]))
      .resolves.toMatchObject([{ sc: 200 }, { sc: 404 }, { sc: 200, MO: [{ MOData: { Data: {} } }] }]);
  });

  it('removes a whole instance', async () => {
    const used = await open();
    await used.run([['DELETE', `${PROBE}/`], ['GET', `${PROBE}/`]]).then((statuses) => expect(statuses.map(({ sc }) => sc)).toEqual([200, 404]));
  });

  it.each([
    [`${DEVINFO}//Man`, 405], [`${DEVINFO}//`, 405], [`${PROBE}/Config`, 405], [`${PROBE}/Data/first/Kept`, 405], [`${PROBE}/Tags/first`, 405],
    [`${PROBE}/Nothing`, 404], [`${PROBE}/Note`, 200], [`${PROBE}/Tags`, 200],
  ])('of %s is answered with %i', async (address, sc) => {
    const used = await open();
    await expect(used.run([['DELETE', address]])).resolves.toEqual([{ sc }]);
  });
});

describe('GET', () => {
  it.each([
    [`${DMACC}/a1/Perm`, 405], [`${DMACC}/a1/Perm/p1/MOID`, 405], [`${DMACC}/a1/Auth/Trsp/Secret`, 405], [`${PROBE}/WriteOnly`, 405],
    [`${PROBE}/Operations/Run`, 405], ['urn:x:none//', 404], [`${PROBE_MO}/none/`, 404], [`${PROBE}/none`, 404], ['no-slash', 400],
    ['urn:oma:mo:x-suite-private:1.0//', 403],
  ])('of %s is answered with %i', async (address, sc) => {
    const used = await open();
    await expect(used.run([['GET', address]])).resolves.toEqual([{ sc }]);
  });

  it.each([
    ['C_GET', ['GET', `${DEVINFO}//`]], ['C_SHOW', ['SHOW', 'http://127.0.0.1:9/']], ['C_SUB', ['UNSUB', `${DEVINFO}//`]],
    ['C_DEFAULT', ['DEFAULT', 'http://127.0.0.1:9/', PROBE_MO]], ['C_URI_WILDCARD', ['DELETE', `${PROBE}/Data/*`]],
    ['C_URI_XNAME', ['HPUT', 'http://127.0.0.1:9/', `${PROBE_MO}/(x)/`]], ['C_URI_QUERY', ['GET', `${DEVINFO}//?cv=1`]],
  ])('and other commands that need %s are answered with 501 without it', async (feature, command) => {
    const used = await open({ features: { [feature]: false } });
    await expect(used.run([command])).resolves.toEqual([{ sc: 501 }]);
  });
});
