/**
 * One of several processes that take the same locks at the same moments, for the test of the lock. Arguments: the compiled
 * module of the lock, folder, rounds, ms per round. Prints `ready`, waits for a line with the time to begin (ms since 1970),
 * prints what it took and holds it until its input ends.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [module, folder, rounds, roundMs] = process.argv.slice(2);
const { takeLock } = await import(module);

process.stdout.write('ready\n');
createInterface({ input: process.stdin }).once('line', (begin) => {
  for (let round = 0; round < Number(rounds); round += 1) {
    const dueMs = Number(begin) + round * Number(roundMs);
    // Turning on the spot: a timer would wake the processes one after the other.
    while (Date.now() < dueMs);
    if (takeLock(join(folder, `${round}.lock`)).kind === 'taken') process.stdout.write(`${round}.lock\n`);
  }
  process.stdout.write('over\n');
});
