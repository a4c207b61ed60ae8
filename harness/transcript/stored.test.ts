/** A transcript survives its file, secrets do not, and a hostile file is refused with its place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRANSCRIPT_SCHEMA, type RequestEvent, type Transcript, type TranscriptEvent } from './event.js';
import { maskEvent, maskTranscript } from './mask.js';
import { parseTranscript, TranscriptError } from './parse.js';
import { serializeTranscript, storeBody } from './serialize.js';

const text = fc.string({ unit: 'binary' });
const header = fc.tuple(text, text);
const message = { point: fc.constantFrom('dm', 'repository', 'web'), address: text, exchange: fc.nat(), headers: fc.array(header, { maxLength: 4 }), body: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) } as const;
const event = fc.oneof(
  fc.record({ kind: fc.constant('request'), ...message, connection: fc.nat(), method: text, target: text, path: text, httpVersion: text, incomplete: fc.option(text) } as const),
  fc.record({ kind: fc.constant('response'), ...message, status: fc.nat(), fault: fc.option(text) } as const),
  fc.record({ kind: fc.constant('control'), action: fc.constantFrom('start', 'ended', 'output'), detail: text } as const),
  fc.record({ kind: fc.constant('deadline'), waitedFor: text, timeoutMs: fc.nat() } as const),
  fc.record({
    kind: fc.constant('tls'), point: fc.constantFrom('dm', 'web'), address: text, connection: fc.nat(), offer: text, outcome: fc.constantFrom('secured', 'refused', 'plain', 'accepted'),
    version: fc.option(text), suite: fc.option(text), alpn: fc.option(text), peer: fc.option(text), fault: fc.option(text),
    hello: fc.option(fc.record({ versions: fc.array(text), suites: fc.array(text), serverName: fc.option(text), alpn: fc.array(text) })),
  } as const),
);
const transcript: fc.Arbitrary<Transcript> = fc.record({
  schema: fc.constant(TRANSCRIPT_SCHEMA),
  test: text,
  iut: text,
  role: fc.constantFrom('client', 'server'),
  protocol: fc.constantFrom('dm-2.0', 'dm-1.2'),
  parameters: fc.dictionary(fc.stringMatching(/^[a-z.]+$/), fc.oneof(text, fc.integer(), fc.boolean())),
  features: fc.dictionary(fc.stringMatching(/^[A-Z_]+$/), fc.boolean()),
  events: fc.array(event, { maxLength: 6 }).map((events) => events.map((one, n): TranscriptEvent => ({ n, atMs: n / 4, ...one }))),
});

const REQUEST: RequestEvent = { kind: 'request', n: 0, atMs: 0, point: 'dm', address: 'a', exchange: 1, connection: 1, method: 'POST', target: '/dm', path: '/dm', httpVersion: '1.1', headers: [], body: new Uint8Array(), incomplete: null };
const EMPTY: Transcript = { schema: TRANSCRIPT_SCHEMA, test: 't', iut: 'i', role: 'client', protocol: 'dm-2.0', parameters: {}, features: {}, events: [] };

describe('a stored transcript', () => {
  it('comes back as it was, byte for byte', () => {
    fc.assert(
      fc.property(transcript, (original) => {
        expect(parseTranscript(serializeTranscript(original))).toEqual(original);
      }),
    );
  });

  it('holds text as text and everything else in base64', () => {
    expect(storeBody(Buffer.from('{"ü":1}'))).toEqual({ text: '{"ü":1}' });
    expect(storeBody(Uint8Array.of(0xff, 0x00))).toEqual({ base64: '/wA=' });
    expect(storeBody(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toEqual({ base64: '77u/QQ==' });
  });

  it('has one event a line, so that people can compare two', () => {
    expect(serializeTranscript({ ...EMPTY, events: [REQUEST, { ...REQUEST, n: 1 }] }).split('\n').filter((line) => line.includes('"kind"'))).toHaveLength(2);
  });
});

describe('masking', () => {
  it.each([
    ['Authorization', 'Basic dXNlcjpwYXNz', 'Basic ***'],
    ['proxy-authorization', 'Digest username="u", response="r"', 'Digest ***'],
    ['AUTHORIZATION', 'opaque', '***'],
    ['Authentication-Info', 'rspauth="r", cnonce="c"', '***'],
    ['Cookie', 'session=1; token=2', '***'],
    ['X-Other', 'with s3cret! inside', 'with *** inside'],
    ['Content-Type', 'application/json', 'application/json'],
  ])('hides the credentials of %s', (name, value, masked) => {
    expect(maskEvent({ ...REQUEST, headers: [[name, value]] }, ['s3cret!'])).toMatchObject({ headers: [[name, masked]] });
  });

  it('hides secrets in bodies, targets, output and parameters, also around bytes that are no text', () => {
    const body = Buffer.concat([Buffer.from([0xff]), Buffer.from('pässwörd'), Buffer.from([0xfe]), Buffer.from('pässwörd')]);
    const masked = maskTranscript({ ...EMPTY, parameters: { 'a.b': 'x pässwörd', n: 1 }, events: [{ ...REQUEST, target: '/dm?p=pässwörd', body }, { kind: 'control', n: 1, atMs: 0, action: 'output', detail: 'pässwörd' }] }, ['pässwörd']);
    expect(masked.parameters).toEqual({ 'a.b': 'x ***', n: 1 });
    expect(masked.events).toMatchObject([{ target: '/dm?p=***', body: Buffer.concat([Buffer.from([0xff]), Buffer.from('***'), Buffer.from([0xfe]), Buffer.from('***')]) }, { detail: '***' }]);
  });

  it('hides the keys of a bootstrap document by the names of their members, and nothing beside them', () => {
    const body = Buffer.from('{"SrvID":"ü","Noti":{"Type":1,"Secret":"a\\"bc"},"Bootstrap":{"ClientSecretKey" : "a2V5"},"SecretLife":"x","password":""}');
    expect(maskEvent({ ...REQUEST, body }, [])).toMatchObject({ body: Buffer.from('{"SrvID":"ü","Noti":{"Type":1,"Secret":"***"},"Bootstrap":{"ClientSecretKey" : "***"},"SecretLife":"x","password":""}') });
  });

  it.each([
    ['its name escaped', '{"MOData":{"Noti":{"S\\u0065cret":"%"}},"\\u0050assword":"%","S\\u0065cretary":"x","a\\u00e4":"x"}'],
    ['its name escaped in an address', '{"Client\\u0055RI":"x/Noti/Secret","MOData":"%"}'],
    ['a solidus behind its address', '{"ClientURI":"x/Noti/Secret/","MOData":"%"}'],
    ['its data first behind a quotation mark', 'say " then {"MOData":"%","ClientURI":"x/Secret"}'],
    ['its end cut off within an escape', '{"Secret":"%\\'],
  ])('hides a key with %s, and changes no other byte', (_how, body) => {
    expect(maskEvent({ ...REQUEST, body: Buffer.from(body.replaceAll('%', 'hush-hush')) }, [])).toMatchObject({ body: Buffer.from(body.replaceAll('%', '***')) });
  });

  it('looks for keys in a time that grows with the body and no faster', () => {
    const start = performance.now();
    for (const piece of ['"password":"', '"\\u0053', '"Secret" ', '"password":"\\', '\\u0053ecret":']) maskEvent({ ...REQUEST, body: Buffer.from(`\\u00 "Secret":"${piece.repeat(100_000)}`) }, []);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('hides a given secret in base64, escaped as JSON does, and in a document that an upper tester hands on in base64', () => {
    const inner = (secret: string): string => Buffer.from(`{"user":"device","key":${JSON.stringify(secret)},"Secret":"${secret === '***' ? secret : 'c2VjcmV0'}"}`).toString('base64');
    const secret = 'pä"ss\\word';
    const stored = (shown: string, coded: string): string => `{"a":${JSON.stringify(shown)},"b":"x ${coded}","body":"${inner(shown)}"}`;
    const masked = maskEvent({ ...REQUEST, body: Buffer.from(stored(secret, Buffer.from(secret).toString('base64'))) }, [secret]);
    expect(masked).toMatchObject({ body: Buffer.from(stored('***', '***')) });
  });

  it('hides a password that is a number or cut off, a given secret percent-encoded, and one with an escaped solidus', () => {
    expect(maskEvent({ ...REQUEST, body: Buffer.from('{"password": 12345678,"n":1,"Secret":"abc') }, [])).toMatchObject({ body: Buffer.from('{"password": "***","n":1,"Secret":"***') });
    expect(maskEvent({ ...REQUEST, target: '/dm?p=p%C3%A4ss%2Fw%20d&q', body: Buffer.from('"päss\\/w d"') }, ['päss/w d'])).toMatchObject({ target: '/dm?p=***&q', body: Buffer.from('"***"') });
    expect(maskEvent({ ...REQUEST, target: '/dm?p=p%C3%A4ss' }, ['\ud800lone'])).toMatchObject({ target: '/dm?p=p%C3%A4ss' });
  });

  it('hides the secrets of a provisioning document, as it is and in base64 from an upper tester, around bytes that are no text', () => {
    const xml = (secret: string): Buffer => Buffer.concat([Buffer.from([0xff]), Buffer.from(`<parm name="AAUTHNAME" value="dév"/><parm name="AAUTHSECRET" value="${secret}"/>`)]);
    expect(maskEvent({ ...REQUEST, body: xml('pw') }, [])).toMatchObject({ body: xml('***') });
    expect(maskEvent({ ...REQUEST, body: Buffer.from(`{"body":"${xml('pw').toString('base64')}"}`) }, [])).toMatchObject({ body: Buffer.from(`{"body":"${xml('***').toString('base64')}"}`) });
  });

  it('leaves a body as it is that holds no secret, also what is in base64 there', () => {
    const body = Buffer.from(`{"body":"${Buffer.from('{"user":"device","a":1}').toString('base64')}"}`);
    expect(maskEvent({ ...REQUEST, body }, ['pässwörd'])).toHaveProperty('body', body);
  });

  it('leaves bodies alone where a secret is too short to be told from a word', () => {
    expect(maskEvent({ ...REQUEST, body: Buffer.from('abc') }, ['a', ''])).toMatchObject({ body: Buffer.from('abc') });
  });
});

describe('a hostile file', () => {
  const stored = (change: (file: { events: Record<string, unknown>[] } & Record<string, unknown>) => void): string => {
    const file = JSON.parse(serializeTranscript({ ...EMPTY, events: [REQUEST] }));
    change(file);
    return JSON.stringify(file);
  };
  it.each([
    ['no JSON', '{', 'the file: expected JSON'],
    ['a list', '[]', 'the file: expected an object'],
    ['null', 'null', 'the file: expected an object'],
    ['another schema', '{"schema":"x"}', 'schema: expected'],
    ['an unknown role', stored((file) => (file['role'] = 'proxy')), 'role: expected client or server'],
    ['an unknown kind', stored((file) => (file.events[0]!['kind'] = 'x')), 'events[0].kind: expected request'],
    ['a wrong number', stored((file) => (file.events[0]!['n'] = 4)), 'events[0].n: expected 0'],
    ['a body without a form', stored((file) => (file.events[0]!['body'] = {})), 'events[0].body: expected either text'],
    ['a body in two forms', stored((file) => (file.events[0]!['body'] = { text: '', base64: '' })), 'events[0].body: expected either text'],
    ['base64 that is none', stored((file) => (file.events[0]!['body'] = { base64: 'a' })), 'events[0].body: expected'],
    ['a header that is no pair', stored((file) => (file.events[0]!['headers'] = [['a']])), 'events[0].headers[0][1]: expected a string'],
    ['a header of three', stored((file) => (file.events[0]!['headers'] = [['a', 'b', 'c']])), 'events[0].headers[0]: expected a name and a value'],
    ['a feature that is no answer', stored((file) => (file['features'] = { C_GET: 'yes' })), 'features.C_GET: expected true or false'],
    ['more events than any test has', stored((file) => (file['events'] = Array(5001).fill(0) as Record<string, unknown>[])), 'events: expected at most 5000'],
  ])('with %s is refused, and the place is named', (_what, content, words) => {
    expect(() => parseTranscript(content)).toThrow(TranscriptError);
    expect(() => parseTranscript(content)).toThrow(words);
  });

  it('with a member __proto__ changes nothing but itself', () => {
    const content = serializeTranscript({ ...EMPTY, events: [REQUEST] }).replace('{', '{"__proto__":{"polluted":true},').replace('"parameters": {}', '"parameters": {"__proto__":"x"}');
    const parsed = parseTranscript(content);
    expect(({} as { readonly polluted?: true }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(parsed.parameters).toEqual({});
  });

  it('of any bytes is refused with a TranscriptError or read, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (content) => {
        expect(() => parseTranscript(content)).toThrow(TranscriptError);
      }),
    );
  });
});
