// Makes a new test case of the DM 2.0 client: the test file, the mutant that it must catch, and the golden failure text.
//   npm run new-test -- dm2/client/hget/keeps-siblings DM2-CMD-HGET-C-004
// What is to be filled in is marked FILL-IN; `npm test` refuses to pass while a mark is left.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [id = '', requirementId = ''] = process.argv.slice(2);

function fail(message) {
  process.stderr.write(`new-test: ${message}\n`);
  process.exit(2);
}

const [, area, slug] = /^dm2\/client\/([a-z0-9]+(?:-[a-z0-9]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(id) ?? fail("give an id of the form dm2/client/<area>/<slug> and a requirement, for example: npm run new-test -- dm2/client/hget/keeps-siblings DM2-CMD-HGET-C-004");
const requirements = parse(readFileSync(join(ROOT, 'testcases/requirements/dm2.yaml'), 'utf8'));
const requirement = requirements.find((entry) => entry.id === requirementId) ?? fail(`requirement '${requirementId}' is not in testcases/requirements/dm2.yaml; 'npx dm-conformance list requirements' shows all`);
if (!existsSync(join(ROOT, 'testcases/dm2/client', area))) fail(`testcases/dm2/client/${area} does not exist; choose an area that is there, or make the folder and add it to AREAS in scripts/generate-tests-index.mjs`);

const testFile = `testcases/dm2/client/${area}/${slug}.ts`;
const mutantFile = `proof/mutants/dm2-client/${area}-${slug}.ts`;
const goldenFile = `proof/golden/dm2.client.${area}.breaks-${slug}.txt`;
for (const file of [testFile, mutantFile]) if (existsSync(join(ROOT, file))) fail(`${file} is already there`);

function write(file, text) {
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), text);
}

write(testFile, `/** FILL-IN: what is tested, with the clause (${requirement.clause}). */
import { clientTest } from '../../../define.js';

export const testCases = [
  clientTest({
    id: '${id}',
    title: 'FILL-IN: a statement in the present tense',
    requirements: ['${requirementId}'],
    // ${requirement.level}: ${requirement.text.trim().replaceAll('\n', ' ')}
    purpose: 'FILL-IN: what a person should know first.',
    procedure: ['Send HPUT of DevInfo.', 'FILL-IN: what is sent and expected.'],
    needs: { values: ['devinfo.root'] },
    drive: (tester) => tester.session([[['HPUT', tester.repository('/up', {}), tester.value('devinfo.root')]]]),
    judge(view, judge) {
      // FILL-IN: compare what was observed with a literal; view.ts and judge.ts say what there is.
      judge.check('${requirementId}').succeeded(view.status(1, 0));
    },
  }),
];
`);
write(mutantFile, `/** The defect that dm2/client/${area}/${slug} must catch. */
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/${area}/breaks-${slug}',
    violates: '${requirementId}',
    does: 'FILL-IN: the defect as a statement',
    // FILL-IN: replace the part that carries the requirement: grep '${requirementId}' in reference/dm2-client
    parts: (standard) => ({ hput: async (client, args) => ({ ...(await standard.hput(client, args)), sc: 500 }) }),
  },
];
`);
write(goldenFile, `FILL-IN: run 'npm run golden' when test and mutant are done, and read the text as the vendor who gets it.\n`);
const generated = spawnSync(process.execPath, [join(ROOT, 'scripts/generate.mjs')], { stdio: 'inherit' });
if (generated.status !== 0) process.exit(generated.status ?? 1);
process.stdout.write(`made
  ${testFile}
  ${mutantFile}
  ${goldenFile}
next
  fill in what is marked FILL-IN
  npm run golden                                  writes the failure text; read it
  npm run dev -- prove 'dm2/client/${area}/**'    the reference passes, the mutant is caught, for the right requirement
`);
