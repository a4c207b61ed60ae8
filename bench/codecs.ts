/** Speed of what every message passes through: the JSON reader that keeps positions, and ClientURIs. */
import { readJson } from '../protocol/json/document.js';
import { parseClientUri } from '../protocol/dm2/client-uri.js';
import { interleaved, measurement, type Bench } from './measure.js';

const MEGABYTE = 1_000_000;

/** Reading JSON with positions against the platform's parser. */
export const json: Bench = {
  name: 'json',
  async measure(repetitions) {
    const text = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => ({ DDF: 'https://ddf.example.net/probe-1.0.ddf', ClientURI: `urn:oma:mo:x-suite-probe:1.0/p${index}/`, MOData: { Probe: { Name: `näme ${index}`, Count: index, On: index % 2 === 0 } } })));
    const bytes = new TextEncoder().encode(text);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const ms = await interleaved({ ours: () => readJson(bytes), theirs: () => JSON.parse(decoder.decode(bytes)) as unknown }, repetitions * 5);
    const speed = (milliseconds: number): number => bytes.length / MEGABYTE / (milliseconds / 1000);
    return [measurement({ name: 'JSON with positions', value: speed(ms.ours), unit: 'MB/s', baseline: 'TextDecoder and JSON.parse', baselineValue: speed(ms.theirs) })];
  },
};

const URIS = [
  'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name',
  'urn:oma:mo:oma-dm-devinfo:1.2//DevID',
  'urn:oma:mo:x-suite-probe:1.0/(x)/Data/(y)/Value?nv=(y)/Date:2016-02-09',
  'urn:oma:mo:x-suite-probe:1.0/p1/?cv=v-0001',
  'urn:oma:mo:x-suite-probe:1.0/*/Config/N%C3%A4me',
];

const ROUNDS = 2_000;

/** Reading a ClientURI against the platform's reader of URLs. */
export const clientUri: Bench = {
  name: 'uri',
  async measure(repetitions) {
    const urls = URIS.map((uri) => `https://tester.example/${uri}`);
    const each = (texts: readonly string[], read: (text: string) => unknown) => (): void => {
      for (let round = 0; round < ROUNDS; round += 1) for (const text of texts) read(text);
    };
    const ms = await interleaved({ ours: each(URIS, parseClientUri), theirs: each(urls, (url) => new URL(url)) }, repetitions * 5);
    const perSecond = (milliseconds: number): number => (ROUNDS * URIS.length) / (milliseconds / 1000);
    return [measurement({ name: 'ClientURIs read', value: perSecond(ms.ours), unit: 'per s', baseline: 'new URL', baselineValue: perSecond(ms.theirs) })];
  },
};
