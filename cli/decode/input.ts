/** What `decode` reads: a file, standard input, a head beside its body (`01.http`, `01.body`), or every file below a folder. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../io.js';
import { faultAt, readBytes } from '../files.js';
import { UsageError } from '../usage-error.js';

export interface Input {
  /** As the user can type it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The body of an HTTP head that was recorded apart. */
  readonly body: Uint8Array | undefined;
}

/** Larger files are not read: no message of DM comes near, and memory stays bounded. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Reads one file, or standard input for `-`. Throws a UsageError that names the path. */
export async function readInput(path: string, io: Io): Promise<Input> {
  if (path === '-') return { path, bytes: await readAll(io), body: undefined };
  refuseLarge(path);
  const body = bodyBeside(path);
  return { path, bytes: readBytes(path), body: body === undefined ? undefined : readBytes(body) };
}

/** True for a folder. Throws a UsageError where nothing is there. */
export function isFolder(path: string): boolean {
  if (path === '-') return false;
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw faultAt(path, error);
  }
}

/** The files below a folder, sorted; a body that has a head beside it is read with that head. */
export function filesBelow(folder: string): readonly string[] {
  const names = listFolder(folder).filter((name) => !/(?:^|[/\\])\.[^./\\]/.test(name)).toSorted();
  const paths = names.map((name) => join(folder, name)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  const bodies = new Set(paths.map(bodyBeside));
  return paths.filter((path) => !bodies.has(path));
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw faultAt(folder, error);
  }
}

function bodyBeside(path: string): string | undefined {
  if (!path.endsWith('.http')) return undefined;
  const body = path.replace(/\.http$/, '.body');
  return existsSync(body) ? body : undefined;
}

function refuseLarge(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_FILE_BYTES) throw tooLarge(path);
}

async function readAll({ stdin }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : Uint8Array.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size > MAX_FILE_BYTES) throw tooLarge('standard input');
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string): UsageError {
  return new UsageError(`${path}: is larger than ${MAX_FILE_BYTES} bytes, and no message of OMA DM is; cut out the message and decode that`);
}
