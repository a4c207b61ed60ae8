/** Foreign messages, read from the folder of captures: each is recognised, read to its end, and its oddities are named where they stand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { allRemarks } from './print.js';
import { readForPeople } from './read.js';
import type { Reading } from './reading.js';

const FOLDER = process.env['DM_CAPTURES'] ?? fileURLToPath(new URL('../../../shared/captures', import.meta.url));

const OLD = ['dm1-wbxml/syncml-version 1', 'dm1-wbxml/unterminated 1', 'dm1-model/syncml-namespace 34', 'dm1-model/session-id 53'];
const SERVER_HEAD = ['dm1-http/caching 0', 'dm1-http/reason 12'];

/** Codes of the codecs with their bytes, worked out from the tables by hand; rules of whole messages are judged elsewhere. */
const CAPTURES: readonly (readonly [file: string, what: string, remarks: readonly string[]])[] = [
  ['engine/add.wbxml', 'SyncML 1.1 message', OLD],
  ['engine/get.wbxml', 'SyncML 1.1 message', OLD],
  ['engine/replace-1.1.wbxml', 'SyncML 1.1 message', ['dm1-wbxml/syncml-version 1', 'dm1-model/syncml-namespace 35', 'dm1-model/session-id 54']],
  ['engine/alert-display.xml', 'SyncML 1.2 message', ['dm1-xml/leading-space 0']],
  ['windows/1-device.xml', 'SyncML 1.2 message', []],
  ['windows/2-server.xml', 'SyncML 1.2 message', ['dm1-model/metinf-namespace 900', 'dm1-model/metinf-namespace 1191']],
  ['windows/3-device.xml', 'SyncML 1.2 message', []],
  ['sessions/wbxml-md5/01-client.http', 'HTTP request', ['dm1-wbxml/unterminated 1']],
  ['sessions/wbxml-md5/01-server.http', 'HTTP response', [...SERVER_HEAD, 'dm1-model/meta-order 114']],
  ['sessions/wbxml-md5/02-client.http', 'HTTP request', ['dm1-wbxml/unterminated 1']],
  ['sessions/wbxml-md5/02-server.http', 'HTTP response', [...SERVER_HEAD, 'dm1-model/meta-order 122']],
  ['sessions/xml-md5/01-client.http', 'HTTP request', ['dm1-http/accept-other 105']],
  ['sessions/xml-md5/01-server.http', 'HTTP response', [...SERVER_HEAD, 'dm1-model/meta-order 340']],
  ['sessions/xml-md5/02-client.http', 'HTTP request', ['dm1-http/accept-other 105']],
  ['sessions/xml-md5/02-server.http', 'HTTP response', SERVER_HEAD],
];

beforeEach((context) => {
  if (!existsSync(FOLDER)) context.skip(`no captures at ${FOLDER}; name their folder by DM_CAPTURES`);
});

function readCapture(file: string): Reading {
  const path = `${FOLDER}/${file}`;
  const body = path.endsWith('.http') ? readFileSync(path.replace(/\.http$/, '.body')) : undefined;
  return readForPeople(readFileSync(path), { body });
}

describe('a captured message', () => {
  it.each(CAPTURES)('%s is a %s with its oddities', (file, what, remarks) => {
    const reading = readCapture(file);
    expect(reading.what).toBe(what);
    expect(allRemarks(reading).map(({ code, at }) => `${code} ${at?.byte ?? ''}`)).toEqual(remarks);
  });

  it('shows what the credentials and nonces of a session are', () => {
    const notes = ['01-client', '02-client'].flatMap((name) => readCapture(`sessions/wbxml-md5/${name}.http`).parts.flatMap((part) => part.reading.rows.flatMap((row) => row.notes)));
    expect(notes).toContain('an MD5 digest of 16 octets');
    expect(notes).toContain('nonce of 4 octets: "1234"');
  });
});
