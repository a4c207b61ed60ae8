/** Transcripts of the sample campaign, written by hand: a wrong status, hostile text, a body that is no JSON, a silent IUT. */
import type { HeaderLines, RequestEvent, ResponseEvent, Transcript, TranscriptEvent } from '../../harness/transcript/event.js';

export const HOSTILE = '<script>alert(1)</script> & ]]> \u0000 \u001b[31m \u{1f525} \u202egnp.exe\u2028<!--';

/** Transcripts by the path that results name. */
export const SAMPLE_TRANSCRIPTS: ReadonlyMap<string, Transcript> = new Map([
  transcript('dm2/client/hget/stores-data', [
    control(0, 'session with account a'),
    request(1, JSON.stringify({ MOS: [{ DDF: 'http://example.net/ddf', MOID: 'urn:oma:mo:oma-dm-devinfo:1.2', MIID: ['1'] }] }), [['Authorization', 'Basic ZGV2MTpzM2NyZXQ=']]),
    response(2, { CMD: [['HGET', 'http://127.0.0.1:8080/t1/data', 'urn:oma:mo:x-acme:1.0/1/Name'], ['GET', 'urn:oma:mo:x-acme:1.0/1/Name']] }),
    request(3, JSON.stringify({ Status: [{ sc: 500 }, { sc: 200, MO: [{ ClientURI: 'urn:oma:mo:x-acme:1.0/1/Name', MOData: { Name: HOSTILE, AAuthSecret: 's3cret' } }] }] })),
    response(4, { CMD: [['END']] }),
  ]),
  transcript('dm2/client/pkg3/answers-with-json', [
    control(0, 'session with account a'),
    request(1, JSON.stringify({ MOS: [] })),
    response(2, { CMD: [['SHOW', 'http://127.0.0.1:8081/page']] }),
    request(3, '{\n  "Status": [\n    { "sc": 200, }\n  ]\n}\n', [['X-Note', 'caf\u00e9 \u202e']]),
    response(4, { CMD: [['END']] }),
  ]),
  transcript('dm2/client/hput/uploads-data', [
    control(0, 'session with account a'),
    request(1, JSON.stringify({ MOS: [] })),
    response(2, { CMD: [['HPUT', 'http://127.0.0.1:8080/t3/up', 'urn:oma:mo:x-acme:1.0/1']] }),
    { n: 3, atMs: 5002.5, kind: 'deadline', waitedFor: 'an answer to message 1 of the session', timeoutMs: 5000 },
    { n: 4, atMs: 5003, kind: 'control', action: 'ended', detail: 'exited with code 139; last line of stderr: Segmentation fault' },
  ]),
  transcript('dm2/client/seq/opens-session', [control(0, 'session with account a'), request(1, JSON.stringify({ MOS: [] })), response(2, { CMD: [['END']] })]),
  transcript('dm2/client/http/sends-length', [control(0, 'session with account a'), request(1, JSON.stringify({ MOS: [] })), response(2, { CMD: [['END']] })]),
]);

function transcript(test: string, events: readonly TranscriptEvent[]): readonly [string, Transcript] {
  const parameters = { 'device.id': 'IMEI:490154203237518', 'account.password': 's3cret' };
  const path = `transcripts/${test.replaceAll('/', '.')}.json`;
  return [path, { schema: 'dm-conformance/transcript/1', test, iut: 'Acme DM Client', role: 'client', protocol: 'dm-2.0', parameters, features: { C_GET: true }, events }];
}

function control(n: number, detail: string): TranscriptEvent {
  return { n, atMs: n, kind: 'control', action: 'start', detail };
}

function request(n: number, body: string, headers: HeaderLines = []): RequestEvent {
  const type = n === 1 ? 'application/vnd.oma.dm.initiation+json' : 'application/vnd.oma.dm.response+json';
  return {
    n,
    atMs: n * 1.5,
    kind: 'request',
    point: 'dm',
    address: 'a',
    exchange: (n - 1) / 2,
    connection: 0,
    method: 'POST',
    target: '/t1/dm?x=<b>',
    path: '/dm?x=<b>',
    httpVersion: '1.1',
    headers: [['Host', '127.0.0.1:8080'], ['Content-Type', type], ...headers],
    body: new TextEncoder().encode(body),
    incomplete: null,
  };
}

function response(n: number, value: object): ResponseEvent {
  return {
    n,
    atMs: n * 1.5,
    kind: 'response',
    point: 'dm',
    address: 'a',
    exchange: (n - 2) / 2,
    status: 200,
    headers: [['Content-Type', 'application/vnd.oma.dm.request+json']],
    body: new TextEncoder().encode(JSON.stringify(value)),
    fault: null,
  };
}
