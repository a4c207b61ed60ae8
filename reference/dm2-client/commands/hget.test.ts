/** HGET in sessions over real HTTP: ~5.3.1 and the status table. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Kit, KitOptions } from '../testing/session-kit.js';
import { openKit } from '../testing/session-kit.js';

const PROBE_MO = 'urn:oma:mo:x-suite-probe:1.0';
const PROBE = `${PROBE_MO}/p1`;
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

/** Serves one item whose payload address does not matter and sends HGET for the address. */
async function put(used: Kit, { address, data, account = 'a' }: { readonly address: string; readonly data: unknown; readonly account?: string }): Promise<number | undefined> {
  const uri = used.serve('/item', [{ ClientURI: 'urn:x:elsewhere/e/', MOData: data }]);
  const [status] = await used.run([['HGET', uri, address]], account);
  return status?.sc;
}

async function read(used: Kit, address: string): Promise<unknown> {
  const [status] = await used.run([['GET', address]]);
  return status?.MO === undefined ? status?.sc : Object.values(status.MO[0]?.MOData ?? {})[0];
}

describe('HGET with a ClientURI', () => {
  it('replaces a leaf, whatever address the payload has', async () => {
    const used = await open();
    await expect(put(used, { address: `${PROBE}/Config/Name`, data: { Name: 'new' } })).resolves.toBe(200);
    await expect(read(used, `${PROBE}/Config`)).resolves.toEqual({ Name: 'new', Count: 7, Blob: 'AAEC' });
  });

  it('takes data nested from the root name for a deeper node', async () => {
    const used = await open();
    await put(used, { address: `${PROBE}/Config/Name`, data: { Probe: { Config: { Name: 'nested' } } } });
    await expect(read(used, `${PROBE}/Config/Name`)).resolves.toBe('nested');
  });

  it('replaces dynamic children and keeps permanent ones', async () => {
    const used = await open();
    await expect(put(used, { address: `${PROBE}/Data`, data: { Data: { second: { Value: '2' } } } })).resolves.toBe(200);
    await expect(read(used, `${PROBE}/Data`)).resolves.toEqual({ second: { Value: '2', Kept: 'kept' } });
  });

  it('creates a dynamic node with its permanent child', async () => {
    const used = await open();
    await expect(put(used, { address: `${PROBE}/Data/second`, data: { second: { Date: 'd' } } })).resolves.toBe(200);
    await expect(read(used, `${PROBE}/Data/second`)).resolves.toEqual({ Date: 'd', Kept: 'kept' });
  });

  it('does not bring back children of a node that was deleted', async () => {
    const used = await open();
    await used.run([['DELETE', `${PROBE}/Data/first`]]);
    await put(used, { address: `${PROBE}/Data/first`, data: { first: { Value: '9' } } });
    await expect(read(used, `${PROBE}/Data/first`)).resolves.toEqual({ Value: '9', Kept: 'kept' });
  });

  it.each([
    ['a permanent read-only leaf', `${PROBE}/Fixed`, { Fixed: 'x' }, 405],
    ['the same value for a permanent read-only leaf', `${PROBE}/Fixed`, { Fixed: 'fixed' }, 405],
    ['a device information leaf', `${DEVINFO}//Man`, { Man: 'x' }, 405],
    ['the device information root', `${DEVINFO}//`, { DevInfo: {} }, 405],
    ['another name for a permanent node', `${PROBE}/Config`, { Renamed: {} }, 405],
    ['a second instance of a permanent MO', `${DEVINFO}/d2/`, { DevInfo: {} }, 405],
    ['an unknown child', `${PROBE}/Config`, { Config: { Nonsense: 1 } }, 400],
    ['children below a leaf', `${PROBE}/Config/Name`, { Name: { child: 1 } }, 400],
    ['a scalar for an interior node', `${PROBE}/Config`, { Config: 'scalar' }, 400],
    ['text for an int leaf', `${PROBE}/Config/Count`, { Count: 'many' }, 400],
    ['too many items', `${PROBE}/Data`, { Data: Object.fromEntries([...'123456789'].map((n) => [n, {}])) }, 400],
    ['nothing for a OneOrMore node', `${PROBE}/Tags`, { Tags: {} }, 400],
    ['an unknown node', `${PROBE}/Nonsense`, { Nonsense: 1 }, 404],
    ['an unknown MOID', 'urn:x:none/i/Name', { Name: 1 }, 404],
    ['an MOID that was not set at bootstrap', 'urn:oma:mo:x-suite-private:1.0/x1/Secret', { Secret: 's' }, 403],
  ])('refuses %s', async (_, address, data, sc) => {
    const used = await open();
    const before = used.client.exportState();
    await expect(put(used, { address, data })).resolves.toBe(sc);
    expect(withoutSerial(used.client.exportState())).toEqual(withoutSerial(before));
  });

  it.each([
    ['Int', 42, 42], ['Int', '-42', -42], ['Bool', 'true', true], ['Bool', false, false], ['Float', '1e3', 1000], ['Float', 0.5, 0.5],
    ['Chr', '', ''], ['Chr', 'q" \\ \n \u{1F600}', 'q" \\ \n \u{1F600}'], ['Bin', 'AAEC/w==', 'AAEC/w=='], ['B64', '', ''],
    ['Xml', '<a>&amp;</a>', '<a>&amp;</a>'], ['Date', '2024-02-29', '2024-02-29'], ['Time', '235959', '235959'], ['Null', null, null],
  ])('stores %s %j and sends it back as %j', async (name, sent, back) => {
    const used = await open();
    await expect(put(used, { address: `${PROBE}/Kinds/${name}`, data: { [name]: sent } })).resolves.toBe(200);
    await expect(read(used, `${PROBE}/Kinds/${name}`)).resolves.toEqual(back);
  });

  it.each([
    ['Int', 1.5], ['Int', '1.5'], ['Bool', 'yes'], ['Bool', 1], ['Float', 'x'], ['Bin', 'not base64!'], ['B64', 'AAE'], ['Chr', 1],
    ['Date', '2024-13-01'], ['Time', '24:00:00'], ['Null', 'x'], ['Xml', 5],
  ])('refuses %s %j', async (name, sent) => {
    await expect(put(await open(), { address: `${PROBE}/Kinds/${name}`, data: { [name]: sent } })).resolves.toBe(400);
  });

  it('stores raw content in a leaf that takes its type, and nowhere else', async () => {
    const used = await open();
    const bytes = Buffer.from([0, 1, 254, 255]);
    used.server.resources.set('/raw', { headers: { 'Content-Type': 'application/octet-stream' }, body: bytes });
    const uri = `${used.server.url}/raw`;
    await expect(used.run([['HGET', uri, `${PROBE}/Config/Blob`], ['HGET', uri, `${PROBE}/Config/Name`], ['HGET', uri]]))
      .resolves.toEqual([{ sc: 200 }, { sc: 415 }, { sc: 415 }]);
    await expect(read(used, `${PROBE}/Config/Blob`)).resolves.toBe(bytes.toString('base64'));
  });

  it.each([404, 403, 500, 503])('gives up after one GET when the repository answers %i', async (status) => {
    const used = await open();
    used.server.resources.set('/gone', { status });
    await expect(used.run([['HGET', `${used.server.url}/gone`, `${PROBE}/Config/Name`]])).resolves.toEqual([{ sc: status }]);
    expect(used.transfers()).toHaveLength(1);
    await expect(read(used, `${PROBE}/Config/Name`)).resolves.toBe('probe');
  });

  it('uses path and query of the ServerURI byte for byte', async () => {
    const used = await open();
    await used.run([['HGET', `${used.server.url}/a/../b%2Fc?x=%20&y=1?2`]]);
    expect(used.transfers()[0]?.target).toBe('/a/../b%2Fc?x=%20&y=1?2');
    expect(used.transfers()[0]?.headers.accept).toContain('application/dmmo+json');
  });

  it('resumes a download that broke off', async () => {
    const used = await open();
    const text = JSON.stringify([{ ClientURI: `${PROBE}/Config/Name`, MOData: { Name: 'x'.repeat(5000) } }]);
    used.server.resources.set('/cut', (request) => ({
      write: (response) => {
        if (request.headers.range === undefined) {
          response.writeHead(200, { 'Content-Length': String(text.length), ETag: '"v1"' });
          response.write(text.slice(0, 1000), () => response.destroy());
          return;
        }
        const from = Number(/bytes=(\d+)-/.exec(request.headers.range)?.[1]);
        response.writeHead(206, { 'Content-Range': `bytes ${from}-${text.length - 1}/${text.length}` });
        response.end(text.slice(from));
      },
    }));
    await expect(used.run([['HGET', `${used.server.url}/cut`, `${PROBE}/Config/Name`]])).resolves.toEqual([{ sc: 200 }]);
    expect(used.transfers().map(({ headers }) => [headers.range !== undefined, headers['if-range']])).toEqual([[false, undefined], [true, '"v1"']]);
  });
});

function withoutSerial(text: string): unknown {
  const { serial: _serial, ...rest } = JSON.parse(text) as { readonly serial: number };
  return rest;
}

describe('HGET without a ClientURI', () => {
  it('creates instances under names of its own and returns their addresses', async () => {
    const used = await open();
    const item = { ClientURI: `${PROBE_MO}//`, MOData: { Probe: { Config: { Name: 'mine' } } } };
    const [status] = await used.run([['HGET', used.serve('/two', [item, { ...item, ClientURI: `${PROBE_MO}/theirs/` }])]]);
    expect(status?.sc).toBe(200);
    expect(new Set(status?.URI).size).toBe(2);
    expect(status?.URI).not.toContain(`${PROBE_MO}/theirs/`);
    for (const address of status?.URI ?? []) {
      await expect(read(used, `${address}Config`)).resolves.toEqual({ Name: 'mine', Count: 0, Blob: '' });
    }
    expect(used.packages().at(-2)?.MOS?.find(({ MOID }) => MOID === PROBE_MO)?.MIID).toHaveLength(3);
  });

  it('takes a single item instead of an array', async () => {
    const used = await open();
    const [status] = await used.run([['HGET', used.serve('/one', { ClientURI: `${PROBE_MO}//`, MOData: { Probe: {} } })]]);
    expect(status?.URI).toHaveLength(1);
  });

  it('stores nothing if one of the items does not fit', async () => {
    const used = await open();
    const good = { ClientURI: `${PROBE_MO}//`, MOData: { Probe: {} } };
    const [status] = await used.run([['HGET', used.serve('/bad', [good, { ...good, MOData: { Probe: { Nonsense: 1 } } }])]]);
    expect(status).toEqual({ sc: 400 });
    await used.run([]);
    expect(used.packages().at(-2)?.MOS?.find(({ MOID }) => MOID === PROBE_MO)?.MIID).toEqual(['p1']);
  });
});
