/** What happens beside and after a session: alerts, late results, subscriptions, defaults, browser, restart. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Kit, KitOptions } from './testing/session-kit.js';
import { codes, openKit } from './testing/session-kit.js';

const PROBE_MO = 'urn:oma:mo:x-suite-probe:1.0';
const PROBE = `${PROBE_MO}/p1`;
const DEVINFO = 'urn:oma:mo:oma-dm-devinfo:1.2';
const EVENT = { AlertType: 'urn:x:event', SourceURI: `${PROBE}/State`, Mark: 'minor', Data: { level: 1 } } as const;

let kit: Kit | undefined;

const open = async (options?: KitOptions): Promise<Kit> => {
  kit = await openKit(options);
  return kit;
};

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

const alertTypes = (used: Kit): readonly (readonly string[] | undefined)[] =>
  used.packages().map(({ Alert }) => Alert?.map(({ AlertType }) => AlertType.split(':').at(-1) ?? ''));

describe('alerts', () => {
  it('start a session and are delivered once', async () => {
    const used = await open();
    used.client.raiseAlert(EVENT);
    await used.client.idle();
    await used.client.idle();
    await used.client.runSession();
    expect(alertTypes(used)).toEqual([['ClientInitiatedMgmt', 'event'], ['ClientInitiatedMgmt']]);
    expect(used.packages()[0]?.Alert?.[1]).toEqual(EVENT);
  });

  it('are repeated by the next session if they were not delivered, and by no other', async () => {
    const used = await open();
    used.client.raiseAlert(EVENT);
    used.server.packages.push({ status: 500 });
    await used.client.idle();
    await used.client.idle();
    expect(used.packages()).toHaveLength(1);
    await used.client.runSession();
    expect(alertTypes(used)[1]).toEqual(['ClientInitiatedMgmt', 'event']);
  });

  it('ride in Package#3 when they come up during a session', async () => {
    const used = await open();
    await used.run([['EXEC', 'urn:oma:mo:oma-dcmo:1.0//Operations/Enable']]);
    expect(used.packages()[1]).toEqual({
      Status: [{ sc: 200 }],
      Alert: [{
        AlertType: 'urn:oma:at:dcmo:1.0:OperationComplete', SourceURI: 'urn:oma:mo:oma-dcmo:1.0/cam/Operations/Enable',
        Mark: 'informational', DataType: 'int', Data: { DM1x: 1200 },
      }],
    });
  });

  it('go to an account that may see their source only', async () => {
    const used = await open();
    used.client.raiseAlert(EVENT);
    await used.client.runSession('b');
    expect(alertTypes(used)[0]).toEqual(['ClientInitiatedMgmt']);
  });
});

describe('EXEC', () => {
  it('with a ServerURI is reported in a session there, after the ordering one', async () => {
    const used = await open();
    const later = `${used.server.url}/dm/later`;
    await expect(codes(used, [['EXEC', `${PROBE}/Operations/Run`, later], ['GET', `${PROBE}/State`]])).resolves.toEqual([202, 200]);
    expect(used.server.seen.map(({ target }) => target)).toEqual(['/dm/a', '/dm/a', '/dm/later']);
    expect(used.packages()[2]?.Alert).toMatchObject([
      { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }, { SourceURI: `${PROBE}/Operations/Run`, Data: { Result: 200 } },
    ]);
  });

  it('of a slow operation is reported to the account later', async () => {
    const used = await open();
    await expect(codes(used, [['EXEC', `${PROBE}/Operations/Slow`]])).resolves.toEqual([202]);
    expect(used.server.seen.map(({ target }) => target)).toEqual(['/dm/a', '/dm/a', '/dm/a']);
    expect(used.packages()[2]?.Alert?.[1]?.SourceURI).toBe(`${PROBE}/Operations/Slow`);
  });

  it('follows the packages of a late session', async () => {
    const used = await open();
    used.server.packages.push([['EXEC', `${used.server.url}/dm/later`, `${PROBE}/Operations/Run`]], [['END']], [['GET', `${PROBE}/State`]]);
    await used.client.runSession();
    await used.client.idle();
    expect(used.packages().at(-1)?.Status?.[0]?.MO?.[0]?.MOData).toEqual({ State: 'ran' });
  });

  it('repeats an undelivered result after the next completed session', async () => {
    const used = await open();
    used.server.packages.push([['EXEC', `${used.server.url}/dm/later`, `${PROBE}/Operations/Run`]], [['END']], { status: 500 });
    await used.client.runSession();
    await used.client.idle();
    await used.client.runSession();
    await used.client.idle();
    expect(used.server.seen.map(({ target }) => target)).toEqual(['/dm/a', '/dm/a', '/dm/later', '/dm/a', '/dm/later']);
  });

  it.each([[`${DEVINFO}//Man`, 405], [`${PROBE}/Operations`, 405], [`${PROBE}/Operations/None`, 404]])('of %s is answered with %i', async (address, sc) => {
    await expect(codes(await open(), [['EXEC', address]])).resolves.toEqual([sc]);
  });
});

describe('subscriptions', () => {
  const uploads = (used: Kit): readonly unknown[] => used.transfers().filter(({ method }) => method === 'PUT')
    .map(({ target, body }) => [target, (JSON.parse(body.toString('utf8')) as { MOData: unknown }[]).map(({ MOData }) => MOData)]);

  it('report changes inside and nothing else, one PUT for each round', async () => {
    const used = await open();
    await used.run([['SUB', `${used.server.url}/sub`, `${PROBE}/Data`]]);
    await used.client.changeNode(`${PROBE}/State`, 'other');
    await used.client.changeNode(`${PROBE}/Data/first/Value`, '2');
    await used.client.changeNode(`${PROBE}/Data/second`, { Value: '3' });
    await used.client.changeNode(`${PROBE}/Data/first`, undefined);
    await used.run([['DELETE', `${PROBE}/Data/second/Value`], ['DELETE', `${PROBE}/Data/second`]]);
    const first = { Date: '2016-02-09', Value: '2', Kept: 'kept' };
    expect(uploads(used)).toEqual([
      ['/sub', [{ Data: { first } }]],
      ['/sub', [{ Data: { first, second: { Value: '3', Kept: 'kept' } } }]],
      ['/sub', [{ Data: { second: { Value: '3', Kept: 'kept' } } }]],
      ['/sub', [{ Data: {} }]],
    ]);
  });

  it('report an empty list when the subscribed node is gone', async () => {
    const used = await open();
    await used.run([['SUB', `${used.server.url}/sub`, `${PROBE}/Note`], ['DELETE', `${PROBE}/Note`]]);
    expect(uploads(used)).toEqual([['/sub', []]]);
  });

  it('send to the last address given and end by the same ClientURI only', async () => {
    const used = await open();
    await expect(codes(used, [
      ['SUB', `${used.server.url}/one`, `${PROBE}/State`], ['SUB', `${used.server.url}/two`, `${PROBE}/State`],
      ['UNSUB', `${PROBE_MO}//State`], ['UNSUB', `${PROBE}/`], ['EXEC', `${PROBE}/Operations/Run`],
    ])).resolves.toEqual([200, 200, 404, 404, 200]);
    await expect(codes(used, [['UNSUB', `${PROBE}/State`]], 'b')).resolves.toEqual([404]);
    await expect(codes(used, [['UNSUB', `${PROBE}/State`], ['UNSUB', `${PROBE}/State`]])).resolves.toEqual([200, 404]);
    await used.client.changeNode(`${PROBE}/State`, 'x');
    await used.client.idle();
    expect(uploads(used)).toEqual([['/two', [{ State: 'ran' }]]]);
  });

  it('repeat a report in a type that the repository lists', async () => {
    const used = await open();
    used.server.resources.set('/sub', (request) => (request.headers['content-type'] === 'application/json'
      ? {} : { status: 415, headers: { 'OMADM-Accept': 'application/x-a, application/json' } }));
    await used.run([['SUB', `${used.server.url}/sub`, `${PROBE}/State`], ['EXEC', `${PROBE}/Operations/Run`]]);
    expect(used.transfers().map(({ headers }) => headers['content-type'])).toEqual(['application/dmmo+json', 'application/json']);
  });

  it.each([[500], [415]])('do not repeat a report after %i without a list of types', async (status) => {
    const used = await open();
    used.server.resources.set('/sub', { status });
    await used.run([['SUB', `${used.server.url}/sub`, `${PROBE}/State`], ['EXEC', `${PROBE}/Operations/Run`]]);
    expect(used.transfers()).toHaveLength(1);
  });
});

describe('DEFAULT', () => {
  it('is used when a local application needs the MO, also after a restart, and told to nobody', async () => {
    const used = await open();
    const item = { ClientURI: `${PROBE_MO}//`, MOData: { Probe: { Config: { Name: 'default' } } } };
    await expect(codes(used, [
      ['DEFAULT', `${used.server.url}/old`, PROBE_MO], ['DEFAULT', used.serve('/new', [item]), PROBE_MO],
      ['DEFAULT', `${used.server.url}/other`, 'urn:oma:mo:moid:1.0'],
      ['DEFAULT', `${used.server.url}/x`, 'urn:x:none'], ['DEFAULT', `${used.server.url}/x`, 'urn:oma:mo:x-suite-private:1.0'],
    ])).resolves.toEqual([200, 200, 200, 404, 403]);
    await expect(used.client.needMo(PROBE_MO)).resolves.toBe('present');
    await used.run([['DELETE', `${PROBE}/`]]);
    used.client.restart();
    const before = used.packages().length;
    await expect(used.client.needMo(PROBE_MO)).resolves.toBe('fetched');
    await used.client.idle();
    expect(used.packages()).toHaveLength(before);
    expect(used.transfers().map(({ target }) => target)).toEqual(['/new']);
    const [status] = await used.run([['GET', `${PROBE_MO}//Config/Name`]]);
    expect(status?.MO?.[0]?.MOData).toEqual({ Name: 'default' });
  });

  it('gives nothing where no address was set or the fetch fails', async () => {
    const used = await open();
    await used.run([['DELETE', `${PROBE}/`]]);
    await expect(used.client.needMo(PROBE_MO)).resolves.toBe('unavailable');
    await used.run([['DEFAULT', `${used.server.url}/none`, PROBE_MO]]);
    await expect(used.client.needMo(PROBE_MO)).resolves.toBe('unavailable');
  });
});

describe('SHOW', () => {
  it('loads the page beside the session and waits for nothing', async () => {
    const used = await open();
    let finish = (): void => undefined;
    used.server.resources.set('/page', { write: (response) => {
      finish = () => response.end('<p>');
    } });
    await expect(codes(used, [['SHOW', `${used.server.url}/page?ui=77`], ['HPUT', `${used.server.url}/up`, `${DEVINFO}//DevID`]]))
      .resolves.toEqual([200, 200]);
    expect(used.transfers().find(({ method }) => method === 'GET')).toMatchObject({ target: '/page?ui=77', headers: { accept: 'text/html, */*;q=0.1' } });
    finish();
  });

  it('is an error for itself alone when the browser cannot be started', async () => {
    const used = await open();
    used.client.setBrowser('unavailable');
    await expect(codes(used, [['SHOW', `${used.server.url}/page`], ['GET', `${DEVINFO}//DevID`]])).resolves.toEqual([503, 200]);
  });
});

describe('the device', () => {
  it('keeps trees, subscriptions, validators and undelivered alerts when its state is moved', async () => {
    const used = await open();
    await used.run([['SUB', `${used.server.url}/sub`, `${PROBE}/State`], ['DELETE', `${PROBE}/Note`]]);
    used.client.raiseAlert(EVENT);
    const saved = used.client.exportState();
    used.client.importState(saved);
    expect(used.client.exportState()).toBe(saved);
    await used.client.changeNode(`${PROBE}/State`, 'moved');
    await used.client.idle();
    expect(used.transfers()).toHaveLength(1);
    expect(alertTypes(used).at(-1)).toEqual(['ClientInitiatedMgmt', 'event']);
  });

  it('tells bearer and roaming state in Session Information', async () => {
    const used = await open();
    used.client.setBearer(3);
    used.client.setRoaming(1);
    const [status] = await used.run([['GET', 'urn:oma:mo:oma-sessioninfomo:1.0//']]);
    expect(status?.MO?.[0]?.MOData).toEqual({ SessionInfo: { CBT: 3, ROAMING: 1 } });
  });

  it('keeps instances of local applications to itself', async () => {
    const used = await open();
    const address = await used.client.createInstance(PROBE_MO, { Config: { Name: 'local' } });
    await expect(codes(used, [['GET', address]])).resolves.toEqual([403]);
  });

  it('says what is wrong with the arguments of its owner', async () => {
    const { client } = await open();
    await expect(client.changeNode(`${PROBE}/None`, 1)).rejects.toThrow('addresses no node of this device');
    await expect(client.createInstance('urn:x:none', {})).rejects.toThrow('this device has no MO urn:x:none');
    await expect(client.runSession('z')).rejects.toThrow('no account z; this device has: a, b');
    expect(() => client.importState('{}')).toThrow('saved state of the reference client');
  });
});
