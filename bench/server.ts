/** A full campaign against the embedded reference server: what an operator waits for (issue of the server role: below 3 s). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { planCampaign } from '../harness/campaign/plan.js';
import { runCampaign } from '../harness/campaign/run.js';
import { createEmbeddedServerControl } from '../harness/iut/embedded-server.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import { loadSuite } from '../testcases/suite.js';
import { interleaved, measurement, type Bench } from './measure.js';
import { succeed } from './node-process.js';

const JOBS = 8;

/** About as many as a campaign sends. */
const FETCHES = 1_000;

export const serverCampaign: Bench = {
  name: 'server',
  async measure(repetitions) {
    const suite = loadSuite('partial');
    const count = suite.testCases.filter((test) => test.role === 'server').length;
    const { campaign, fetches, node } = await interleaved({ campaign: wholeCampaign, fetches: rawFetches, node: () => succeed(['-e', '0']) }, repetitions);
    return [measurement({ name: `full DM 2.0 server campaign (${count} tests)`, value: campaign / 1000, unit: 's', baseline: `${FETCHES} raw fetches`, baselineValue: fetches / 1000, target: { of: 'value at pace', emptyNodeMs: node, atMost: 3 } })];
  },
};

async function wholeCampaign(): Promise<void> {
  const suite = loadSuite('partial');
  const control = createEmbeddedServerControl();
  const plan = planCampaign({ suite, iut: EMBEDDED_SERVER, abilities: control, selected: () => true });
  const { signal } = new AbortController();
  await runCampaign({ suite, plan, control, strictness: 'normal', jobs: JOBS, now: () => performance.now(), sessionMs: null, done: new Set(), signal, onFinished: () => undefined });
  await control.close();
}

async function rawFetches(): Promise<void> {
  const server = createServer((request, response) => void request.resume().on('end', () => response.end('{}')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (let index = 0; index < FETCHES; index += 1) await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' })).text();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
