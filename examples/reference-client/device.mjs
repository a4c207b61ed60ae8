/**
 * One session of the reference client as a program, for iut.yaml beside it. The device keeps its state between the sessions
 * of one test, and each test gets a new device: the state file is named after the test and the run it belongs to.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { DM_SERVER_URL = '', DM_TEST = 'test' } = process.env;
const states = join(tmpdir(), `dm-reference-client-${process.ppid}`);
mkdirSync(states, { recursive: true });

// The same as the command line: dm-conformance serve client --server … --state …
process.argv.splice(2, Infinity, 'serve', 'client', '--server', DM_SERVER_URL, '--state', join(states, `${DM_TEST.replaceAll('/', '.')}.json`));
await import('../../dist/cli/main.js');
