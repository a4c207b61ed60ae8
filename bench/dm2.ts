/** Speed of DM 2.0: reading and writing packages, and finding what a ClientURI addresses in a tree. */
import { openContext } from '../reference/dm2-client/context.js';
import { defaultDevice } from '../reference/dm2-client/devices/probe-device.js';
import { FIXTURE, FIXTURE_MOID } from '../reference/dm2-client/definitions/probe.js';
import type { InstanceSetup } from '../reference/dm2-client/device-config.js';
import { obviousResolve } from '../reference/dm2-client/testing/obvious-resolver.js';
import { parseClientUri } from '../protocol/dm2/client-uri.js';
import { decodePackage1, encodePackage1 } from '../protocol/dm2/package1.js';
import { decodePackage2, encodePackage2 } from '../protocol/dm2/package2.js';
import { decodePackage3, encodePackage3 } from '../protocol/dm2/package3.js';
import { interleaved, measurement, type Bench } from './measure.js';

const ROUNDS = 100;

const NODE = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name';

/** What a session of a middling device says: ten MOs, ten commands, ten statuses with one GET among them. */
const PACKAGE1 = {
  MOS: Array.from({ length: 10 }, (_, index) => ({ DDF: 'https://ddf.example.net/probe-1.0.ddf', MOID: `urn:oma:mo:x-suite-${index}:1.0`, MIID: ['p1', 'p2'] })),
  Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }],
};
const PACKAGE2 = { CMD: Array.from({ length: 10 }, (_, index) => ['HPUT', `https://dm.example.net/data/d1/${index}`, NODE, `${NODE}?cv=${index}`]) };
const PACKAGE3 = { Status: [{ sc: 200, MO: [{ ClientURI: NODE, MOData: { Name: 'näme' } }] }, ...Array.from({ length: 9 }, () => ({ sc: 200 }))] };

/** A session's three packages, written and read, against the platform's JSON, which checks nothing and keeps no positions. */
export const packages: Bench = {
  name: 'packages',
  async measure(repetitions) {
    const bytes = [encodePackage1(PACKAGE1), encodePackage2(PACKAGE2), encodePackage3(PACKAGE3)] as const;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const encoder = new TextEncoder();
    const many = (work: () => unknown) => (): void => {
      for (let round = 0; round < ROUNDS; round += 1) work();
    };
    const ms = await interleaved({
      read: many(() => [decodePackage1(bytes[0]), decodePackage2(bytes[1]), decodePackage3(bytes[2])]),
      parsed: many(() => bytes.map((each) => JSON.parse(decoder.decode(each)) as unknown)),
      written: many(() => [encodePackage1(PACKAGE1), encodePackage2(PACKAGE2), encodePackage3(PACKAGE3)]),
      stringified: many(() => [PACKAGE1, PACKAGE2, PACKAGE3].map((each) => encoder.encode(JSON.stringify(each)))),
    }, repetitions * 5);
    const perSecond = (milliseconds: number): number => (ROUNDS * bytes.length) / (milliseconds / 1000);
    return [
      measurement({ name: 'DM 2.0 packages read', value: perSecond(ms.read), unit: 'per s', baseline: 'TextDecoder and JSON.parse', baselineValue: perSecond(ms.parsed) }),
      measurement({ name: 'DM 2.0 packages written', value: perSecond(ms.written), unit: 'per s', baseline: 'JSON.stringify and TextEncoder', baselineValue: perSecond(ms.stringified) }),
    ];
  },
};

/** Twenty instances with twenty entries each. */
const SETUPS: readonly InstanceSetup[] = Array.from({ length: 20 }, (_, index) => ({
  miid: `i${index}`,
  owner: 'srv-a',
  data: { ID: `id ${index}`, Setting: '0xA1', Data: Object.fromEntries(Array.from({ length: 20 }, (_entry, place) => [`e${place}`, { Date: `12.${place}`, Value: String(place) }])) },
}));

const ADDRESSES = ['/i7/Data/e3/Value', '/*/Setting', '/(x)/Data/(y)/Value?nv=(x)/ID:id%207&nv=(y)/Date:12.3', '/i7/Data/*/Value', '/*/Data/*/Value'].map((tail) => `${FIXTURE_MOID}${tail}`);

/** Resolution by the reference client against the resolver of its property test, which lists every node and keeps what fits. */
export const resolver: Bench = {
  name: 'resolver',
  async measure(repetitions) {
    const config = { ...defaultDevice({ accounts: [{ id: 'a', srvId: 'srv-a', srvUri: 'http://127.0.0.1:9/' }] }), mos: [{ definition: FIXTURE, instances: SETUPS }] };
    const client = openContext({ config });
    const [account] = client.config.accounts;
    if (account === undefined) throw new TypeError('the device has no account');
    const uris = ADDRESSES.map(parseClientUri);
    const ms = await interleaved({
      ours: () => uris.map((uri) => client.parts.resolveUri(client, { account, uri, right: 'read' })),
      obvious: () => uris.map((uri) => obviousResolve(SETUPS, uri)),
    }, repetitions * 20);
    const perSecond = (milliseconds: number): number => uris.length / (milliseconds / 1000);
    return [measurement({ name: 'ClientURIs resolved', value: perSecond(ms.ours), unit: 'per s', baseline: 'the obvious resolver of the property test', baselineValue: perSecond(ms.obvious) })];
  },
};
