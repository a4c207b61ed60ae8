import { describe, expect, it } from 'vitest';
import { judgeDm1 } from './dm1-capture.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const HEADER = '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>';
const message = (content: string): string => `<SyncML xmlns='SYNCML:SYNCML1.2'>${HEADER}<SyncBody>${content}</SyncBody></SyncML>`;
const GET = '<Get><CmdID>3</CmdID><Item><Target><LocURI>./A/</LocURI></Target></Item></Get>';
const http = (body: string, type = 'application/vnd.syncml.dm+xml'): string => `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\n\r\n${body}`;

function findings(text: string, body?: string): readonly unknown[] | undefined {
  return judgeDm1({ bytes: bytesOf(text), body: body === undefined ? undefined : bytesOf(body) })?.findings.map(({ requirement, at }) => [requirement, at]);
}

describe('judging a capture of DM 1.x', () => {
  it('gives line and column of what is wrong in a message of its own', () => {
    const text = message(`\n${GET}<Final/>`);
    expect(findings(text)).toEqual([['DM1-TREE-B-003', { part: 'body', byte: text.indexOf('<LocURI>./A/'), line: 2, column: 36, path: 'SyncML/SyncBody/Get/Item/Target/LocURI' }]]);
  });

  it('numbers the messages of one HTTP file', () => {
    expect(findings(`${http(message(`${GET}<Final/>`))}${http(message(`${GET}<Final/>`))}`)?.map((entry) => (entry as readonly [string, { readonly message?: number }])[1].message)).toEqual([1, 2]);
  });

  it('reads a head with the body beside it', () => {
    expect(findings(http('').replace('Content-Length: 0\r\n', ''), message(`${GET}<Final/>`))?.map((entry) => (entry as readonly [string])[0])).toContain('DM1-TREE-B-003');
  });

  it('passes over error pages and what is not of DM 1.x', () => {
    for (const text of [http('<html/>', 'text/html'), http('{}', 'application/json'), '{"a":1}', '# notes', '']) expect(judgeDm1({ bytes: bytesOf(text), body: undefined })).toBeUndefined();
  });

  it('takes the sender that it is told', () => {
    const bytes = bytesOf(message(`${GET.replace('./A/', './A')}<Final/>`));
    expect(judgeDm1({ bytes, body: undefined }, 'client')?.findings.map(({ requirement }) => requirement)).toEqual(['DM1-SESS-C-029']);
    expect(judgeDm1({ bytes, body: undefined })?.findings).toEqual([]);
  });
});
