/** `run --pair`: what it prints and leaves, and which files are no pair. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkResults } from '../check-results.js';
import { invoke, temporaryFolder } from '../testing/invoke.js';

describe('run --pair', () => {
  it('runs the embedded references against each other and leaves results of the pair and of both sides', async () => {
    const folder = join(temporaryFolder(), 'results');
    const { code, stdout } = await invoke(['run', '--pair', '--test', 'dm2/interop/session/**', '--test', 'dm2/interop/interruption/package2', '--out', folder]);
    expect(stdout).toContain('reference-client-dm2 with reference-server-dm2: they interoperate in all 5 tests.');
    expect(stdout).toContain('reference-server-dm2 by itself: no violation in its messages.');
    expect(code).toBe(0);
    const checked = checkResults(JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')));
    if (!checked.ok) throw new Error(checked.problem);
    const { iuts, pairs, tests, rules, requirements } = checked.results;
    expect([iuts.map(({ role }) => role), pairs?.length, new Set(tests.map(({ iut }) => iut)).size]).toEqual([['client', 'server'], 1, 1]);
    expect(new Set(rules.map(({ iut }) => iut))).toEqual(new Set(['reference-client-dm2', 'reference-server-dm2']));
    expect(requirements.filter(({ iut }) => iut === pairs?.[0]?.name).map(({ id }) => id)).toContain('DM2-IOP-SESSION');
    const junit = readFileSync(join(folder, 'junit.xml'), 'utf8');
    expect(junit).toContain('reference-client-dm2 with reference-server-dm2: dm2/interop/session');
    expect(junit).toContain('reference-client-dm2: rules');
    const html = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(html).toContain('they interoperate in all 5 tests');
    const judged = await invoke(['judge', folder]);
    expect([judged.code, judged.stdout]).toEqual([0, expect.stringContaining('0 violations')]);
  });

  it('tells what cannot be driven from what did not happen, and refuses what is no pair', async () => {
    const folder = temporaryFolder();
    const broken = join(folder, 'server.yaml');
    writeFileSync(broken, 'name: Nobody\nvendor: x\nversion: "1"\nrole: server\nprotocol: dm-2.0\nendpoint: http://127.0.0.1:1/dm\nvalues:\n  device.id: urn:uuid:1\n');
    const client = join(folder, 'client.yaml');
    writeFileSync(client, `name: Naive\nvendor: x\nversion: "1"\nrole: client\nprotocol: dm-2.0\ncontrol:\n  command: ["${process.execPath}", "-e", "process.exit(0)"]\n`);
    const { code, stdout } = await invoke(['run', client, broken, '--pair', '--out', join(folder, 'results'), '--test', 'dm2/interop/session/*']);
    expect(code).toBe(3);
    expect(stdout).toContain('Nobody by itself: none of its messages could be judged by the rules.');
    expect(stdout).toContain("no upper tester: the test needs the server to act, give 'control.http.upperTester' in the server's file");
    expect((await invoke(['run', client, '--pair', '--out', join(folder, 'other')])).stderr).toContain('--pair takes two IUT files');
    expect((await invoke(['run', client, client, '--pair', '--out', join(folder, 'other')])).code).toBe(2);
  });
});
