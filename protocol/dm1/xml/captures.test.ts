import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFinding, type Finding1 } from '../model/finding.js';
import { messageFromElements } from '../model/from-elements.js';
import type { SyncMlMessage } from '../model/message.js';
import { readXml } from './read.js';

// Foreign messages are not part of the project: they are read from beside the checkout, or from where the variable says.
const FOLDER = process.env['DM_CAPTURES'] ?? path.resolve(import.meta.dirname, '../../../../shared/captures');

interface Reading {
  readonly findings: readonly Finding1[];
  readonly message: SyncMlMessage | undefined;
}

function read(file: string): Reading {
  const { root, findings } = readXml(readFileSync(path.join(FOLDER, file)));
  const reading = root === undefined ? undefined : messageFromElements(root);
  return { findings: [...findings, ...(reading?.findings ?? [])], message: reading?.message };
}

const kinds = ({ message }: Reading): readonly string[] => message?.body.commands.map(({ kind }) => kind) ?? [];

/** What is odd or wrong in each file, by the tables and not by the sender. */
const EXPECTED: readonly (readonly [file: string, findings: readonly string[], commands: readonly string[]])[] = [
  ['engine/alert-display.xml', ['dm1-xml/leading-space 0'], ['Alert']],
  ['windows/1-device.xml', [], ['Alert', 'Alert', 'Replace']],
  ['windows/2-server.xml', ['dm1-model/metinf-namespace 900', 'dm1-model/metinf-namespace 1191'], ['Status', 'Status', 'Status', 'Status', 'Replace', 'Replace']],
  ['windows/3-device.xml', [], ['Status', 'Status', 'Status']],
  ['sessions/xml-md5/01-client.body', [], ['Alert', 'Replace']],
  ['sessions/xml-md5/01-server.body', ['dm1-model/meta-order 340'], ['Status', 'Status', 'Status', 'Get']],
];

const PRESENT = existsSync(FOLDER);

describe.skipIf(!PRESENT)('foreign messages', () => {
  it.each(EXPECTED)('%s has its findings and its commands', (file, findings, commands) => {
    const reading = read(file);
    expect(reading.findings.map(({ code, where }) => `${code} ${where.kind === 'xml' ? where.byte : '-'}`)).toEqual(findings);
    expect(kinds(reading)).toEqual(commands);
  });

  it('of the md5 session hold the credentials, nonces and results that crossed the wire', () => {
    const [first, second] = [read('sessions/xml-md5/01-client.body'), read('sessions/xml-md5/02-client.body')];
    expect(first.message?.header).toMatchObject({
      sessionId: { value: 'BAA9' }, source: { locUri: { value: '000000011234564' }, locName: { value: 'devuser' } },
      cred: { meta: { type: { value: 'syncml:auth-md5' }, format: { value: 'b64' } }, data: { kind: 'text', text: 'OpvBb09Pp4hYzTUrCNpC+g==' } },
    });
    expect(second.findings.map(describeFinding)).toEqual([]);
    expect(second.message?.header.msgId.value).toBe('2');
  });
});

describe.skipIf(PRESENT)('foreign messages', () => {
  it('are absent', (ctx) => {
    ctx.skip(`no captures in ${FOLDER}; set DM_CAPTURES to their folder`);
  });
});
