import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DM1_ERROR_CODES } from '../../../protocol/dm1/error-codes.js';
import { readHttp } from '../../../protocol/dm1/http/read.js';
import { catalogue } from '../../catalogue.js';
import { brokenBy, speaksOf } from './codec-requirements.js';
import { MAX_FINDINGS_OF_ONE } from '../../../harness/judge/dm1/judge-message.js';
import type { Element } from '../../../protocol/dm1/model/element.js';
import { encodeWbxml } from '../../../protocol/dm1/wbxml/encode.js';
import { readXml } from '../../../protocol/dm1/xml/read.js';
import { judgeMessage, MESSAGE_RULES } from './index.js';
import { command, devInfo, header, message, meta, target } from './testing/messages.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The tree with octets in the place of what Data holds. */
function withData(element: Element, bytes: Uint8Array): Element {
  if (element.name === 'Data') return { ...element, children: [{ kind: 'opaque', bytes, where: element.where }] };
  return { ...element, children: element.children.map((child) => (child.kind === 'element' ? withData(child, bytes) : child)) };
}
const GET = command('Get', `<Item>${target('./A')}</Item>`);

describe('the judgement of one message', () => {
  it('lists violations in the order of the message, each with path, level and how much it counts', () => {
    const get = command('Get', `<Item>${target('./A/')}</Item><Item>${target('/B')}</Item>`);
    const body = message(get, header({ version: '<VerDTD>1.2</VerDTD><VerProto>DM/1.1</VerProto>' }));
    const { findings } = judgeMessage({ bytes: bytesOf(body), sender: 'server' });
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

  const TREE = "<MgmtTree xmlns='syncml:dmddf1.2'>\n<VerDTD>1.1</VerDTD><Node><NodeName>A</NodeName><RTProperties><Type><MIME>text/plain</MIME></Type></RTProperties></Node></MgmtTree>";
  const add = (data: string, format = 'xml'): string => {
    const label = meta({ Format: format, Type: 'application/vnd.syncml.dmtnds+xml' });
    return message(`${command('Add', `<Item>${target('./A')}${label}<Data>${data}</Data></Item>`)}<Final/>`);
  };

  it.each([
    ['as markup', TREE],
    ['in CDATA', `<![CDATA[${TREE}]]>`],
  ])('judges a serialized tree in Data %s, with its place in the message and in the tree', (_, data) => {
    const body = add(data);
    const { findings, remarks } = judgeMessage({ bytes: bytesOf(body) });
    expect(remarks).toEqual([]);
    expect(findings).toMatchObject([{
      requirement: 'DM1-TNDS-B-002', path: 'SyncML/SyncBody/Add/Item/Data/MgmtTree/VerDTD', where: { kind: 'xml', byte: body.indexOf('<VerDTD>1.1'), line: 2, column: 1 },
      inside: { path: 'MgmtTree/VerDTD', placesFrom: data === TREE ? 'message' : 'data', where: { byte: data === TREE ? body.indexOf('<VerDTD>1.1') : TREE.indexOf('<VerDTD>') } },
    }]);
  });

  it('names the Data where a tree does not stand in the message as it is', () => {
    for (const [data, format] of [[TREE.replaceAll('<', '&lt;'), 'xml'], [Buffer.from(TREE).toString('base64'), 'b64']] as const) {
      const body = add(data, format);
      expect(judgeMessage({ bytes: bytesOf(body) }).findings).toMatchObject([{ requirement: 'DM1-TNDS-B-002', where: { byte: body.indexOf('<Data>') }, inside: { where: { line: 2, column: 1 } } }]);
    }
    const body = add('no tree');
    const [none] = judgeMessage({ bytes: bytesOf(body) }).findings;
    expect(none).toMatchObject({ requirement: 'DM1-TNDS-B-001', where: { byte: body.indexOf('<Data>') }, path: 'SyncML/SyncBody/Add/Item/Data' });
    expect(none).not.toHaveProperty('inside');
  });

  it('names the byte of a serialized tree in opaque data', () => {
    const octets = Buffer.from(TREE);
    const root = readXml(bytesOf(add('x'))).root;
    const bytes = root === undefined ? new Uint8Array() : encodeWbxml(withData(root, octets));
    const at = Buffer.from(bytes).indexOf('<VerDTD>1.1');
    expect(at).toBeGreaterThan(0);
    const found = judgeMessage({ bytes }).findings.filter(({ requirement }) => requirement.includes('TNDS'));
    expect(found).toMatchObject([{ requirement: 'DM1-TNDS-B-002', where: { kind: 'wbxml', byte: at }, inside: { where: { kind: 'xml', line: 2 } } }]);
  });

  it('lists so many findings of one requirement and counts the rest', () => {
    const commands = '<Get><CmdID>1</CmdID><Item><Target><LocURI>./A/</LocURI></Target></Item></Get>'.repeat(4_000);
    const { findings, leftOut } = judgeMessage({ bytes: bytesOf(message(`${commands}<Final/>`)) });
    expect(findings).toHaveLength(2 * MAX_FINDINGS_OF_ONE);
    expect(findings.at(-1)?.path).toBe('SyncML/SyncBody/Get[101]/CmdID');
    expect([...leftOut]).toEqual([['DM1-XML-B-014', 3_999 - MAX_FINDINGS_OF_ONE], ['DM1-TREE-B-003', 4_000 - MAX_FINDINGS_OF_ONE]]);
  });

  it('calls nothing absent from an element that was not read to its end', () => {
    const whole = message(GET);
    const requirements = (text: string): readonly string[] => judgeMessage({ bytes: bytesOf(text), sender: 'server' }).findings.map(({ requirement }) => requirement);
    expect(requirements(whole)).toEqual(['DM1-SESS-S-037']);
    for (const cut of ['</SyncBody>', '</Get>', '<LocURI>', '<SyncBody>']) expect([cut, ...new Set(requirements(whole.slice(0, whole.indexOf(cut))))]).toEqual([cut, 'DM1-XML-B-003']);
    // What was closed before the end is known to be whole.
    expect(requirements(whole.replace('</SyncML>', ''))).toEqual(['DM1-SESS-S-037', 'DM1-XML-B-003']);
    const { root } = readXml(bytesOf(whole));
    const binary = root === undefined ? new Uint8Array() : encodeWbxml(root, { strings: 'opaque' });
    const judged = (bytes: Uint8Array): readonly string[] => judgeMessage({ bytes, sender: 'server' }).findings.map(({ requirement }) => requirement);
    expect(judged(binary)).toContain('DM1-SESS-S-037');
    for (let length = 1; length < binary.length; length += 1) expect(judged(binary.slice(0, length))).not.toContain('DM1-SESS-S-037');
    // The length of the last opaque text, which now swallows the end of its element and more.
    const damaged = Uint8Array.from(binary);
    damaged[damaged.lastIndexOf(0xc3) + 1] = 5;
    expect(judged(damaged)).not.toContain('DM1-SESS-S-037');
  });

  it('blames nobody for a limit of the reader', () => {
    const { findings, remarks } = judgeMessage({ bytes: bytesOf(message('<a>'.repeat(300))) });
    expect(remarks.filter(({ kind }) => kind === 'limit').map(({ code, requirement }) => [code, requirement])).toEqual([['dm1-xml/depth', '']]);
    expect(findings.filter(({ code }) => code === 'dm1-xml/depth')).toEqual([]);
  });

  it('says of one value once what is wrong with it', () => {
    const { findings, remarks } = judgeMessage({ bytes: bytesOf(message(`${command('Get', `<Item>${target('')}</Item>`)}<Final/>`)) });
    expect([findings.map(({ requirement }) => requirement), remarks.map(({ code }) => code)]).toEqual([['DM1-CMD-B-005'], []]);
  });

  it.each([
    ['./A?prop=Foo', 'dm1-tree/property-name'],
    ['./A?list=Bogus', 'dm1-tree/list-name'],
    ['./A?x', 'dm1-tree/query'],
    ['./A b', 'dm1-tree/uri-space'],
    [' ./A', 'dm1-model/loc-uri'],
  ])('remarks on the address %j, which no requirement of its own forbids', (uri, code) => {
    const { findings, remarks } = judgeMessage({ bytes: bytesOf(message(`${command('Get', `<Item>${target(uri)}</Item>`)}<Final/>`)) });
    expect([findings, remarks.map((one) => [one.code, one.requirement, one.kind, one.path])]).toEqual([[], [[code, '', 'oddity', 'SyncML/SyncBody/Get/Item/Target/LocURI']]]);
  });

  it('holds a Package 1 against the rules of the client, whatever else it brings', () => {
    const judged = (content: string): readonly string[] => {
      const bytes = bytesOf(message(`<Alert><CmdID>1</CmdID><Data>1201</Data></Alert>${content}<Final/>`));
      return judgeMessage({ bytes }).findings.map(({ requirement }) => requirement);
    };
    expect(judged(command('Replace', `<Item>${target('./DevInfo/Man')}<Data>M</Data></Item>`))).toEqual(['DM1-SESS-C-013']);
    expect(judged(`${devInfo()}${command('Get', `<Item>${target('./A')}</Item>`, '6')}`)).toEqual(['DM1-SESS-C-029']);
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

const KINDS = ['message', 'tnds', 'ddf', 'provisioning', 'notification'] as const;

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
      for (const kind of KINDS) for (const broken of [brokenBy(finding, { kind }), speaksOf(finding, { kind })]) if (broken !== undefined && broken !== '') expect(requirements.has(broken)).toBe(true);
    }
  });
});

// Foreign messages are not part of the project: they are read from beside the checkout, or from where the variable says.
const FOLDER = process.env['DM_CAPTURES'] ?? path.resolve(import.meta.dirname, '../../../../shared/captures');

/** What is wrong in each file by the tables, requirement and byte; warnings in brackets. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'engine/alert-display.xml': [],
  'engine/add.wbxml': ['(DM1-WBXML-B-005 1)', '(DM1-SESS-B-008 53)'],
  'engine/replace-1.1.wbxml': [
    '(DM1-WBXML-B-005 1)', 'DM1-SESS-B-001 37', 'DM1-SESS-B-002 44', '(DM1-SESS-B-008 54)',
    '(DM1-MO-DEVINFO-C-002 268)', 'DM1-MO-DEVINFO-C-006 527', 'DM1-MO-DEVINFO-C-006 571', 'DM1-MO-DEVINFO-C-006 611',
  ],
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
