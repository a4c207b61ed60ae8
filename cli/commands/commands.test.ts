/** The commands beside `run`: what they print, and their exit codes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLIENT_MUTANTS } from '../../proof/generated/mutants.js';
import { invoke, temporaryFolder } from '../testing/invoke.js';
import { writeNaiveIut } from '../testing/naive-iut.js';

const MUTANT = CLIENT_MUTANTS[0] ?? { id: '', violates: '', does: '' };
const HGET = ['--test', 'dm2/client/hget/fetches-by-get'];

function parsed(text: string): readonly Readonly<Record<string, unknown>>[] {
  return JSON.parse(text);
}

describe('list', () => {
  it('lists requirements with their tests, or the reason why there are none', async () => {
    const { code, stdout } = await invoke(['list', 'requirements', '--json']);
    const requirements = parsed(stdout);
    expect(code).toBe(0);
    expect(requirements.length).toBeGreaterThan(200);
    for (const { id, tests, reason, ...rest } of requirements) {
      expect(Object.keys(rest).toSorted(), String(id)).toEqual(['area', 'feature', 'level', 'protocol', 'role', 'text']);
      expect((tests as readonly string[]).length === 0, String(id)).toBe(typeof reason === 'string');
    }
    expect(requirements.find(({ id }) => id === 'DM2-CMD-HGET-C-002')?.['tests']).toContain('dm2/client/hget/fetches-by-get');
    expect(requirements.find(({ id }) => id === 'DM2-PKG3-C-004')?.['tests']).toContain('rule:DM2-PKG3-C-004');
  });

  it('selects with the same options as run', async () => {
    expect(parsed((await invoke(['list', 'tests', '--json', ...HGET])).stdout)).toMatchObject([{ id: 'dm2/client/hget/fetches-by-get', requirements: ['DM2-CMD-HGET-C-002'] }]);
    const byRequirement = await invoke(['list', 'requirements', '--requirement', 'DM2-CMD-HGET-*', '--json']);
    expect(parsed(byRequirement.stdout).every(({ id }) => String(id).startsWith('DM2-CMD-HGET-'))).toBe(true);
  });

  it('lists features with question and default, mutants with what they violate', async () => {
    expect(parsed((await invoke(['list', 'features', '--feature', 'C_GET', '--json'])).stdout)).toMatchObject([{ id: 'C_GET', default: true }]);
    expect(parsed((await invoke(['list', 'mutants', '--requirement', MUTANT.violates, '--json'])).stdout)).toContainEqual(expect.objectContaining({ id: MUTANT.id, protocol: 'dm-2.0', role: 'client', violates: MUTANT.violates }));
  });

  it('prints columns for people', async () => {
    expect((await invoke(['list', 'tests', ...HGET])).stdout).toMatch(/^dm2\/client\/hget\/fetches-by-get {2}HGET makes/);
  });
});

describe('show', () => {
  it.each([
    ['dm2/client/hget/fetches-by-get', ['purpose', 'procedure', 'DM2-CMD-HGET-C-002 (MUST, clause', 'killed by it', 'testcases/dm2/client/']],
    ['DM2-CMD-HGET-C-002', ['requirement', 'clause', 'tested by', 'dm2/client/hget/fetches-by-get', 'mutants']],
    ['C_GET', ['question', 'default', 'yes']],
    ['probe.leaf', ['needed by', 'dm2/client/hget/fetches-by-get']],
    ['A-01', ['ambiguity', 'reading', 'P0_CODING']],
    [MUTANT.id, ['mutant', 'violates', 'may be caught by']],
  ])('tells everything about %s', async (id, expected) => {
    const { code, stdout } = await invoke(['show', id]);
    for (const text of expected) expect(stdout).toContain(text);
    expect(code).toBe(0);
  });
});

describe('judge, decode and report', () => {
  it('judges transcripts again, offline, with the same outcome', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', ...HGET, '--out', out]);
    const { code, stdout } = await invoke(['judge', out, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], messages: expect.any(Number) as number });
    expect(code).toBe(0);
  });

  it('finds what a capture breaks, with file and place', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', ...HGET, '--out', out]);
    const file = join(out, 'transcripts', 'dm2.client.hget.fetches-by-get.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('{\\"sc\\":200}', '{\\"sc\\":\\"200\\"}'));
    const { code, stdout } = await invoke(['judge', file, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ file, requirement: 'DM2-PKG3-C-004', at: { event: expect.any(Number) as number, path: 'Status[0].sc' } })]) as unknown });
    expect(code).toBe(1);
    expect((await invoke(['judge', file])).stdout).toContain('DM2-PKG3-C-004 (MUST');
  });

  it('decodes packages, transcripts and standard input', async () => {
    const folder = temporaryFolder();
    const good = join(folder, 'package3.json');
    writeFileSync(good, '{"Status":[{"sc":200}]}');
    expect(await invoke(['decode', good])).toMatchObject({ code: 0, stdout: expect.stringContaining('Package#3') as string });
    writeFileSync(good, '{"Status":[{"sc":"x"}]}');
    expect(await invoke(['decode', good])).toMatchObject({ code: 1, stdout: expect.stringContaining('fault: ') as string });
    writeFileSync(good, 'no JSON');
    expect(await invoke(['decode', good])).toMatchObject({ code: 2, stderr: expect.stringContaining('is no message of DM 2.0') as string });
    await invoke(['run', ...HGET, '--out', join(folder, 'out')]);
    const transcript = await invoke(['decode', join(folder, 'out', 'transcripts', 'dm2.client.hget.fetches-by-get.json')]);
    expect(transcript).toMatchObject({ code: 0, stdout: expect.stringMatching(/IUT -> repository main {2}GET \/value/) as string });
  });

  it('renders stored results in every format', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', ...HGET, '--out', out]);
    expect((await invoke(['report', out])).stdout).toContain('PASS dm2/client/hget/fetches-by-get');
    expect((await invoke(['report', out, '--format', 'junit'])).stdout).toMatch(/^<\?xml/);
    expect((await invoke(['report', out, '--format', 'json'])).stdout).toBe(readFileSync(join(out, 'results.json'), 'utf8'));
    expect(await invoke(['report', out, '--format', 'html', '--to', join(folder, 'a', 'page.html')])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(folder, 'a', 'page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('merges runs of several IUTs and quotes the transcripts of each', async () => {
    const folder = temporaryFolder();
    await invoke(['run', ...HGET, '--out', join(folder, 'a')]);
    await invoke(['run', writeNaiveIut(folder), ...HGET, '--out', join(folder, 'b')]);
    const { stdout } = await invoke(['report', join(folder, 'a'), join(folder, 'b'), '--format', 'text']);
    expect(stdout).toContain('PASS dm2/client/hget/fetches-by-get [reference-client-dm2]');
    expect(stdout).toContain('FAIL dm2/client/hget/fetches-by-get [naive]');
    expect(stdout).toMatch(/Message .*event/);
  });
});

describe('serve client', () => {
  it('runs one session and says how it ended', async () => {
    const server = await startServer('{"CMD":[["END"]]}');
    expect(await invoke(['serve', 'client', '--server', server.url])).toMatchObject({ code: 0, stdout: expect.stringContaining('session completed') as string });
    await server.close();
    const { code, stderr } = await invoke(['serve', 'client', '--server', server.url]);
    expect(stderr).toMatch(/^dm-conformance: session failed: /);
    expect(code).toBe(1);
  });

  it('runs a mutant', async () => {
    const server = await startServer('{"CMD":[["END"]]}');
    expect((await invoke(['serve', 'client', '--server', server.url, '--mutant', MUTANT.id])).code).toBe(0);
    await server.close();
  });
});

describe('prove', () => {
  it('proves a mutant, prints the matrix and writes it as JSON', async () => {
    const file = join(temporaryFolder(), 'proof.json');
    const { code, stdout } = await invoke(['prove', MUTANT.id, '--json', file]);
    const proof: { readonly faults: readonly string[] } = JSON.parse(readFileSync(file, 'utf8'));
    expect(stdout).toMatch(/^(?:caught {3}|NOT FIRST) /);
    expect(stdout).toContain(`${MUTANT.id}  ${MUTANT.violates}  by `);
    expect(proof).toMatchObject({ mutants: [{ id: MUTANT.id, protocol: 'dm-2.0', role: 'client', violates: MUTANT.violates }], variants: [], totals: { mutants: 1, caught: 1 } });
    expect(stdout).toContain(proof.faults.length === 0 ? 'The proof is complete.' : 'The proof is not complete');
    expect(code).toBe(proof.faults.length === 0 ? 0 : 1);
  });
});

async function startServer(body: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'Content-Type': 'application/vnd.oma.dm.request+json', Connection: 'close' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/dm`, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
