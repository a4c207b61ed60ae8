import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('no test case, mutant or golden text is left half filled in', () => {
  const files = ['testcases/dm2', 'testcases/rules', 'proof/mutants', 'proof/variants', 'proof/golden'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(files.filter((file) => readFileSync(file, 'utf8').includes('FILL-IN'))).toEqual([]);
});
