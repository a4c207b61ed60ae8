import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeProblem } from './iut-file-error.js';
import { parseIutFile, readIutFile } from './iut-file.js';
import type { IutFile } from './iut.js';

const catalogue = { knownFeatures: ['C_GET', 'C_SHOW', 'C_SUB', 'S_SUB', 'MO_DM1X'], knownValues: { 'device.id': 'text', 'probe.leaf': 'client-uri', 'probe.list.item': 'json', 'probe.list.limit': 'number', 'probe.object': 'uri', CODING: 'any' } } as const;

const CLIENT = 'name: Acme\nrole: client\nprotocol: dm-2.0\ncontrol: { attach: true }\n';
const SERVER = 'name: Acme\nrole: server\nprotocol: dm-2.0\nendpoint: https://dm.example.net/dm\n';

function parse(text: string): IutFile {
  const parsed = parseIutFile({ ...catalogue, text, path: 'acme.yaml' });
  if (!parsed.ok) throw new TypeError(parsed.problems.map((problem) => describeProblem('acme.yaml', problem)).join('\n'));
  return parsed.iut;
}

function problems(text: string): readonly string[] {
  const parsed = parseIutFile({ ...catalogue, text, path: 'acme.yaml' });
  return parsed.ok ? [] : parsed.problems.map((problem) => describeProblem('acme.yaml', problem));
}

describe('an IUT file', () => {
  it('gives a server its upper tester', () => {
    expect(parse(`${SERVER}control: { http: { upperTester: "http://h:1/" } }`).control).toEqual({ kind: 'upper-tester', url: 'http://h:1' });
    expect(parse(SERVER).control).toBeNull();
  });

  it('needs no more than name, role, protocol and control, and gets the defaults', () => {
    expect(parse(CLIENT)).toEqual({
      source: 'acme.yaml', folder: resolve('.'), name: 'Acme', vendor: '', version: '', role: 'client', protocol: 'dm-2.0', profile: 'oma',
      supports: {}, values: {}, listen: { host: '127.0.0.1', port: 0, path: null }, endpoint: null, tls: null, credentials: null,
      control: { kind: 'attach' }, deadlines: { startMs: 10_000, replyMs: 5000, observeMs: 2000 }, limits: { messageBytes: 4_194_304 },
    });
  });

  it('says everything a campaign needs', () => {
    const text = [
      'name: Acme DM Client', 'vendor: Acme', 'version: "4.2"', 'role: client', 'protocol: dm-1.2', 'profile: ms-mdm',
      'supports: { show: false, C_SUB: true, mo-dm1x: true }', 'values: { device.id: "IMEI:490154203237518", destructive: true, state.kept: false }',
      'listen: { host: "::1", port: 8080, path: /dm }', 'endpoint: https://dm.example.net/dm', 'tls: { ca: ca.pem, cert: /abs/client.pem, key: client.key, psk: { identity: dev1, key: "00112233" } }',
      'credentials: { scheme: md5, user: dev1, password: s3cret }', 'control: { command: ["./client", "--server", "{server.url}"] }',
      'deadlines: { start: 1.5m, reply: 500ms, observe: 1s }', 'limits: { message: 65536 }',
    ].join('\n');
    expect(parse(text)).toEqual({
      source: 'acme.yaml', folder: resolve('.'), name: 'Acme DM Client', vendor: 'Acme', version: '4.2', role: 'client', protocol: 'dm-1.2', profile: 'ms-mdm',
      supports: { C_SHOW: false, C_SUB: true, MO_DM1X: true }, values: { 'device.id': 'IMEI:490154203237518', destructive: true, 'state.kept': false },
      listen: { host: '::1', port: 8080, path: '/dm' }, endpoint: 'https://dm.example.net/dm',
      tls: { ca: resolve('ca.pem'), cert: '/abs/client.pem', key: resolve('client.key'), psk: { identity: 'dev1', keyHex: '00112233' }, endpoint: null, demanding: null, authority: null },
      credentials: { scheme: 'md5', user: 'dev1', password: 's3cret' }, control: { kind: 'command', argv: ['./client', '--server', '{server.url}'] },
      deadlines: { startMs: 90_000, replyMs: 500, observeMs: 1000 }, limits: { messageBytes: 65_536 },
    });
  });

  it('reads a short feature name for the role of the product', () => {
    expect(parse(`${SERVER}supports: { sub: true }`).supports).toEqual({ S_SUB: true });
    expect(parse(`${CLIENT}supports: { sub: true }`).supports).toEqual({ C_SUB: true });
  });

  it.each([
    ['http: { start: "http://127.0.0.1:9000/start" }', { kind: 'http', startUrl: 'http://127.0.0.1:9000/start', hookUrl: null }],
    ['module: ./control.js', { kind: 'module', file: resolve('control.js') }],
    ['operator: true', { kind: 'operator', answers: null }],
    ['operator: { answers: [yes, "no"] }', { kind: 'operator', answers: { kind: 'list', answers: ['yes', 'no'] } }],
    ['operator: { answers: answers.txt }', { kind: 'operator', answers: { kind: 'file', file: resolve('answers.txt') } }],
    ['notify: "udp://127.0.0.1:2948"', { kind: 'notify', address: 'udp://127.0.0.1:2948' }],
    ['container: { image: acme, network: host }', { kind: 'container' }],
  ])('knows the rung %s', (rung, control) => {
    expect(parse(`name: Acme\nrole: client\nprotocol: dm-2.0\ncontrol: { ${rung} }`).control).toEqual(control);
  });
});

describe('a bad IUT file', () => {
  it.each(badFiles())('%s', (_title, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('never makes the reader throw, whatever the text', () => {
    const keys = fc.constantFrom('name', 'role', 'protocol', 'control', 'listen', 'supports', 'values', 'deadlines', '__proto__', '<<', '? [a]', '*x', '&x');
    const line = fc.tuple(keys, fc.oneof(fc.string(), fc.constantFrom('{', '[1, 2', '{a: 1}', '*x', '&x 1', '!!binary x', 'null', '|')));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(line).map((lines) => lines.map(([key, value]) => `${key}: ${value}`).join('\n'))), (text) => {
      for (const problem of problems(text)) expect(problem).toMatch(/^acme\.yaml(:\d+:\d+)?: ./);
    }), { numRuns: 300 });
  });

  it('of a thousand unknown keys names the first twenty and counts the rest', () => {
    const found = problems(CLIENT + Array.from({ length: 1000 }, (_, index) => `zz${index}: 1\n`).join(''));
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toBe('acme.yaml: and 980 problems more');
  });
});

describe('the file on disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iut-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const readAs = async (bytes: string | Uint8Array): Promise<string> => {
    const path = join(folder, 'acme.yaml');
    await writeFile(path, bytes);
    return readIutFile({ path, ...catalogue }).then(({ name }) => name, (error: unknown) => (error instanceof Error ? error.message.replaceAll(path, 'acme.yaml') : 'no Error'));
  };

  it('may begin with a byte order mark', async () => {
    expect(await readAs(`\uFEFF${CLIENT}`)).toBe('Acme');
  });

  it('must be UTF-8', async () => {
    expect(await readAs(Buffer.from(CLIENT.replace('Acme', 'Acm\u00e9'), 'latin1'))).toBe('acme.yaml: is not UTF-8 text; save it as UTF-8');
  });

  it('must not be larger than such a file can be', async () => {
    expect(await readAs(`#${'x'.repeat(1024 * 1024)}`)).toBe('acme.yaml: has 1048577 bytes, more than an IUT file may have (1048576); is it the right file?');
  });

  it('must be there', async () => {
    await expect(readIutFile({ path: 'no/such.yaml', ...catalogue })).rejects.toThrow('no/such.yaml: there is no such IUT file; check the path, or write one with: dm-conformance init');
    await expect(readIutFile({ path: folder, ...catalogue })).rejects.toThrow(': is a folder, not an IUT file; name the file in it');
  });

  it('makes its own folder the place where relative paths start', async () => {
    const path = join(folder, 'other.yaml');
    await writeFile(path, CLIENT.replace('{ attach: true }', '{ module: ./control.mjs }'));
    expect((await readIutFile({ path, ...catalogue })).control).toEqual({ kind: 'module', file: join(folder, 'control.mjs') });
  });
});

describe('the compiled schema', () => {
  it('is what the generator makes of the schema today', async () => {
    const generator = fileURLToPath(new URL('../../scripts/generate-iut-validator.mjs', import.meta.url));
    await expect(promisify(execFile)(process.execPath, [generator, '--check'])).resolves.toEqual({ stdout: '', stderr: '' });
  });
});

function badFiles(): readonly (readonly [title: string, text: string, expected: readonly string[]])[] {
  return [
    ['an unknown key', `${CLIENT}suports: { show: true }`, ["acme.yaml:5:1: unknown key 'suports', did you mean 'supports'?"]],
    ['an unknown key far from all known ones', `${CLIENT}listen: { zzzzzz: 1 }`, ["acme.yaml:5:11: unknown key 'zzzzzz' in 'listen', known are host, port, path"]],
    ['an unknown key that would be a prototype', `${CLIENT}__proto__: { a: 1 }`, ["acme.yaml:5:1: unknown key '__proto__', known are name, vendor, version, role, protocol, profile, supports, values, listen, endpoint, tls, credentials, control, deadlines, limits"]],
    ['a scheme of DM 1.x', `${CLIENT}credentials: { scheme: md5, user: u, password: p }`, ["acme.yaml:5:24: DM 2.0 authenticates in HTTP: 'credentials.scheme' must be basic or digest, found 'md5'"]],
    ['an unknown feature', `${CLIENT}supports:\n  show: true\n  shwo: true`, ["acme.yaml:7:3: unknown feature 'shwo', did you mean 'SHOW'?"]],
    ['a feature that is nothing we know', `${CLIENT}supports: { teleport: true }`, ["acme.yaml:5:13: unknown feature 'teleport', see: dm-conformance list features"]],
    ['a feature answered twice', `${CLIENT}supports: { show: true, C_SHOW: false }`, ["acme.yaml:5:25: the feature 'C_SHOW' is answered twice"]],
    ['a feature answered with a word', `${CLIENT}supports: { show: yes please }`, ["acme.yaml:5:19: 'supports.show' must be true or false, found 'yes please'"]],
    ['an unknown value', `${CLIENT}values:\n  device.di: x`, ["acme.yaml:6:3: unknown value 'device.di', did you mean 'device.id'?"]],
    ['text that YAML reads as a number', `${CLIENT}values: { device.id: 0123 }`, [`acme.yaml:5:22: 'values.device.id' must be text that is not empty, found the number 123; write it in quotes: "123"`]],
    ['a number that is text', `${CLIENT}values: { probe.list.limit: "8" }`, ["acme.yaml:5:29: 'values.probe.list.limit' must be a number, found '8'"]],
    ['a switch of the harness that is text', `${CLIENT}values: { destructive: yes }`, ["acme.yaml:5:24: 'values.destructive' must be true or false, found 'yes'"]],
    ['a URI that is none', `${CLIENT}values: { probe.object: x-acme }`, ["acme.yaml:5:25: 'values.probe.object' must be an absolute URI, for example urn:oma:mo:x-acme:1.0, found 'x-acme'"]],
    ['a ClientURI with a fault', `${CLIENT}values:\n  probe.leaf: urn:oma:mo:x:1.0//a//b`, ["acme.yaml:6:35: 'values.probe.leaf' must be a ClientURI, for example urn:oma:mo:x-acme:1.0//Name: found nothing, expected a name with other characters percent-encoded, an x-name or *"]],
    ['JSON with a fault, by its column', `${CLIENT}values:\n  probe.list.item: '{"Date":"2016",}'`, [`acme.yaml:6:36: 'values.probe.list.item' must be a JSON object as text: found "}", expected a member name in double quotes`]],
    ['JSON with a fault, escaped', `${CLIENT}values:\n  probe.list.item: "{\\"Date\\":}"`, ["acme.yaml:6:20: 'values.probe.list.item' must be a JSON object as text: found \"}\", expected a JSON value"]],
    ['JSON that is no object', `${CLIENT}values: { probe.list.item: "[1]" }`, ["acme.yaml:5:28: 'values.probe.list.item' must be a JSON object as text, found '[1]'"]],
    ['a value that is a list', `${CLIENT}values: { device.id: [1] }`, ["acme.yaml:5:22: 'values.device.id' must be text or a number or true or false, found a list of 1"]],
    ['no name', 'role: client\nprotocol: dm-2.0\ncontrol: { attach: true }', ["acme.yaml:1:1: the key 'name' is missing"]],
    ['a version without quotes', `${CLIENT}version: 4.20`, [`acme.yaml:5:10: 'version' must be text, found the number 4.2; write it in quotes: "4.2"`]],
    ['a misspelt role', 'name: A\nrole: clent\nprotocol: dm-2.0', ["acme.yaml:2:7: 'role' must be client or server, found 'clent', did you mean 'client'?"]],
    ['an unknown protocol', 'name: A\nrole: client\nprotocol: dm-3\ncontrol: { attach: true }', ["acme.yaml:3:11: 'protocol' must be dm-2.0 or dm-1.3 or dm-1.2, found 'dm-3'"]],
    ['two rungs of control', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol:\n  attach: true\n  operator: true', ["acme.yaml:5:3: 'control' names 2 ways (attach, operator); give just one"]],
    ['no rung of control', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol: {}', ["acme.yaml:4:10: 'control' is empty; give one of command, http, notify, container, module, attach, operator"]],
    ['a client without control', 'name: A\nrole: client\nprotocol: dm-2.0', ["acme.yaml:2:1: a client needs the key 'control': how it is made to start a session"]],
    ['a command that is one text', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol: { command: ./client --now }', ["acme.yaml:4:21: 'control.command' must be a list, found './client --now'"]],
    ['an empty command', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol: { command: [] }', ["acme.yaml:4:21: 'control.command' must not be empty"]],
    ['attach: false', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol: { attach: false }', ["acme.yaml:4:20: 'control.attach' can only be true, found false; leave the key out otherwise"]],
    ['an upper tester instead of the hook of a client', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol: { http: { upperTester: http://h } }', ["acme.yaml:4:12: the key 'control.http.start' is missing"]],
    ['operator: false', 'name: A\nrole: client\nprotocol: dm-2.0\ncontrol: { operator: false }', ["acme.yaml:4:1: 'control.operator' can only be true or prepared answers, found false"]],
    ['a server that is started as a client is', `${SERVER}control: { attach: true }`, ["acme.yaml:5:12: a server is driven by 'control.http.upperTester'; 'control.attach' is for clients"]],
    ['a server with a URL that starts a client', `${SERVER}control: { http: { start: "http://h:1/start" } }`, ["acme.yaml:5:20: a server is driven by 'control.http.upperTester'; 'control.http.start' is for clients"]],
    ['a server without endpoint', 'name: A\nrole: server\nprotocol: dm-2.0', ["acme.yaml:2:1: a server needs the key 'endpoint': where the tester finds it"]],
    ['an endpoint that is no URL', 'name: A\nrole: server\nprotocol: dm-2.0\nendpoint: dm.example.net', ["acme.yaml:4:11: 'endpoint' must look like https://dm.example.net/dm, found 'dm.example.net'"]],
    ['a port out of range', `${CLIENT}listen: { port: 70000 }`, ["acme.yaml:5:17: 'listen.port' must be at most 65535, found the number 70000"]],
    ['a path without slash', `${CLIENT}listen: { path: dm }`, ["acme.yaml:5:17: 'listen.path' must look like /dm, found 'dm'"]],
    ['a duration without unit', `${CLIENT}deadlines: { reply: 5 }`, ["acme.yaml:5:21: 'deadlines.reply' must look like 5s or 500ms, found the number 5"]],
    ['a duration in words', `${CLIENT}deadlines: { reply: 5 seconds }`, ["acme.yaml:5:21: 'deadlines.reply' must look like 5s or 500ms, found '5 seconds'"]],
    ['a duration no timer can hold', `${CLIENT}deadlines: { reply: 999999m, start: 0s }`, ["acme.yaml:5:21: 'deadlines.reply' must be between 1ms and 60m, found '999999m'", "acme.yaml:5:37: 'deadlines.start' must be between 1ms and 60m, found '0s'"]],
    ['a limit too small', `${CLIENT}limits: { message: 1 }`, ["acme.yaml:5:20: 'limits.message' must be at least 1024, found the number 1"]],
    ['a certificate without its key', `${CLIENT}tls: { cert: c.pem }`, ["acme.yaml:5:6: 'tls.cert' needs 'tls.key' beside it"]],
    ['a key that is not hexadecimal', `${CLIENT}tls: { psk: { identity: a, key: xyz } }`, ["acme.yaml:5:33: 'tls.psk.key' must look like 00112233, found 'xyz'"]],
    ['credentials without password', `${CLIENT}credentials: { user: a }`, ["acme.yaml:5:14: the key 'credentials.password' is missing"]],
    ['the Windows profile with another protocol', `${CLIENT}profile: ms-mdm`, ["acme.yaml:5:1: the profile ms-mdm goes with the protocol dm-1.2, found 'dm-2.0'"]],
    ['a key given twice', `${CLIENT}name: B`, ['acme.yaml:5:1: not valid YAML: Map keys must be unique']],
    ['a list instead of a mapping', '- name: A', ['acme.yaml:1:1: the file must be a mapping of keys to values, found a list of 1']],
    ['plain text', 'hello', ["acme.yaml:1:1: the file must be a mapping of keys to values, found 'hello'"]],
    ['nothing', '', ['acme.yaml: is empty; write one with: dm-conformance init']],
    ['only comments', '# nothing\n', ['acme.yaml: is empty; write one with: dm-conformance init']],
    ['broken YAML', 'name: "Acme\nrole: client', ['acme.yaml:2:13: not valid YAML: Missing closing "quote']],
    ['two documents', `${CLIENT}---\nname: B`, ['acme.yaml:5:1: the file holds several documents (---); an IUT file holds one']],
    ['a tab as indentation', 'name: A\nlisten:\n\tport: 1', ['acme.yaml:3:1: not valid YAML: Tabs are not allowed as indentation']],
    ['an alias bomb', `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]`, ['acme.yaml: uses aliases (*name) far more often than an IUT file needs; write the values out']],
    ['an alias to nothing', `${CLIENT}values: *nothing`, ['acme.yaml: uses an alias (*name) that no anchor (&name) defines before it; text that begins with * needs quotes']],
    ['bottomless nesting', `name: ${'['.repeat(20_000)}`, ['acme.yaml: is nested far deeper than an IUT file is']],
    ['several faults, in the order of the file', 'name: ""\nrole: client\nprotocol: dm-2.0\nlisten: { prot: 1, port: -1 }\ncontrol: { http: { strat: x } }', ["acme.yaml:1:7: 'name' must not be empty", "acme.yaml:4:11: unknown key 'prot' in 'listen', did you mean 'port'?", "acme.yaml:4:26: 'listen.port' must be at least 0, found the number -1", "acme.yaml:5:20: unknown key 'strat' in 'control.http', did you mean 'start'?"]],
  ];
}
