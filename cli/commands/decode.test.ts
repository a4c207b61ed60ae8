/** `decode` and `encode`: what they print, byte for byte in golden files, and their exit codes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectGolden } from '../../reports/testing/golden.js';
import { DECODE_SAMPLES } from '../testing/decode-samples.js';
import { invoke, temporaryFolder } from '../testing/invoke.js';

const golden = (name: string): URL => new URL(`golden/${name}.txt`, import.meta.url);
const sample = (name: string): Uint8Array => DECODE_SAMPLES[name]?.() ?? new Uint8Array();

/** A sample as a file; the path is masked in what is printed. */
function fileOf(name: string): { readonly path: string; readonly masked: (text: string) => string } {
  const folder = temporaryFolder();
  const path = join(folder, name);
  writeFileSync(path, sample(name));
  return { path, masked: (text) => text.replaceAll(`${folder}/`, '') };
}

/** Exit code and standard output, then standard error. */
async function shown(name: string, options: readonly string[] = []): Promise<string> {
  const { path, masked } = fileOf(name);
  const { code, stdout, stderr } = await invoke(['decode', path, ...options]);
  return masked(`${stdout}${stderr}exit code ${code}\n`);
}

describe('decode', () => {
  it.each(Object.keys(DECODE_SAMPLES))('prints %s as the golden file has it', async (name) => {
    expectGolden(await shown(name), golden(`decode.${name}`));
  });

  it.each(['server.xml', 'server.wbxml', 'cut.wbxml', 'notification.bin', 'account.xml'])('prints the bytes of %s side by side with what they are', async (name) => {
    expectGolden(await shown(name, ['--hex']), golden(`decode-hex.${name}`));
  });

  it('prints a folder as a table, a head with its body in one line', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub'));
    for (const [name, make] of Object.entries(DECODE_SAMPLES)) writeFileSync(join(folder, 'sub', name), make());
    writeFileSync(join(folder, '01.http'), 'HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Type: application/vnd.syncml.dm+wbxml\r\nContent-Length: 7\r\n\r\n');
    writeFileSync(join(folder, '01.body'), Uint8Array.of(2, 0xa4, 1, 0x6a, 0, 0x2d, 0));
    const { code, stdout } = await invoke(['decode', folder]);
    expectGolden(stdout, golden('decode.folder'));
    expect(code).toBe(1);
    expect(stdout).not.toContain('01.body');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('prints JSON with places, values, notes and findings', async () => {
    const { path } = fileOf('server.wbxml');
    const { code, stdout } = await invoke(['decode', path, '--json', '--hex']);
    const parsed = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(parsed).toMatchObject({ file: path, what: 'SyncML 1.2 message', form: 'WBXML 1.2', readable: true, facts: { from: '"https://dm.example.net/dm"' } });
    expect(parsed.tree.find(({ name }: { readonly name: string }) => name === 'NextNonce')).toMatchObject({ value: 'LG3iZQhhdmKNHg==', path: 'SyncML/SyncBody/Status/Chal/Meta/NextNonce', notes: ['nonce of 10 octets: 2c 6d e2 65 08 61 76 62 8d 1e'] });
    expect(parsed.hex.tiles[0]).toEqual({ byte: 0, length: 1, hex: '02', meaning: 'WBXML 1.2' });
    expect(parsed.parts[0]).toMatchObject({ what: 'TNDS document (serialized tree)', findings: [] });
    expect(parsed.findings.every(({ at, found, expected }: { readonly at: object; readonly found: string; readonly expected: string }) => at !== undefined && found !== '' && expected !== '')).toBe(true);
  });

  it('prints a folder as JSON, an entry a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.bin'), sample('notification.bin'));
    writeFileSync(join(folder, 'b.json'), sample('package3.json'));
    const { stdout } = await invoke(['decode', folder, '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ what: 'Package 0 of DM 1.2 (notification)' }, { what: 'Package#3 (results of the client)' }]);
  });

  it('reads standard input, also hexadecimal text', async () => {
    const { code, stdout } = await invoke(['decode', '-'], { stdin: '10369e83e3fc7103a4a21acce6e242ae02d0000000123412636f6d2e6d676d747372762e6d616e616765\n' });
    expect(stdout).toMatch(/^Package 0 of DM 1\.2 \(notification\), octets, 42 bytes\n {3}source {3}hexadecimal text of 85 bytes/);
    expect(code).toBe(0);
  });

  it('takes the bytes for the format that is demanded', async () => {
    const { path } = fileOf('package3.json');
    expect((await invoke(['decode', path, '--as', 'package1'])).stdout).toContain('Package#1');
    expect(await invoke(['decode', path, '--as', 'wbxml'])).toMatchObject({ code: 2, stdout: expect.stringContaining('dm1-wbxml/version') as string });
    expect(await invoke(['decode', path, '--as', 'wbxlm'])).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean 'wbxml'?") as string });
  });

  it('unwraps pasted octets before it takes them for what is demanded', async () => {
    const digits = '10369e83e3fc7103a4a21acce6e242ae02d0000000123412636f6d2e6d676d747372762e6d616e616765';
    const dump = (digits.match(/.{1,32}/g) ?? []).map((row, index) => `${(index * 16).toString(16).padStart(8, '0')}  ${(row.match(/../g) ?? []).join(' ')}  |....|`).join('\n');
    const list = (digits.match(/../g) ?? []).map((pair) => `0x${pair}`).join(', ');
    for (const stdin of [digits, dump, list]) expect(await invoke(['decode', '--as', 'notification', '-'], { stdin })).toMatchObject({ code: 0, stdout: expect.stringContaining('"com.mgmtsrv.manage"') as string });
    expect(await invoke(['decode', '--as', 'notification', '-'], { stdin: digits.slice(0, 40) })).toMatchObject({ code: 2, stdout: expect.stringContaining('dm1-p0/truncated') as string });
    expect(await invoke(['decode', '-'], { stdin: digits.slice(0, 41) })).toMatchObject({ code: 2, stderr: expect.stringContaining('looks like hexadecimal text with an odd number of digits, 41') as string });
  });

  it('shows XML of others and says that it is none of DM', async () => {
    expect(await invoke(['decode', '-'], { stdin: '<foo><bar/></foo>' })).toMatchObject({ code: 2, stdout: expect.stringContaining('  bar') as string, stderr: expect.stringContaining('is no document of OMA DM: Document <foo>') as string });
  });

  it('applies the rules of the role that is named', async () => {
    const { path } = fileOf('server.wbxml');
    expect((await invoke(['decode', path, '--role', 'client'])).stdout).toMatch(/sender {3}taken for a client: --role says so\n[^]*DM1-SESS-C-029/);
    expect(await invoke(['decode', path, '--role', 'sever'])).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean 'server'") as string });
  });

  it('cuts long values unless all of them are wanted', async () => {
    const { path } = fileOf('server.xml');
    expect((await invoke(['decode', path])).stdout).toContain('characters more (--full shows them)');
    const whole = await invoke(['decode', path, '--full']);
    expect(whole.stdout).not.toContain('--full shows them');
    expect(whole.stdout.replaceAll(/\s/g, '')).toContain('<Value>lamp</Value></Node></Node></MgmtTree>');
  });

  it('paints for a terminal only, and never lets a message do it', async () => {
    const { path } = fileOf('server.xml');
    expect((await invoke(['decode', path], { tty: true })).stdout).toContain('\u001b[31m');
    const { stdout } = await invoke(['decode', path]);
    expect(['\u0007', '\u001b'].filter((character) => stdout.includes(character))).toEqual([]);
    expect(stdout).toContain('"ring\\u0007 é 灯"');
  });

  it.each([['an empty folder', 'holds no files'], ['a folder of other files', 'holds no file in a format of OMA DM']])('says that %s has nothing to decode', async (kind, words) => {
    const folder = temporaryFolder();
    if (kind !== 'an empty folder') writeFileSync(join(folder, 'notes.txt'), sample('notes.txt'));
    expect(await invoke(['decode', folder])).toMatchObject({ code: 2, stderr: expect.stringContaining(words) as string });
  });
});

describe('the captures', () => {
  const folder = process.env['DM_CAPTURES'] ?? fileURLToPath(new URL('../../../shared/captures', import.meta.url));

  beforeEach((context) => {
    if (!existsSync(folder)) context.skip(`no captures at ${folder}; name their folder by DM_CAPTURES`);
  });

  it('are all decoded, each with what it is', async () => {
    const { code, stdout } = await invoke(['decode', folder, '--json']);
    const whats = (JSON.parse(stdout) as readonly { readonly what: string }[]).map(({ what }) => what);
    expect(whats.filter((what) => what === 'Unreadable')).toHaveLength(1);
    expect(whats.filter((what) => /SyncML|HTTP/.test(what))).toHaveLength(15);
    expect(code).toBe(1);
  });
});

describe('encode', () => {
  it('writes XML as WBXML and back, without loss', async () => {
    const { path } = fileOf('tree.xml');
    const folder = temporaryFolder();
    const [wbxml, xml] = [join(folder, 'tree.wbxml'), join(folder, 'tree.xml')];
    expect(await invoke(['encode', path, '--out', wbxml])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(wbxml)[0]).toBe(2);
    expect((await invoke(['encode', wbxml, '--out', xml])).code).toBe(0);
    expect(readFileSync(xml, 'utf8')).toBe(new TextDecoder().decode(sample('tree.xml')));
  });

  it('prints octets as text, in the forms that are chosen', async () => {
    const { path } = fileOf('tree.xml');
    const { stdout } = await invoke(['encode', path, '--text', 'hex', '--set', 'version=1.3', 'strings=table']);
    expect(stdout).toMatch(/^03[0-9a-f]+\n$/);
    expect((await invoke(['encode', '-', '--set', 'layout=pretty'], { stdin: stdout })).stdout).toContain('\n  <VerDTD>1.2</VerDTD>\n');
    expect((await invoke(['encode', path, '--text', 'base64'])).stdout).toMatch(/^[A-Za-z0-9+/]+={0,2}\n$/);
  });

  it('keeps octets from a terminal, and shows XML there', async () => {
    const { path } = fileOf('tree.xml');
    expect(await invoke(['encode', path], { tty: true })).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--text hex') as string });
    expect((await invoke(['encode', path, '--to', 'xml'], { tty: true })).stdout).toContain('<MgmtTree');
  });

  it.each([
    ['a fault of the input', 'request.http', [], 'is an HTTP message'],
    ['XML that is not well-formed', 'server.xml', [], 'dm1-xml/character'],
    ['WBXML that is cut off', 'cut.wbxml', [], 'dm1-wbxml/truncated'],
    ['an unknown choice', 'tree.xml', ['--set', 'string=table'], "did you mean 'strings'?"],
    ['an unknown value', 'tree.xml', ['--set', 'strings=tabel'], "did you mean 'table'?"],
    ['an unknown form', 'tree.xml', ['--to', 'wbxlm'], "did you mean 'wbxml'?"],
    ['a value that the other form has', 'server.wbxml', ['--to', 'xml', '--set', 'quotes=both'], 'double, single'],
  ])('refuses %s in one line', async (_, name, options, words) => {
    const { path } = fileOf(name);
    const { code, stdout, stderr } = await invoke(['encode', path, ...options]);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(words);
  });
});

beforeAll(() => {
  // The rules and the catalogue take a moment to load; that is no matter of the first test.
  return import('../../testcases/rules/dm1/index.js').then(() => undefined);
});
