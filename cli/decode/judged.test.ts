import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRemarks } from '../../protocol/describe/print.js';
import { readForPeople } from '../../protocol/describe/read.js';
import * as samples from '../../protocol/testing/codec-samples.js';
import { DECODE_SAMPLES } from '../testing/decode-samples.js';
import { judged } from './judged.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const messages = [...samples.xmlMessages(), ...samples.wbxmlMessages(), ...samples.httpMessages(), ...Object.values(DECODE_SAMPLES).map((make) => make())];
const remarkCodes = async (bytes: Uint8Array): Promise<readonly string[]> => allRemarks(await judged(readForPeople(bytes))).map(({ code, requirement }) => `${requirement} ${code}`.trim());

describe('a judged reading', () => {
  it('has what the rules say of the message in place of what the codec said, once', async () => {
    const bytes = DECODE_SAMPLES['server.xml']?.() ?? new Uint8Array();
    const { remarks } = await judged(readForPeople(bytes));
    const places = remarks.filter(({ code }) => code === 'dm1-model/metinf-namespace');
    expect(places.map(({ severity, at }) => [severity, at?.line, at?.column])).toEqual([['warning', 3, 133]]);
    expect(remarks.map(({ requirement }) => requirement)).toContain('DM1-XML-B-014');
  });

  it('keeps what is not of DM 1.x messages as it was read', async () => {
    const reading = readForPeople(utf8('{"Status":[{"sc":"x"}]}'));
    expect(await judged(reading)).toBe(reading);
  });

  it('judges a body by the head it came with, and leaves what is wrong in the head to the head', async () => {
    const { remarks, parts } = await judged(readForPeople(DECODE_SAMPLES['request.http']?.() ?? new Uint8Array()));
    expect(remarks.map(({ code }) => code).every((code) => code.startsWith('dm1-http/'))).toBe(true);
    expect(remarks.length).toBeGreaterThan(0);
    expect(parts[0]?.reading.remarks.map(({ code }) => code)).toContain('dm1-xml/mismatched-tag');
  });

  it('says every remark with a place inside its own bytes, also of damaged messages', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...messages), fc.nat(), fc.nat({ max: 255 }), async (bytes, at, octet) => {
      const copy = bytes.slice();
      copy[at % copy.length] = octet;
      const { remarks, parts } = await judged(readForPeople(copy));
      for (const remark of remarks) expect(remark.at?.byte ?? 0).toBeLessThanOrEqual(copy.length);
      for (const { reading, placesFrom } of parts) for (const remark of reading.remarks) expect(remark.at?.byte ?? 0).toBeLessThanOrEqual(placesFrom === 'whole' ? copy.length : reading.bytes.length);
    }), { numRuns: 150 });
  });

  it('finds nothing in a legal message', async () => {
    expect(await remarkCodes(utf8('<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>https://s/dm</LocURI></Target><Source><LocURI>urn:x:1</LocURI></Source></SyncHdr><SyncBody><Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>200</Data></Status><Final/></SyncBody></SyncML>'))).toEqual([]);
  });
});
