/**
 * What the engine costs: the time of a test beyond that of the same session without it, and a campaign in which much fails
 * against one in which nothing does (design, section 10).
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assembleResults } from '../harness/campaign/assemble.js';
import { planCampaign } from '../harness/campaign/plan.js';
import { runCampaign, type FinishedTest } from '../harness/campaign/run.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { TestCase } from '../harness/campaign/test-case.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import type { Transcript } from '../harness/transcript/event.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import { FORMATS } from '../reports/formats.js';
import { loadSuite } from '../testcases/suite.js';
import { interleaved, measurement, median, timed, type Bench } from './measure.js';
import { emptyNode } from './node-process.js';

const TESTS = 300;
const REQUIREMENT = 'DM2-CMD-END-B-001';

const silence = (): undefined => undefined;

/** Engine overhead for one test. */
export const overhead: Bench = {
  name: 'overhead',
  async measure(repetitions) {
    const tests: number[] = [];
    const sessions: number[] = [];
    const fetches: number[] = [];
    const nodes: number[] = [];
    for (let turn = 0; turn < repetitions; turn += 1) {
      nodes.push(await emptyNode());
      fetches.push(...(await withEndServer(rawFetches)));
      sessions.push(...(await withEndServer(bareSessions)));
      tests.push(...(await engineTests()));
    }
    const baselineValue = median(sessions);
    return [
      measurement({ name: 'engine overhead per test', value: median(tests) - baselineValue, unit: 'ms', baseline: 'the same session without the engine', baselineValue, target: { of: 'value at pace', emptyNodeMs: median(nodes), atMost: 0.5 } }),
      measurement({ name: 'test with one session', value: median(tests), unit: 'ms', baseline: 'raw fetch loop', baselineValue: median(fetches) }),
    ];
  },
};

/** Milliseconds of each of many tests with one session, one after the other, as the engine runs them: rules, judgement and results included. */
async function engineTests(): Promise<readonly number[]> {
  const testCases = Array.from({ length: TESTS }, (_, index) => oneSession(index));
  const suite: Suite = { ...loadSuite('partial'), testCases };
  const durations: number[] = [];
  let lastMs = performance.now();
  await campaign({ suite, parts: DEFAULT_PARTS, jobs: 1, selected: () => true }, () => {
    const now = performance.now();
    durations.push(now - lastMs);
    lastMs = now;
  });
  return durations;
}

function oneSession(index: number): TestCase {
  return {
    id: `dm2/client/bench/session-${index}`,
    title: 'The session ends',
    role: 'client',
    protocol: 'dm-2.0',
    requirements: [REQUIREMENT],
    purpose: 'Measuring.',
    procedure: ['Answer Package#1 with END.'],
    source: 'bench/engine.ts',
    drive: (tester) => tester.session([]),
    judge: (view, judge) => void judge.check(REQUIREMENT).is({ value: view.dm().length, at: view.end, what: 'messages' }, 1),
  };
}

type Loop = (url: string) => Promise<readonly number[]>;

/** A server that ends every session at once and keeps nothing. */
async function withEndServer(loop: Loop): Promise<readonly number[]> {
  const answer = '{"CMD":[["END"]]}';
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'application/vnd.oma.dm.request+json', 'Content-Length': answer.length }).end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const times = await loop(`http://127.0.0.1:${(server.address() as AddressInfo).port}/dm`);
  server.closeAllConnections();
  server.close();
  return times;
}

const bareSessions: Loop = async (url) => {
  const control = createEmbeddedClientControl();
  const times: number[] = [];
  const signal = new AbortController().signal;
  const accounts = { a: { serverId: 'srv-a', url }, b: { serverId: 'srv-b', url } };
  for (let index = 0; index < TESTS; index += 1) {
    times.push(
      await timed(async () => {
        const device = await control.open({ test: 'bench', accounts, values: {}, credentials: null, note: silence, sendNotification: async () => undefined, signal });
        await (await device.start('a')).ended;
        await device.close();
      }),
    );
  }
  await control.close();
  return times;
};

const rawFetches: Loop = async (url) => {
  const times: number[] = [];
  for (let index = 0; index < TESTS; index += 1) times.push(await timed(async () => (await fetch(url, { method: 'POST', body: '{}' })).text()));
  return times;
};

/** A campaign that fails against one that passes, reports included. */
export const failing: Bench = {
  name: 'failing',
  async measure(repetitions) {
    let red = '';
    const { passes, fails } = await interleaved({ passes: () => wholeRun(DEFAULT_PARTS), fails: async () => (red = await wholeRun(IS_WRONG)) }, repetitions);
    return [measurement({ name: `failing run (${red})`, value: fails, unit: 'ms', baseline: 'passing run of the same tests', baselineValue: passes, target: { of: 'ratio', atMost: 1.5 } })];
  },
};

/** A client that uploads values with an exclamation mark too many and never admits a refusal. */
const IS_WRONG: ClientParts = {
  ...DEFAULT_PARTS,
  uploadRequest: (client, given) => DEFAULT_PARTS.uploadRequest(client, { ...given, body: withMarks(given.body) }),
  buildPackage3: (client, given) => DEFAULT_PARTS.buildPackage3(client, { ...given, statuses: given.statuses.map((status) => ({ ...status, sc: 200 })) }),
};

function withMarks(body: Uint8Array): Uint8Array {
  const mark = (name: string, value: unknown): unknown => (typeof value === 'string' && !['ClientURI', 'DDF', 'CV'].includes(name) ? `${value}!` : value);
  return new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(body), mark)));
}

/** Areas whose tests do not wait for messages that such a client never sends: a deadline lasts as long for any engine. */
const AREAS = /^dm2\/client\/(hput|hpost|hget|get|delete|exec|ser|mo|uri|package3|serveruri)\//;

async function wholeRun(parts: ClientParts): Promise<string> {
  const suite = loadSuite('partial');
  const transcripts = new Map<string, Transcript>();
  const finished: FinishedTest[] = [];
  const plan = await campaign({ suite, parts, jobs: 8, selected: ({ id }) => AREAS.test(id) }, (entry, transcript) => {
    finished.push(entry);
    if (transcript !== null) transcripts.set(entry.result.transcript ?? '', transcript);
  });
  const results = assembleResults({ suite, outcomes: [{ plan, finished }], strictness: 'strict', tool: { name: 'bench', version: '0' }, run: { id: 'bench', startedAt: '', durationMs: 0, seed: 0, arguments: [] }, notes: [] });
  for (const name of ['json', 'junit', 'html'] as const) (await FORMATS[name].load())({ results, transcripts: (path) => transcripts.get(path), reveal: 'masked' });
  return `${results.totals.fail} of ${finished.length} tests fail, ${results.totals.inconclusive} inconclusive`;
}

interface CampaignInput {
  readonly suite: Suite;
  readonly parts: ClientParts;
  readonly jobs: number;
  readonly selected: (test: TestCase) => boolean;
}

async function campaign({ suite, parts, jobs, selected }: CampaignInput, onFinished: (finished: FinishedTest, transcript: Transcript | null) => void): Promise<ReturnType<typeof planCampaign>> {
  const control = createEmbeddedClientControl({ parts: () => parts });
  const plan = planCampaign({ suite, iut: EMBEDDED_CLIENT, abilities: control, selected });
  await runCampaign({ suite, plan, control, strictness: 'strict', jobs, now: () => performance.now(), sessionMs: null, done: new Set(), signal: new AbortController().signal, onFinished });
  await control.close();
  return plan;
}
