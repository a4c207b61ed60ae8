/** `serve server` in this process: it prints where it is, serves, and ends when it is interrupted. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { SERVER_MUTANTS } from '../../proof/generated/mutants.js';
import { CERTIFICATE, PRIVATE_KEY } from '../../reference/dm2-client/testing/self-signed.js';
import type { Io } from '../io.js';
import { runCommandLine } from '../program.js';
import { invoke, temporaryFolder } from '../testing/invoke.js';

interface Running {
  /** What was printed to standard output so far. */
  readonly lines: readonly string[];
  readonly interrupt: () => void;
  readonly ended: Promise<number>;
}

/** Starts the command and waits for so many lines of output. */
async function start(argv: readonly string[], lineCount: number): Promise<Running> {
  const stdout = new PassThrough();
  const lines: string[] = [];
  let interrupt = (): void => undefined;
  const io: Io = {
    stdin: Readable.from([]), stdout, stderr: new PassThrough(), env: {}, isTty: { stdin: false, stdout: false, stderr: false }, columns: 80,
    now: () => 0, date: () => new Date(0), uniqueId: () => '',
    onInterrupt(stop) {
      interrupt = stop;
      return () => undefined;
    },
  };
  const ended = runCommandLine(argv, io);
  await new Promise<void>((resolve) => stdout.on('data', (chunk: Buffer) => {
    lines.push(...chunk.toString('utf8').split('\n').filter((line) => line !== ''));
    if (lines.length >= lineCount) resolve();
  }));
  return { lines, interrupt: () => interrupt(), ended };
}

const addressIn = (line = ''): string => line.replace(/^[^:]+: /, '');

describe('serve server', () => {
  it('serves devices and its operator until it is interrupted', async () => {
    const { lines, interrupt, ended } = await start(['serve', 'server', '--listen', '127.0.0.1:0', '--control', '127.0.0.1:0'], 2);
    expect(lines).toEqual([expect.stringMatching(/^DM endpoint: http:\/\/127\.0\.0\.1:\d+\/dm$/), expect.stringMatching(/^Upper tester: http:\/\/127\.0\.0\.1:\d+$/)]);
    expect((await fetch(`${addressIn(lines[1])}/devices/x`)).status).toBe(404);
    expect(await invoke(['serve', 'client', '--server', addressIn(lines[0])])).toMatchObject({ code: 1, stderr: expect.stringContaining('HTTP 403') as string });
    interrupt();
    expect(await ended).toBe(0);
    await expect(fetch(addressIn(lines[0]))).rejects.toThrow();
  });

  it('welcomes the reference client where there is no operator', async () => {
    const { lines, interrupt, ended } = await start(['serve', 'server', '--listen', '127.0.0.1:0'], 1);
    expect(await invoke(['serve', 'client', '--server', addressIn(lines[0])])).toMatchObject({ code: 0, stdout: 'session completed: the server ended the session\n' });
    interrupt();
    expect(await ended).toBe(0);
  });

  it('runs a mutant', async () => {
    const mutant = SERVER_MUTANTS[0]!;
    const { lines, interrupt, ended } = await start(['serve', 'server', '--listen', '127.0.0.1:0', '--mutant', mutant.id], 1);
    expect(lines[0]).toMatch(/^DM endpoint: /);
    interrupt();
    expect(await ended).toBe(0);
    expect(await invoke(['serve', 'server', '--listen', '127.0.0.1:0', '--mutant', `${mutant.id}x`])).toMatchObject({ code: 2, stderr: expect.stringContaining(`did you mean '${mutant.id}'`) as string });
  });

  it('serves https with the certificate of its files, and says what is wrong with them', async () => {
    const folder = temporaryFolder();
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    writeFileSync(cert, CERTIFICATE);
    writeFileSync(key, PRIVATE_KEY);
    const listen = ['serve', 'server', '--listen', '127.0.0.1:0', '--cert', cert];
    const { lines, interrupt, ended } = await start([...listen, '--key', key, '--client-ca', cert], 1);
    expect(lines[0]).toMatch(/^DM endpoint: https:/);
    interrupt();
    await ended;
    expect(await invoke([...listen, '--key', cert])).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be used') as string });
  });

  it('says when an address is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    expect(await invoke(['serve', 'server', '--listen', `127.0.0.1:${port}`])).toMatchObject({ code: 2, stderr: expect.stringContaining('EADDRINUSE') as string });
    taken.close();
  });
});
