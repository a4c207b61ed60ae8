/** HTTP exchanges of the reference client: request targets, limits, time limits, closing. */
import { createServer } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { openContext } from './context.js';
import { defaultDevice } from './devices/probe-device.js';
import { openConnections, splitUri } from './http.js';
import type { HttpConnections } from './http.js';
import { CERTIFICATE, PRIVATE_KEY } from './testing/self-signed.js';
import type { ScriptedServer } from './testing/scripted-server.js';
import { startScriptedServer } from './testing/scripted-server.js';

const opened: { close: () => Promise<void> | void }[] = [];

async function open(options: Partial<Parameters<typeof openConnections>[0]> = {}): Promise<{ server: ScriptedServer; connections: HttpConnections }> {
  const server = await startScriptedServer();
  const connections = openConnections({ requestMs: 2000, maxBytes: 1000, ...options });
  opened.push(connections, server);
  return { server, connections };
}

afterEach(async () => {
  for (const each of opened.splice(0)) {
    await each.close();
  }
});

describe('splitUri', () => {
  it.each([
    ['http://h', 'http', 'h', undefined, '/'],
    ['HTTPS://H:8443/a%2Fb/../c?d=?#e', 'https', 'H', 8443, '/a%2Fb/../c?d=?'],
    ['http://u:p@h?x=1', 'http', 'h', undefined, '/?x=1'],
    ['http://[::1]:80/', 'http', '::1', 80, '/'],
  ])('splits %s without changing it', (uri, scheme, host, port, target) => {
    expect(splitUri(uri)).toEqual({ scheme, host, port, target });
  });

  it('refuses what is not absolute', () => {
    expect(() => splitUri('/relative')).toThrow('"/relative" is not an absolute http or https URI');
  });
});

describe('an exchange', () => {
  it('keeps header names as given and adds the length of the body', async () => {
    const { server, connections } = await open();
    await connections.send({ method: 'PUT', url: `${server.url}/x`, headers: { 'oMa-X': '1' }, body: Buffer.from('abc') });
    expect(server.seen[0]).toMatchObject({ method: 'PUT', target: '/x', headers: { 'oma-x': '1', 'content-length': '3' } });
  });

  it('uses one connection for exchanges in a row', async () => {
    const { server, connections } = await open();
    const ports = new Set<number | undefined>();
    server.resources.set('/x', { write: (response) => {
      ports.add(response.socket?.remotePort);
      response.end();
    } });
    await connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} });
    await connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} });
    expect(ports.size).toBe(1);
  });

  it('fails for a body beyond the limit', async () => {
    const { server, connections } = await open();
    server.resources.set('/x', { body: 'x'.repeat(1001) });
    await expect(connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} })).rejects.toMatchObject({ kind: 'too-large' });
  });

  it('marks a body that broke off', async () => {
    const { server, connections } = await open();
    server.resources.set('/x', { write: (response) => {
      response.writeHead(200, { 'Content-Length': '10' });
      response.write('abc', () => response.destroy());
    } });
    await expect(connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} })).resolves.toMatchObject({ extent: 'truncated' });
  });

  it('fails when no answer comes in time', async () => {
    const { server, connections } = await open({ requestMs: 20 });
    server.resources.set('/x', { write: () => undefined });
    await expect(connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('ends when the client is closed', async () => {
    const { server, connections } = await open();
    server.resources.set('/x', { write: () => connections.close() });
    await expect(connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} })).rejects.toMatchObject({ kind: 'aborted' });
    await expect(connections.send({ method: 'GET', url: `${server.url}/x`, headers: {} })).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('an exchange over TLS', () => {
  async function openTls(ca: string | undefined): Promise<{ url: string; connections: HttpConnections; count: () => number }> {
    let requests = 0;
    const server = createServer({ cert: CERTIFICATE, key: PRIVATE_KEY }, (_request, response) => {
      requests += 1;
      response.end('secret');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const { connections } = openContext({ config: { ...defaultDevice({ accounts: [{ id: 'a', srvId: 'a', srvUri: 'https://127.0.0.1/' }] }), tls: ca === undefined ? {} : { ca } } });
    opened.push(connections, { close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }) });
    return { url: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/x`, connections, count: () => requests };
  }

  it('succeeds with a trusted certificate', async () => {
    const { url, connections } = await openTls(CERTIFICATE);
    await expect(connections.send({ method: 'GET', url, headers: {} })).resolves.toMatchObject({ status: 200 });
  });

  it('transfers nothing if the certificate is not trusted', async () => {
    const { url, connections, count } = await openTls(undefined);
    await expect(connections.send({ method: 'GET', url, headers: {} })).rejects.toMatchObject({ kind: 'connection' });
    expect(count()).toBe(0);
  });
});
