import { describe, expect, it } from 'vitest';
import { planCampaign } from '../harness/campaign/plan.js';
import type { TestResult } from '../harness/campaign/results.js';
import { readTranscript } from '../harness/campaign/reading.js';
import { applyRules } from '../harness/campaign/run-test.js';
import { runCampaign } from '../harness/campaign/run.js';
import { WALL_TIMERS } from '../harness/clock/timers.js';
import { createEmbeddedServerControl } from '../harness/iut/embedded-server.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import { createServerControl } from '../harness/iut/server-control.js';
import { viewServer } from '../harness/judge/dm2-server/view.js';
import type { TestDevice } from '../harness/tester/dm2-client/driver.js';
import { openClientDriver } from '../harness/tester/dm2-client/open-driver.js';
import { TRANSCRIPT_SCHEMA, type Transcript } from '../harness/transcript/event.js';
import { createRecorder } from '../harness/transcript/recorder.js';
import { createReferenceServer } from '../reference/dm2-server/server.js';
import { DEFAULT_SERVER_CONFIG, type ServerConfig } from '../reference/dm2-server/server-config.js';
import { loadSuite } from '../testcases/suite.js';
import type { ServerVariant } from './defect.js';
import { judgeVariant } from './prove.js';
import { runAlteredServer } from './prove-server.js';
import { variants as bootstrapVariants } from './variants/dm2-server-boot.js';

const BY_TLS_ONLY = ['dm2/server/boot/pushed-in-the-clear', 'dm2/server/boot/fetched-in-the-clear'];

function loadServerVariant(wanted: string): ServerVariant {
  const found = bootstrapVariants.find(({ id }) => id === wanted);
  if (found === undefined) throw new TypeError(`there is no variant ${wanted}`);
  return found;
}

const now = (): number => performance.now();

describe('the server tests', () => {
  it('are passed by the reference server, eight at a time', async () => {
    const { results } = await runAlteredServer({ suite: loadSuite('partial'), altered: null, now, jobs: 8 });
    expect(judgeVariant('reference-server', results).failures).toEqual([]);
    expect(results.tests.filter(({ verdict }) => verdict !== 'pass').map(({ id, verdict }) => [id, verdict])).toEqual(BY_TLS_ONLY.map((id) => [id, 'not-applicable']));
  });

  it('for servers outside of the lab are passed by a server that gives no bootstrap in the clear', async () => {
    const altered = { id: 'by-tls-only', role: 'server', does: 'gives bootstraps by TLS only', supports: { BOOT_PLAIN: false }, config: (standard: ServerConfig) => ({ ...standard, plainBootstrap: 'refused' as const }) } as const;
    const { results } = await runAlteredServer({ suite: loadSuite('partial'), altered, now, selected: ({ id }) => BY_TLS_ONLY.includes(id) });
    expect(results.tests.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual(BY_TLS_ONLY.map((id) => [id, 'pass', null]));
  });

  it('for servers outside of the lab are passed by a server that is at https, where the device gets its bootstrap', async () => {
    const altered = loadServerVariant('dm2/server/https-only');
    const { results, transcripts } = await runAlteredServer({ suite: loadSuite('partial'), altered, now, selected: ({ id }) => BY_TLS_ONLY.includes(id), keepTranscripts: () => true });
    expect(results.tests.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual(BY_TLS_ONLY.map((id) => [id, 'pass', null]));
    const transcript = transcripts.get('dm2/server/boot/fetched-in-the-clear');
    expect(transcript?.events.filter((event) => event.kind === 'tls').map(({ point, outcome }) => [point, outcome])).toEqual([['bootstrap', 'secured']]);
    expect(transcript === undefined ? undefined : viewServer(transcript).bootstrap('main').at(-1)?.response?.event.status).toBe(200);
  });

  it('that need no command of the server are run without an upper tester, the others are not applicable', async () => {
    const { verdicts, reasons } = await withoutUpperTester();
    expect(new Set(verdicts.values())).toEqual(new Set(['pass', 'not-applicable']));
    expect(verdicts.get('dm2/server/end/nothing-to-do')).toBe('pass');
    expect([...reasons].filter((reason) => !/^TLS is not set up for it|BOOT_PLAIN/.test(reason))).toEqual(["no upper tester: the test needs the server to act, give 'control.http.upperTester'", "the IUT file gives no 'credentials'"]);
  });
});

describe('the tester as a client', () => {
  it('runs 200 devices in parallel sessions, each with the commands of its own', async () => {
    const devices = 200;
    const transcript = await crowd(devices);
    const view = viewServer(transcript);
    expect(view.sessions).toHaveLength(devices);
    for (const { number, device = '', rounds } of view.sessions) {
      expect([view.sent('GET', number).map(({ value }) => value), rounds.length], device).toEqual([[['GET', nodeOf(device)]], 2]);
    }
    const reading = readTranscript(transcript);
    const rules = loadSuite('partial').rules.filter((rule) => rule.role === 'server');
    expect(applyRules(rules, reading).flatMap(({ violations }) => violations)).toEqual([]);
  });
});

const nodeOf = (device: string): string => `urn:oma:mo:x-suite-probe:1.0/p1/Data/${device.slice(-6)}`;

/** All sessions at once against one reference server. */
async function crowd(devices: number): Promise<Transcript> {
  const control = createEmbeddedServerControl();
  const recorder = createRecorder(now);
  const { deadlines, limits } = EMBEDDED_SERVER;
  const { driver, close } = openClientDriver({ ...(await control.open()), lane: 't1', recorder, deadlines, timers: WALL_TIMERS, parameters: {}, credentials: null, tls: {}, maxBodyBytes: limits.messageBytes, signal: new AbortController().signal });
  const made: TestDevice[] = [];
  for (let count = 0; count < devices; count += 1) made.push(await driver.device());
  for (const device of made) await device.queue([{ command: 'GET', client: [nodeOf(device.id)] }]);
  await Promise.all(made.map((device) => device.session()));
  await close();
  await control.close();
  return { schema: TRANSCRIPT_SCHEMA, test: '', iut: '', role: 'server', protocol: 'dm-2.0', parameters: {}, features: {}, events: recorder.events };
}

async function withoutUpperTester(): Promise<{ readonly verdicts: ReadonlyMap<string, string>; readonly reasons: ReadonlySet<string> }> {
  const suite = loadSuite('partial');
  const server = createReferenceServer({ config: { ...DEFAULT_SERVER_CONFIG, enrolment: { kind: 'open', serverId: 'srv-a', greeting: [] } } });
  const { origin } = await server.listen({ host: '127.0.0.1', port: 0 });
  const control = createServerControl({ endpoint: `${origin}/dm`, upperTester: null });
  const plan = planCampaign({ suite, iut: { ...EMBEDDED_SERVER, control: null, values: { 'device.id': 'urn:uuid:1' } }, abilities: control, selected: () => true });
  const results: TestResult[] = [];
  await runCampaign({ suite, plan, control, strictness: 'normal', jobs: 8, now, sessionMs: null, done: new Set(), signal: new AbortController().signal, onFinished: ({ result }) => void results.push(result) });
  await server.close();
  return { verdicts: new Map(results.map(({ id, verdict }) => [id, verdict])), reasons: new Set(results.flatMap(({ reason }) => reason ?? [])) };
}
