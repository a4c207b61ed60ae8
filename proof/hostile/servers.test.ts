/** Servers whose answers never come whole, or are none of DM: each test ends with a reason, and nothing is held for satisfied. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { planCampaign } from '../../harness/campaign/plan.js';
import type { CampaignResults } from '../../harness/campaign/results.js';
import { EMBEDDED_SERVER } from '../../harness/iut/embedded-server-iut.js';
import { createServerControl } from '../../harness/iut/server-control.js';
import { loadSuite } from '../../testcases/suite.js';
import { runPlan } from '../run-plan.js';

const BODY = '{"CMD":[["END"]]}';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.oma.dm.request+json\r\n';
const PAGE = '<html><body>login</body></html>';
const REPLY_MS = 400;
const MESSAGE_BYTES = 20_000;

interface Row {
  readonly what: string;
  readonly answer: (socket: Socket) => unknown;
  /** What a report says of it. */
  readonly says: RegExp;
}

const ROWS: readonly Row[] = [
  { what: 'closes in the middle of each body', answer: (socket) => socket.end(`${HEAD}Content-Length: ${BODY.length + 50}\r\n\r\n${BODY}`), says: /closed after 17 of 67 bytes of the body/ },
  { what: 'never ends its bodies', answer: (socket) => socket.write(`${HEAD}Content-Length: 999999999\r\n\r\n${BODY}${' '.repeat(MESSAGE_BYTES * 2)}`), says: /exceeds the limit/ },
  { what: 'writes bytes that are no HTTP', answer: (socket) => socket.end('220 mail.example.net ESMTP\r\n'), says: /HTTP|status line/ },
  { what: 'shows a web page whatever it is sent', answer: (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`), says: /no Package#2/ },
  { what: 'is not at this address', answer: (socket) => socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'), says: /check 'endpoint'/ },
  { what: 'is busy', answer: (socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'), says: /the server is busy/ },
  { what: 'has moved', answer: (socket) => socket.end('HTTP/1.1 307 Temporary Redirect\r\nLocation: http://dm.example.net/dm\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'), says: /give http:\/\/dm\.example\.net\/dm as 'endpoint'/ },
];

describe('a server that', () => {
  it.each(ROWS)('$what passes no test and satisfies no requirement of messages', { timeout: 60_000 }, async ({ answer, says }) => {
    const { tests, rules } = await campaignAgainst(answer);
    const run = tests.filter(({ verdict }) => verdict !== 'not-applicable');
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter(({ verdict }) => verdict === 'pass' || verdict === 'error').map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([]);
    expect(rules.filter(({ outcome }) => outcome === 'satisfied').map(({ requirement, message }) => `${requirement} ${message}`)).toEqual([]);
    expect(run.map(({ reason }) => reason ?? '').join('\n')).toMatch(says);
  });
});

/** The tests that need no upper tester. */
async function campaignAgainst(answer: Row['answer']): Promise<CampaignResults> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const control = createServerControl({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dm`, upperTester: null });
  const suite = loadSuite('partial');
  const iut = { ...EMBEDDED_SERVER, name: 'hostile', deadlines: { startMs: REPLY_MS, replyMs: REPLY_MS, observeMs: 5 }, limits: { messageBytes: MESSAGE_BYTES }, values: { ...EMBEDDED_SERVER.values, 'device.id': 'urn:uuid:00000000-0000-4000-8000-000000000001' } };
  const plan = planCampaign({ suite, iut, abilities: control, selected: () => true });
  const { results } = await runPlan({ id: 'hostile', suite, plan, control, now: () => performance.now(), known: [] });
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  return results;
}
