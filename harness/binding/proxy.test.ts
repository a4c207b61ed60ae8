import { Agent, createServer as createHttp } from 'node:http';
import { connect, createServer as createTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, closeAll, closing, listening, mirror, proxyTo, rawServer, talk } from './testing/proxied.js';

afterEach(closeAll);

describe('the proxy', () => {
  it('hands requests and answers on as they are and tells both', async () => {
    const { proxy, requests, responses } = await proxyTo(await mirror());
    const answer = await ask(proxy.port, { path: '/dm?x=%2F', headers: { 'X-Odd': 'a  b', 'Content-Type': 'text/plain' }, body: 'grün' });
    const got = JSON.parse(answer.body) as { method: string; target: string; headers: string[]; body: string };
    expect([got.method, got.target, got.body, answer.headers['x-mirror']]).toEqual(['POST', '/dm?x=%2F', 'grün', 'yes']);
    expect(got.headers[got.headers.indexOf('X-Odd') + 1]).toBe('a  b');
    expect([requests[0]?.target, Buffer.from(requests[0]?.body ?? []).toString(), responses[0]?.response.status, responses[0]?.cut]).toEqual(['/dm?x=%2F', 'grün', 200, null]);
  });

  it('makes what belongs to one hop anew: Host, Connection and what it names, TE, and adds Via', async () => {
    const port = await mirror();
    const { proxy } = await proxyTo(port);
    const lines = ['POST /dm HTTP/1.1', 'Host: device.invalid', 'Connection: close, X-Mine', 'X-Mine: 1', 'TE: trailers', 'Keep-Alive: 5', 'X-Other: 2', 'Content-Length: 2', '', 'hi'];
    const answer = await talk(proxy.port, lines.join('\r\n'));
    const got = JSON.parse(/\{.*\}/s.exec(answer)?.[0] ?? '{}') as { headers: string[] };
    const names = got.headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    expect(got.headers[got.headers.indexOf('Host') + 1]).toBe(`127.0.0.1:${port}`);
    expect(got.headers[got.headers.indexOf('Via') + 1]).toBe('1.1 dm-conformance');
    expect(names.filter((name) => ['x-mine', 'te', 'keep-alive'].includes(name))).toEqual([]);
    expect(names).toContain('x-other');
  });

  it('keeps chunked bodies chunked, both ways', async () => {
    const sent: string[] = [];
    const port = await rawServer((text, socket) => {
      sent.push(text);
      if (text.endsWith('0\r\n\r\n')) socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n');
    });
    const { proxy, requests } = await proxyTo(port);
    const answer = await ask(proxy.port, { headers: { 'Transfer-Encoding': 'chunked' }, body: 'in pieces' });
    expect([answer.body, answer.headers['transfer-encoding']]).toEqual(['abcde', 'chunked']);
    expect(sent.at(-1)).toContain('Transfer-Encoding: chunked');
    expect(Buffer.from(requests[0]?.body ?? []).toString()).toBe('in pieces');
  });

  it('keeps one connection to the server for each of the client while both leave it open', async () => {
    const ports: (number | undefined)[] = [];
    const port = await listening(createHttp((request, response) => {
      ports.push(request.socket.remotePort);
      request.resume();
      response.end('ok');
    }));
    const { proxy, requests } = await proxyTo(port);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    for (let count = 0; count < 3; count += 1) await ask(proxy.port, { agent });
    expect([new Set(ports).size, new Set(requests.map(({ connection }) => connection)).size]).toEqual([1, 1]);
    await ask(proxy.port);
    expect(new Set(ports).size).toBe(2);
  });

  it('answers pipelined requests in their order, one after the other at the server', async () => {
    const { proxy, requests } = await proxyTo(await mirror());
    const one = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const text = await talk(proxy.port, `${one('/first')}${one('/second')}${one('/third').replace('Host: x', 'Host: x\r\nConnection: close')}`);
    expect([...text.matchAll(/"target":"(\/\w+)"/g)].map(([, target]) => target)).toEqual(['/first', '/second', '/third']);
    expect(requests).toHaveLength(3);
  });

  it('opens a new connection where the server has closed the old one, and never sends twice', async () => {
    let requests = 0;
    const port = await rawServer((text, socket) => {
      if (!text.includes('\r\n\r\n')) return;
      requests += 1;
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
    });
    const { proxy } = await proxyTo(port);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    expect([(await ask(proxy.port, { method: 'GET', agent })).body, (await ask(proxy.port, { method: 'GET', agent })).body, requests]).toEqual(['ok', 'ok', 2]);
  });

  it.each([['the middle', 'half' as const, 4], ['a byte', 3, 3], ['before the first byte', 0, 0]])('cuts a request in %s, at the server as for the client', async (_where, afterBytes, wanted) => {
    let received = '';
    const ended = { resolve: (): void => undefined };
    const end = new Promise<void>((resolve) => (ended.resolve = resolve));
    const port = await rawServer((text, socket) => {
      received = text;
      socket.once('close', ended.resolve);
    });
    const { proxy, silences } = await proxyTo(port, { interruption: { within: 'request', afterBytes } });
    const answer = await ask(proxy.port, { body: '12345678' });
    await end;
    expect([answer.status, answer.error === null]).toEqual([0, false]);
    expect([received.split('\r\n\r\n')[1], received.includes('Content-Length: 8')]).toEqual(['12345678'.slice(0, wanted), true]);
    expect(silences).toEqual([{ kind: 'interrupted', reason: `the proxy cut the connection after ${wanted} of 8 body bytes, on purpose`, request: expect.anything() }]);
  });

  it('cuts an answer in the middle and tells the whole of it', async () => {
    const port = await listening(createHttp((request, response) => {
      request.resume();
      response.end('0123456789');
    }));
    const { proxy, responses } = await proxyTo(port, { interruption: { within: 'response', afterBytes: 'half' } });
    const answer = await ask(proxy.port);
    expect([answer.status, answer.body, answer.error === null]).toEqual([200, '01234', false]);
    expect([Buffer.from(responses[0]?.response.body ?? []).toString(), responses[0]?.cut]).toEqual(['0123456789', 'the proxy cut the connection after 5 of 10 body bytes, on purpose']);
  });

  it('hands on that the server broke off, in the middle of an answer and without one', async () => {
    const half = await proxyTo(await rawServer((text, socket) => void (text.includes('\r\n\r\n') && socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234'))));
    const answer = await ask(half.proxy.port, { method: 'GET' });
    expect([answer.body, answer.error === null]).toEqual(['01234', false]);
    expect(half.responses[0]?.response.fault).toContain('5 of 10 bytes');
    const none = await proxyTo(await rawServer((_text, socket) => void socket.destroy()));
    expect((await ask(none.proxy.port, { method: 'GET' })).error).not.toBeNull();
    expect(none.silences).toEqual([{ kind: 'closed', reason: 'the server: the connection was closed without a response' }]);
  });

  it('hands on that the client broke off: the server sees a body that is not whole', async () => {
    let received = '';
    const closed = { resolve: (): void => undefined };
    const end = new Promise<void>((resolve) => (closed.resolve = resolve));
    const port = await rawServer((text, socket) => {
      received = text;
      socket.once('close', closed.resolve);
    });
    const { proxy, requests } = await proxyTo(port);
    const socket = connect(proxy.port, '127.0.0.1', () => socket.write('POST /dm HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234', () => void setImmediate(() => socket.destroy())));
    await end;
    expect([received.split('\r\n\r\n')[1], received.includes('Content-Length: 10'), requests[0]?.incomplete === null]).toEqual(['01234', true, false]);
  });

  it('gives up on a server that says nothing in time, and on one that is not there', async () => {
    const slow = await proxyTo(await rawServer(() => undefined), { timeoutMs: 30 });
    expect((await ask(slow.proxy.port)).status).toBe(0);
    expect(slow.silences).toEqual([{ kind: 'late', reason: 'no answer within 30 ms' }]);
    const gone = await listening(createTcp());
    await closing.pop()?.();
    const absent = await proxyTo(gone);
    expect((await ask(absent.proxy.port)).status).toBe(0);
    expect(absent.silences[0]).toMatchObject({ kind: 'unreachable', reason: expect.stringContaining('cannot be reached') });
  });

  it('waits for an answer that comes byte by byte', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow';
    const port = await rawServer((text, socket) => {
      if (!text.includes('\r\n\r\n')) return;
      const drip = (at: number): void => {
        if (at < answer.length) socket.write(answer.slice(at, at + 1), () => void setImmediate(() => drip(at + 1)));
      };
      drip(0);
    });
    const { proxy } = await proxyTo(port);
    expect((await ask(proxy.port, { method: 'GET' })).body).toBe('slow');
  });

  it('carries a body of megabytes both ways', async () => {
    const { proxy, requests } = await proxyTo(await mirror());
    const body = 'x'.repeat(3 * 1024 * 1024);
    const answer = await ask(proxy.port, { body });
    expect([requests[0]?.body.length, (JSON.parse(answer.body) as { body: string }).body.length]).toEqual([body.length, body.length]);
  });

  it('cuts what is larger than its limit instead of keeping it', async () => {
    const { proxy, requests, silences } = await proxyTo(await mirror(), { maxBodyBytes: 1000 });
    expect((await ask(proxy.port, { body: 'x'.repeat(1500) })).status).toBe(0);
    expect([requests[0]?.body.length, silences[0]?.reason]).toEqual([1000, expect.stringContaining('exceeds the limit')]);
  });

  it('serves many clients at once, each with its own answer', async () => {
    const { proxy, requests } = await proxyTo(await mirror());
    const bodies = Array.from({ length: 60 }, (_, index) => `device ${index}`);
    const answers = await Promise.all(bodies.map((body) => ask(proxy.port, { body })));
    expect(answers.map((answer) => (JSON.parse(answer.body) as { body: string }).body)).toEqual(bodies);
    expect(requests).toHaveLength(60);
  });

  it('keeps the length that HEAD and 304 speak of, and sends no body', async () => {
    const port = await rawServer((text, socket) => {
      if (text.includes('\r\n\r\n')) socket.write(`HTTP/1.1 ${text.startsWith('HEAD') ? '200 OK' : '304 Not Modified'}\r\nContent-Length: 42\r\nETag: "1"\r\n\r\n`);
    });
    const { proxy } = await proxyTo(port);
    const head = await ask(proxy.port, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.headers['etag']]).toEqual([200, '42', '"1"']);
    expect([(await ask(proxy.port, { method: 'GET' })).status]).toEqual([304]);
  });

  it('follows no redirect and rewrites no address', async () => {
    const port = await listening(createHttp((request, response) => {
      request.resume();
      response.writeHead(302, { Location: 'http://elsewhere.invalid/x' });
      response.end('{"SrvURI":"http://elsewhere.invalid/dm"}');
    }));
    const { proxy } = await proxyTo(port);
    const answer = await ask(proxy.port);
    expect([answer.status, answer.headers.location, answer.body]).toEqual([302, 'http://elsewhere.invalid/x', '{"SrvURI":"http://elsewhere.invalid/dm"}']);
  });

  it('takes the absolute form of a target, and another path where it is told one', async () => {
    const port = await mirror();
    const absolute = await talk((await proxyTo(port)).proxy.port, 'GET http://device.invalid/dm?q HTTP/1.1\r\nHost: device.invalid\r\nConnection: close\r\n\r\n');
    expect(absolute).toContain('"target":"/dm?q"');
    expect((await ask((await proxyTo(port, { target: '/other' })).proxy.port)).body).toContain('"target":"/other"');
  });

  it('says that bytes are no HTTP, and sends them nowhere', async () => {
    const { proxy, malformed, requests } = await proxyTo(await mirror());
    await talk(proxy.port, 'this is no HTTP\r\n\r\n');
    expect([malformed.length, requests.length]).toEqual([1, 0]);
  });
});
