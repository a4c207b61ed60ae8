/**
 * Hostile clients on the wire (design, section 9): each ends in a verdict within its deadline, with a reason that says what
 * happened, and the campaign goes on. No verdict is `error`, because none of this is our fault.
 */
import { describe, expect, it } from 'vitest';
import type { CampaignResults } from '../../harness/campaign/results.js';
import { runHostile, type HostileOptions } from './campaign.js';
import { head, package1, socketClient, type Conversation } from './sockets.js';

const SELECTED = ['dm2/client/sequence/runs-the-loop', 'dm2/client/hput/uploads-by-put'];

interface Row {
  readonly name: string;
  readonly talk: Conversation;
  /** What the reason, or the events of the transcript, must say. */
  readonly says: RegExp;
}

/** The session began, then the client left. */
const NO_REPORT = /no Package#3 answered round 1 of session 1: the hostile client is done/;

const ROWS: readonly Row[] = [
  { name: 'says nothing at all', talk: () => new Promise(() => undefined), says: /first message of the IUT .*did not come within 300 ms/ },
  { name: 'connects and hangs up', talk: async (line) => line.close(), says: /the hostile client is done/ },
  {
    name: 'sends half a request line',
    talk: async (line, { path }) => {
      await line.send(`POST ${path.slice(0, 3)}`);
      await new Promise(() => undefined);
    },
    says: /did not come within/,
  },
  {
    name: 'sends half a body',
    talk: async (line, { path }) => {
      await line.send(head(path, ['Content-Length: 1000']));
      await line.send('{"Alert":');
      line.close();
    },
    says: /connection closed before the body was complete/,
  },
  {
    name: 'lets a body drip',
    talk: async (line, { path }) => {
      await line.send(head(path, ['Content-Length: 1000000']));
      while (line.isOpen()) await Promise.all([line.send('x'), new Promise((resolve) => setTimeout(resolve, 20))]);
    },
    says: /did not come within 300 ms/,
  },
  {
    name: 'never ends its body',
    talk: async (line, { path }) => {
      await line.send(head(path, ['Transfer-Encoding: chunked']));
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      while (line.isOpen()) await line.send(chunk);
    },
    says: /exceeds twice the limit of 1000000 bytes; reading stopped/,
  },
  {
    name: 'sends 100 MB',
    talk: async (line, { path }) => {
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      await line.send(head(path, [`Content-Length: ${100 * chunk.length}`]));
      for (let sent = 0; sent < 100 && line.isOpen(); sent += 1) await line.send(chunk);
    },
    says: /exceeds twice the limit of 1000000 bytes; reading stopped/,
  },
  { name: 'talks no HTTP', talk: async (line) => void (await line.send('\u0016\u0003\u0001\u0000\u00ff'), await line.answer), says: /bytes that are no HTTP request/ },
  { name: 'sends a header bomb', talk: async (line, { path }) => void (await line.send(head(path, Array.from({ length: 20_000 }, (_, index) => `X-${index}: y`))), await line.answer), says: /no HTTP request \(HPE_HEADER_OVERFLOW\)/ },
  { name: 'puts NUL into a header', talk: async (line, { path }) => void (await line.send(head(path, ['OMADM-DevID: a\u0000b'])), await line.answer), says: /bytes that are no HTTP request/ },
  { name: 'gives two lengths', talk: async (line, { path }) => void (await line.send(head(path, ['Content-Length: 2', 'Content-Length: 3']) + '{}'), await line.answer), says: /bytes that are no HTTP request/ },
  { name: 'gives a length and chunks', talk: async (line, { path }) => void (await line.send(head(path, ['Content-Length: 2', 'Transfer-Encoding: chunked']) + '0\r\n\r\n'), await line.answer), says: /bytes that are no HTTP request/ },
  { name: 'asks for a tunnel', talk: async (line) => void (await line.send(head('example.com:443', [], 'CONNECT')), await line.answer), says: /the tester is no proxy/ },
  { name: 'expects what nobody knows', talk: async (line, { path }) => void (await line.send(head(path, ['Expect: a-miracle', 'Content-Length: 0'])), await line.answer), says: NO_REPORT },
  { name: 'wants another protocol', talk: async (line, { path }) => void (await line.send(head(path, ['Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 0'])), await line.answer), says: NO_REPORT },
  { name: 'walks out of the path', talk: async (line) => void (await line.send(head('/t1/../../../etc/passwd', ['Content-Length: 0'])), await line.answer), says: /passwd at dm a/ },
  { name: 'talks to another test', talk: async (line) => void (await line.send(head('/t99/dm', ['Content-Length: 2']) + '{}'), await line.answer), says: /2 requests reached no test .*t99/ },
  ...[
    ['nests 1000 deep', '['.repeat(1000) + ']'.repeat(1000)],
    ['sends invalid UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d)],
    ['sends duplicate members', '{"Alert":[],"Alert":{},"MOS":1,"MOS":[]}'],
    ['sends __proto__', '{"__proto__":{"Status":[{"sc":200}]},"constructor":{"prototype":{}}}'],
    ['sends NUL', '{"Alert":[{"AlertType":"\u0000"}]}'],
    ['sends nothing in its body', ''],
  ].map(([name = '', body = '']): Row => ({
    name: String(name),
    talk: async (line, { path }) => {
      for (const part of package1(path, body)) await line.send(part);
      await line.answer;
    },
    says: NO_REPORT,
  })),
];

const run = (row: Row, changes: Partial<HostileOptions> = {}): ReturnType<typeof runHostile> =>
  runHostile({ behave: socketClient(row.talk), selected: (id) => SELECTED.includes(id), waitMs: 300, messageBytes: 1_000_000, ...changes });

describe('a client that', () => {
  it.each(ROWS)('$name ends in a verdict with a reason, and the next test runs', async (row) => {
    const { results, durationMs } = await run(row);
    expect(results.tests.map(({ id }) => id).sort()).toEqual([...SELECTED].sort());
    for (const test of results.tests) {
      expect(test.verdict, test.reason ?? '').toMatch(/^(inconclusive|fail)$/);
      expect(test.reason).not.toBe('');
    }
    expect(accountOf(results)).toMatch(row.says);
    // The test as a whole may take a minute; whoever waits for that has missed the deadlines.
    expect(durationMs).toBeLessThan(30_000);
  });

  it('sends bodies without end costs a bounded amount of memory', async () => {
    const row = ROWS.find(({ name }) => name === 'never ends its body');
    if (row === undefined) throw new TypeError('no such client');
    const before = process.memoryUsage();
    await run(row);
    const after = process.memoryUsage();
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
  });
});

/** What a reader of the results is told: the reasons, and the notes for what reached no test. */
function accountOf({ tests, notes }: CampaignResults): string {
  return [...tests.map(({ reason }) => reason ?? ''), ...notes].join('\n');
}
