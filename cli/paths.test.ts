/** Paths that cannot be read or written: one line with the option, the path and the remedy, exit code 2, nothing lost. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demandWritable, makeFolders, writeWhole } from './files.js';
import { invoke, temporaryFolder, type Invoked } from './testing/invoke.js';
import { writeNaiveIut } from './testing/naive-iut.js';

const HGET = ['--test', 'dm2/client/hget/fetches-by-get'];
const isRoot = process.getuid?.() === 0;

/** A folder with a file `file` and a folder `folder` in it. */
function playground(): string {
  const root = temporaryFolder();
  writeFileSync(join(root, 'file'), 'text\n');
  mkdirSync(join(root, 'folder'));
  return root;
}

function expectRefusal({ code, stdout, stderr }: Invoked, line: string): void {
  expect(stderr).toBe(`dm-conformance: ${line}\n`);
  expect(stdout).toBe('');
  expect(code).toBe(2);
}

describe('paths that do not fit', () => {
  it.each([
    ['a results folder that is a file', ['run', ...HGET, '--out', 'ROOT/file'], '--out ROOT/file: is a file; name a folder'],
    ['a results folder below a file', ['run', ...HGET, '--out', 'ROOT/file/out'], '--out ROOT/file/out: a part of the path is a file, not a folder; check the path'],
    ['evidence that is a folder', ['run', ...HGET, '--out', 'ROOT/out', '--evidence', 'ROOT/folder'], '--evidence ROOT/folder: is a folder, not a file; name a file'],
    ['evidence below a file', ['run', ...HGET, '--out', 'ROOT/out', '--evidence', 'ROOT/file/e.gz'], '--evidence ROOT/file/e.gz: a part of the path is a file, not a folder; check the path'],
    ['a baseline that is a folder', ['run', ...HGET, '--out', 'ROOT/out', '--baseline', 'ROOT/folder'], '--baseline ROOT/folder: is a folder, not a file; name a file'],
    ['an IUT file that is a folder', ['run', 'ROOT/folder', '--out', 'ROOT/out'], 'ROOT/folder: is a folder, not an IUT file; name the file in it'],
    ['an IUT file below a file', ['check', 'ROOT/file/iut.yaml'], 'ROOT/file/iut.yaml: a part of the path is a file, not a folder; check the path of the IUT file'],
    ['a file to resume', ['run', '--resume', 'ROOT/file'], '--resume ROOT/file: is a file; name the results folder of the run'],
    ['a folder below a file to resume', ['run', '--resume', 'ROOT/file/out'], '--resume ROOT/file/out: a part of the path is a file, not a folder; check the path'],
    ['an empty folder to resume', ['run', '--resume', 'ROOT/folder'], '--resume ROOT/folder: there is no journal to resume (no journal.ndjson in it); check the path, or start a run with --out ROOT/folder'],
    ['a proof that is a folder', ['prove', '--json', 'ROOT/folder'], '--json ROOT/folder: is a folder, not a file; name a file'],
    ['an IUT file to write that is below a file', ['init', '--yes', '--to', 'ROOT/file/iut.yaml'], '--to ROOT/file/iut.yaml: a part of the path is a file, not a folder; check the path'],
  ])('refuses %s before anything is sent', async (_what, argv, line) => {
    const root = playground();
    const here = (text: string): string => text.replaceAll('ROOT', root);
    expectRefusal(await invoke(argv.map(here)), here(line));
    expect(readdirSync(root).toSorted()).toEqual(['file', 'folder']);
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('text\n');
  });

  describe.skipIf(process.platform === 'win32')('that are no files', () => {
    /** The same with a named pipe `pipe`, which nobody writes to: whoever reads it waits. */
    function withPipe(): string {
      const root = playground();
      execFileSync('mkfifo', [join(root, 'pipe')]);
      return root;
    }

    it.each([
      ['a report of a device', ['report', '/dev/null'], '/dev/null: is a device; name a results folder or its results.json'],
      ['a report of a pipe', ['report', 'ROOT/pipe'], 'ROOT/pipe: is a pipe; name a results folder or its results.json'],
      ['a results folder that is a pipe', ['run', ...HGET, '--out', 'ROOT/pipe'], '--out ROOT/pipe: is a pipe; name a folder'],
      ['a pipe to resume', ['run', '--resume', 'ROOT/pipe'], '--resume ROOT/pipe: is a pipe; name the results folder of the run'],
      ['a baseline that is a device', ['run', ...HGET, '--out', 'ROOT/out', '--baseline', '/dev/null'], '--baseline /dev/null: is a device; name a file, or give - to have it read from standard input'],
      ['a baseline that is a pipe', ['run', ...HGET, '--out', 'ROOT/out', '--baseline', 'ROOT/pipe'], '--baseline ROOT/pipe: is a pipe; name a file, or give - to have it read from standard input'],
    ])('refuses %s, and waits for nobody', async (_what, argv, line) => {
      const root = withPipe();
      const here = (text: string): string => text.replaceAll('ROOT', root);
      expectRefusal(await invoke(argv.map(here)), here(line));
      expect(readdirSync(root).toSorted()).toEqual(['file', 'folder', 'pipe']);
    });

    it.each([
      ['results', 'results.json', ['report'], 'name a results folder or its results.json'],
      ['a journal to resume', 'journal.ndjson', ['run', '--resume'], 'name the results folder of the run'],
      ['a journal to replace', 'journal.ndjson', ['run', ...HGET, '--out'], 'choose another folder with --out'],
    ])('refuses a folder in which a pipe stands for %s', async (_what, name, words, remedy) => {
      const root = withPipe();
      renameSync(join(root, 'pipe'), join(root, 'folder', name));
      const { code, stderr } = await invoke([...words, join(root, 'folder')]);
      expect(stderr).toContain(`${join(root, 'folder', name)}: is a pipe; ${remedy}\n`);
      expect(code).toBe(2);
    });

    it('reports without a transcript for which a pipe stands', async () => {
      const root = withPipe();
      const out = join(root, 'out');
      await invoke(['run', writeNaiveIut(root), ...HGET, '--out', out]);
      renameSync(join(root, 'pipe'), join(out, 'transcripts', 'dm2.client.hget.fetches-by-get.json'));
      expect(await invoke(['report', out])).toMatchObject({ code: 0, stderr: '' });
    });
  });

  it('refuses a report that is to replace a folder', async () => {
    const root = playground();
    await invoke(['run', writeNaiveIut(root), ...HGET, '--out', join(root, 'out')]);
    expectRefusal(await invoke(['report', join(root, 'out'), '--to', join(root, 'folder')]), `--to ${join(root, 'folder')}: is a folder, not a file; name a file`);
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('refuses a journal that is a folder', async () => {
    const root = playground();
    mkdirSync(join(root, 'folder', 'journal.ndjson'));
    const refused = await invoke(['run', '--resume', join(root, 'folder')]);
    expectRefusal(refused, `--resume ${join(root, 'folder')}: is a folder, not a file; name a file`);
  });

  it.skipIf(!existsSync('/proc/self'))('refuses a file system that takes nothing', async () => {
    const root = playground();
    expectRefusal(await invoke(['run', ...HGET, '--out', '/proc/x']), '--out /proc/x: nothing can be made there; choose another place');
    expectRefusal(await invoke(['run', ...HGET, '--out', join(root, 'out'), '--evidence', '/proc/x']), '--evidence /proc/x: nothing can be made there; choose another place');
  });

  it.skipIf(isRoot)('refuses what it has no permission for', async () => {
    const root = playground();
    const file = writeNaiveIut(root);
    chmodSync(file, 0o000);
    chmodSync(join(root, 'folder'), 0o500);
    expectRefusal(await invoke(['run', file]), `${file}: is an IUT file that may not be read; check its owner and mode`);
    const out = join(root, 'folder', 'out');
    expectRefusal(await invoke(['run', ...HGET, '--out', out]), `--out ${out}: permission denied; check its owner and mode, or choose another place`);
    chmodSync(join(root, 'folder'), 0o700);
  });
});

describe('writing', () => {
  it('replaces what a link leads to, not the link', () => {
    const root = playground();
    symlinkSync(join(root, 'file'), join(root, 'link'));
    writeWhole(join(root, 'link'), 'new');
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('new');
    expect(lstatSync(join(root, 'link')).isSymbolicLink()).toBe(true);
  });

  it('writes where links lead that lead to nothing yet, and keeps the links', () => {
    const root = playground();
    symlinkSync('folder', join(root, 'short'));
    symlinkSync('later', join(root, 'folder', 'second'));
    symlinkSync(join('short', 'second'), join(root, 'first'));
    demandWritable(join(root, 'first'));
    writeWhole(join(root, 'first'), 'new');
    expect(readFileSync(join(root, 'folder', 'later'), 'utf8')).toBe('new');
    for (const link of ['first', join('folder', 'second')]) expect(lstatSync(join(root, link)).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(root, 'folder')).toSorted()).toEqual(['later', 'second']);
  });

  it.each([0o600, 0o664, 0o444])('leaves a file of mode %o as open as it was', (mode) => {
    const root = playground();
    chmodSync(join(root, 'file'), mode);
    writeWhole(join(root, 'file'), 'new');
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('new');
    expect(statSync(join(root, 'file')).mode & 0o777).toBe(mode);
  });

  it('refuses links that lead in a circle', () => {
    const root = playground();
    symlinkSync('b', join(root, 'a'));
    symlinkSync('a', join(root, 'b'));
    expect(() => writeWhole({ option: '--to', path: join(root, 'a') }, 'new')).toThrow(`--to ${join(root, 'a')}: `);
  });

  it.skipIf(!existsSync('/dev/null'))('writes to a device and never replaces it', () => {
    demandWritable({ option: '--evidence', path: '/dev/null' });
    writeWhole('/dev/null', 'gone');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('leaves nothing behind when it only asks whether it may', () => {
    const root = mkdtempSync(join(temporaryFolder(), 'empty-'));
    makeFolders(join(root, 'a'));
    demandWritable({ option: '--evidence', path: join(root, 'a', 'e.gz') });
    expect(readdirSync(join(root, 'a'))).toEqual([]);
  });
});
