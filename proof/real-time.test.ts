/** What needs real time or real connections says so: within the process time passes as soon as nothing is on its way. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Timers, and what the modules of connections and files are imported for. */
const REAL = /\bset(?:Timeout|Interval|Immediate)\b|\bprocess\./;
const REAL_IMPORT = /^import (?:type )?\{([^}]*)\} from 'node:(?:timers(?:\/promises)?|net|dgram|fs|child_process|worker_threads|http|https|tls)';/gm;

function sources(folder: string): readonly string[] {
  return readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => join(import.meta.dirname, folder, name));
}

/** Ids of the entries of a file whose text, or a function of the file that they call, needs real time or connections. */
function needing(text: string): readonly { readonly id: string; readonly says: boolean }[] {
  const imported = [...text.matchAll(REAL_IMPORT)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
  const uses = (part: string, names: readonly string[]): boolean => REAL.test(part) || names.some((name) => new RegExp(`\\b${name}\\(`).test(part));
  const helpers = text.split(/^(?=(?:export )?(?:async )?function |(?:export )?const \w+)/m).slice(1).filter((part) => uses(part, imported)).flatMap((part) => /^(?:async )?(?:function|const) (\w+)/.exec(part)?.[1] ?? []);
  const entries = text.split(/^ {4}id: /m).slice(1).map((part) => part.split(/^\];/m)[0] ?? '');
  return entries.filter((entry) => uses(entry, [...imported, ...helpers])).map((entry) => ({ id: /'([^']+)'/.exec(entry)?.[1] ?? '', says: /network: '(?:sockets|tls)'/.test(entry) }));
}

describe('mutants and variants of the client', () => {
  it('run over sockets where they use timers or connections of their own', () => {
    const found = [...sources('mutants/dm2-client'), ...sources('variants')].flatMap((file) => needing(readFileSync(file, 'utf8'))).filter(({ id }) => id.startsWith('dm2/client/'));
    expect(found.filter(({ says }) => !says)).toEqual([]);
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['dm2/client/sequence/bare-tcp', 'dm2/client/reports-later', 'dm2/client/tls/http-at-https']));
  });

  it('are found out when they do not say so', () => {
    expect(needing("import { connect } from 'node:net';\n  {\n    id: 'a',\n    parts: () => call(),\n  },\n  {\n    id: 'b',\n    parts: () => setTimeout(() => 1, 2),\n  },\n  {\n    id: 'c',\n  },\n];\n\nfunction call() {\n  connect(1);\n}\n")).toEqual([{ id: 'a', says: false }, { id: 'b', says: false }]);
  });
});
