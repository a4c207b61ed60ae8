/** `observe` in this process: two products talk through it, it ends on the interrupt and judges both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseTranscript } from '../../harness/transcript/parse.js';
import { createReferenceClient } from '../../reference/dm2-client/client.js';
import { defaultDevice } from '../../reference/dm2-client/devices/probe-device.js';
import { createReferenceServer } from '../../reference/dm2-server/server.js';
import { DEFAULT_SERVER_CONFIG } from '../../reference/dm2-server/server-config.js';
import { DEFAULT_PARTS } from '../../reference/dm2-server/default-parts.js';
import type { ServerParts } from '../../reference/dm2-server/parts.js';
import { SERVER_MUTANTS } from '../../proof/generated/mutants.js';
import { alteredParts } from '../../proof/defect.js';
import type { Io } from '../io.js';
import { runCommandLine } from '../program.js';
import { invoke, temporaryFolder } from '../testing/invoke.js';

interface Observed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly file: string;
}

/** One session of the reference client with a reference server, through the command. */
async function observed(parts: ServerParts, ...more: readonly string[]): Promise<Observed> {
  return watched({ parts, more, scene: 'session' });
}

interface Scene {
  readonly parts: ServerParts;
  readonly more: readonly string[];
  /** `down`: the server is closed before the client comes; `nobody`: no client comes. */
  readonly scene: 'session' | 'down' | 'nobody';
}

async function watched({ parts, more, scene }: Scene): Promise<Observed> {
  const server = createReferenceServer({ parts, config: { ...DEFAULT_SERVER_CONFIG, enrolment: { kind: 'open', serverId: 'srv-a', greeting: [[{ command: 'GET', client: ['urn:oma:mo:x-suite-probe:1.0/p1/Config/Name'] }]] } } });
  const { origin } = await server.listen({ host: '127.0.0.1', port: 0 });
  const file = join(temporaryFolder(), 'observed.json');
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const text = { out: '', err: '' };
  stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString('utf8')));
  stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString('utf8')));
  const io: Io = {
    stdin: Readable.from([]), stdout, stderr, env: { DM_CONFORMANCE_DRAFT: '1' }, isTty: { stdin: false, stdout: false, stderr: false }, columns: 80, now: () => performance.now(), date: () => new Date(0), uniqueId: () => '',
    onInterrupt(stop) {
      const [, proxy = ''] = /Point the client at (\S+);/.exec(text.err) ?? [];
      const client = createReferenceClient({ config: defaultDevice({ accounts: [{ id: 'a', srvId: 'srv-a', srvUri: `${proxy}/dm` }] }) });
      const ready = scene === 'down' ? server.close() : Promise.resolve();
      const ran = scene === 'nobody' ? ready : ready.then(() => client.runSession('a')).then(() => undefined);
      void ran.then(() => client.close()).then(stop);
      return () => undefined;
    },
  };
  const code = await runCommandLine(['observe', '--listen', '127.0.0.1:0', '--to', `${origin}/dm`, '--out', file, ...more], io);
  if (scene !== 'down') await server.close();
  return { code, stdout: text.out, stderr: text.err, file };
}

describe('observe', () => {
  it('records what passes between two products and finds nothing wrong with the references', async () => {
    const { code, stdout, stderr, file } = await observed(DEFAULT_PARTS);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^1 transcripts, 4 messages, \d+ judgements, 0 violations\n$/)]);
    expect(stderr).toContain('client POST /dm at dm');
    const { role, events } = parseTranscript(readFileSync(file, 'utf8'));
    expect([role, events.map(({ kind }) => kind)]).toEqual(['pair', ['request', 'response', 'request', 'response']]);
  });

  it('ends with the findings of the side that broke a rule', async () => {
    const mutant = SERVER_MUTANTS.find(({ id }) => id === 'dm2/server/package2/plain-json-type');
    const { code, stdout } = await observed(mutant === undefined ? DEFAULT_PARTS : alteredParts(mutant, DEFAULT_PARTS), '--json');
    const { findings } = JSON.parse(stdout) as { findings: { requirement: string }[] };
    expect([code, new Set(findings.map(({ requirement }) => requirement))]).toEqual([1, new Set(['DM2-PKG2-S-002'])]);
  });

  it.each([
    ['nobody', 'Nothing is decided: no message came to http://127.0.0.1:'],
    ['down', ' answered nothing ('],
  ] as const)('decides nothing where %s', async (scene, words) => {
    const { code, stderr } = await watched({ parts: DEFAULT_PARTS, more: [], scene });
    expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
  });

  it.each([
    [['observe', '--listen', '127.0.0.1:0', '--to', 'https://127.0.0.1:1', '--ca', 'package.json'], 'is no certificate'],
    [['observe', '--to', 'http://127.0.0.1:1'], '--listen'],
    [['observe', '--listen', '127.0.0.1:0'], '--to'],
    [['observe', '--listen', 'nowhere', '--to', 'http://127.0.0.1:1'], 'host:port'],
    [['observe', '--listen', '127.0.0.1:0', '--to', 'ftp://x'], 'absolute URL'],
  ])('says what is missing in %j', async (argv, words) => {
    const { code, stderr } = await invoke([...argv, '--out', join(temporaryFolder(), 'x.json')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});
