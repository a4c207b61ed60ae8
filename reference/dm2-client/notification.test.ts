/** Package#0 into the reference client, with the worked examples of the tables as octets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReferenceClient, type ReferenceClient } from './client.js';
import { defaultDevice } from './devices/probe-device.js';
import { startScriptedServer, type ScriptedServer } from './testing/scripted-server.js';

/** 2016-02-09T00:00:00Z, the TIMESTAMP of the example. */
const NOW_MS = 1_454_976_000_000;

const octets = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** Digests by Python's hashlib (dm2-tables section 5.2). */
const EXAMPLE = {
  'CD without data': '1300147372763111011212341f114c89b1e34bb00d520944bcdcfbaa62e1579259ea7a77ece6e93127450551d3c81456b92c0010',
  'CD with data': '1300147372763111011212341f1111d4e676fc52a193dfee1002e8f8c91179ac6644dd62919e0c2c74562125d1d01456b92c0010',
  'L12 with data': '13001004737276311001011002 1234 1020831d85a7b24feb8fc522cb6253e644893a63e6db5394f7932fa1d45e9b73d84d 100456b92c00 1000',
  'RFC with data': '1300147372763111011212341d13ce62a65303bccc9fb1ed5424c71ee52d2b38f6dc8810016a23c147e3c56548d61456b92c0010',
} as const;

let server: ScriptedServer;
let client: ReferenceClient;

beforeEach(async () => {
  server = await startScriptedServer();
  client = open(NOW_MS);
});

afterEach(async () => {
  await client.close();
  await server.close();
});

const open = (nowMs: number): ReferenceClient =>
  createReferenceClient({
    clock: { now: () => nowMs },
    config: defaultDevice({ accounts: [{ id: 'a', srvId: 'srv1', srvUri: `${server.url}/dm` }, { id: 'b', srvId: 'bare', srvUri: `${server.url}/bare`, notification: null }] }),
  });

const reason = async (hex: string): Promise<string> => {
  const result = await client.receiveNotification(octets(hex));
  return result.kind === 'dropped' ? result.reason : `session ${result.end.outcome}`;
};

describe('a notification', () => {
  it.each(Object.entries(EXAMPLE))('in the coding %s opens a session that returns its identifier', async (_name, hex) => {
    expect(await reason(hex)).toBe('session completed');
    expect(JSON.parse(server.seen[0]?.body.toString() ?? '')).toMatchObject({ Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ServerInitiatedMgmt', Data: { NotificationID: 0x1234 } }] });
  });

  it('is answered once', async () => {
    expect(await reason(EXAMPLE['CD with data'])).toBe('session completed');
    expect(await reason(EXAMPLE['CD with data'])).toBe('NOTIFICATION-ID 4660 was here before');
  });

  it.each([
    ['for an unknown server', '1080 14 73727632', 'no account has the SrvID "srv2"'],
    ['with another digest', EXAMPLE['CD with data'].replace('11d4', '11d5'), 'the digest is wrong'],
    ['with a digest for an account without credentials', `1100 14 62617265 3f11 ${'00'.repeat(32)}`, 'the account of bare has no notification credentials'],
    ['from another day', '1100 14 73727631 44 56b7da80', 'the time 1454889600 is not within 300 s of 1454976000'],
    ['of one byte', '11', 'the notification cannot be read'],
    ['that ends too early', '1100 14 737276', 'the notification is malformed'],
    ['with bytes behind', '1080 14 73727631 00', 'the notification is malformed'],
  ])('%s is dropped', async (_name, hex, expected) => {
    expect(await reason(hex)).toContain(expected);
    expect(server.seen).toEqual([]);
  });

  it('with an unknown option, other reserved bits and another version is taken', async () => {
    expect(await reason('2155 14 73727631 83 010203')).toBe('session completed');
  });
});

describe('an HTTP request at the address for pushes', () => {
  const envelope = (head: string): Uint8Array => Buffer.concat([Buffer.from(`${head}\r\nContent-Length: 6\r\n\r\n`), octets('1080 14 737276')]);

  it('is a push where its type says so, else the octets alone', () => {
    const taken = (method: string, contentType: string | undefined, body: Uint8Array): readonly [number, string | undefined] => {
      const { status, octets: inside } = client.takePush({ method, contentType, body });
      return [status, inside === undefined ? undefined : Buffer.from(inside).toString('hex')];
    };
    expect(taken('POST', 'application/http', envelope('HTTP/1.1 200 OK'))).toEqual([200, '108014737276']);
    expect(taken('POST', undefined, octets('1080'))).toEqual([200, '1080']);
    expect(taken('POST', 'application/http', octets('1080'))).toEqual([400, undefined]);
    expect(taken('GET', undefined, new Uint8Array())).toEqual([405, undefined]);
  });
});
