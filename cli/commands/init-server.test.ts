/** An IUT file of a server by questions, and what `check` says of one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invoke, temporaryFolder } from '../testing/invoke.js';

const answered = async (answers: readonly string[]): Promise<{ readonly file: string; readonly text: string; readonly stderr: string }> => {
  const file = join(temporaryFolder(), 'server.yaml');
  const { code, stderr } = await invoke(['init', '--role', 'server', '--to', file], { stdin: `${answers.join('\n')}\n` });
  expect([code, stderr]).toEqual([0, expect.stringContaining('is written')]);
  return { file, text: readFileSync(file, 'utf8'), stderr };
};

describe('init --role server', () => {
  it('writes a file that check accepts, without questions', async () => {
    const file = join(temporaryFolder(), 'server.yaml');
    expect((await invoke(['init', '--role', 'server', '--yes', '--to', file])).code).toBe(0);
    const { code, stdout } = await invoke(['check', file]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('My DM server, server, dm-2.0: the file is right')]);
    expect(stdout).toContain('No upper tester (control.http.upperTester)');
  });

  it('asks where the server is and how it is made to act', async () => {
    const { file, text } = await answered(['Acme Server', 'Acme', '3', 'http://dm.example.net/dm', 'http://127.0.0.1:9000/']);
    expect(text).toContain('endpoint: "http://dm.example.net/dm"');
    expect(text).toContain('http: { upperTester: "http://127.0.0.1:9000" }');
    expect(text).not.toMatch(/^ {2}device\.id/m);
    const { code, stdout } = await invoke(['check', file]);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('No upper tester')]);
  });

  it('asks for the device, its credentials and the certificates of a server without an upper tester', async () => {
    const { text, stderr } = await answered(['x', '', '', 'https://dm.example.net/dm', '', 'urn:uuid:7', 'ca.pem', 'me.pem', 'me.key', 'digest', 'dev1', 's3cret']);
    expect(text).toContain('tls: { ca: "ca.pem", cert: "me.pem", key: "me.key" }');
    expect(text).toContain('credentials: { scheme: digest, user: "dev1", password: "s3cret" }');
    expect(text).toContain('  device.id: "urn:uuid:7"');
    expect(stderr).toContain('How does that device authenticate');
  });

  it('refuses what is no URL and no role', async () => {
    const file = join(temporaryFolder(), 'server.yaml');
    expect((await invoke(['init', '--role', 'server', '--to', file], { stdin: 'x\n\n\nnowhere\n' })).stderr).toContain('an absolute http or https URL');
    expect((await invoke(['init', '--role', 'proxy', '--to', file])).code).toBe(2);
  });
});

describe('check of a server', () => {
  it('says what is not run without an upper tester, and what a missing device.id means', async () => {
    const file = join(temporaryFolder(), 'server.yaml');
    writeFileSync(file, 'name: x\nrole: server\nprotocol: dm-2.0\nendpoint: http://127.0.0.1:1/dm\n');
    expect((await invoke(['check', file])).stderr).toContain("give its OMADM-DevID as 'device.id'");
    writeFileSync(file, 'name: x\nrole: server\nprotocol: dm-2.0\nendpoint: http://127.0.0.1:1/dm\nvalues: { device.id: a }\n');
    const { stdout } = await invoke(['check', file]);
    expect(stdout).toMatch(/No upper tester .*: \d+ tests: dm2\/server/);
    expect(stdout).toMatch(/\d+ of \d+ test cases are run\./);
  });
});
