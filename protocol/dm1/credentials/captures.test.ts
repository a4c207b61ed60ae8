import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { octetsOf } from '../../octets.js';
import { messageFromElements } from '../model/from-elements.js';
import type { SyncMlMessage } from '../model/message.js';
import { decodeWbxml } from '../wbxml/decode.js';
import { readXml } from '../xml/read.js';
import { readNonce } from './nonce.js';
import { explainDigest, readDigest } from './read-digest.js';

// Foreign messages are not part of the project: they are read from beside the checkout, or from where the variable says.
const FOLDER = process.env['DM_CAPTURES'] ?? path.resolve(import.meta.dirname, '../../../../shared/captures');
const PRESENT = existsSync(FOLDER);

function read(file: string): SyncMlMessage {
  const bytes = readFileSync(path.join(FOLDER, 'sessions', file));
  const root = file.startsWith('wbxml') ? decodeWbxml(bytes).root : readXml(bytes).root;
  const message = root === undefined ? undefined : messageFromElements(root).message;
  if (message === undefined) throw new TypeError(`${file} holds no message`);
  return message;
}

/** The digest in the Cred of the header. */
function digestOf({ header }: SyncMlMessage): Uint8Array {
  const data = header.cred?.data;
  const { digest, findings } = readDigest({ text: data?.kind === 'text' ? data.text : '', path: 'Cred/Data' });
  expect(findings).toEqual([]);
  return digest ?? new Uint8Array();
}

describe.skipIf(!PRESENT)('credentials of foreign sessions', () => {
  it.each(['xml-md5', 'wbxml-md5'])('verify on both sides: %s', (session) => {
    const [client, server] = [read(`${session}/01-client.body`), read(`${session}/01-server.body`)];
    expect(client.header.source.locName?.value).toBe('devuser');
    expect(explainDigest({ digest: digestOf(client), identity: { user: 'devuser', password: 'devpwd' }, nonce: octetsOf('5678') })).toBe('octets');
    expect(explainDigest({ digest: digestOf(server), identity: { user: 'testsrv', password: 'srvpwd' }, nonce: octetsOf('1234') })).toBe('octets');
    expect(explainDigest({ digest: digestOf(server), identity: { user: 'testsrv', password: 'devpwd' }, nonce: octetsOf('1234') })).toBeUndefined();
  });

  it.each(['xml-md5', 'wbxml-md5'])('are followed by a nonce that is shorter than it should be: %s', (session) => {
    const nonces = read(`${session}/02-client.body`).body.commands.flatMap((command) => (command.kind === 'Status' && command.chal?.meta.nextNonce !== undefined ? [command.chal.meta.nextNonce.value] : []));
    expect(nonces).toHaveLength(1);
    const { nonce, findings } = readNonce({ text: nonces[0] ?? '', path: 'NextNonce' });
    expect([...nonce]).toEqual([...octetsOf('1234')]);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['dm1-cred/nonce-short', 'oddity']]);
  });
});

describe.skipIf(PRESENT)('credentials of foreign sessions', () => {
  it('are absent', (ctx) => {
    ctx.skip(`no captures in ${FOLDER}; set DM_CAPTURES to their folder`);
  });
});
