import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../decode-error.js';
import { failuresOf, hostileInputs, truncations } from '../testing/hostile-inputs.js';
import { joinPath, locate, readJson, type JsonNode } from './document.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function faultOf(read: () => unknown): DecodeError['fault'] | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error.fault;
    throw error;
  }
}

/** The plain value that the nodes alone stand for. */
function valueOf(node: JsonNode): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(node.members.map((member) => [member.name, valueOf(member.node)]));
    case 'array':
      return node.items.map(valueOf);
    case 'string':
    case 'number':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
  }
}

function* nodesOf(node: JsonNode): Generator<JsonNode> {
  yield node;
  if (node.type === 'array') for (const item of node.items) yield* nodesOf(item);
  if (node.type === 'object') for (const member of node.members) yield* nodesOf(member.node);
}

/** What the platform makes of the same bytes; undefined when it refuses them. */
function platformReads(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

describe('readJson', () => {
  test('reads the examples of RFC 8259, 13', () => {
    const example = '{"Image":{"Width":800,"Title":"View from 15th Floor","Animated":false,"IDs":[116,943,234,38793]}}';
    expect(readJson(utf8(example)).value).toEqual({
      Image: { Width: 800, Title: 'View from 15th Floor', Animated: false, IDs: [116, 943, 234, 38793] },
    });
    for (const [text, value] of [['"Hello world!"', 'Hello world!'], ['42', 42], ['true', true]]) expect(readJson(utf8(String(text))).value).toBe(value);
  });

  test('gives each node the bytes it was written with', () => {
    const text = ' { "é€😀" : [ -0.5e1 , "\\u00e9x" , null ] } ';
    const { root, bytes } = readJson(utf8(text));
    const written = [...nodesOf(root)].map(({ start, end }) => new TextDecoder().decode(bytes.slice(start, end)));
    expect(written).toEqual(['{ "é€😀" : [ -0.5e1 , "\\u00e9x" , null ] }', '[ -0.5e1 , "\\u00e9x" , null ]', '-0.5e1', '"\\u00e9x"', 'null']);
  });

  test('counts the bytes of every character before a node', () => {
    const edges = fc.constantFrom('\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}');
    fc.assert(
      fc.property(fc.array(fc.oneof(edges, fc.string({ unit: 'grapheme' })), { maxLength: 5 }), (texts) => {
        const { root, bytes } = readJson(utf8(JSON.stringify([...texts, 7])));
        const items = root.type === 'array' ? root.items : [];
        expect(items.map(({ start, end }) => JSON.parse(new TextDecoder().decode(bytes.slice(start, end))))).toEqual([...texts, 7]);
      }),
    );
  });

  test('agrees with the platform on every value, through the nodes and through `value`', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4, stringUnit: 'binary' }), fc.integer({ min: 0, max: 3 }), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        const { root, value } = readJson(utf8(spaced));
        expect(value).toEqual(JSON.parse(spaced));
        expect(valueOf(root)).toEqual(JSON.parse(spaced));
      }),
    );
  });

  test('accepts and refuses what the platform accepts and refuses, limits apart', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '\\u', '00', '1', '-', '.5', 'e', 'E+', 'true', 'nul', ' ', '\n', '\u0001', 'é', '\ufeff', '/'];
    const limits = new Set(['json/number-range', 'json/depth', 'json/size']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const bytes = utf8(parts.join(''));
        const fault = faultOf(() => readJson(bytes));
        if (fault !== undefined && limits.has(fault.code)) return;
        expect({ parts, refused: fault !== undefined }).toEqual({ parts, refused: platformReads(bytes) === undefined });
      }),
      { numRuns: 3000 },
    );
  });

  test('refuses what the platform refuses after one byte of a sound document has changed', () => {
    const sound = utf8('{"Status":[{"sc":200,"URI":["urn:é/1"]},{"sc":-1.5e2,"x":[true,false,null,"\\n\\u20ac"]}]}');
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), (index, octet) => {
        const bytes = sound.with(index, octet);
        const fault = faultOf(() => readJson(bytes));
        if (fault?.code === 'json/number-range') return;
        expect(fault === undefined).toBe(platformReads(bytes) !== undefined);
        if (fault !== undefined) expect(fault.position.byte).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 3000 },
    );
  });

  test('refuses every proper prefix of a document in brackets', () => {
    const bytes = utf8('{"a":[1.5e3,"é\\n",true,{"b":null}]}');
    for (const { bytes: prefix } of truncations(bytes)) {
      expect(['json/empty', 'json/truncated', 'json/utf8']).toContain(faultOf(() => readJson(prefix))?.code);
    }
  });

  test('survives hostile inputs', () => {
    expect(failuresOf(readJson)).toEqual([]);
    expect(hostileInputs().length).toBeGreaterThan(150);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test.each([
    ['{"a":[1,{"b":nope}]}', 'json/literal', 13, 1, 14, 'a[1].b'],
    ['{\n "é": 01}', 'json/number', 10, 2, 8, '["é"]'],
    ['[1]\n[2]', 'json/trailing', 4, 2, 1, ''],
    ['["\u0000"]', 'json/control', 2, 1, 3, '[0]'],
    ['{"a" 1}', 'json/syntax', 5, 1, 6, ''],
  ])('points into %j', (text, code, byte, line, column, path) => {
    expect(faultOf(() => readJson(utf8(text)))).toMatchObject({ code, position: { byte, line, column, path } });
  });

  test('points at the first bad byte of UTF-8', () => {
    const bytes = Uint8Array.of(0x5b, 0x22, 0xc3, 0xa9, 0xe2, 0x82, 0x22, 0x5d);
    expect(faultOf(() => readJson(bytes))).toMatchObject({ code: 'json/utf8', position: { byte: 4, column: 4 }, found: 'byte 0xe2' });
  });

  test('lets the last of duplicate members win and lists the later ones', () => {
    const document = readJson(utf8('{"x":[{"a":1,"b":2,"a":3}]}'));
    expect(document.value).toEqual({ x: [{ a: 3, b: 2 }] });
    expect(document.duplicates).toEqual([{ path: 'x[0].a', byte: 19 }]);
    expect(locate(document, 'x[0].a')).toMatchObject({ value: 3 });
  });

  test('finds duplicates among many members', () => {
    const names = Array.from({ length: 40 }, (_, index) => `"m${index}":${index}`);
    const document = readJson(utf8(`{${names.join(',')},"m3":0,"m39":0}`));
    expect(document.duplicates.map(({ path }) => path)).toEqual(['m3', 'm39']);
  });

  test('keeps __proto__ as a member of its own', () => {
    const { value } = readJson(utf8('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(Object(value))).toEqual(['__proto__']);
    expect(Object(value)).not.toHaveProperty('polluted');
  });

  test('keeps to its limits exactly', () => {
    expect(readJson(utf8('[[]]'), { maxDepth: 2 }).value).toEqual([[]]);
    expect(faultOf(() => readJson(utf8('[[]]'), { maxDepth: 1 }))?.code).toBe('json/depth');
    expect(readJson(utf8('[[]]'), { maxBytes: 4 }).value).toEqual([[]]);
    expect(faultOf(() => readJson(utf8('[[]]'), { maxBytes: 3 }))?.code).toBe('json/size');
    expect(faultOf(() => readJson(utf8('['.repeat(5000)), { maxDepth: 1_000_000 }))?.code).toBe('json/depth');
  });
});

describe('locate', () => {
  test('finds every node by the path that joinPath makes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { minLength: 1, maxLength: 5 }), (names) => {
        const value = names.reduceRight<unknown>((inner, name) => [{ [name]: inner }], 7);
        const document = readJson(utf8(JSON.stringify(value)));
        const path = names.reduce((parent, name) => joinPath(joinPath(parent, 0), name), '');
        expect(locate(document, path)).toMatchObject({ type: 'number', value: 7 });
      }),
    );
  });

  test('writes names that are no identifiers in brackets', () => {
    expect(joinPath('', 'Status')).toBe('Status');
    expect(joinPath('Status', 0)).toBe('Status[0]');
    expect(joinPath('Status[0]', 'sc')).toBe('Status[0].sc');
    expect(joinPath('MOData', 'a.b')).toBe('MOData["a.b"]');
    expect(joinPath('', '')).toBe('[""]');
  });

  test.each(['Status[1]', 'Status[0].x', 'Status.sc', '.Status', 'Status[', 'Status[0]sc', 'Status[00]', 'Status[-1]', '["Status', 'Status..sc'])(
    'finds nothing at %s',
    (path) => {
      expect(locate(readJson(utf8('{"Status":[{"sc":200}]}')), path)).toBeUndefined();
    },
  );

  test('takes the empty path for the root', () => {
    expect(locate(readJson(utf8('[]')), '')).toMatchObject({ type: 'array', start: 0, end: 2 });
  });
});
