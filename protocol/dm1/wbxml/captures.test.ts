/** Foreign messages, read from the folder of captures: every one is read to its end, with its oddities, and written again without loss. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { elementsOf, textOf, type Element } from '../model/element.js';
import { decodeWbxml } from './decode.js';
import { encodeWbxml } from './encode.js';
import { bare } from './testing/compare.js';

const FOLDER = process.env['DM_CAPTURES'] ?? fileURLToPath(new URL('../../../../shared/captures', import.meta.url));

const UNTERMINATED = 'dm1-wbxml/unterminated';
const OLD = 'dm1-wbxml/syncml-version';

interface Capture {
  readonly file: string;
  readonly type: string;
  readonly form: 'number' | 'text';
  readonly codes: readonly string[];
  readonly verDtd: string;
  readonly session: string;
  readonly commands: readonly string[];
}

const CAPTURES: readonly Capture[] = [
  { file: 'engine/add.wbxml', type: 'syncml-1.1', form: 'text', codes: [OLD, UNTERMINATED], verDtd: '1.2', session: '30483', commands: ['Status', 'Status', 'Status', 'Add', 'Final'] },
  { file: 'engine/get.wbxml', type: 'syncml-1.1', form: 'text', codes: [OLD, UNTERMINATED], verDtd: '1.2', session: '22100', commands: ['Status', 'Status', 'Status', 'Get', 'Final'] },
  { file: 'engine/replace-1.1.wbxml', type: 'syncml-1.1', form: 'number', codes: [OLD], verDtd: '1.1', session: '24673', commands: ['Alert', 'Replace', 'Final'] },
  { file: 'sessions/wbxml-md5/01-client.body', type: 'syncml-1.2', form: 'text', codes: [UNTERMINATED], verDtd: '1.2', session: '1EA8', commands: ['Alert', 'Replace', 'Final'] },
  { file: 'sessions/wbxml-md5/01-server.body', type: 'syncml-1.2', form: 'number', codes: [], verDtd: '1.2', session: '1EA8', commands: ['Status', 'Status', 'Status', 'Get', 'Final'] },
  { file: 'sessions/wbxml-md5/02-client.body', type: 'syncml-1.2', form: 'text', codes: [UNTERMINATED], verDtd: '1.2', session: '1EA8', commands: ['Status', 'Status', 'Status', 'Status', 'Results', 'Results', 'Results', 'Final'] },
  { file: 'sessions/wbxml-md5/02-server.body', type: 'syncml-1.2', form: 'number', codes: [], verDtd: '1.2', session: '1EA8', commands: ['Status', 'Status', 'Status', 'Status', 'Final'] },
];

const child = (parent: Element | undefined, name: string): Element | undefined => parent && elementsOf(parent).find((element) => element.name === name);

beforeEach((context) => {
  if (!existsSync(FOLDER)) context.skip(`no captures at ${FOLDER}; name their folder by DM_CAPTURES`);
});

describe('a captured message', () => {
  it.each(CAPTURES)('is read with its oddities: $file', ({ file, type, form, codes, verDtd, session, commands }) => {
    const document = decodeWbxml(readFileSync(`${FOLDER}/${file}`));
    const header = child(document.root, 'SyncHdr');
    expect(document.header).toMatchObject({ version: '1.2', type: { name: type }, publicId: { form } });
    expect(document.findings.map(({ code }) => code)).toEqual(codes);
    expect(['VerDTD', 'SessionID'].map((name) => textOf(child(header, name) ?? document.root))).toEqual([verDtd, session]);
    expect(elementsOf(child(document.root, 'SyncBody') ?? document.root).map(({ name }) => name)).toEqual(commands);
    expect(document.isComplete).toBe(true);
  });

  it.each(CAPTURES)('is written again without loss: $file', ({ file }) => {
    const { root } = decodeWbxml(readFileSync(`${FOLDER}/${file}`));
    expect(bare(decodeWbxml(encodeWbxml(root)).root)).toEqual(bare(root));
  });
});
