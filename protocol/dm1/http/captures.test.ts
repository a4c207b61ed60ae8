import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { byteOf } from '../model/element.js';
import { fieldOf } from './message.js';
import { readHttp } from './read.js';

// Foreign messages are not part of the project: they are read from beside the checkout, or from where the variable says.
const FOLDER = process.env['DM_CAPTURES'] ?? path.resolve(import.meta.dirname, '../../../../shared/captures');
const SESSIONS = path.join(FOLDER, 'sessions');
const PRESENT = existsSync(SESSIONS);

const CLIENT_XML = ['dm1-http/accept-other 105'];
const SERVER = ['dm1-http/caching 0', 'dm1-http/reason 12'];

/** What is odd in each head, by the tables and not by the sender. */
const EXPECTED: readonly (readonly [file: string, start: unknown, findings: readonly string[]])[] = [
  ['xml-md5/01-client', { method: 'POST', target: '/dm', version: '1.0' }, CLIENT_XML],
  ['xml-md5/02-client', { method: 'POST', target: '/dm', version: '1.0' }, CLIENT_XML],
  ['xml-md5/01-server', { status: 200, version: '1.1' }, SERVER],
  ['xml-md5/02-server', { status: 200, version: '1.1' }, SERVER],
  ['wbxml-md5/01-client', { method: 'POST', target: '/dm', version: '1.0' }, []],
  ['wbxml-md5/02-client', { method: 'POST', target: '/dm', version: '1.0' }, []],
  ['wbxml-md5/01-server', { status: 200, version: '1.1' }, SERVER],
  ['wbxml-md5/02-server', { status: 200, version: '1.1' }, SERVER],
];

describe.skipIf(!PRESENT)('foreign HTTP', () => {
  it.each(EXPECTED)('%s is read and each oddity found', (file, start, findings) => {
    const { messages: [message] } = readHttp({ bytes: readFileSync(path.join(SESSIONS, `${file}.http`)), body: readFileSync(path.join(SESSIONS, `${file}.body`)) });
    expect(message?.start).toMatchObject(start as object);
    expect(message?.framing).toEqual({ kind: 'length', bytes: Number(fieldOf(message?.fields ?? [], 'content-length')?.value) });
    expect(message?.findings.map(({ code, where }) => `${code} ${byteOf(where)}`)).toEqual(findings);
  });
});

describe.skipIf(PRESENT)('foreign HTTP', () => {
  it('is absent', (ctx) => {
    ctx.skip(`no captures in ${FOLDER}; set DM_CAPTURES to their folder`);
  });
});
