/** Resolution of ClientURIs: the ten examples of the specification, and a property against an obvious resolver. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientUri, Component } from '../../protocol/dm2/client-uri.js';
import { formatClientUri, parseClientUri } from '../../protocol/dm2/client-uri.js';
import type { DeviceConfig, InstanceSetup } from './device-config.js';
import { DEFAULT_PARTS } from './default-parts.js';
import { FIXTURE, FIXTURE_MOID } from './definitions/probe.js';
import { defaultDevice } from './devices/probe-device.js';
import { CommandFault } from './faults.js';
import { openContext } from './context.js';
import type { ClientContext } from './parts.js';
import { obviousResolve } from './testing/obvious-resolver.js';

const DEVICE = defaultDevice({ accounts: [{ id: 'a', srvId: 'srv-a', srvUri: 'http://127.0.0.1:9/' }] });

/** Addresses reached, or the status code. */
function resolve(client: ClientContext, text: string): readonly string[] | number {
  const [account] = client.config.accounts;
  if (account === undefined) {
    return 0;
  }
  try {
    const uri = client.parts.parseAddress(client, { text });
    client.parts.checkUriFeatures(client, { uri });
    return client.parts.resolveUri(client, { account, uri, right: 'read' })
      .map(({ instance, path }) => [instance.miid, ...path].join('/'));
  } catch (fault) {
    if (fault instanceof CommandFault) {
      return fault.sc;
    }
    throw fault;
  }
}

describe('resolveUri', () => {
  it.each([
    ['/left/', ['left']],
    ['//', 404],
    ['/(x)/?nv=(x)/ID:Temperature', ['right']],
    ['/(x)/Data/1/Value?nv=(x)/ID:GPS', ['left/Data/1/Value']],
    ['/right/Data/(x)/Value?nv=(x)/Date:12.1', ['right/Data/1/Value']],
    ['/(x)/Data/(y)/Value?nv=(x)/ID:GPS&nv=(y)/Date:12.2', ['left/Data/2/Value']],
    ['/*/Setting', ['left/Setting', 'right/Setting']],
    ['/(x)/Data/*/Value?nv=(x)/ID:GPS', ['left/Data/1/Value', 'left/Data/2/Value']],
    ['/(x)/Data/*/Value?nv=(x)/ID:GPS&nv=(x)/Setting:0xB2', 404],
    ['/*/Data/*/Value', ['left/Data/1/Value', 'left/Data/2/Value', 'right/Data/1/Value', 'right/Data/2/Value']],
  ])('resolves example %s', (tail, expected) => {
    expect(resolve(openContext({ config: DEVICE }), `${FIXTURE_MOID}${tail}`)).toEqual(expected);
  });

  it.each([
    ['/(x)/Data/*/Value?nv=(x)/ID:GPS&nv=(x)/Setting:0xA1', ['left/Data/1/Value', 'left/Data/2/Value']],
    ['/(x)/ID', 404],
    ['/(Q)/ID?nv=(Q)/ID:GPS', ['left/ID']],
    ['/left', ['left']],
    ['/left/Data/', ['left/Data']],
    ['/left/Data/(x)/Value?nv=(x)/Value:10', ['left/Data/1/Value']],
    ['/left/ID/below', 404],
    ['/left/?cv=1&unknown=x', ['left']],
    ['/left/Data/(1)/Value', 400],
    ['/le ft/', 400],
  ])('resolves %s to %j', (tail, expected) => {
    expect(resolve(openContext({ config: DEVICE }), `${FIXTURE_MOID}${tail}`)).toEqual(expected);
  });

  it('decodes names before comparing them, and encodes them in addresses', () => {
    const name = 'a b/c&d?é(x)*';
    const client = openContext({ config: deviceWith([{ miid: 'left', owner: 'srv-a', data: { Data: { [name]: { Date: name } } } }]) });
    const encoded = client.parts.addressOf(client, { moid: FIXTURE_MOID, miid: 'left', path: ['Data', name] });
    expect(encoded).not.toContain(' ');
    expect(resolve(client, encoded)).toEqual([`left/Data/${name}`]);
    const value = encodeURIComponent(name).replace(/[()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
    expect(resolve(client, `${FIXTURE_MOID}/left/Data/(x)?nv=(x)/Date:${value}`)).toEqual([`left/Data/${name}`]);
  });

  it('agrees with an obvious resolver', () => {
    fc.assert(fc.property(fc.array(INSTANCE, { minLength: 1, maxLength: 3 }), URI, (data, uri) => {
      const setups = data.map((each, index) => ({ miid: `i${index}`, owner: 'srv-a', data: each }));
      const text = formatClientUri(uri);
      expect(parseClientUri(text)).toEqual(uri);
      const reached = resolve(openContext({ config: deviceWith(setups) }), text);
      const expected = obviousResolve(setups, uri);
      expect(reached).toEqual(expected.length === 0 ? 404 : expected);
    }), { numRuns: 1000 });
  });
});

const deviceWith = (instances: readonly InstanceSetup[]): DeviceConfig => ({ ...DEVICE, mos: [{ definition: FIXTURE, instances }] });

const VALUE = fc.constantFrom('1', '2', 'x y');
const INSTANCE = fc.record({
  ID: VALUE,
  Setting: VALUE,
  Data: fc.dictionary(fc.constantFrom('u', 'v', 'w'), fc.record({ Date: VALUE }), { maxKeys: 3 }).map((each) => ({ ...each })),
});

const component = (letter: string, names: readonly string[]): fc.Arbitrary<Component> => fc.oneof(
  fc.constantFrom(...names).map((name) => ({ kind: 'name' as const, name })),
  fc.constant({ kind: 'wildcard' as const }),
  fc.constant({ kind: 'x-name' as const, letter }),
);

const nv = (letter: string, paths: readonly string[]): fc.Arbitrary<ClientUri['nv']> =>
  fc.array(fc.record({ letter: fc.constant(letter), path: fc.constantFrom(...paths).map((path) => path.split('/')), value: VALUE }), { maxLength: 2 });

const URI: fc.Arbitrary<ClientUri> = fc.record({
  moid: fc.constant(FIXTURE_MOID),
  instance: fc.oneof(component('x', ['i0', 'i1', 'i9']), fc.constant({ kind: 'only' as const })),
  path: fc.tuple(component('a', ['Data', 'ID']), component('y', ['u', 'v', 'nothing']), component('b', ['Date', 'Kept']))
    .chain((steps) => fc.integer({ min: 0, max: 3 }).map((length) => steps.slice(0, length))),
  nv: fc.tuple(nv('x', ['ID', 'Setting', 'Data/u/Date', 'Data/nothing/Date', 'Data']), nv('y', ['Date']), nv('a', ['u/Date'])).map((lists) => lists.flat()),
  other: fc.constant([]),
});

describe('the parts', () => {
  it('are all called late, through the record of the client', () => {
    const client = openContext({ config: DEVICE, parts: { ...DEFAULT_PARTS, matchNv: () => true } });
    expect(resolve(client, `${FIXTURE_MOID}/(x)/ID`)).toEqual(['left/ID', 'right/ID']);
  });
});
