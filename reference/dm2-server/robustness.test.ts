/** Hostile devices: whatever they send, the server answers, keeps its limits and goes on; every input is drawn at random and repeatable. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRange } from './range.js';
import { addRecord } from './records.js';
import { createReferenceServer } from './server.js';

const PACKAGE = (kind: string): readonly (readonly [string, string])[] => [['omadm-devid', 'IMEI:1'], ['content-type', `application/vnd.oma.dm.${kind}+json`]];

describe('any request', () => {
  const header = fc.oneof(fc.constantFrom('', '*/*', 'application/dmmo+json', 'Digest a="', 'Basic é', 'bytes=0-', 'text/html;q=2'), fc.string());
  const target = fc.oneof(fc.constantFrom('/dm', '/dm2/x', '/data/d1/x', '/content/x', '/page?ui=1', '*', 'http://h/dm'), fc.string());
  const body = fc.oneof(
    fc.json().map((text) => Buffer.from(text)), fc.uint8Array().map((octets) => Buffer.from(octets)),
    fc.record({ Status: fc.array(fc.record({ sc: fc.integer(), URI: fc.array(fc.string()), MO: fc.jsonValue() })), Alert: fc.array(fc.record({ AlertType: fc.string({ minLength: 1 }), SourceURI: fc.string(), Data: fc.object() })) }).map((value) => Buffer.from(JSON.stringify(value))),
    fc.array(fc.record({ ClientURI: fc.oneof(fc.string(), fc.constantFrom('a/b/', 'a//', 'a/*')), CV: fc.string(), MOData: fc.object() })).map((value) => Buffer.from(JSON.stringify(value))),
  );
  const request = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'DELETE'), target, body,
    headers: fc.tuple(fc.constantFrom(...['initiation', 'response', 'request'].map(PACKAGE), [['content-type', 'application/dmmo+json'] as const]), fc.dictionary(fc.constantFrom('accept', 'authorization', 'range', 'if-range', 'content-type'), header))
      .map(([fixed, drawn]) => new Map<string, string>([...fixed, ...Object.entries(drawn)])),
  });

  it('has an answer that is not the fault of the server', async () => {
    await fc.assert(fc.asyncProperty(fc.array(request, { maxLength: 8 }), async (requests) => {
      const server = createReferenceServer();
      server.announce('http://127.0.0.1:1');
      const operate = (path: string, value: unknown, method = 'POST'): unknown => server.respondToOperator({ method, target: path, headers: new Map(), body: Buffer.from(JSON.stringify(value)) });
      await operate('/devices/IMEI:1', { serverId: 's', credentials: null, notification: null, permissions: [] }, 'PUT');
      await operate('/devices/IMEI:1/commands', { packages: [[{ command: 'GET', client: ['a/b/'] }, { command: 'EXEC', client: ['a//c'] }], [{ command: 'HPUT', client: ['a/b/'] }, { command: 'SHOW' }, { command: 'CONT' }]] });
      for (const each of requests) expect((await server.respond(each)).status).toBeLessThan(500);
      expect((await server.respondToOperator({ method: 'GET', target: '/devices/IMEI:1', headers: new Map(), body: Buffer.alloc(0) })).status).toBe(200);
      await server.idle();
    }), { numRuns: 200 });
  });

  it('of an operator has an answer that is not the fault of the server', async () => {
    const server = createReferenceServer({ outbound: { http: async () => ({ status: 200, body: Buffer.alloc(0) }), udp: async () => undefined } });
    const create = { method: 'PUT', target: '/devices/a', headers: new Map<string, string>(), body: Buffer.from('{"serverId":"s","credentials":null,"notification":null,"permissions":[]}') };
    await server.respondToOperator(create);
    await fc.assert(fc.asyncProperty(fc.constantFrom('/devices/a/commands', '/devices/a/notification', '/devices/a/bootstrap', '/devices/b'), fc.oneof(fc.json(), fc.string()), async (path, text) => {
      const { status } = await server.respondToOperator({ method: path === '/devices/b' ? 'PUT' : 'POST', target: path, headers: new Map(), body: Buffer.from(text) });
      expect(status).toBeLessThan(500);
    }), { numRuns: 300 });
  });
});

describe('a range', () => {
  it('lies within the content or is none', () => {
    fc.assert(fc.property(fc.string(), fc.nat(), (text, size) => {
      const range = readRange(text, size);
      if (range.kind === 'part') expect(range.first <= range.last && range.last < size && range.first >= 0).toBe(true);
    }));
    fc.assert(fc.property(fc.option(fc.nat(30)), fc.option(fc.nat(30)), fc.nat(20), (from, to, size) => {
      const range = readRange(`bytes=${from ?? ''}-${to ?? ''}`, size);
      const all = Array.from({ length: size }, (_, index) => index);
      const wanted = from === null ? all.slice(to === null || to === 0 ? size : -to) : all.filter((index) => index >= from && (to === null || index <= to));
      const isRange = (from !== null || to !== null) && (from === null || to === null || to >= from);
      expect(range).toEqual(isRange ? (wanted.length === 0 ? { kind: 'beyond' } : { kind: 'part', first: wanted[0], last: wanted.at(-1) }) : { kind: 'whole' });
    }));
  });
});

describe('a list of records', () => {
  it('keeps the newest within both limits', () => {
    fc.assert(fc.property(fc.array(fc.nat(10), { minLength: 1 }), fc.integer({ min: 1, max: 5 }), fc.nat(20), (sizes, count, bytes) => {
      const list: number[] = [];
      sizes.forEach((entry) => addRecord(list, { entry, limits: { recordsPerDevice: count, recordBytesPerDevice: bytes }, bytesOf: (each) => each }));
      expect(sizes.slice(-list.length)).toEqual(list);
      expect(list.length === 1 || (list.length <= count && list.reduce((sum, each) => sum + each, 0) <= bytes)).toBe(true);
    }));
  });
});
