/**
 * The oracle: the commands wbxml2xml and xml2wbxml of libwbxml, which nobody here wrote. Many documents go through one shell, since
 * starting a process costs more than the conversion. Tests only.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Are both commands installed? Debian has them in the package libwbxml2-utils. */
export function hasOracle(): boolean {
  return ['wbxml2xml', 'xml2wbxml'].every((command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0);
}

/** XML of each document, undefined where the oracle refused it. White space is kept, nothing is indented. */
export function wbxmlToXml(documents: readonly Uint8Array[]): readonly (string | undefined)[] {
  return convert(documents, 'wbxml2xml -k -m 0').map((output) => (output === undefined ? undefined : output.toString('utf8')));
}

/** WBXML 1.2 of each document, undefined where the oracle refused it. */
export function xmlToWbxml(documents: readonly string[], table: 'string-table' | 'inline'): readonly (Uint8Array | undefined)[] {
  const command = `xml2wbxml -k -v 1.2 ${table === 'inline' ? '-n' : ''}`;
  return convert(documents, command);
}

function convert(documents: readonly (Uint8Array | string)[], command: string): readonly (Buffer | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'dm-wbxml-oracle-'));
  try {
    documents.forEach((document, index) => writeFileSync(join(folder, `${index}.in`), document));
    execFileSync('sh', ['-c', `for f in *.in; do ${command} -o "$f.out" "$f" >/dev/null 2>&1 || rm -f "$f.out"; done`], { cwd: folder });
    return documents.map((_, index) => readIfThere(join(folder, `${index}.in.out`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
