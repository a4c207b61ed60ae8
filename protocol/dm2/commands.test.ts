import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, formatCommand, parseCommand, type Command } from './commands.js';

const S = 'https://repo.example.net/x?y=1';
const C = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name';
const D = 'urn:oma:mo:oma-dm-devinfo:1.2//';
const M = 'urn:oma:mo:x-suite-probe:1.0';

const FORMS: readonly (readonly [readonly string[], Command])[] = [
  [['HGET', S], { name: 'HGET', serverUri: S }],
  [['HGET', S, C], { name: 'HGET', serverUri: S, clientUri: C }],
  [['HPUT', S, C], { name: 'HPUT', serverUri: S, clientUris: [C] }],
  [['HPOST', S, C, D], { name: 'HPOST', serverUri: S, clientUris: [C, D] }],
  [['DELETE', C], { name: 'DELETE', clientUris: [C] }],
  [['EXEC', C], { name: 'EXEC', clientUri: C }],
  [['EXEC', S, C], { name: 'EXEC', clientUri: C, serverUri: S }],
  [['GET', C, D], { name: 'GET', clientUris: [C, D] }],
  [['SHOW', S], { name: 'SHOW', serverUri: S }],
  [['CONT', S], { name: 'CONT', serverUri: S }],
  [['END'], { name: 'END' }],
  [['DEFAULT', S, M], { name: 'DEFAULT', serverUri: S, moid: M }],
  [['SUB', S, C], { name: 'SUB', serverUri: S, clientUri: C }],
  [['UNSUB', C], { name: 'UNSUB', clientUri: C }],
];

describe('parseCommand', () => {
  test('knows the twelve commands', () => {
    expect([...COMMAND_NAMES].sort()).toEqual(['CONT', 'DEFAULT', 'DELETE', 'END', 'EXEC', 'GET', 'HGET', 'HPOST', 'HPUT', 'SHOW', 'SUB', 'UNSUB']);
    expect(new Set(FORMS.map(([, { name }]) => name)).size).toBe(COMMAND_NAMES.length);
  });

  test.each(FORMS)('reads %j, and it is written the same', (entry, command) => {
    expect(parseCommand(entry)).toStrictEqual({ ok: true, command });
    expect(formatCommand(command)).toEqual(entry);
  });

  test.each([
    [['EXEC', C, S], ['EXEC', S, C]],
    [['DEFAULT', M, S], ['DEFAULT', S, M]],
    [['SUB', C, S], ['SUB', S, C]],
  ])('reads %j in the order that no text gives, and it is written ServerURI first', (entry, written) => {
    const parsed = parseCommand(entry);
    expect(parsed.ok && formatCommand(parsed.command)).toEqual(written);
  });

  test.each([[[]], [['']], [['get', C]], [['PUT', S, C]], [['toString']], [['__proto__', C]]])('knows no command in %j', (entry) => {
    expect(parseCommand(entry)).toMatchObject({ ok: false, fault: 'unknown-command' });
  });

  test.each([
    [['HGET'], 'no ServerURI is given'],
    [['HGET', C], 'no ServerURI is given'],
    [['HGET', C, S], 'the order differs'],
    [['HGET', S, C, D], '2 ClientURIs are given'],
    [['HPUT', S], 'no ClientURI is given'],
    [['HPOST', S, S, C], '2 ServerURIs are given'],
    [['HPOST', S, M], `parameter 2, "${M}", is a MOID`],
    [['DELETE'], 'no ClientURI is given'],
    [['GET', S], `parameter 1, "${S}", is a ServerURI`],
    [['EXEC', S], 'no ClientURI is given'],
    [['EXEC', C, D], '2 ClientURIs are given'],
    [['SHOW', S, S], '2 ServerURIs are given'],
    [['CONT', '/relative'], 'parameter 1, "/relative", is none of these'],
    [['CONT', 'http://'], 'parameter 1, "http://", is none of these'],
    [['END', S], `parameter 1, "${S}", is a ServerURI`],
    [['DEFAULT', S, D], `parameter 2, "${D}", is a ClientURI`],
    [['SUB', S], 'no ClientURI is given'],
    [['UNSUB', M], `parameter 1, "${M}", is a MOID`],
    [['GET', 'm i/x'], 'parameter 1, "m i/x", is none of these'],
    [['GET', ''], 'parameter 1, "", is none of these'],
  ])('refuses the parameters of %j', (entry, detail) => {
    const parsed = parseCommand(entry);
    expect(parsed).toMatchObject({ ok: false, fault: 'bad-parameters' });
    expect(parsed.ok || parsed.detail).toContain(detail);
  });

  test('either refuses an entry or writes back the same parameters', () => {
    const word = fc.oneof(fc.constantFrom(...COMMAND_NAMES, S, C, D, M, ''), fc.string());
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (entry) => {
        const parsed = parseCommand(entry);
        if (parsed.ok) expect([...formatCommand(parsed.command)].sort()).toEqual([...entry].sort());
        else expect(parsed.detail).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  test('quotes hostile parameters safely and shortly', () => {
    const parsed = parseCommand(['GET', `\u001b[2J\u202e${'x '.repeat(1_000_000)}`]);
    expect(parsed.ok || parsed.detail).toMatch(/^[ -~]{1,300}$/);
  });
});
