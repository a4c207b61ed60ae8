/**
 * Programs that misbehave, tested by the whole command (design, section 9): each ends in verdicts with a reason, the
 * campaign goes on to the next test, and what the program sent is data in every report.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResults } from '../harness/campaign/results.js';
import { runCommandLine } from './program.js';
import { quietIo } from './testing/quiet-io.js';

const PROGRAM = fileURLToPath(new URL('./testing/hostile-client.mjs', import.meta.url));
const TESTS = ['dm2/client/sequence/runs-the-loop', 'dm2/client/hput/uploads-by-put'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface HostileRun {
  readonly code: number;
  readonly results: CampaignResults;
  readonly out: string;
}

/** The start deadline is short only where the program lets it pass: elsewhere a busy machine would make another verdict of it. */
async function run(behaviour: string, { start = '20s', reply = '2s' } = {}): Promise<HostileRun> {
  const base = join(folder, behaviour.replaceAll(' ', '-'));
  const iut = { name: behaviour, role: 'client', protocol: 'dm-2.0', control: { command: [process.execPath, PROGRAM, behaviour, '{server.url}'] }, deadlines: { start, reply, observe: '5ms' }, values: { 'probe.leaf': 'urn:x/1/a' } };
  await writeFile(`${base}.json`, JSON.stringify(iut));
  const { io, stderr } = quietIo({ DM_CONFORMANCE_DRAFT: '1' });
  const code = await runCommandLine(['run', `${base}.json`, '--out', base, ...TESTS.flatMap((id) => ['--test', id])], io);
  expect(stderr()).toBe('');
  const results = JSON.parse(await readFile(join(base, 'results.json'), 'utf8')) as CampaignResults;
  return { code, results, out: base };
}

const reasons = ({ results }: HostileRun): string => results.tests.map(({ verdict, reason }) => `${verdict}: ${reason ?? ''}`).join('\n');

/** The session ran to its end; the program only pretends to carry out commands. */
const NOT_DONE = /found 0 × (upload|request)/;

describe('a program that', () => {
  it.each([
    { behaviour: 'hangs', start: '400ms', says: /first message of the IUT \(Package#1\) did not come within 400 ms/ },
    { behaviour: 'hangs and ignores SIGTERM', start: '400ms', says: /did not come within 400 ms/ },
    { behaviour: 'exits with 3', says: /exited with code 3; last line of stderr: cannot open \/dev\/modem/ },
    { behaviour: 'dies by a signal', says: /killed by SIGKILL/ },
    { behaviour: 'never calls', says: /exited with code 0/ },
    { behaviour: 'dies in the middle', says: /exited with code 7/ },
    { behaviour: 'hangs in the middle', reply: '400ms', says: /the answer of the IUT to message 1 of the session did not come within 400 ms/ },
    { behaviour: 'loops for ever', reply: '5s', says: /more than 200 messages in one test; the tester stops answering|the end of the session on the device did not come/ },
    { behaviour: 'calls twice', says: NOT_DONE },
    { behaviour: 'outlives its session', reply: '400ms', says: NOT_DONE },
    { behaviour: 'leaves a child behind', says: NOT_DONE },
    { behaviour: 'prints without end', says: NOT_DONE },
  ])('$behaviour ends in verdicts that say what happened', async ({ behaviour, says, ...deadlines }) => {
    const done = await run(behaviour, deadlines);
    expect(done.results.tests.map(({ id }) => id)).toEqual(expect.arrayContaining(TESTS));
    expect(done.results.totals.error, reasons(done)).toBe(0);
    expect(reasons(done)).toMatch(says);
    expect([1, 3]).toContain(done.code);
  });

  it('puts markup everywhere stays data in every report', async () => {
    const done = await run('puts markup everywhere');
    expect(done.results.totals.error, reasons(done)).toBe(0);
    const html = await readFile(join(done.out, 'report.html'), 'utf8');
    expect(html).toContain('window.pwned=1');
    expect(html).not.toMatch(/<script>window\.pwned|<img src=x/);
    const junit = await readFile(join(done.out, 'junit.xml'), 'utf8');
    expect(() => readStrictly(junit)).not.toThrow();
    expect(JSON.stringify(new XMLParser({ ignoreAttributes: false }).parse(junit))).not.toContain('"img"');
  });
});

/** Throws for XML that is not well-formed. */
function readStrictly(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}
