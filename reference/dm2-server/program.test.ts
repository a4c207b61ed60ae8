/** The reference server as a program. */
import { describe, expect, it } from 'vitest';
import { runClientProgram } from '../dm2-client/program.js';
import { startServerProgram } from './program.js';

const ANYWHERE = { host: '127.0.0.1', port: 0 } as const;
const WORLD = { now: () => 0, random: () => 0.5 };

describe('the program', () => {
  it('welcomes every device where there is no operator, and asks it for its DevInfo', async () => {
    const server = await startServerProgram({ address: ANYWHERE, ...WORLD });
    expect(server.operator).toBeUndefined();
    await expect(runClientProgram({ serverUrl: server.endpoint })).resolves.toMatchObject({ outcome: 'completed' });
    await server.close();
  });

  it('knows only the devices of its operator where there is one', async () => {
    const server = await startServerProgram({ address: ANYWHERE, operator: ANYWHERE, ...WORLD });
    await expect(runClientProgram({ serverUrl: server.endpoint })).resolves.toMatchObject({ outcome: 'aborted' });
    const account = { serverId: 's', credentials: { scheme: 'basic', user: 'u', password: 'p' }, notification: null, permissions: [] };
    const made = await fetch(`${server.operator ?? ''}/devices/${encodeURIComponent('urn:uuid:00000000-0000-4000-8000-000000000001')}`, { method: 'PUT', body: JSON.stringify(account) });
    expect(((await made.json()) as { readonly endpoint: string }).endpoint).toBe(server.endpoint);
    await expect(runClientProgram({ serverUrl: server.endpoint, user: 'u', password: 'p' })).resolves.toMatchObject({ outcome: 'completed' });
    await server.close();
  });

  it('leaves nothing open when one of its addresses is taken', async () => {
    const first = await startServerProgram({ address: ANYWHERE, ...WORLD });
    const taken = { host: '127.0.0.1', port: Number(new URL(first.endpoint).port) };
    await expect(startServerProgram({ address: taken, ...WORLD })).rejects.toThrow(/EADDRINUSE/);
    await expect(startServerProgram({ address: ANYWHERE, operator: taken, ...WORLD })).rejects.toThrow(/EADDRINUSE/);
    await first.close();
  });
});
