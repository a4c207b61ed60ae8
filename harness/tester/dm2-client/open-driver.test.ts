import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { WALL_TIMERS } from '../../clock/timers.js';
import { IutFault } from '../../iut/control.js';
import { createRecorder, type Recorder } from '../../transcript/recorder.js';
import { openClientDriver, type RunningClientDriver } from './open-driver.js';

const P = 'urn:oma:mo:x-suite-probe:1.0/p1';

interface Request {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

const open: { readonly servers: Server[]; readonly drivers: RunningClientDriver[] } = { servers: [], drivers: [] };
afterEach(async () => {
  for (const driver of open.drivers.splice(0)) await driver.close();
  for (const server of open.servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server that answers each request by its line, `POST /dm`; a list is taken one by one, its last stays. */
async function serve(answers: (origin: string) => Readonly<Record<string, readonly Answer[]>>): Promise<{ readonly origin: string; readonly seen: readonly Request[] }> {
  const seen: Request[] = [];
  const turns = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      const text = Buffer.concat(chunks).toString();
      seen.push({ line, headers: request.headers, body: text === '' ? undefined : JSON.parse(text) });
      const turn = turns.get(line) ?? 0;
      turns.set(line, turn + 1);
      const list = answers(origin)[line] ?? [{ status: 404 }];
      const { status = 200, body } = list[Math.min(turn, list.length - 1)] ?? {};
      response.writeHead(status).end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  open.servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return { origin, seen };
}

function drive(place: { readonly endpoint: string | null; readonly upperTester?: string }): RunningClientDriver & { readonly recorder: Recorder } {
  const recorder = createRecorder(() => 0);
  const running = openClientDriver({ upperTester: null, ...place, lane: 't7', recorder, deadlines: { startMs: 500, replyMs: 500, observeMs: 5 }, timers: WALL_TIMERS, parameters: { 'device.id': 'urn:uuid:1' }, credentials: { scheme: 'basic', user: 'u', password: 'p' }, tls: {}, maxBodyBytes: 10_000, signal: new AbortController().signal });
  open.drivers.push(running);
  return { ...running, recorder };
}

const package2 = (...CMD: readonly (readonly string[])[]): Answer => ({ body: { CMD } });

const packagesOf = (seen: readonly Request[]): readonly unknown[] => seen.filter(({ line }) => line.startsWith('POST /dm')).map(({ body }) => body);

describe('the tester as a client', () => {
  it('opens a session, follows commands and reports their results until END', async () => {
    const name = { ClientURI: `${P}/Config/Name`, MOData: { Name: 'fetched' } };
    const { origin, seen } = await serve((self) => ({
      'POST /dm': [package2(['HGET', `${self}/name`, `${P}/Config/Name`], ['HPUT', `${self}/up`, `${P}/Config`], ['GET', `${P}/Config/Name`]), package2(['DELETE', `${P}/none`], ['EXEC', `${P}/Operations/Run`], ['FLY']), package2(['END'])],
      'GET /name': [{ body: [name] }],
      'PUT /up': [{ status: 201 }],
    }));
    const { driver } = drive({ endpoint: `${origin}/dm` });
    await (await driver.device()).session();
    expect(packagesOf(seen)).toEqual([
      { Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }] },
      { Status: [{ sc: 200 }, { sc: 201 }, { sc: 200, MO: [name] }] },
      { Status: [{ sc: 404 }, { sc: 200 }, { sc: 405 }] },
    ]);
    expect(seen.find(({ line }) => line === 'PUT /up')?.body).toEqual([{ ClientURI: `${P}/Config`, MOData: { Config: { Name: 'fetched', Count: 1 } } }]);
    expect(seen[0]?.headers).toMatchObject({ 'omadm-devid': 'urn:uuid:1', accept: 'application/vnd.oma.dm.request+json', authorization: `Basic ${Buffer.from('u:p').toString('base64')}` });
  });

  it('reports nothing after END, though it carries out what stands beside it', async () => {
    const { origin, seen } = await serve((self) => ({ 'POST /dm': [package2(['HPUT', `${self}/up`, `${P}/Config/Count`], ['END'])], 'PUT /up': [{}] }));
    await (await drive({ endpoint: `${origin}/dm` }).driver.device()).session();
    expect(seen.map(({ line }) => line)).toEqual(['POST /dm', 'PUT /up']);
  });

  it('answers 202 for the slow operation, and ends it by an alert at the address of EXEC', async () => {
    const { origin, seen } = await serve((self) => ({ 'POST /dm': [package2(['EXEC', `${self}/late`, `${P}/Operations/Slow`]), package2(['END'])], 'POST /late': [package2(['END'])] }));
    const device = await drive({ endpoint: `${origin}/dm` }).driver.device();
    await device.session();
    await device.finish();
    await device.finish();
    expect(seen.map(({ line }) => line)).toEqual(['POST /dm', 'POST /dm', 'POST /late']);
    expect(seen.slice(1).map(({ body }) => body)).toEqual([
      { Status: [{ sc: 202 }] },
      { Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }, { AlertType: 'urn:oma:at:x-suite-probe:1.0:OperationComplete', SourceURI: `${P}/Operations/Slow`, Data: { Result: 200 } }] },
    ]);
  });

  it('reports subscriptions until they are cancelled by the same address', async () => {
    const { origin, seen } = await serve((self) => ({
      'POST /dm': [package2(['SUB', `${self}/reports`, `${P}/Config/Name`], ['SUB', `${self}/reports`, `${P}/none`]), package2(['END']), package2(['UNSUB', 'urn:oma:mo:x-suite-probe:1.0//Config/Name'], ['UNSUB', `${P}/Config/Name`]), package2(['END'])],
      'PUT /reports': [{}],
    }));
    const device = await drive({ endpoint: `${origin}/dm` }).driver.device();
    await device.session();
    await device.report();
    await device.report({ type: 'text/plain', body: { x: 1 } });
    await device.session();
    await device.report();
    expect(seen.filter(({ line }) => line === 'PUT /reports').map(({ headers, body }) => [headers['content-type'], body])).toEqual([
      ['application/dmmo+json', [{ ClientURI: `${P}/Config/Name`, MOData: { Name: 'as delivered' } }]],
      ['text/plain', { x: 1 }],
    ]);
    expect([packagesOf(seen)[1], packagesOf(seen)[3]]).toEqual([{ Status: [{ sc: 200 }, { sc: 404 }] }, { Status: [{ sc: 404 }, { sc: 200 }] }]);
  });

  it('answers 304 where the server sends the validator that the instance has', async () => {
    const { origin, seen } = await serve((self) => ({ 'POST /dm': [package2(['GET', `${P}/?cv=v1`], ['HPUT', `${self}/up`, `${P}/?cv=v1`], ['GET', `${P}/?cv=v0`]), package2(['END'])] }));
    const device = await drive({ endpoint: `${origin}/dm` }).driver.device();
    device.tree.place({ moid: 'urn:oma:mo:x-suite-probe:1.0', miid: 'p1', root: 'Probe', data: { a: 1 }, cv: 'v1' });
    await device.session();
    expect(packagesOf(seen)[1]).toEqual({ Status: [{ sc: 304 }, { sc: 304 }, { sc: 200, MO: [{ ClientURI: `${P}/`, CV: 'v1', MOData: { Probe: { a: 1 } } }] }] });
    expect(seen.some(({ line }) => line === 'PUT /up')).toBe(false);
  });

  it('goes on at the address of CONT', async () => {
    const { origin, seen } = await serve((self) => ({ 'POST /dm': [package2(['CONT', `${self}/dm2`])], 'POST /dm2': [package2(['END'])] }));
    const { driver, recorder } = drive({ endpoint: `${origin}/dm` });
    await (await driver.device()).session();
    expect(seen.map(({ line }) => line)).toEqual(['POST /dm', 'POST /dm2']);
    expect(recorder.events.flatMap((event) => (event.kind === 'request' ? [event.address] : []))).toEqual(['a', 'b']);
  });

  it('says what the script says instead', async () => {
    const { origin, seen } = await serve(() => ({ 'POST /dm': [package2(['GET', `${P}/x`]), package2(['GET', `${P}/y`]), package2(['END'])] }));
    const device = await drive({ endpoint: `${origin}/dm` }).driver.device();
    device.raiseAlert({ AlertType: 'urn:x' });
    await device.session({ opening: device.package1({ Vendor: 1 }), status: ([, uri]) => (uri === `${P}/x` ? { sc: 202 } : undefined), report: (statuses, { round }) => (round === 2 ? null : device.package3({ Status: statuses, Vendor: 2 })) });
    expect(packagesOf(seen)).toEqual([{ Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }], Vendor: 1 }, { Status: [{ sc: 202 }], Vendor: 2 }]);
    await device.session();
    expect(packagesOf(seen)[2]).toEqual({ Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }, { AlertType: 'urn:x' }] });
  });

  it('visits no host that it was not told of', async () => {
    const { origin, seen } = await serve(() => ({ 'POST /dm': [package2(['HGET', 'http://localhost:1/x', `${P}/Config/Name`], ['CONT', 'http://localhost:1/dm']), package2(['END'])] }));
    await (await drive({ endpoint: `${origin}/dm` }).driver.device()).session();
    expect(packagesOf(seen)[1]).toEqual({ Status: [{ sc: 503 }, { sc: 200 }] });
  });

  it('stops with a server that never ends, and after an error', async () => {
    const endless = await serve(() => ({ 'POST /dm': [package2(['GET', P])] }));
    const first = drive({ endpoint: `${endless.origin}/dm` });
    await (await first.driver.device()).session();
    expect(endless.seen).toHaveLength(50);
    expect(first.recorder.events.at(-1)).toMatchObject({ kind: 'control', action: 'limit' });
    const broken = await serve(() => ({ 'POST /dm': [{ status: 500 }] }));
    await (await drive({ endpoint: `${broken.origin}/dm` }).driver.device()).session();
    expect(broken.seen).toHaveLength(1);
  });

  it('makes devices of its own through the upper tester, asks it, and forgets them in the end', async () => {
    const id = 'urn%3Auuid%3A00000000-0000-4000-8000-000007000001';
    const { origin, seen } = await serve((self) => ({
      [`PUT /devices/${id}`]: [{ body: { endpoint: `${self}/dm`, other: null, repository: `${self}/data/` } }],
      [`POST /devices/${id}/commands`]: [{ status: 202 }],
      [`GET /devices/${id}`]: [{ body: { commands: [] } }],
      'PUT /repository/t7/x': [{ body: { url: `${self}/content/x` } }],
      [`DELETE /devices/${id}`]: [{ status: 204 }],
    }));
    const { driver, close, recorder } = drive({ endpoint: null, upperTester: origin });
    const device = await driver.device({ permissions: ['urn:m'] });
    expect([device.repository, device.other]).toEqual([`${origin}/data`, null]);
    await device.queue([{ command: 'GET', client: [P] }]);
    await device.ask();
    expect(await driver.content('/x', { type: 'text/plain', body: '1' })).toBe(`${origin}/content/x`);
    await close();
    expect(seen.map(({ line, body }) => [line.replace(id, 'ID'), body])).toEqual([
      ['PUT /devices/ID', { serverId: 'srv-a', credentials: null, notification: null, permissions: ['urn:m'] }],
      ['POST /devices/ID/commands', { packages: [[{ command: 'GET', client: [P] }]] }],
      ['GET /devices/ID', undefined],
      ['PUT /repository/t7/x', 1],
      ['DELETE /devices/ID', undefined],
    ]);
    expect(recorder.events.every((event) => !('point' in event) || event.point === 'upper-tester')).toBe(true);
  });

  it.each<readonly [string, Answer, string]>([
    ['refuses', { status: 400, body: { error: 'no such account' } }, 'the upper tester, asked for PUT /devices/ID, answered 400: no such account'],
    ['tells no address', { body: { endpoint: '/dm', other: null, repository: 'http://h/r' } }, "the upper tester gives no absolute URL under 'endpoint', found \"/dm\""],
    ['answers no object', { body: 'done' }, 'the upper tester, asked for PUT /devices/ID, answered something that is no JSON object'],
  ])('says why it cannot go on when the upper tester %s', async (_, answer, message) => {
    const id = 'urn%3Auuid%3A00000000-0000-4000-8000-000007000001';
    const { origin } = await serve(() => ({ [`PUT /devices/${id}`]: [answer] }));
    const failure = await drive({ endpoint: null, upperTester: origin }).driver.device().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IutFault);
    expect(String(failure).replace(id, 'ID')).toContain(message);
  });

  it('is no failure of the server where nobody listens', async () => {
    const device = await drive({ endpoint: 'http://127.0.0.1:1/dm' }).driver.device();
    await expect(device.session()).rejects.toThrow(/the server cannot be reached: 127\.0\.0\.1:1/);
  });
});
