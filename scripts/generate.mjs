// Runs every generator; `--check` writes nothing and fails on a difference.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPTS = fileURLToPath(new URL('.', import.meta.url));
for (const name of readdirSync(SCRIPTS).filter((file) => file.startsWith('generate-')).sort()) {
  const { status } = spawnSync(process.execPath, [`${SCRIPTS}${name}`, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
