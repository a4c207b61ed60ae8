/** The journal survives kills, keeps strangers out and never loses what it was told. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimFolder, JOURNAL_SCHEMA, readJournal, reopenJournal, type JournalHeader } from './journal.js';
import type { FinishedTest } from './run.js';

const HEADER: JournalHeader = { schema: JOURNAL_SCHEMA, runId: 'r', startedAt: '2026-01-01T00:00:00.000Z', seed: 0, strict: false, fingerprint: 'f', arguments: [], folder: '/' };

function finished(id: string): FinishedTest {
  return { result: { iut: 'i', id, title: '', verdict: 'pass', reason: null, durationMs: 1, requirements: [], warnings: 0, findings: [], transcript: null }, rules: [] };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('journal', () => {
  it('gives back what was appended', () => {
    const path = folder();
    const journal = claimFolder(path).begin(HEADER);
    journal.append(finished('dm2/client/a/b'));
    journal.close();
    expect(readJournal(path)).toMatchObject({ header: HEADER, finished: [finished('dm2/client/a/b')], droppedTail: false });
  });

  it('leaves that of an earlier run alone until it is begun', () => {
    const path = folder();
    claimFolder(path).begin(HEADER).close();
    const claimed = claimFolder(path);
    expect(() => claimFolder(path)).toThrow('is running this campaign');
    expect(readJournal(path)).toMatchObject({ header: HEADER });
    claimed.release();
    expect(readdirSync(path)).toEqual(['journal.ndjson']);
  });

  it('drops a line that a kill cut short, and appends after what is whole', () => {
    const path = folder();
    const journal = claimFolder(path).begin(HEADER);
    journal.append(finished('dm2/client/a/b'));
    journal.close();
    appendFileSync(join(path, 'journal.ndjson'), '{"result":{"id":"é');
    const again = reopenJournal(path);
    expect(again).toMatchObject({ droppedTail: true, finished: [finished('dm2/client/a/b')] });
    again.append(finished('dm2/client/a/c'));
    again.close();
    expect(readJournal(path).finished.map(({ result }) => result.id)).toEqual(['dm2/client/a/b', 'dm2/client/a/c']);
  });

  it('keeps a second writer out until the first has closed', () => {
    const path = folder();
    const first = claimFolder(path).begin(HEADER);
    expect(() => claimFolder(path)).toThrow(/process \d+ is running this campaign/);
    expect(() => reopenJournal(path)).toThrow('wait for it, or choose another folder with --out');
    first.close();
    expect(existsSync(join(path, 'journal.lock'))).toBe(false);
    reopenJournal(path).close();
  });

  it.each([
    ['a process that is gone', '999999999'],
    ['our own number from an earlier life', String(process.pid)],
    ['nonsense', 'x'],
  ])('takes over the lock of %s', (_what, holder) => {
    const path = folder();
    writeFileSync(join(path, 'journal.lock'), holder);
    claimFolder(path).begin(HEADER).close();
    expect(existsSync(join(path, 'journal.lock'))).toBe(false);
  });

  it('says which file to remove when the process is another program', () => {
    const path = folder();
    const first = claimFolder(path).begin(HEADER);
    expect(() => claimFolder(path)).toThrow(`(if process ${process.pid} is no dm-conformance, remove ${join(path, 'journal.lock')})`);
    first.close();
  });

  it('gives the folder free when the journal cannot be written', () => {
    const path = folder();
    mkdirSync(join(path, 'journal.ndjson'));
    expect(() => claimFolder(path).begin(HEADER)).toThrow('EISDIR');
    expect(readdirSync(path)).toEqual(['journal.ndjson']);
  });

  it.each([
    ['no journal at all', null, 'there is no journal to resume'],
    ['a file of somebody else', '{"a":1}\n', 'line 1: this is no journal of dm-conformance'],
    ['a broken line', `${JSON.stringify(HEADER)}\n{"result"\n`, 'line 2: not JSON; remove the line'],
    ['a line that is no result', `${JSON.stringify(HEADER)}\n{"result":{}}\n`, 'line 2: no result of a test'],
    ['a line that is no object', `${JSON.stringify(HEADER)}\nnull\n`, 'line 2: no result of a test'],
    ['a header that is no object', 'null\n', 'line 1: this is no journal'],
  ])('refuses %s and leaves no lock behind', (_what, text, message) => {
    const path = folder();
    if (text !== null) writeFileSync(join(path, 'journal.ndjson'), text);
    expect(() => reopenJournal(path)).toThrow(message);
    expect(existsSync(join(path, 'journal.lock'))).toBe(false);
    if (text !== null) expect(readFileSync(join(path, 'journal.ndjson'), 'utf8')).toBe(text);
  });
});
