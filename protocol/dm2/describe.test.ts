import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failuresOf, hostileInputs } from '../testing/hostile-inputs.js';
import { describeMessage, MAX_DESCRIPTION_LINES } from './describe.js';
import { MO_TYPE, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE } from './media-types.js';

/** Megabytes of input twice over: seconds on a machine that is busy with other things. */
const HOSTILE_TIMEOUT_MS = 20_000;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('describeMessage', () => {
  test('shows a Package#3 with the meaning of its codes and its unknown members', () => {
    const message = '{"Status":[{"sc":200,"URI":["m/p7/"]},{"sc":304,"odd name":[]}],"x":null}';
    expect(describeMessage(utf8(message), PACKAGE3_TYPE)).toEqual({
      kind: 'package3',
      lines: [
        'Package#3 (results of the client), 73 bytes',
        '  Status',
        '    [0]',
        '      sc 200  (done)',
        '      URI "m/p7/"',
        '    [1]',
        '      sc 304  (the validator is current, no data is sent)',
        '      ["odd name"] []',
        '  x null',
      ],
      faults: [],
    });
  });

  test('shows the commands of a Package#2, each on one line, and what is wrong with one', () => {
    const { kind, lines, faults } = describeMessage(utf8('{"CMD":[["GET","m//a"],["PUT"],["HGET"]]}'));
    expect(kind).toBe('package2');
    expect(lines.at(-3)).toBe('    [0] "GET" "m//a"');
    expect(lines.at(-2)).toMatch(/^ {4}\[1\] "PUT" {2}\(unknown-command: "PUT" is none of /);
    expect(lines.at(-1)).toMatch(/^ {4}\[2\] "HGET" {2}\(bad-parameters: HGET takes one ServerURI and at most one ClientURI; /);
    expect(faults).toEqual([]);
  });

  test.each([
    ['{"MOS":[]}', 'package1'],
    ['{"Alert":[]}', 'package1'],
    ['{"CMD":[]}', 'package2'],
    ['{"Status":[]}', 'package3'],
    ['{"Status":[],"Alert":[]}', 'package3'],
    ['[{"ClientURI":"m//","MOData":{}}]', 'mo'],
    ['{"ClientURI":"m//","MOData":{}}', 'mo'],
    ['[]', 'mo'],
    ['{}', 'json'],
    ['7', 'json'],
    ['[1]', 'json'],
    ['', 'unknown'],
  ])('takes %s by its shape for %s', (text, kind) => {
    expect(describeMessage(utf8(text)).kind).toBe(kind);
  });

  test.each([
    [PACKAGE1_TYPE, 'package1'],
    [PACKAGE2_TYPE.toUpperCase(), 'package2'],
    [`${PACKAGE3_TYPE}; charset=utf-8`, 'package3'],
    [MO_TYPE, 'mo'],
    ['application/json', 'json'],
  ])('lets the type %s say what an empty object is', (type, kind) => {
    expect(describeMessage(utf8('{}'), type).kind).toBe(kind);
  });

  test('reports every fault: of the type, of the message, of an address', () => {
    const { faults } = describeMessage(utf8('[{"ClientURI":"m","MOData":{"a":[]}}]'), 'oma');
    expect(faults.map(({ code, position }) => [code, position.path])).toEqual([
      ['http/media-type', ''],
      ['dm2/mo-list', '[0].MOData.a'],
      ['dm2/client-uri-moid', '[0].ClientURI'],
    ]);
  });

  test('says where no JSON can be read', () => {
    const { kind, lines, faults } = describeMessage(utf8('{"CMD":[['), PACKAGE2_TYPE);
    expect(kind).toBe('package2');
    expect(lines).toEqual(['Package#2 (commands of the server), 9 bytes']);
    expect(faults.map(({ code }) => code)).toEqual(['json/truncated']);
  });

  test('names duplicate members', () => {
    expect(describeMessage(utf8('{"CMD":[],"CMD":[]}')).lines.at(-1)).toBe('member given twice, the last counts: CMD at byte 10');
  });

  test('never throws, stays within its length, and prints no character that steers a terminal', () => {
    const lengths: number[] = [];
    expect(failuresOf((bytes) => lengths.push(describeMessage(bytes).lines.length))).toEqual([]);
    expect(lengths).toHaveLength(hostileInputs().length);
    expect(Math.max(...lengths)).toBe(MAX_DESCRIPTION_LINES + 1);
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (content) => {
        // eslint-disable-next-line no-control-regex -- what must not be there
        expect(describeMessage(utf8(JSON.stringify(content))).lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  }, HOSTILE_TIMEOUT_MS);

  test('stays quick when thousands of addresses are wrong', () => {
    const items = Array.from({ length: 5_000 }, () => ({ ClientURI: '', MOData: {} }));
    expect(describeMessage(utf8(JSON.stringify(items)), MO_TYPE).faults).toHaveLength(100);
  });
});
