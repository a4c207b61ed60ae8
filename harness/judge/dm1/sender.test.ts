import { describe, expect, it } from 'vitest';
import { viewMessage } from './message-view.js';

const HEADER = '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>';
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(`<SyncML xmlns='SYNCML:SYNCML1.2'>${HEADER}<SyncBody>${content}</SyncBody></SyncML>`);
const alert = (code: string): string => `<Alert><CmdID>1</CmdID><Data>${code}</Data></Alert>`;
const replace = (address: 'Source' | 'Target'): string => `<Replace><CmdID>2</CmdID><Item><${address}><LocURI>./A</LocURI></${address}><Data/></Item></Replace>`;
const GET = '<Get><CmdID>3</CmdID><Item><Target><LocURI>./A</LocURI></Target></Item></Get>';

describe('the sender of a message', () => {
  it.each([
    [alert('1226'), 'client'],
    [alert('1100'), 'server'],
    [replace('Source'), 'client'],
    [replace('Target'), 'server'],
    [GET, 'server'],
    [`<Sequence><CmdID>4</CmdID>${alert('1223')}</Sequence>`, 'server'],
    [`${alert('1222')}${replace('Target')}`, 'server'],
  ])('of %s is concluded to be the %s', (content, role) => {
    expect(viewMessage({ bytes: bytesOf(content) }).sender).toEqual({ role, basis: 'content' });
  });

  it.each([alert('1200'), `${alert('1201')}${GET}`, `${replace('Target')}${alert('1201')}`])('of %s is the client, for it opens a session', (content) => {
    expect(viewMessage({ bytes: bytesOf(content) }).sender).toEqual({ role: 'client', basis: 'opening' });
  });

  it.each([
    alert('1222'), alert('1223'), `${alert('1226')}${GET}`,
    '<Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>200</Data></Status>',
  ])('of %s stays open', (content) => {
    expect(viewMessage({ bytes: bytesOf(content) }).sender).toBeUndefined();
  });

  it('is the one that the caller knows, whatever the content says', () => {
    expect(viewMessage({ bytes: bytesOf(GET), sender: 'client' }).sender).toEqual({ role: 'client', basis: 'given' });
  });
});
