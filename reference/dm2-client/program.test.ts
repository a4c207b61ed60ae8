/** The reference client as a program. */
import { createSocket } from 'node:dgram';
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

/** SERVER-ID and REQ-MOS of a server that is unknown, then of the one of the account. */
const WRONG = Buffer.from('1100147372763250', 'hex');
const RIGHT = Buffer.from('1100147372763150', 'hex');

async function deliver(address: string, octets: Uint8Array): Promise<void> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol === 'http:') {
    await fetch(address, { method: 'POST', body: Buffer.from(octets) });
    return;
  }
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.send(octets, Number(port), hostname, () => resolve()));
  socket.close();
}

const PROBE = 'urn:oma:mo:x-suite-probe:1.0/p1';

describe('runClientProgram', () => {
  it('runs one session with the given server', async () => {
    await expect(runClientProgram({ serverUrl: `${server.url}/dm` })).resolves.toMatchObject({ outcome: 'completed' });
    expect(server.seen).toHaveLength(1);
  });

  it.each(['udp', 'http'] as const)('waits for a notification by %s and answers the first that is right', async (carrier) => {
    const dropped: string[] = [];
    const send = async (address: string): Promise<void> => {
      for (const octets of [WRONG, RIGHT]) await deliver(address, octets);
    };
    const notify = { carrier, host: '127.0.0.1', port: 0, onListening: (address: string) => void send(address), onDropped: (reason: string) => void dropped.push(reason) };
    await expect(runClientProgram({ serverUrl: `${server.url}/dm`, serverId: 'srv1', notify })).resolves.toMatchObject({ outcome: 'completed' });
    expect(dropped).toEqual(['no account has the SrvID "srv2"']);
    expect(server.seen.map(({ body }) => body.includes('ServerInitiatedMgmt'))).toEqual([true]);
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
