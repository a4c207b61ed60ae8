import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DM1_ERROR_CODES } from '../../../protocol/dm1/error-codes.js';
import { readHttp } from '../../../protocol/dm1/http/read.js';
import { catalogue } from '../../catalogue.js';
import { brokenBy, headBrokenBy } from './codec-requirements.js';
import { embeddedTrees, judgeMessage, judgeMessageView, MESSAGE_RULES, viewMessage } from './index.js';
import { command, header, message, meta, target } from './testing/messages.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const GET = command('Get', `<Item>${target('./A')}</Item>`);

describe('the judgement of one message', () => {
  it('lists violations in the order of the message, each with path, level and how much it counts', () => {
    const { findings } = judgeMessage({ bytes: bytesOf(message(command('Get', `<Item>${target('./A/')}</Item><Item>${target('/B')}</Item>`), header({ version: '<VerDTD>1.2</VerDTD><VerProto>DM/1.1</VerProto>' }))), sender: 'server' });
    expect(findings.map(({ requirement, path: at, severity }) => [requirement, at, severity])).toEqual([
      ['DM1-SESS-B-002', 'SyncML/SyncHdr/VerProto', 'fail'],
      ['DM1-SESS-S-037', 'SyncML/SyncBody', 'fail'],
      ['DM1-TREE-B-003', 'SyncML/SyncBody/Get/Item/Target/LocURI', 'fail'],
      ['DM1-CMD-B-005', 'SyncML/SyncBody/Get/Item[2]/Target/LocURI', 'fail'],
    ]);
  });

  it('only warns where a requirement is recalled, inferred or a recommendation, and says why', () => {
    const { findings } = judgeMessage({ bytes: bytesOf(message(`${GET}<Final/>`, header()).replace('<SessionID>1', '<SessionID>12345')) });
    expect(findings.map(({ requirement, severity, leniency }) => [requirement, severity, leniency])).toEqual([['DM1-SESS-B-008', 'warning', 'the requirement is recalled, its text was not read']]);
  });

  it('keeps oddities as remarks', () => {
    const { findings, remarks } = judgeMessage({ bytes: bytesOf(`<!DOCTYPE SyncML>${message(`${GET}<Final/>`)}`) });
    expect([findings, remarks.map(({ code }) => code)]).toEqual([[], ['dm1-xml/doctype']]);
  });

  it('counts nothing as met that the message does not show', () => {
    const { satisfied } = judgeMessage({ bytes: bytesOf(message(GET)) });
    expect(satisfied.has('DM1-SESS-B-001')).toBe(true);
    expect([...satisfied.keys()].filter((id) => /WBXML|ALERT|UI-|HTTP|AUTH-B-016|TNDS|DDF|PKG0/.test(id))).toEqual([]);
  });

  it('applies rules of one role only where that role is known to have sent the message', () => {
    const body = bytesOf(message(`${GET}${command('Results', `<CmdRef>1</CmdRef><Item/>`)}`));
    const rolesJudged = (sender?: 'client' | 'server'): readonly string[] => judgeMessage({ bytes: body, sender }).findings.map(({ requirement }) => requirement).filter((id) => /-[CS]-\d/.test(id));
    expect(rolesJudged()).toEqual([]);
    expect(rolesJudged('client')).toEqual(['DM1-SESS-C-029', 'DM1-SESS-C-026']);
    expect(rolesJudged('server')).toEqual(['DM1-SESS-S-037']);
  });

  it('judges a serialized tree in Data, and names the Data where the tree is text', () => {
    const tree = "<MgmtTree xmlns='syncml:dmddf1.2'><VerDTD>1.1</VerDTD><Node><NodeName>A</NodeName><RTProperties><Type><MIME>text/plain</MIME></Type></RTProperties></Node></MgmtTree>";
    const add = (data: string): Uint8Array => bytesOf(message(command('Add', `<Item>${target('./A')}${meta({ Format: 'xml', Type: 'application/vnd.syncml.dmtnds+xml' })}<Data>${data}</Data></Item>`)));
    for (const data of [tree, `<![CDATA[${tree}]]>`]) {
      const [embedded] = embeddedTrees(viewMessage({ bytes: add(data) }));
      expect(embedded?.path).toBe('SyncML/SyncBody/Add/Item/Data');
      expect(embedded === undefined ? [] : judgeMessageView(embedded.view).findings.map(({ requirement }) => requirement)).toEqual(['DM1-TNDS-B-002']);
    }
    const [none] = embeddedTrees(viewMessage({ bytes: add('no tree') }));
    expect(none === undefined ? [] : judgeMessageView(none.view).findings.map(({ requirement }) => requirement)).toEqual(['DM1-TNDS-B-001']);
  });

  it('never throws, whatever the bytes are', () => {
    const sample = bytesOf(message(GET));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void judgeMessage({ bytes })), { numRuns: 300 });
    fc.assert(
      fc.property(fc.nat(sample.length - 1), fc.nat(255), (at, octet) => {
        const damaged = Uint8Array.from(sample);
        damaged[at] = octet;
        for (const { where, found } of judgeMessage({ bytes: damaged }).findings) expect([where.kind, found]).not.toContain('built');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the rules and the catalogue', () => {
  it('agree on whom a requirement binds', () => {
    const { requirements } = catalogue();
    for (const { requirement, role, source } of MESSAGE_RULES) {
      const bound = requirements.get(requirement)?.role;
      // A rule may be narrower than its requirement, never of the other role.
      expect(`${source}: ${role === 'both' || bound === 'both' || role === bound ? 'agrees' : `${role} but ${String(bound)}`}`).toMatch(/agrees$/);
    }
  });

  it('know every requirement that a codec can name as broken', () => {
    const { requirements } = catalogue();
    const where = { kind: 'xml', byte: 0, line: 1, column: 1 } as const;
    for (const [code, { requirement, clause, severity }] of Object.entries(DM1_ERROR_CODES)) {
      const finding = { code: code as keyof typeof DM1_ERROR_CODES, requirement, clause, where, path: '', found: 'x', expected: 'y', severity };
      for (const broken of [brokenBy(finding), headBrokenBy(finding)]) if (broken !== undefined) expect(requirements.has(broken)).toBe(true);
    }
  });
});

// Foreign messages are not part of the project: they are read from beside the checkout, or from where the variable says.
const FOLDER = process.env['DM_CAPTURES'] ?? path.resolve(import.meta.dirname, '../../../../shared/captures');

/** What is wrong in each file by the tables, requirement and byte; warnings in brackets. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'engine/alert-display.xml': [],
  'engine/add.wbxml': ['(DM1-WBXML-B-005 1)', '(DM1-XML-B-013 34)', '(DM1-SESS-B-008 53)'],
  'engine/replace-1.1.wbxml': ['(DM1-WBXML-B-005 1)', '(DM1-XML-B-013 35)', 'DM1-SESS-B-001 37', 'DM1-SESS-B-002 44', '(DM1-SESS-B-008 54)', '(DM1-MO-DEVINFO-C-002 268)', 'DM1-MO-DEVINFO-C-006 527', 'DM1-MO-DEVINFO-C-006 571', 'DM1-MO-DEVINFO-C-006 611'],
  'windows/1-device.xml': ['DM1-ALERT-C-018 390', '(DM1-MO-DEVINFO-C-002 579)'],
  'windows/2-server.xml': ['(DM1-XML-B-013 900)', '(DM1-XML-B-013 1191)'],
  'windows/3-device.xml': [],
  'sessions/xml-md5/01-client.body': ['DM1-MO-DEVINFO-C-006 738', 'DM1-MO-DEVINFO-C-006 991', 'DM1-MO-DEVINFO-C-006 1066', '(DM1-MO-DEVINFO-C-002 1342)'],
  'sessions/xml-md5/01-server.body': ['(DM1-HTTP-B-005 head)', 'DM1-AUTH-B-018 219'],
  'sessions/xml-md5/02-client.body': ['(DM1-AUTH-B-027 546)'],
  'sessions/wbxml-md5/02-server.body': ['(DM1-HTTP-B-005 head)', 'DM1-AUTH-B-018 93', 'DM1-SESS-B-039 206', 'DM1-SESS-B-039 234', 'DM1-SESS-B-039 262'],
};

describe.skipIf(!existsSync(FOLDER))('foreign messages', () => {
  it.each(Object.entries(EXPECTED))('%s breaks what the tables say and nothing else', (file, expected) => {
    const bytes = readFileSync(path.join(FOLDER, file));
    const head = path.join(FOLDER, file.replace('.body', '.http'));
    const http = file.endsWith('.body') ? readHttp({ bytes: readFileSync(head), body: bytes }).messages[0] : undefined;
    const shown = judgeMessage({ bytes, http }).findings.map(({ requirement, severity, part, where }) => {
      const place = where.kind === 'absent' ? where.parent : where;
      const text = `${requirement} ${part === 'head' ? 'head' : 'byte' in place ? place.byte : '?'}`;
      return severity === 'warning' ? `(${text})` : text;
    });
    expect(shown).toEqual(expected);
  });
});

describe.skipIf(existsSync(FOLDER))('foreign messages', () => {
  it('are absent', (ctx) => {
    ctx.skip(`no captures in ${FOLDER}; set DM_CAPTURES to their folder`);
  });
});
