import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileInputs, truncations } from '../../testing/hostile-inputs.js';
import { byteOf } from '../model/element.js';
import { describeFinding, type Finding1 } from '../model/finding.js';
import { HTTP_ERROR_CODES } from './error-codes.js';
import { fieldOf, inputByteOf } from './message.js';
import { readPush } from './push.js';
import { looksLikeHttp, readHttp, type HttpReading } from './read.js';
import { HTTP_FAULTS, LEGAL_PUSH, LEGAL_REQUEST, LEGAL_RESPONSE, PUSH_FAULTS, type HttpFaultSample } from './testing/fault-samples.js';
import { writeHttp, writePush } from './write.js';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const allOf = ({ messages, findings }: HttpReading): readonly Finding1[] => [...messages.flatMap((message) => message.findings), ...findings];

function findingsOf({ input, body, limits }: HttpFaultSample): readonly Finding1[] {
  return allOf(readHttp({ bytes: latin(input), body: body === undefined ? undefined : latin(body), limits }));
}

function pushFindings({ input }: HttpFaultSample): readonly Finding1[] {
  const [message] = readHttp({ bytes: latin(input) }).messages;
  return message === undefined ? [] : [...message.findings, ...readPush(message).findings];
}

const short = ({ code, where, found }: Finding1): string => `${code} ${byteOf(where)} ${found}`;

describe('the reader of HTTP', () => {
  it.each([['a request', LEGAL_REQUEST], ['a response', LEGAL_RESPONSE], ['a push', LEGAL_PUSH]])('finds nothing wrong with %s', (_, text) => {
    expect(allOf(readHttp({ bytes: latin(text) })).map(describeFinding)).toEqual([]);
  });

  it.each(HTTP_FAULTS)('explains $name', (sample) => {
    const byte = sample.code === 'dm1-http/line-end' ? sample.byte + 'Host: s'.length : sample.byte;
    expect(findingsOf(sample).map(short)).toContain(`${sample.code} ${byte} ${sample.found}`);
  });

  it.each(PUSH_FAULTS)('explains $name', (sample) => {
    expect(pushFindings(sample).map(short)).toContain(`${sample.code} ${sample.byte} ${sample.found}`);
  });

  it('raises every code of its table in these samples', () => {
    const raised = new Set([...HTTP_FAULTS.flatMap(findingsOf), ...PUSH_FAULTS.flatMap(pushFindings)].map(({ code }) => code));
    expect([...raised].sort()).toEqual(Object.keys(HTTP_ERROR_CODES).sort());
  });

  it('says line and column of a header field', () => {
    const [first] = findingsOf(HTTP_FAULTS.find(({ name }) => name === 'two Content-Types')!);
    expect(describeFinding(first!)).toBe('line 7, column 1 (byte 152) (content-type): found Content-Type again, expected one Content-Type [dm1-http/repeated-field, RFC 9110, 5.3]');
  });

  it('reads head and body from two files', () => {
    const [head = '', body = ''] = LEGAL_REQUEST.split('\r\n\r\n');
    const { messages: [message] } = readHttp({ bytes: latin(`${head}\r\n\r\n`), body: latin(body) });
    expect(message?.bodySource).toBe('apart');
    expect(new TextDecoder().decode(message?.body)).toBe(body);
    expect(message?.findings).toEqual([]);
  });

  it('reads request and response from one file', () => {
    const { messages } = readHttp({ bytes: latin(`${LEGAL_REQUEST}\r\n${LEGAL_RESPONSE}`) });
    expect(messages.map(({ start, byte }) => [start.kind, byte])).toEqual([['request', 0], ['response', LEGAL_REQUEST.length + 2]]);
    expect(messages.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('compares field names without regard to letter case and takes the parameters of the label', () => {
    const { messages: [message] } = readHttp({ bytes: latin(LEGAL_RESPONSE.replace('Content-Type: application/vnd.syncml.dm+xml', 'CONTENT-TYPE:Application/VND.syncml.DM+xml ; CharSet="utf-8"')) });
    expect(fieldOf(message?.fields ?? [], 'content-type')?.name).toBe('CONTENT-TYPE');
    expect(message?.label).toMatchObject({ kind: 'known', row: { kind: 'message', encoding: 'xml' } });
    expect(message?.label.kind === 'known' ? message.label.mediaType.parameters.get('charset') : '').toBe('utf-8');
    expect(message?.findings).toEqual([]);
  });

  it('gives an answer to HEAD, 204 and 304 no body', () => {
    const head = 'HEAD / HTTP/1.1\r\nHost: s\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 \r\n\r\nHTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n';
    const { messages, findings } = readHttp({ bytes: latin(head) });
    expect(messages.map(({ framing }) => framing.kind)).toEqual(['none', 'none', 'none', 'none']);
    expect(findings).toEqual([]);
  });

  it('leaves messages of other protocols alone', () => {
    const body = '{"Status":[]}';
    const text = `POST /dm HTTP/1.1\r\nHost: s\r\nContent-Type: application/vnd.oma.dm.response+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    expect(allOf(readHttp({ bytes: latin(text) }))).toEqual([]);
  });

  it('knows HTTP by its first line', () => {
    expect([LEGAL_REQUEST, LEGAL_RESPONSE, 'HTTP/1.1 200\r\n', '<SyncML/>', '\u0003\u0001', '', '{"CMD":[]}', 'POST /dm FTP/1.1'].map((text) => looksLikeHttp(latin(text)))).toEqual([true, true, true, false, false, false, false, false]);
  });
});

describe('bodies', () => {
  const body = fc.uint8Array({ maxLength: 300 });
  const HEAD = { start: { kind: 'response', status: 200, reason: 'OK' }, fields: [['Content-Type', 'application/octet-stream']] } as const;

  it('come back whole whatever the framing', () => {
    fc.assert(fc.property(body, fc.integer({ min: 1, max: 50 }), (bytes, chunkBytes) => {
      for (const framing of ['length', { chunkBytes }] as const) {
        const written = writeHttp({ ...HEAD, body: bytes, framing });
        const { messages: [message, second], findings } = readHttp({ bytes: written });
        expect(message?.body).toEqual(bytes);
        expect([second, findings, message?.findings]).toEqual([undefined, [], []]);
      }
    }));
  });

  it('know where each of their bytes stood', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.integer({ min: 1, max: 20 }), fc.nat(), (bytes, chunkBytes, seed) => {
      const written = writeHttp({ ...HEAD, body: bytes, framing: { chunkBytes } });
      const { messages: [message] } = readHttp({ bytes: written });
      const at = seed % bytes.length;
      expect(written[inputByteOf(message!, at)]).toBe(bytes[at]);
    }));
  });

  it('of a push come out of their envelope', () => {
    fc.assert(fc.property(body, (content) => {
      const written = writePush({ target: '/wappush', host: 'device', contentType: 'application/vnd.wap.connectivity-wbxml; SEC=1; MAC=00', content });
      const { messages: [message] } = readHttp({ bytes: written });
      const { inner, findings } = readPush(message!);
      expect(inner?.body).toEqual(content);
      expect(inner?.label).toMatchObject({ kind: 'known', row: { kind: 'provisioning' } });
      expect(findings).toEqual([]);
    }));
  });
});

describe('the reader of HTTP, under attack', () => {
  const CHUNKED = latin(`HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Type: application/vnd.syncml.dm+xml\r\nTransfer-Encoding: chunked\r\n\r\n22;x=y\r\n<SyncML xmlns="SYNCML:SYNCML1.2"/>\r\n0\r\nT: u\r\n\r\n`);

  it.each([['a request', latin(LEGAL_REQUEST)], ['chunks', CHUNKED]])('explains every truncation of %s', (_, bytes) => {
    expect(allOf(readHttp({ bytes }))).toEqual([]);
    const silent = truncations(bytes).filter((input) => allOf(readHttp({ bytes: input.bytes })).length === 0);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('places each finding within the input, whatever byte is damaged', () => {
    fc.assert(fc.property(fc.nat({ max: CHUNKED.length - 1 }), fc.nat({ max: 255 }), (index, octet) => {
      const bytes = CHUNKED.slice();
      bytes[index] = octet;
      for (const { where } of allOf(readHttp({ bytes }))) expect(byteOf(where)).toBeLessThanOrEqual(bytes.length);
    }), { numRuns: 500 });
  });

  it('survives what breaks other decoders, in seconds', () => {
    const long = (text: string): Uint8Array => latin(text);
    const own = [
      long(`POST / HTTP/1.1\r\n${'a:b\r\n'.repeat(12_000)}\r\n`),
      long(`POST / HTTP/1.1\r\n${' x\r\n'.repeat(16_000)}\r\n`),
      long(`POST / HTTP/1.1\r\nA: b\r\n${' x\r\n'.repeat(16_000)}\r\n`),
      long('GET / HTTP/1.0\r\n\r\n'.repeat(20_000)),
      long('\r\n'.repeat(30_000)),
      long(`HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(200_000)}`),
      long('HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n'),
      long('HTTP/1.1 200 \r\nContent-Length: 99999999999999999999\r\n\r\n'),
      long('HTTP/1.1 200 \r\nContent-Length: 999999999999999\r\n\r\nx'),
      long(`POST / HTTP/1.1\r\nAccept: ${'a/b,'.repeat(15_000)}\r\n\r\n`),
      long(`POST /${'a'.repeat(5_000_000)}`),
    ];
    const start = performance.now();
    for (const bytes of [...own, ...hostileInputs().map((input) => input.bytes)]) {
      for (const { code, where } of allOf(readHttp({ bytes }))) {
        expect(Object.hasOwn(HTTP_ERROR_CODES, code)).toBe(true);
        expect(byteOf(where)).toBeLessThanOrEqual(bytes.length);
      }
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('survives a body of anything behind a legal head', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
      const bytes = writeHttp({ start: { kind: 'request', method: 'POST', target: '/' }, fields: [['Content-Type', 'application/http']], body, framing: 'close' });
      for (const message of readHttp({ bytes }).messages) readPush(message);
    }));
  });
});
