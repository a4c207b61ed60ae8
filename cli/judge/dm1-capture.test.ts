import { describe, expect, it } from 'vitest';
import { judgeDm1 } from './dm1-capture.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const HEADER = '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>';
const message = (content: string): string => `<SyncML xmlns='SYNCML:SYNCML1.2'>${HEADER}<SyncBody>${content}</SyncBody></SyncML>`;
const GET = '<Get><CmdID>3</CmdID><Item><Target><LocURI>./A/</LocURI></Target></Item></Get>';
const http = (body: string, type = 'application/vnd.syncml.dm+xml'): string => `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\n\r\n${body}`;

async function findings(text: string, body?: string): Promise<readonly unknown[] | undefined> {
  const judged = await judgeDm1({ bytes: bytesOf(text), body: body === undefined ? undefined : bytesOf(body) });
  return judged?.findings.map(({ requirement, at }) => [requirement, at]);
}

describe('judging a capture of DM 1.x', () => {
  it('gives line and column of what is wrong in a message of its own', async () => {
    const text = message(`\n${GET}<Final/>`);
    expect(await findings(text)).toEqual([['DM1-TREE-B-003', { part: 'body', byte: text.indexOf('<LocURI>./A/'), line: 2, column: 36, path: 'SyncML/SyncBody/Get/Item/Target/LocURI' }]]);
  });

  it('numbers the messages of one HTTP file', async () => {
    expect((await findings(`${http(message(`${GET}<Final/>`))}${http(message(`${GET}<Final/>`))}`))?.map((entry) => (entry as readonly [string, { readonly message?: number }])[1].message)).toEqual([1, 2]);
  });

  it('reads a head with the body beside it', async () => {
    expect((await findings(http('').replace('Content-Length: 0\r\n', ''), message(`${GET}<Final/>`)))?.map((entry) => (entry as readonly [string])[0])).toContain('DM1-TREE-B-003');
  });

  it('passes over error pages and what is not of DM 1.x', async () => {
    for (const text of [http('<html/>', 'text/html'), http('{}', 'application/json'), '{"a":1}', '# notes', '']) expect(await judgeDm1({ bytes: bytesOf(text), body: undefined })).toBeUndefined();
  });

  it('takes the sender that it is told', async () => {
    const bytes = bytesOf(message(`${GET.replace('./A/', './A')}<Final/>`));
    expect((await judgeDm1({ bytes, body: undefined }, 'client'))?.findings.map(({ requirement }) => requirement)).toEqual(['DM1-SESS-C-029']);
    expect((await judgeDm1({ bytes, body: undefined }))?.findings).toEqual([]);
  });

  it('judges what decode reads: a notification in its push, and hexadecimal text', async () => {
    const push = Buffer.from('010603c4af87' + '10369e83e3fc7103a4a21acce6e242ae02d0010000123412636f6d2e6d676d747372762e6d616e616765', 'hex');
    const reserved = [['DM1-PKG0-S-006', { part: 'body', byte: 6 + 17, path: 'reserved' }]];
    expect((await judgeDm1({ bytes: push, body: undefined }))?.findings.map(({ requirement, at }) => [requirement, at])).toEqual(reserved);
    expect((await judgeDm1({ bytes: bytesOf(push.toString('hex')), body: undefined }))?.findings.map(({ requirement, at }) => [requirement, at])).toEqual(reserved);
  });

  it('gives both places of what is wrong in a tree, and the whole path', async () => {
    const tree = "<MgmtTree xmlns='syncml:dmddf1.2'><VerDTD>1.1</VerDTD><Node><NodeName>A</NodeName><RTProperties/></Node></MgmtTree>";
    const text = message(`<Add><CmdID>4</CmdID><Item><Target><LocURI>./B</LocURI></Target><Meta><Format xmlns='syncml:metinf'>xml</Format><Type xmlns='syncml:metinf'>application/vnd.syncml.dmtnds+xml</Type></Meta><Data><![CDATA[${tree}]]></Data></Item></Add><Final/>`);
    const [inMessage, inData] = [text.indexOf('<VerDTD>1.1'), tree.indexOf('<VerDTD>')];
    expect(await findings(text)).toContainEqual(['DM1-TNDS-B-002', { part: 'body', byte: inMessage, line: 1, column: inMessage + 1, path: 'SyncML/SyncBody/Add/Item/Data/MgmtTree/VerDTD', inData: { byte: inData, line: 1, column: inData + 1 } }]);
  });

  it('tells a limit of the reader apart from what is wrong', async () => {
    const judged = await judgeDm1({ bytes: bytesOf(message(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`)), body: undefined });
    expect(judged?.limits).toMatchObject([{ code: 'dm1-xml/depth', at: { part: 'body' } }]);
    expect(judged?.findings.map(({ code }) => code)).not.toContain('dm1-xml/depth');
  });
});
