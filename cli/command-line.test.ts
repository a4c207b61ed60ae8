/** Exit codes and messages: bad usage and bad input give one clear line on standard error, never a stack trace. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLIENT_MUTANTS } from '../proof/generated/mutants.js';
import { invoke, temporaryFolder } from './testing/invoke.js';
import { writeNaiveIut } from './testing/naive-iut.js';

const MUTANT = CLIENT_MUTANTS[0]?.id ?? '';
const HGET = ['--test', 'dm2/client/hget/fetches-by-get'];

describe('usage errors', () => {
  it.each([
    ['an unknown command', ['rum'], "unknown command 'rum', did you mean 'run'?\n"],
    ['an unknown option', ['run', '--strickt'], "unknown option '--strickt', did you mean '--strict'?\n"],
    ['an option near two others', ['encode', 'x', '--tet', 'hex'], "unknown option '--tet', did you mean one of '--set', '--text'?\n"],
    ['a selection that matches nothing', ['run', '--test', 'dm2/client/hget/store-data'], "--test 'dm2/client/hget/store-data' matches nothing, did you mean 'dm2/client/hget/stores-data'?"],
    ['a folder of tests without stars', ['run', '--test', 'dm2/client/hget'], "did you mean 'dm2/client/hget/**'?"],
    ['an unknown requirement', ['run', '--requirement', 'DM2-CMD-HGET-C-02'], "did you mean 'DM2-CMD-HGET-C-002'?"],
    ['an unknown feature', ['run', '--feature', 'C_GETT'], "--feature 'C_GETT' matches nothing, did you mean 'C_GET'?"],
    ['an unknown protocol', ['run', '--protocol', 'dm-2.1'], "--protocol 'dm-2.1': known are dm-2.0, dm-1.3, dm-1.2, did you mean 'dm-2.0'?"],
    ['a role that is nobody\'s', ['run', '--role', 'gateway'], "--role 'gateway': known are client, server; give one of these\n"],
    ['a role to judge that is nobody\'s', ['judge', '.', '--role', 'clint'], "--role 'clint': known are client, server, did you mean 'client'?\n"],
    ['a role to ask about that is nobody\'s', ['init', '--yes', '--to', '/nowhere/iut.yaml', '--role', 'gateway'], "--role 'gateway': known are client, server; give one of these\n"],
    ['a format that is none', ['decode', '/nowhere', '--as', 'wbxm'], "--as 'wbxm': known are "],
    ['a shard out of range', ['run', '--shard', '3/2'], "--shard '3/2': expected i/n with i from 1 to n"],
    ['a shard from zero', ['run', '--shard', '0/2'], 'expected i/n'],
    ['jobs that are no number', ['run', '--jobs', 'many'], "--jobs 'many': expected a whole number from 1 to 1024"],
    ['a deadline without unit', ['run', '--deadline', '10'], "--deadline '10': expected a number with a unit"],
    ['a seed that is no number', ['run', '--seed', '1.5'], "--seed '1.5': expected a whole number"],
    ['an IUT file that is not there', ['run', '/nowhere/iut.yaml'], '/nowhere/iut.yaml: there is no such IUT file; check the path, or write one with: dm-conformance init'],
    ['a baseline that is not there', ['run', ...HGET, '--baseline', '/nowhere/b.txt'], '--baseline /nowhere/b.txt: there is no such file or folder; check the path'],
    ['nothing to resume', ['run', '--resume', '/nowhere'], '--resume /nowhere: there is no journal to resume (no journal.ndjson in it); check the path, or start a run with --out /nowhere'],
    ['an option that a resumed run has decided', ['run', '--resume', '/nowhere', '--strict'], '--resume goes on with what was chosen then; leave out --strict'],
    ['an unknown list', ['list', 'test'], "list 'test': known are tests, requirements, features, mutants, did you mean 'tests'?"],
    ['an unknown id', ['show', 'dm2/client/hget/store-data'], "did you mean 'dm2/client/hget/stores-data'?"],
    ['a mutant that is not there', ['prove', `${MUTANT}x`], `did you mean '${MUTANT}'?`],
    ['a role that is not served', ['serve', 'proxy'], "serve 'proxy': known are client, server; give one of these"],
    ['a protocol that is not served', ['serve', 'server', '--protocol', 'dm-1.2'], 'speaks dm-2.0'],
    ['a server that listens nowhere', ['serve', 'server'], 'say where to listen'],
    ['an address that is none', ['serve', 'server', '--listen', '8080'], "--listen '8080': write host:port"],
    ['a port that is none', ['serve', 'server', '--listen', '[::1]:99999'], 'write host:port'],
    ['an option of the other role', ['serve', 'server', '--server', 'http://x/'], '--server belongs to serve client'],
    ['an option of the server', ['serve', 'client', '--control', '127.0.0.1:0'], '--control belongs to serve server'],
    ['half of TLS', ['serve', 'server', '--listen', '127.0.0.1:0', '--cert', 'x.pem'], 'TLS needs --cert and --key'],
    ['a certificate that is not there', ['serve', 'server', '--listen', '127.0.0.1:0', '--cert', 'nowhere/x.pem', '--key', 'x'], '--cert nowhere/x.pem: there is no such file'],
    ['a mutant of the other role', ['serve', 'server', '--listen', '127.0.0.1:0', '--mutant', 'dm2/client/cache/ages-never'], "--mutant 'dm2/client/cache/ages-never' is not known"],
    ['a mutant and a variant', ['serve', 'server', '--listen', '127.0.0.1:0', '--mutant', 'x', '--variant', 'y'], 'not both'],
    ['serve without a server', ['serve', 'client'], 'say where the server is'],
    ['a server address that is none', ['serve', 'client', '--server', 'example'], 'absolute http or https URI'],
    ['an unknown mutant', ['serve', 'client', '--server', 'http://127.0.0.1:1/', '--mutant', 'x'], "--mutant 'x' is not known"],
    ['a capture that is not there', ['judge', '/nowhere'], '/nowhere: there is no such file or folder'],
    ['a file that is not there to decode', ['decode', '/nowhere'], '/nowhere: there is no such file'],
    ['a report of nothing', ['report', '/nowhere'], '/nowhere: there is no such file'],
    ['an unknown format', ['report', '.', '--format', 'pdf'], "'pdf' is invalid"],
  ])('refuses %s', async (_what, argv, message) => {
    const { code, stderr } = await invoke(argv);
    expect(stderr).toContain(message);
    // One line: no usage beside it, no stack trace.
    expect(stderr).toMatch(/^dm-conformance: .*\n$/);
    expect(code).toBe(2);
  });

  it('prints help and version with exit code 0', async () => {
    expect(await invoke(['--help'])).toMatchObject({ code: 0, stderr: '' });
    expect((await invoke(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await invoke(['run', '--help'])).stdout).toContain('--baseline <file>');
  });
});

describe('bad input', () => {
  it.each([
    ['an unknown key', 'name: x\nrole: client\nprotocol: dm-2.0\nsuports: {}\n', ":4:1: unknown key 'suports', did you mean 'supports'?"],
    ['a wrong type', 'name: x\nrole: client\nprotocol: 2.0\n', ":3:11: 'protocol'"],
    ['an unknown feature', 'name: x\nrole: client\nprotocol: dm-2.0\nsupports: { gett: true }\n', 'gett'],
    ['an unknown value', 'name: x\nrole: client\nprotocol: dm-2.0\nvalues: { probe.leef: x }\n', "did you mean 'probe.leaf'?"],
    ['a role without test cases', 'name: x\nrole: server\nprotocol: dm-1.2\nendpoint: http://127.0.0.1:1/\n', 'no test case for role server with protocol dm-1.2'],
    ['a control that this version lacks', 'name: x\nrole: client\nprotocol: dm-2.0\ncontrol: { container: { image: x } }\n', 'not supported by this version'],
  ])('refuses an IUT file with %s', async (_what, text, message) => {
    const folder = temporaryFolder();
    const file = join(folder, 'iut.yaml');
    writeFileSync(file, text);
    const { code, stderr } = await invoke(['run', file, '--out', join(folder, 'out')]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('refuses two IUTs of the same name', async () => {
    const folder = temporaryFolder();
    const file = writeNaiveIut(folder);
    expect(await invoke(['run', file, file])).toMatchObject({ code: 2, stderr: expect.stringContaining("the name 'naive' is that of") as string });
  });

  it('refuses an output folder that is a file, or holds files of somebody else', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'taken'), '');
    expect(await invoke(['run', ...HGET, '--out', join(folder, 'taken')])).toMatchObject({ code: 2, stderr: expect.stringContaining('is a file; name a folder') as string });
    mkdirSync(join(folder, 'theirs'));
    writeFileSync(join(folder, 'theirs', 'results.json'), 'mine');
    expect(await invoke(['run', ...HGET, '--out', join(folder, 'theirs')])).toMatchObject({ code: 2, stderr: expect.stringContaining('holds results.json, but no journal of a run of dm-conformance; nothing is overwritten') as string });
  });

  it.skipIf(process.getuid?.() === 0)('refuses an output folder that cannot be written', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(await invoke(['run', ...HGET, '--out', join(folder, 'out')])).toMatchObject({ code: 2, stderr: expect.stringContaining('permission denied') as string });
    chmodSync(folder, 0o700);
  });

  it('refuses an output folder below a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await invoke(['run', ...HGET, '--out', join(folder, 'file', 'out')])).toMatchObject({ code: 2, stderr: expect.stringContaining('out: a part of the path is a file, not a folder; check the path') as string });
  });

  it.skipIf(!existsSync('/proc/self'))('refuses an output folder on a file system that takes none, at once', async () => {
    expect(await invoke(['run', ...HGET, '--out', '/proc/dm-conformance/out'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--out /proc/dm-conformance/out: nothing can be made there; choose another place') as string });
  });

  it('refuses a port that is in use', async () => {
    const folder = temporaryFolder();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', () => resolve()));
    const { port } = taken.address() as AddressInfo;
    const file = writeNaiveIut(folder, [`listen: { port: ${port} }`]);
    const { code, stderr } = await invoke(['run', file, ...HGET, '--out', join(folder, 'out')]);
    await new Promise((resolve) => taken.close(resolve));
    expect(stderr).toContain(`naive.yaml: 127.0.0.1:${port} is in use by another program; stop that program, or give another listen.port`);
    expect(code).toBe(2);
  });

  it.each([
    ['hostile JSON', '{"schema":"dm-conformance/transcript/1","__proto__":{"polluted":1}}', 'events: expected a list'],
    ['another schema', '{"schema":"x"}', 'schema: expected'],
    ['no JSON', '\u0000', 'expected JSON'],
  ])('refuses a transcript with %s', async (_what, text, message) => {
    const file = join(temporaryFolder(), 't.json');
    writeFileSync(file, text);
    const { code, stderr } = await invoke(['judge', file]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(file);
    expect(code).toBe(2);
    expect(({} as { readonly polluted?: number }).polluted).toBeUndefined();
  });

  it('refuses results that are none, with the place', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'results.json'), '{"schema":"dm-conformance/results/1"}');
    expect(await invoke(['report', folder])).toMatchObject({ code: 2, stderr: expect.stringContaining("must have required property 'tool'") as string });
  });

  it.each([
    ['a verdict that is none', 'dm2/client/hget/* failed', "b.txt:1: expected a pattern and a verdict", "did you mean 'fail'?"],
    ['a pattern that names nothing', '# known\ndm2/client/hgot/* fail', "b.txt:2: 'dm2/client/hgot/*' names no test case and no rule", "did you mean 'dm2/client/hget/*'?"],
  ])('refuses a baseline with %s', async (_what, text, ...messages) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'b.txt'), text);
    const { code, stderr } = await invoke(['run', ...HGET, '--baseline', join(folder, 'b.txt'), '--out', join(folder, 'out')]);
    for (const message of messages) expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
