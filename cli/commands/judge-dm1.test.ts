import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invoke, temporaryFolder } from '../testing/invoke.js';

const HEADER = '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>';
const message = (uri: string): string => `<SyncML xmlns='SYNCML:SYNCML1.2'>${HEADER}<SyncBody><Get><CmdID>3</CmdID><Item><Target><LocURI>${uri}</LocURI></Target></Item></Get><Final/></SyncBody></SyncML>`;

/** A folder with a good message, a bad one recorded in two files, and notes. */
function captures(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'session'));
  writeFileSync(join(folder, 'good.xml'), message('./A'));
  writeFileSync(join(folder, 'session', '01.http'), 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.syncml.dm+xml\r\nCache-Control: no-store\r\n\r\n');
  writeFileSync(join(folder, 'session', '01.body'), message('./A/'));
  writeFileSync(join(folder, 'README.md'), '# notes');
  return folder;
}

describe('judge of DM 1.x', () => {
  it('judges the messages of a folder, heads with their bodies, and passes over the rest', async () => {
    const folder = captures();
    const { code, stdout } = await invoke(['judge', folder, '--json']);
    const { findings, messages } = JSON.parse(stdout) as { readonly findings: readonly { readonly file: string; readonly requirement: string; readonly level: string; readonly outcome: string; readonly severity: string }[]; readonly messages: number };
    expect([code, messages]).toEqual([1, 2]);
    expect(findings.filter(({ severity }) => severity === 'fail')).toMatchObject([{ file: join(folder, 'session', '01.http'), requirement: 'DM1-TREE-B-003', level: 'MUST NOT', outcome: 'violated' }]);
  });

  it('ends with 0 for a clean message and says what it counted', async () => {
    const { code, stdout } = await invoke(['judge', join(captures(), 'good.xml')]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^1 captures, 1 messages, \d+ judgements, 0 violations\n$/)]);
  });

  it('judges by the role that is named', async () => {
    const { stdout } = await invoke(['judge', join(captures(), 'good.xml'), '--role', 'client']);
    expect(stdout).toMatch(/good\.xml, line 1, column \d+ SyncML\/SyncBody\/Get: DM1-SESS-C-029 \(MUST NOT, clause DMPRO 2\.3\) violated\n {2}expected /);
    expect(await invoke(['judge', join(captures(), 'good.xml'), '--role', 'sever'])).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean 'server'") as string });
  });

  it.each([
    ['notes', '# notes', 'in no format that this version reads'],
    ['an error page', 'HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x', 'HTTP response with nothing of DM 1.x in it'],
    ['XML of others', '<foo/>', 'Document <foo> with nothing of DM 1.x in it'],
    ['hexadecimal text with an odd digit', '02 a4 01 6a 0', 'looks like hexadecimal text with an odd number of digits, 9'],
    ['a package of DM 2.0', '{"Status":[{"sc":200}]}', 'what is of DM 2.0 is judged in the transcript of its session'],
  ])('says what %s is in place of a capture', async (_, text, words) => {
    const path = join(temporaryFolder(), 'capture');
    writeFileSync(path, text);
    const { code, stdout, stderr } = await invoke(['judge', path]);
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain(words);
  });

  it('counts warnings apart from violations', async () => {
    const path = join(temporaryFolder(), 'long.xml');
    writeFileSync(path, message('./A').replace('<SessionID>1<', '<SessionID>12345<'));
    expect(await invoke(['judge', path])).toMatchObject({ code: 0, stdout: expect.stringMatching(/judgements, 0 violations, 1 warning\n$/) as string });
  });

  it('ends with 2 where a limit of the reader left something unjudged, unless what was judged fails', async () => {
    const path = join(temporaryFolder(), 'deep.xml');
    const deep = message('./A').replace('<Final/>', `<Final/><x:a xmlns:x='urn:x'>${'<x:a>'.repeat(200)}${'</x:a>'.repeat(200)}</x:a>`);
    writeFileSync(path, deep);
    expect(await invoke(['judge', path])).toMatchObject({ code: 2, stdout: expect.stringContaining('a limit of this reader, nothing behind it is judged') as string });
    expect(await invoke(['decode', path])).toMatchObject({ code: 2, stdout: expect.stringContaining('limit of this reader: dm1-xml/depth') as string });
    writeFileSync(path, deep.replace('./A', './A/'));
    expect((await invoke(['judge', path])).code).toBe(1);
    expect((await invoke(['decode', path])).code).toBe(1);
  });
});

describe('the catalogue of DM 1.x', () => {
  it('is listed with the rule or the reason of each requirement', async () => {
    const { stdout } = await invoke(['list', 'requirements', '--protocol', 'dm-1.2', '--json']);
    const listed = JSON.parse(stdout) as readonly { readonly id: string; readonly protocol: string; readonly tests: readonly string[]; readonly reason?: string }[];
    expect(listed.length).toBeGreaterThan(490);
    for (const { id, protocol, tests, reason } of listed) expect([id.startsWith('DM1-'), protocol, tests.length > 0 || (reason ?? '').length > 20]).toEqual([true, 'dm-1.2', true]);
  });

  it('is shown by id', async () => {
    const { code, stdout } = await invoke(['show', 'DM1-TREE-B-003']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('rule:DM1-TREE-B-003')]);
  });
});
