/** Cases of the rules on the HTTP around a message. */
import { alert, command, header, headerStatus, message, meta, target, type RuleCase, type Sample } from './messages.js';

const CLIENT_BODY = message(alert('1222'), header({ source: '<Source><LocURI>s</LocURI><LocName>Bruce2</LocName></Source>' }));
const SERVER_BODY = message(`${headerStatus('200')}${command('Get', `<Item>${target('./A')}</Item>`)}<Final/>`);
const XML = 'Content-Type: application/vnd.syncml.dm+xml';

interface Parts {
  readonly type?: string;
  readonly start?: string;
  readonly more?: string;
  readonly length?: string;
  readonly body?: string;
}

const length = (body: string): string => `Content-Length: ${body.replaceAll('«', '').length}`;

const CLIENT_FIELDS = 'Accept: application/vnd.syncml.dm+xml\nUser-Agent: x\nCache-Control: no-store';

function post({ type = XML, start = 'POST /dm HTTP/1.1', more = CLIENT_FIELDS, body = CLIENT_BODY, length: given = length(body) }: Parts = {}): Sample {
  return { head: [start, 'Host: h', type, more, given].filter((line) => line !== '').join('\n'), body };
}

function reply({ type = XML, start = 'HTTP/1.1 200 OK', more = 'Cache-Control: private', body = SERVER_BODY, length: given = length(body) }: Parts = {}): Sample {
  return { head: [start, type, more, given].filter((line) => line !== '').join('\n'), body };
}

const hmac = (value: string): string => `Accept: application/vnd.syncml.dm+xml\n${value}`;
const MAC = 'mac=clIEAg8z+CXO5UlbAh33ow==';
const SHA1 = '35586670B1C1E28AD5258EAE12EB7105C464978D';
const BARE: Sample = { body: CLIENT_BODY };

export const HTTP_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-XML-B-001',
    fails: [post({ type: '«Content-Type: application/vnd.syncml+xml' }), reply({ type: '«Content-Type: text/xml' }), post({ start: '«POST /dm HTTP/1.1', type: '' })],
    passes: post({ type: 'content-type: Application/vnd.syncml.dm+xml;charset="UTF-8"' }),
    ignores: [BARE],
  },
  {
    requirement: 'DM1-XML-B-002',
    fails: post({ type: '«Content-Type: application/vnd.syncml.dm+wbxml' }),
    passes: post({ body: `<?xml version="1.0"?>${CLIENT_BODY}` }),
    ignores: [BARE],
  },
  { requirement: 'DM1-HTTP-C-001', fails: post({ start: '«PUT /dm HTTP/1.1' }), passes: post({ start: 'POST http://h/dm?x=1 HTTP/1.0' }), ignores: [reply(), BARE] },
  { requirement: 'DM1-HTTP-S-002', fails: reply({ start: '«HTTP/1.1 202 Accepted' }), passes: reply({ start: 'HTTP/1.0 200 Fine' }), ignores: [post(), BARE] },
  { requirement: 'DM1-HTTP-B-003', fails: post({ length: '«Content-Length: many' }), passes: reply(), ignores: [BARE] },
  {
    requirement: 'DM1-HTTP-C-004',
    fails: post({ start: '«POST /dm HTTP/1.1', more: 'User-Agent: x\nCache-Control: no-store' }),
    passes: post({ more: 'accept: */*\nuser-agent: x\ncache-control: no-store' }),
    ignores: [reply(), BARE],
  },
  {
    requirement: 'DM1-HTTP-B-005',
    fails: [reply({ more: '«Cache-Control: max-age=60' }), reply({ start: '«HTTP/1.1 200 OK', more: '' })],
    passes: reply({ more: 'cache-control: must-revalidate, No-Store' }),
    ignores: [BARE],
  },
  {
    requirement: 'DM1-XML-B-020',
    fails: post({ type: `${XML}; verproto="DM/1.1"`, body: CLIENT_BODY.replace('<VerProto>', '«<VerProto>') }),
    passes: post({ type: `${XML}; verdtd=1.2; verproto="DM/1.2"` }),
    ignores: [post(), BARE],
  },
  {
    requirement: 'DM1-SEC-B-020',
    fails: [post({ more: hmac('«x-syncml-hmac: algorithm=MD5, username="Bruce2"') }), post({ more: hmac(`«x-syncml-hmac: ${MAC}`) })],
    passes: [post({ more: hmac(`X-SyncML-HMAC: ${MAC}, username="Bruce2"`) }), post({ more: hmac(`x-syncml-hmac: algorithm=MD5,\n username="Bruce2",\n\t${MAC}`) })],
    ignores: [post()],
  },
  {
    requirement: 'DM1-SEC-B-022',
    fails: post({ more: hmac(`«x-syncml-hmac: username="bruce2", ${MAC}`) }),
    passes: post({ more: hmac(`x-syncml-hmac: algorithm=MD5, username="Bruce2", ${MAC}`) }),
    ignores: [post()],
  },
  {
    requirement: 'DM1-BOOT-B-013',
    fails: [
      post({ type: '«Content-Type: application/vnd.syncml.dm+wbxml; SEC=USERPIN; MAC=12345678' }),
      post({ type: `«Content-Type: application/vnd.syncml.dm+wbxml; SEC=1; MAC=${SHA1}` }),
    ],
    passes: post({ type: `content-type: application/vnd.syncml.dm+wbxml;mac="${SHA1.toLowerCase()}";sec=userpin` }),
    ignores: [post(), BARE],
  },
  {
    requirement: 'DM1-BOOT-B-027',
    fails: reply({ type: '«Content-Type: application/vnd.wap.connectivity-wbxml; SEC=1' }),
    passes: [
      reply({ type: `Content-Type: application/vnd.wap.connectivity-wbxml; SEC=0; MAC=${SHA1}` }),
      reply({ type: 'Content-Type: application/vnd.wap.connectivity-wbxml; SEC=3' }),
    ],
    ignores: [reply({ type: 'Content-Type: application/vnd.wap.connectivity-wbxml' }), BARE],
  },
  {
    requirement: 'DM1-SEC-B-025',
    fails: reply({ more: `x-syncml-hmac: username="s", ${MAC}`, body: SERVER_BODY.replace('<Data>200', '«<Data>212') }),
    passes: reply({ more: `x-syncml-hmac: username="s", ${MAC}`, body: SERVER_BODY.replace('<Data>200', `<Chal>${meta({ Type: 'syncml:auth-MAC' })}</Chal><Data>200`) }),
    ignores: [reply({ body: SERVER_BODY.replace('<Data>200', '<Data>212') })],
  },
];
