/** Prints the page docs/traceability.md; called by scripts/generate-traceability.mjs, with the repository's folder as argument. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadRegistry } from '../proof/registry.js';
import { readWorkAreas, traceabilityPage } from '../proof/traceability.js';
import { loadSuite } from '../testcases/suite.js';

const root = process.argv[2] ?? '.';
const read = (name: string): string => readFileSync(join(root, 'testcases', name), 'utf8');
const suite = loadSuite('whole');
const areas = readWorkAreas(parse(read('work-areas.yaml')), JSON.parse(read('work-areas.schema.json')) as object);
process.stdout.write(traceabilityPage({ areas, suite, mutants: loadRegistry(suite.requirements).mutants }));
