// Writes docs/error-codes.md from the tables of codes in protocol/. `--check` writes nothing and fails on a difference.
import { makePage } from './printed-page.mjs';

makePage({ page: 'docs/error-codes.md', entry: 'bench/error-codes-page.ts' });
