import { describe, expect, it } from 'vitest';
import { viewMessage, viewNotification } from './message-view.js';

const view = (text: string): ReturnType<typeof viewMessage> => viewMessage({ bytes: new TextEncoder().encode(text) });
const codes = ({ findings }: ReturnType<typeof viewMessage>): readonly string[] => findings.map(({ code }) => code);

describe('the view of a message', () => {
  it.each([
    ["<SyncML xmlns='SYNCML:SYNCML1.2'/>", 'message'],
    ["<MgmtTree xmlns='syncml:dmddf1.2'><Node><NodeName>A</NodeName></Node></MgmtTree>", 'tnds'],
    ['<MgmtTree><Node><NodeName>A</NodeName><DFProperties/></Node></MgmtTree>', 'ddf'],
    ['<wap-provisioningdoc/>', 'provisioning'],
    ['<html/>', 'message'],
    ['', 'message'],
  ])('of %s is that of a %s', (text, kind) => {
    expect(view(text).kind).toBe(kind);
  });

  it('has the fault of WBXML that cannot be read as a finding with its byte', () => {
    const { findings, root } = viewMessage({ bytes: Uint8Array.of(0x03, 0xa4, 0x01, 0x6a, 0x7f) });
    expect([root, findings.map(({ code, where }) => [code, where.kind])]).toEqual([undefined, [['dm1-wbxml/string-table', 'wbxml']]]);
  });

  it('takes no version of WBXML for XML', () => {
    expect(codes(viewMessage({ bytes: Uint8Array.of(0x00, 0xa4, 0x01, 0x6a, 0x00, 0x2d) }))).toContain('dm1-wbxml/version');
  });

  it('takes UTF-16 for XML', () => {
    const bytes = Uint8Array.from(Buffer.from('<SyncML/>', 'utf16le').swap16());
    expect(viewMessage({ bytes }).encoding.kind).toBe('xml');
  });

  it('has a notification that is cut off as a finding', () => {
    expect(codes(viewNotification(new Uint8Array(10)))).toEqual(['dm1-p0/truncated']);
  });
});
