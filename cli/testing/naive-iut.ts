/** IUT files of the naive client, written where a test wants them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes an IUT file into `folder`; `more` are further lines. Returns its path. */
export function writeNaiveIut(folder: string, more: readonly string[] = []): string {
  const path = join(folder, 'naive.yaml');
  const module = fileURLToPath(new URL('./naive-client.mjs', import.meta.url));
  writeFileSync(path, ['name: naive', 'role: client', 'protocol: dm-2.0', `control: { module: ${JSON.stringify(module)} }`, 'values: { probe.leaf: "urn:oma:mo:x:1.0//Name" }', 'deadlines: { start: 60s, reply: 2s, observe: 10ms }', ...more, ''].join('\n'));
  return path;
}
