/** Files that the command reads and writes for its user: whole or not at all, and every fault in words. */
import { chmodSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Io } from './io.js';
import { fileFault, UsageError, type FileAct } from './usage-error.js';

/** A path and the option that named it, so that a complaint tells where to change it. */
export interface NamedPath {
  /** `--baseline`. */
  readonly option: string;
  readonly path: string;
}

/** A path as it was typed; as text where it was an argument and no option. */
export type Place = string | NamedPath;

/** Reads a file. Throws a UsageError that names the path. */
export function readBytes(place: Place): Uint8Array {
  try {
    return readFileSync(pathOf(place));
  } catch (error) {
    throw faultAt(place, error);
  }
}

/** Reads a file, or standard input for `-`, as text. Rejects with a UsageError that names the path, also for a pipe, a socket or a device. */
export async function readTextGiven(place: Place, { io, remedy }: { readonly io: Pick<Io, 'stdin'>; readonly remedy: string }): Promise<string> {
  // Through the stream: the pipe of standard input does not block, so that reading it as a file fails where its writer is slow.
  if (pathOf(place) === '-') return text(io.stdin);
  refuseStream(place, remedy);
  return new TextDecoder().decode(readBytes(place));
}

/** What is at a path, links followed; null where nothing is. */
export type PathKind = 'folder' | 'file' | 'pipe' | 'socket' | 'device';

/** Throws a UsageError where the path cannot be asked about. */
export function kindAt(place: Place): PathKind | null {
  try {
    const found = statOf(pathOf(place));
    if (found === null) return null;
    if (found.isDirectory()) return 'folder';
    if (found.isFile()) return 'file';
    if (found.isFIFO()) return 'pipe';
    return found.isSocket() ? 'socket' : 'device';
  } catch (error) {
    throw faultAt(place, error);
  }
}

/** Null where nothing is. A path through a file is a fault; the platform's `throwIfNoEntry` says so in some of its versions only. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** For what has to be on a disk. Throws a UsageError for anything else: reading a pipe waits for a writer who may never come. */
export function refuseStream(place: Place, remedy: string): void {
  const kind = kindAt(place);
  if (kind !== null && kind !== 'folder' && kind !== 'file') throw new UsageError(`${shown(place)}: is a ${kind}; ${remedy}`);
}

/** Writes a file beside its place and moves it there, so that nobody ever reads half of it. Throws a UsageError. */
export function writeWhole(place: Place, content: string | Uint8Array): void {
  try {
    const target = targetOf(pathOf(place));
    if (target.kind === 'stream') writeFileSync(target.path, content);
    else moveInto(target, content);
  } catch (error) {
    throw writeFaultAt(place, error);
  }
}

/** Like `writeWhole`, and makes the folders on the way. */
export function writeWithFolders(place: Place, content: string | Uint8Array): void {
  try {
    makeFolders(dirname(pathOf(place)));
  } catch (error) {
    throw writeFaultAt(place, error);
  }
  writeWhole(place, content);
}

/** For what is written at the end of long work: throws at once the UsageError that `writeWithFolders` would throw then. */
export function demandWritable(place: Place): void {
  try {
    const path = pathOf(place);
    makeFolders(dirname(path));
    const target = targetOf(path);
    if (target.kind === 'stream') return;
    // Opening a folder to write gives the fault that moving a file onto it would give.
    if (target.kind === 'folder') openSync(target.path, 'r+');
    const aside = asideOf(target.path);
    writeFileSync(aside, '');
    rmSync(aside);
  } catch (error) {
    throw writeFaultAt(place, error);
  }
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

/** What went wrong in reading, as a UsageError when the user can mend it, otherwise the error itself. */
export function faultAt(place: Place, error: unknown): unknown {
  return worded({ place, error, act: 'read' });
}

/** The same for writing. */
export function writeFaultAt(place: Place, error: unknown): unknown {
  return worded({ place, error, act: 'write' });
}

function worded({ place, error, act }: { readonly place: Place; readonly error: unknown; readonly act: FileAct }): unknown {
  if (error instanceof UsageError) return error;
  const words = fileFault(error, act);
  return words === null ? error : new UsageError(`${shown(place)}: ${words}`, { cause: error });
}

/** `--out results`, or just the path. */
function shown(place: Place): string {
  return typeof place === 'string' ? place : `${place.option} ${place.path}`;
}

function pathOf(place: Place): string {
  return typeof place === 'string' ? place : place.path;
}

interface Target {
  readonly kind: 'file' | 'folder' | 'stream';
  readonly path: string;
  /** Who may do what with the file that is there; null where no file is. */
  readonly mode: number | null;
}

/** A device or a pipe is written to and never replaced; a link stays, and what it leads to is replaced, its rights kept. */
function targetOf(path: string): Target {
  const found = statOf(path);
  if (found === null) return { kind: 'file', path: endOfLinks(path), mode: null };
  if (found.isDirectory()) return { kind: 'folder', path, mode: null };
  return found.isFile() ? { kind: 'file', path: realpathSync(path), mode: found.mode & 0o777 } : { kind: 'stream', path, mode: null };
}

/** Where links lead that lead to nothing yet. They end: the system refuses a circle before anybody asks for its end. */
function endOfLinks(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  // A relative link starts in the folder where it really lies.
  return isLink ? endOfLinks(resolve(realpathSync(dirname(path)), readlinkSync(path))) : path;
}

function moveInto({ path, mode }: Target, content: string | Uint8Array): void {
  const aside = asideOf(path);
  try {
    // Never open to more people than the file it replaces, not even while it is written.
    writeFileSync(aside, content, mode === null ? {} : { mode: 0o600 });
    if (mode !== null) chmodSync(aside, mode);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function asideOf(path: string): string {
  return `${path}.${process.pid}.part`;
}
