import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../decode-error.js';
import { failuresOf, truncations } from '../testing/hostile-inputs.js';
import { ALERT_MARKS, ALERT_SERVER_INITIATED, type Alert } from './alert.js';
import type { Decoded } from './decoded.js';
import { decodeMo, decodeMoOrItem, encodeMo, type MoItem, type MoObject } from './mo.js';
import { decodePackage1, encodePackage1 } from './package1.js';
import { decodePackage2, encodePackage2 } from './package2.js';
import { decodePackage3, encodePackage3 } from './package3.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = fc.string({ unit: 'binary', maxLength: 12 });
const maybe = <T>(values: Readonly<Record<string, fc.Arbitrary<T>>>): fc.Arbitrary<Partial<Record<string, T>>> => fc.record(values, { requiredKeys: [] });

const alert: fc.Arbitrary<Alert> = fc
  .tuple(fc.string({ minLength: 1 }), maybe({ SourceURI: text, TargetURI: text, DataType: text }), fc.option(fc.constantFrom(...ALERT_MARKS)), fc.option(fc.dictionary(text, fc.integer())))
  .map(([AlertType, rest, Mark, Data]) => ({ AlertType, ...rest, ...(Mark === null ? {} : { Mark }), ...(Data === null ? {} : { Data }) }));
const alerts = fc.array(alert, { maxLength: 3 });

const moObject: fc.Arbitrary<MoObject> = fc.letrec<{ node: MoObject }>((tie) => ({
  node: fc.dictionary(text, fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0), fc.boolean(), fc.constant(null), tie('node')), { maxKeys: 4 }),
})).node;
const moItem: fc.Arbitrary<MoItem> = fc
  .tuple(maybe({ DDF: text, CV: text }), text, moObject)
  .map(([rest, ClientURI, MOData]) => ({ ...rest, ClientURI, MOData }));
const moItems = fc.array(moItem, { maxLength: 3 });

const package1 = fc
  .tuple(fc.option(fc.array(fc.tuple(maybe({ DDF: text, MOID: text }), fc.array(text)).map(([rest, MIID]) => ({ ...rest, MIID })), { maxLength: 3 })), fc.option(alerts))
  .map(([MOS, Alert]) => ({ ...(MOS === null ? {} : { MOS }), ...(Alert === null ? {} : { Alert }) }));
const package2 = fc.record({ CMD: fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 5 }) });
const statusItem = fc
  .tuple(fc.integer({ min: 0, max: 999 }), fc.option(fc.array(text, { maxLength: 3 })), fc.option(moItems))
  .map(([sc, URI, MO]) => ({ sc, ...(URI === null ? {} : { URI }), ...(MO === null ? {} : { MO }) }));
const package3 = fc
  .tuple(fc.array(statusItem, { maxLength: 4 }), fc.option(alerts))
  .map(([Status, Alert]) => ({ Status, ...(Alert === null ? {} : { Alert }) }));

interface Codec {
  readonly decode: (bytes: Uint8Array) => Decoded<unknown>;
  /** Encodes a random message, decodes the result and returns both. */
  readonly roundTrip: fc.Arbitrary<{ readonly before: unknown; readonly after: unknown }>;
  readonly vector: string;
}

const CODECS: Readonly<Record<string, Codec>> = {
  'Package#1': {
    decode: decodePackage1,
    roundTrip: package1.map((before) => ({ before, after: decodePackage1(encodePackage1(before)).value })),
    vector: `{"MOS":[{"DDF":"https://ddf.example.net/devinfo-1.2.ddf","MOID":"urn:oma:mo:oma-dm-devinfo:1.2","MIID":["d1"]},{"DDF":"https://ddf.example.net/probe-1.0.ddf","MOID":"urn:oma:mo:x-suite-probe:1.0","MIID":[]}],"Alert":[{"AlertType":"${ALERT_SERVER_INITIATED}","DataType":"application/json","Data":{"NotificationID":4660}}]}`,
  },
  'Package#2': {
    decode: decodePackage2,
    roundTrip: package2.map((before) => ({ before, after: decodePackage2(encodePackage2(before)).value })),
    vector: '{"CMD":[["HPOST","https://repo.example.net/dev/1","urn:oma:mo:oma-dm-devinfo:1.2//","urn:oma:mo:oma-sessioninfomo:1.0//"],["GET","urn:oma:mo:oma-sessioninfomo:1.0//CBT"],["END"]]}',
  },
  'Package#3': {
    decode: decodePackage3,
    roundTrip: package3.map((before) => ({ before, after: decodePackage3(encodePackage3(before)).value })),
    vector: '{"Status":[{"sc":200},{"sc":200,"URI":["urn:oma:mo:x-suite-probe:1.0/p7/"]},{"sc":200,"MO":[{"ClientURI":"urn:oma:mo:oma-sessioninfomo:1.0/s1/CBT","MOData":{"CBT":2}}]},{"sc":202}],"Alert":[{"AlertType":"urn:oma:at:dcmo:1.0:OperationComplete","SourceURI":"urn:oma:mo:oma-dcmo:1.0/cam/Operations/Enable","Mark":"informational","DataType":"int","Data":{"DM1x":1200}}]}',
  },
  'Management object data': {
    decode: decodeMo,
    roundTrip: moItems.map((before) => ({ before, after: decodeMo(encodeMo(before)).value })),
    vector: '[{"DDF":"https://ddf.example.net/devinfo-1.2.ddf","ClientURI":"urn:oma:mo:oma-dm-devinfo:1.2//","CV":"v-0001","MOData":{"DevInfo":{"DevID":"urn:uuid:00000000-0000-4000-8000-000000000001","Man":"ExampleWorks","DmV":"2.0","OEM":""}}}]',
  },
};

function faultOf(decode: (bytes: Uint8Array) => unknown, message: string): unknown {
  try {
    decode(utf8(message));
    return undefined;
  } catch (error) {
    return error instanceof DecodeError ? error.fault : error;
  }
}

describe.each(Object.entries(CODECS))('%s', (_, { decode, roundTrip, vector }) => {
  test('is read as written in the worked example', () => {
    expect(decode(utf8(vector)).value).toEqual(JSON.parse(vector));
  });

  test('survives encoding and decoding', () => {
    fc.assert(
      fc.property(roundTrip, ({ before, after }) => {
        expect(after).toStrictEqual(JSON.parse(JSON.stringify(before)));
      }),
    );
  });

  test('is refused when cut anywhere', () => {
    for (const { name, bytes } of truncations(utf8(vector))) expect(() => decode(bytes), name).toThrow(DecodeError);
  });

  test('survives hostile inputs', () => {
    expect(failuresOf(decode)).toEqual([]);
  });
});

describe('decoders of DM 2.0', () => {
  test.each([
    [decodePackage1, '[]', 'dm2/member-type', '', 'a value of type object'],
    [decodePackage1, '{"MOS":[{"DDF":"https://ddf.example.net/devinfo-1.2.ddf"}]}', 'dm2/member-missing', 'MOS[0]', 'a member "MIID"'],
    [decodePackage1, '{"MOS":[{"MIID":"d1"}]}', 'dm2/member-type', 'MOS[0].MIID', 'a value of type array'],
    [decodePackage1, '{"Alert":{"Alert":[]}}', 'dm2/member-type', 'Alert', 'a value of type array'],
    [decodePackage1, '{"Alert":[{"AlertType":"x","Mark":"loud"}]}', 'dm2/member-value', 'Alert[0].Mark', `one of ${ALERT_MARKS.join(', ')}`],
    [decodePackage2, '{"cmd":[]}', 'dm2/member-missing', '', 'a member "CMD"'],
    [decodePackage2, '{"CMD":[["END"],[1]]}', 'dm2/member-type', 'CMD[1][0]', 'a value of type string'],
    [decodePackage3, '{"Status":[{"sc":"200"}]}', 'dm2/member-type', 'Status[0].sc', 'a value of type number'],
    [decodePackage3, '{"Status":[{"sc":200,"URI":"x"}]}', 'dm2/member-type', 'Status[0].URI', 'a value of type array'],
    [decodeMo, '{"ClientURI":"m//","MOData":{}}', 'dm2/member-type', '', 'a value of type array'],
    [decodeMo, '[{"ClientURI":"m//"}]', 'dm2/member-missing', '[0]', 'a member "MOData"'],
    [decodeMo, '[{"ClientURI":"m//","MOData":{"a":{"b":[]}}}]', 'dm2/mo-list', '[0].MOData.a.b', 'an object (interior node) or a scalar (leaf)'],
    [decodeMoOrItem, '{"ClientURI":"m//","MOData":{"a.b":[1]}}', 'dm2/mo-list', 'MOData["a.b"]', 'an object (interior node) or a scalar (leaf)'],
    [decodeMoOrItem, '{"ClientURI":"m//","MOData":{"a":[],"b":[],"a":1}}', 'dm2/mo-list', 'MOData.b', 'an object (interior node) or a scalar (leaf)'],
    [decodeMoOrItem, '7', 'dm2/member-type', '', 'a value of type array'],
  ])('%o refuses %s', (decode, message, code, path, expected) => {
    expect(faultOf(decode, message)).toMatchObject({ code, position: { path }, expected });
  });

  test('points at the byte of the wrong value and names the clause of the message', () => {
    expect(faultOf(decodePackage3, '{"Status":[{"sc":200},\n{"sc":"200"}]}')).toMatchObject({
      clause: 'OMA-TS-DM_Protocol-V2_0, ~7.2.1.3',
      position: { byte: 29, line: 2, column: 7, path: 'Status[1].sc' },
      found: 'the string "200"',
    });
  });

  test('drop unknown members from the value and keep them in the document', () => {
    const { value, document } = decodePackage3(utf8('{"Status":[{"sc":200,"x":1}],"y":[]}'));
    expect(value).toStrictEqual({ Status: [{ sc: 200 }] });
    expect(document.value).toEqual({ Status: [{ sc: 200, x: 1 }], y: [] });
  });

  test('take no inherited member for a given one', () => {
    expect(faultOf(decodePackage2, '{"__proto__":{"CMD":[]}}')).toMatchObject({ code: 'dm2/member-missing' });
  });

  test('leave a status member MO alone that is no serialization', () => {
    expect(decodePackage3(utf8('{"Status":[{"sc":200,"MO":5},{"sc":200,"MO":[{"ClientURI":"m//","MOData":{"a":[]}}]}]}')).value).toStrictEqual({ Status: [{ sc: 200 }, { sc: 200 }] });
  });

  test('accept an empty Package#1 and an empty list of commands', () => {
    expect(decodePackage1(utf8('{}')).value).toStrictEqual({});
    expect(decodePackage2(utf8('{"CMD":[]}')).value).toStrictEqual({ CMD: [] });
  });

  test('take a single item only where that is asked for', () => {
    const item = { ClientURI: 'm//', MOData: { Root: { Leaf: 1 } } };
    expect(decodeMoOrItem(utf8(JSON.stringify(item))).value).toStrictEqual([item]);
    expect(decodeMoOrItem(utf8(JSON.stringify([item]))).value).toStrictEqual([item]);
    expect(failuresOf(decodeMoOrItem)).toEqual([]);
  });
});
