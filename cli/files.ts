/** Files that the command reads and writes for its user: whole or not at all, and every fault in words. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileFault, UsageError } from './usage-error.js';

/** Reads a file, or standard input for `-`. Throws a UsageError that names the path. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw faultAt(path, error);
  }
}

/** Writes a file beside its place and moves it there, so that nobody ever reads half of it. Throws a UsageError. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const aside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw faultAt(path, error);
  }
}

/** Like `writeWhole`, and makes the folders on the way. */
export function writeWithFolders(path: string, content: string | Uint8Array): void {
  try {
    makeFolders(dirname(path));
  } catch (error) {
    throw faultAt(path, error);
  }
  writeWhole(path, content);
}

/** Makes a folder and those above it. The platform's own recursion never ends where a file system answers ENOENT to everything (/proc). */
export function makeFolders(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  }
}

/** The fault as a UsageError when the user can mend it, otherwise the error itself. */
export function faultAt(path: string, error: unknown): unknown {
  const words = fileFault(error);
  return words === null ? error : new UsageError(`${path}: ${words}`, { cause: error });
}
