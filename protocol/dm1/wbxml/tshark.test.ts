/** A second opinion: the WBXML dissector of Wireshark renders a few messages token by token as our list of tokens does. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeWbxml } from './decode.js';
import { encodeWbxml } from './encode.js';
import { WORKED_MESSAGE, WORKED_PROVISIONING } from './testing/messages.js';
import { wbxmlTokens } from './tokens.js';

const TIMEOUT_MS = 60_000;
const isInstalled = ['tshark', 'text2pcap'].every((command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0);

beforeEach((context) => {
  if (!isInstalled) context.skip('tshark and text2pcap are not installed (Debian: tshark)');
});

/** The lines of the dissector for a body that was posted. */
function dissect(body: Uint8Array, mediaType: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dm-wbxml-tshark-'));
  try {
    const head = new TextEncoder().encode(`POST /dm HTTP/1.1\r\nHost: s\r\nContent-Type: ${mediaType}\r\nContent-Length: ${body.length}\r\n\r\n`);
    writeFileSync(join(folder, 'm.txt'), hexDump([...head, ...body]));
    spawnSync('text2pcap', ['-T', '1000,80', 'm.txt', 'm.pcap'], { cwd: folder });
    return spawnSync('tshark', ['-r', 'm.pcap', '-V', '-O', 'wbxml'], { cwd: folder, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hexDump(bytes: readonly number[]): string {
  const lines = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const row = bytes.slice(line * 16, line * 16 + 16).map((byte) => byte.toString(16).padStart(2, '0'));
    return `${(line * 16).toString(16).padStart(6, '0')} ${row.join(' ')}\n`;
  });
  return lines.join('');
}

/** Start tags and texts in order, as the dissector prints them. */
function renderings(output: string): readonly string[] {
  return Array.from(output.matchAll(/\| {2,}(<[^/ >]+(?= ?\/?>)|'[^']*')/gu), ([, rendering]) => rendering?.replace('<', '') ?? '');
}

function ours(bytes: Uint8Array): readonly string[] {
  return wbxmlTokens(bytes).flatMap(({ kind, meaning }) => {
    if (kind === 'element') return [meaning.slice(1, -1)];
    return kind === 'text' ? [meaning.replace(/^\S+ "(.*)"$/u, "'$1'")] : [];
  });
}

describe('Wireshark', () => {
  it.each([
    ['version 1.3', WORKED_MESSAGE],
    ['version 1.1 and a string table', encodeWbxml(decodeWbxml(WORKED_MESSAGE).root, { version: '1.1', strings: 'table' })],
    ['spare page switches and ends', encodeWbxml(decodeWbxml(WORKED_MESSAGE).root, { pageSwitches: 'redundant', emptyElements: 'long' })],
  ])('reads a message as we do: %s', { timeout: TIMEOUT_MS }, (_name, bytes) => {
    const theirs = renderings(dissect(bytes, 'application/vnd.syncml.dm+wbxml'));
    expect(theirs).toEqual(ours(bytes));
    expect(theirs).toContain("'DM/1.2'");
  });

  it('reads a provisioning document as we do', { timeout: TIMEOUT_MS }, () => {
    const output = dissect(WORKED_PROVISIONING, 'application/vnd.wap.connectivity-wbxml');
    for (const piece of ['wap-provisioningdoc', 'APPLICATION', 'APPID', 'w7']) expect(output).toContain(piece);
    expect(ours(WORKED_PROVISIONING)).toEqual(['wap-provisioningdoc', 'characteristic', 'parm', "'w7'"]);
  });
});
