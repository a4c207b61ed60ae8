#!/usr/bin/env node
/** The executable `dm-conformance`: hands the real world to the command line and sets the exit code. Nothing else. */
import { randomUUID } from 'node:crypto';
import * as nodeModule from 'node:module';
import type { Io } from './io.js';

// Node 22 and later keep compiled code between runs, which halves the cold start.
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => void };
enableCompileCache?.();

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  isTty: { stdin: process.stdin.isTTY, stdout: process.stdout.isTTY, stderr: process.stderr.isTTY },
  columns: process.stdout.columns ?? process.stderr.columns ?? 80,
  now: () => performance.now(),
  date: () => new Date(),
  uniqueId: () => randomUUID(),
  onInterrupt(stop) {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.once(signal, stop);
    return () => {
      for (const signal of signals) process.off(signal, stop);
    };
  },
};

const { runCommandLine } = await import('./program.js');
process.exit(await runCommandLine(process.argv.slice(2), io));
