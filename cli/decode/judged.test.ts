import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRemarks, tallyOf } from '../../protocol/describe/print.js';
import { readForPeople } from '../../protocol/describe/read.js';
import * as samples from '../../protocol/testing/codec-samples.js';
import { DECODE_SAMPLES } from '../testing/decode-samples.js';
import { judgeDm1 } from '../judge/dm1-capture.js';
import { judged } from './judged.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const messages = [...samples.xmlMessages(), ...samples.wbxmlMessages(), ...samples.httpMessages(), ...Object.values(DECODE_SAMPLES).map((make) => make())];
const remarkCodes = async (bytes: Uint8Array): Promise<readonly string[]> => allRemarks((await judged(readForPeople(bytes))).reading).map(({ code, requirement }) => `${requirement} ${code}`.trim());

const HEADER = '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>';
const MESSAGE = (content: string): string => `<SyncML xmlns="SYNCML:SYNCML1.2">${HEADER}<SyncBody>${content}<Final/></SyncBody></SyncML>`;
const ADD = (data: string): string => `<Add><CmdID>4</CmdID><Item><Target><LocURI>./B</LocURI></Target><Meta><Format xmlns="syncml:metinf">xml</Format><Type xmlns="syncml:metinf">application/vnd.syncml.dmtnds+xml</Type></Meta><Data>${data}</Data></Item></Add>`;

describe('a judged reading', () => {
  it('has what the rules say of the message in place of what the codec said, once', async () => {
    const bytes = DECODE_SAMPLES['server.xml']?.() ?? new Uint8Array();
    const { reading: { remarks } } = await judged(readForPeople(bytes));
    const places = remarks.filter(({ code }) => code === 'dm1-model/metinf-namespace');
    expect(places.map(({ severity, at }) => [severity, at?.line, at?.column])).toEqual([['warning', 3, 133]]);
    expect(remarks.map(({ requirement }) => requirement)).toContain('DM1-XML-B-014');
  });

  it('keeps what is not of DM 1.x messages as it was read', async () => {
    const reading = readForPeople(utf8('{"Status":[{"sc":"x"}]}'));
    expect(await judged(reading)).toEqual({ reading, documents: 0, satisfied: 0 });
  });

  it('judges a body by the head it came with, and leaves what is wrong in the head to the head', async () => {
    const { reading: { remarks, parts } } = await judged(readForPeople(DECODE_SAMPLES['request.http']?.() ?? new Uint8Array()));
    expect(remarks.map(({ code }) => code).every((code) => code.startsWith('dm1-http/'))).toBe(true);
    expect(remarks.length).toBeGreaterThan(0);
    expect(parts[0]?.reading.remarks.map(({ code }) => code)).toContain('dm1-xml/mismatched-tag');
  });

  it('says every remark with a place inside its own bytes, also of damaged messages', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...messages), fc.nat(), fc.nat({ max: 255 }), async (bytes, at, octet) => {
      const copy = bytes.slice();
      copy[at % copy.length] = octet;
      const { reading: { remarks, parts } } = await judged(readForPeople(copy));
      for (const remark of remarks) expect(remark.at?.byte ?? 0).toBeLessThanOrEqual(copy.length);
      for (const { reading, placesFrom } of parts) for (const remark of reading.remarks) expect(remark.at?.byte ?? 0).toBeLessThanOrEqual(placesFrom === 'whole' ? copy.length : reading.bytes.length);
    }), { numRuns: 150 });
  });

  it('says of a message, its head and the trees in it what judge says, and calls nothing else a fault', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...messages), fc.nat(), fc.nat({ max: 255 }), async (bytes, at, octet) => {
      const copy = Uint8Array.from(bytes);
      copy[at % copy.length] = octet;
      const { reading } = await judged(readForPeople(copy));
      const counted = allRemarks(reading).filter(({ severity }) => severity === 'fault' || severity === 'warning');
      if (reading.form === 'JSON' || reading.what.includes('DM 2.0')) return;
      const listed = (await judgeDm1({ bytes: copy, body: undefined }))?.findings ?? [];
      expect(counted.map(({ severity, requirement, found }) => [severity === 'fault' ? 'fail' : severity, requirement, found])).toEqual(listed.map(({ severity, requirement, found }) => [severity, requirement, found]));
      for (const { requirement } of counted) expect(requirement).not.toBe('');
    }), { numRuns: 100 });
  });

  it.each([
    ['white space around a LocURI', MESSAGE('<Get><CmdID>3</CmdID><Item><Target><LocURI>./A </LocURI></Target></Item></Get>'), 'oddity', 'dm1-model/loc-uri'],
    ['an element that provisioning documents do not have', '<wap-provisioningdoc><characteristic type="APPLICATION"><x/></characteristic></wap-provisioningdoc>', 'warning', 'dm1-prov/unknown-element'],
    ['text in a provisioning document', '<wap-provisioningdoc>text<characteristic type="w7"/></wap-provisioningdoc>', 'warning', 'dm1-prov/text'],
    ['levels beyond those that are read', MESSAGE(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`), 'limit', 'dm1-xml/depth'],
    ['a w7 account without PROVIDER-ID', '<wap-provisioningdoc><characteristic type="APPLICATION"><parm name="APPID" value="w7"/></characteristic></wap-provisioningdoc>', 'warning', 'dm1-prov/w7-missing'],
    ['a Data that holds no tree', MESSAGE(ADD('hello')), 'fault', 'dm1-tnds/none'],
    ['a root in small letters', '<syncml xmlns="SYNCML:SYNCML1.2"><SyncHdr/></syncml>', 'fault', 'dm1-model/root'],
  ])('weighs %s as the rules do', async (_, text, severity, code) => {
    const { reading } = await judged(readForPeople(utf8(text)));
    expect(allRemarks(reading).filter((remark) => remark.code === code).map((remark) => remark.severity)).toContain(severity);
    expect(new Set(allRemarks(reading).filter((remark) => remark.code === code).map((remark) => remark.severity)).size).toBe(1);
  });

  it('gives what is wrong in a tree its place in the Data, and where that is in the message', async () => {
    const text = MESSAGE(ADD('<![CDATA[\n<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.1</VerDTD><Node><NodeName>A</NodeName><RTProperties/></Node></MgmtTree>]]>'));
    const { reading: { remarks, parts } } = await judged(readForPeople(utf8(text)));
    expect(remarks).toEqual([]);
    const [version] = parts[0]?.reading.remarks.filter(({ code }) => code === 'dm1-tnds/version') ?? [];
    const [inData, inMessage] = ['\n<MgmtTree xmlns="syncml:dmddf1.2">'.length, text.indexOf('<VerDTD>1.1')];
    expect(version).toMatchObject({ severity: 'fault', requirement: 'DM1-TNDS-B-002', path: 'MgmtTree/VerDTD', at: { byte: inData, line: 2, column: inData }, outer: { byte: inMessage, line: 2, column: inData } });
  });

  it('says who is taken for the sender, and takes the one that is named', async () => {
    const get = utf8(MESSAGE('<Get><CmdID>3</CmdID><Item><Target><LocURI>./A</LocURI></Target></Item></Get>'));
    const senderOf = (facts: readonly (readonly [string, string])[]): string => new Map(facts).get('sender') ?? '';
    expect(senderOf((await judged(readForPeople(get))).reading.facts)).toBe('taken for a server: only such sends what is in it');
    const { reading } = await judged(readForPeople(get), 'client');
    expect([senderOf(reading.facts), reading.remarks.map(({ requirement }) => requirement)]).toEqual(['taken for a client: --role says so', ['DM1-SESS-C-029']]);
    const { reading: open } = await judged(readForPeople(utf8(MESSAGE(''))));
    expect(senderOf(open.facts)).toContain('--role names it');
  });

  it('lists so many findings of one requirement and counts the others', async () => {
    const { reading } = await judged(readForPeople(utf8(MESSAGE('<Get><CmdID>1</CmdID><Item><Target><LocURI>./A/</LocURI></Target></Item></Get>'.repeat(500)))));
    const slashes = reading.remarks.filter(({ requirement }) => requirement === 'DM1-TREE-B-003');
    expect(slashes.reduce((sum, { more = 0 }) => sum + 1 + more, 0)).toBe(500);
    expect(slashes.length).toBeLessThan(200);
    expect(tallyOf(reading.remarks).faults).toBeGreaterThanOrEqual(500);
  });

  it('finds nothing in a legal message', async () => {
    expect(await remarkCodes(utf8('<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>https://s/dm</LocURI></Target><Source><LocURI>urn:x:1</LocURI></Source></SyncHdr><SyncBody><Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>200</Data></Status><Final/></SyncBody></SyncML>'))).toEqual([]);
  });
});
