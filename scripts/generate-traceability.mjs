// Writes docs/traceability.md from the work areas, the catalogue, the test cases and the mutants. `--check` writes nothing and fails on a difference.
import { makePage } from './printed-page.mjs';

makePage({ page: 'docs/traceability.md', entry: 'bench/traceability-page.ts' });
