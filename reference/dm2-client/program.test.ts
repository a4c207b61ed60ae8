/** The reference client as a program. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runClientProgram } from './program.js';
import type { ScriptedServer } from './testing/scripted-server.js';
import { startScriptedServer } from './testing/scripted-server.js';

let server: ScriptedServer;
let folder: string;

beforeEach(async () => {
  server = await startScriptedServer();
  folder = await mkdtemp(join(tmpdir(), 'reference-client-'));
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const PROBE = 'urn:oma:mo:x-suite-probe:1.0/p1';

describe('runClientProgram', () => {
  it('runs one session with the given server', async () => {
    await expect(runClientProgram({ serverUrl: `${server.url}/dm` })).resolves.toMatchObject({ outcome: 'completed' });
    expect(server.seen).toHaveLength(1);
  });

  it('keeps its state in a file between runs', async () => {
    const stateFile = join(folder, 'state.json');
    server.packages.push([['DELETE', `${PROBE}/Note`]], [['END']], [['GET', `${PROBE}/Note`]]);
    await runClientProgram({ serverUrl: `${server.url}/dm`, stateFile });
    await runClientProgram({ serverUrl: `${server.url}/dm`, stateFile });
    expect(server.seen.filter(({ body }) => body.includes('Status')).map(({ body }) => JSON.parse(body.toString('utf8')) as unknown))
      .toEqual([{ Status: [{ sc: 200 }] }, { Status: [{ sc: 404 }] }]);
  });

  it('refuses an address it cannot use', async () => {
    await expect(runClientProgram({ serverUrl: 'example.net' })).rejects.toThrow('absolute http or https URI, got "example.net"');
  });

  it('tells when no server is there', async () => {
    const { url } = server;
    await server.close();
    await expect(runClientProgram({ serverUrl: `${url}/dm` })).resolves.toMatchObject({ outcome: 'failed' });
    server = await startScriptedServer();
  });
});
