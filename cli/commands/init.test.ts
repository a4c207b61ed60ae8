/** An IUT file by questions, and what `check` says about one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invoke, temporaryFolder } from '../testing/invoke.js';
import { writeNaiveIut } from '../testing/naive-iut.js';

describe('check and init', () => {
  it('says what missing values and hooks cost', async () => {
    const { code, stdout } = await invoke(['check', writeNaiveIut(temporaryFolder())]);
    expect(code).toBe(0);
    expect(stdout).toContain('the file is right');
    expect(stdout).toMatch(/C_GET +yes +default/);
    expect(stdout).toContain('Values that are missing');
    expect(stdout).not.toMatch(/^ {2}probe\.leaf /m);
    expect(stdout).toMatch(/\d+ of \d+ test cases are run\./);
  });

  it('writes a file that check accepts, without questions', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    expect((await invoke(['init', '--yes', '--to', file])).code).toBe(0);
    expect((await invoke(['check', file])).code).toBe(0);
    expect(await invoke(['init', '--yes', '--to', file])).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') as string });
    expect((await invoke(['init', '--yes', '--force', '--to', file])).code).toBe(0);
  });

  it('asks, and takes answers line by line from a pipe', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    const answers = ['Acme "Pro": client', 'Acme', '4.20', 'command', "./client --name 'a b' {server.url}", 'no'];
    const { code, stderr } = await invoke(['init', '--to', file], { stdin: `${answers.join('\n')}\n` });
    expect(stderr).toContain('Name of the product? [My DM client]');
    expect(code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('name: "Acme \\"Pro\\": client"');
    expect(text).toContain('version: "4.20"');
    expect(text).toContain('command: ["./client", "--name", "a b", "{server.url}"]');
    expect(text).toContain('C_PKG0: false');
    expect((await invoke(['check', file])).code).toBe(0);
  });

  it('asks only for what some test case uses and the answers before leave open', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    const head = ['x', '', '', 'command', ''];
    const features = ['no', 'no', 'no', 'no', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'no'];
    const { code, stderr } = await invoke(['init', '--to', file], { stdin: `${[...head, ...features].join('\n')}\n` });
    expect(code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('C_ACL: false');
    expect(text).not.toContain('dacmo.rights');
    expect(text).toContain('probe.leaf');
    for (const unused of ['PUSH_SMS', 'device.id']) expect(text).not.toContain(unused);
    expect(stderr).not.toContain('SMS');
  });

  it('gives a client that nobody starts a fixed address', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    await invoke(['init', '--to', file], { stdin: 'x\n\n\nattach\n0.0.0.0\n18080\n/sync\n' });
    expect(readFileSync(file, 'utf8')).toContain('listen: { host: "0.0.0.0", port: 18080, path: "/sync" }');
    const checked = await invoke(['check', file]);
    expect(checked.code).toBe(0);
    expect(checked.stdout).not.toContain('the address changes');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^listen: .*$/m, ''));
    expect((await invoke(['check', file])).stdout).toContain('control.attach: the address changes with every test; give listen.port and listen.path');
  });

  it.each([
    ['a port that is none', 'x\n\n\nattach\n\n80800\n', "expected a port from 1 to 65535, found '80800'"],
    ['a path without a slash', 'x\n\n\noperator\n\n\ndm\n', 'expected a path that begins with a slash'],
    ['a value of another type', `x\n\n\ncommand\n${'\n'.repeat(29)}${'\n'.repeat(4)}no uri\n`, "expected a ClientURI, for example urn:oma:mo:x-acme:1.0//Name (found"],
    ['no answer at all', '', 'standard input holds no answers, and nothing is written: answer at a terminal, pipe an answer a line, or take every default with --yes'],
  ])('refuses %s, and writes nothing', async (_what, stdin, message) => {
    const file = join(temporaryFolder(), 'iut.yaml');
    const { code, stderr } = await invoke(['init', '--to', file], { stdin });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });

  it('writes nothing when a person ends the input', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    const { code, stderr } = await invoke(['init', '--to', file], { stdin: 'Acme\n', tty: true });
    expect(stderr).toContain("dm-conformance: the input ended at 'Vendor?'; nothing is written");
    expect(code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });

  it('says first when this version has no test case for a role and a protocol', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    writeFileSync(file, 'name: x\nrole: server\nprotocol: dm-1.2\nendpoint: http://127.0.0.1:1/\n');
    for (const command of ['check', 'run']) {
      const { code, stdout, stderr } = await invoke([command, file]);
      expect(stderr).toBe(`dm-conformance: ${file}: this version has no test case for role server with protocol dm-1.2; it has some for client dm-2.0, server dm-2.0\n`);
      expect(stdout).toBe('');
      expect(code).toBe(2);
    }
  });

  it('names the line and the column of JSON that is broken', async () => {
    const file = writeNaiveIut(temporaryFolder());
    writeFileSync(file, readFileSync(file, 'utf8').replace('values: {', `values: { probe.list.item: '{"a":1,}',`));
    const { code, stderr } = await invoke(['check', file]);
    expect(stderr).toContain(`${file}:5:36: 'values.probe.list.item' must be a JSON object as text: found "}", expected a member name`);
    expect(code).toBe(2);
  });

  it('refuses an answer that does not fit, and writes nothing', async () => {
    const file = join(temporaryFolder(), 'iut.yaml');
    const { code, stderr } = await invoke(['init', '--to', file], { stdin: 'x\n\n\nmaybe\n' });
    expect(stderr).toContain("answer 4 to 'How is a session started? (command, http, attach, operator)': expected command or http or attach or operator, found 'maybe'");
    expect(code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});
