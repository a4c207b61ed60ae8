/** `dm-conformance observe`: a proxy between two products that are used as always; records what passes, and judges both sides by the rules at the end. */
import { X509Certificate } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';
import { startObservation, type Observation } from '../../harness/campaign/observe.js';
import { WALL_TIMERS } from '../../harness/clock/timers.js';
import { describeTls } from '../../harness/judge/tls-view.js';
import type { TranscriptEvent } from '../../harness/transcript/event.js';
import { maskTranscript } from '../../harness/transcript/mask.js';
import { MAX_EVENTS } from '../../harness/transcript/recorder.js';
import { serializeTranscript } from '../../harness/transcript/serialize.js';
import { visibleLine } from '../../reports/visible.js';
import { loadWholeSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { demandWritable, readBytes, writeWithFolders } from '../files.js';
import { readAddress } from '../listen-address.js';
import { UsageError } from '../usage-error.js';
import { judge } from './judge.js';

export interface ObserveArguments {
  readonly listen?: string;
  readonly to?: string;
  /** Where the transcript goes. */
  readonly out: string;
  readonly json?: true;
  /** PEM file of the authority that the server's certificate is checked by, instead of those of the system. */
  readonly ca?: string;
}

/** A product may think for long; a person is watching. */
const REPLY_MS = 60_000;
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Records until the user asks to stop, then judges. Exit codes are those of `judge`, and 3 where nothing passed that could be judged. Throws a UsageError for addresses and files that cannot be used. */
export async function observe(given: ObserveArguments, context: Context): Promise<ExitCode> {
  const { io, output } = context;
  const to = serverOf(given.to);
  if (given.listen === undefined) throw new UsageError('observe: say where the client finds the proxy, for example: --listen 127.0.0.1:8080');
  demandWritable({ option: '--out', path: given.out });
  const suite = await loadWholeSuite(context);
  const listen = readAddress('--listen', given.listen);
  const tell = (event: TranscriptEvent): void => void (given.json === true ? null : output.note(lineOf(event)));
  const observation = await started({ listen, to, tls: trustOf(given.ca), tell, now: io.now, suite });
  output.note(`Point the client at ${observation.origin}; what it sends goes on to ${to.origin}. Stop with Ctrl-C.`);
  await new Promise<void>((resolve) => {
    const release = io.onInterrupt(() => {
      release();
      resolve();
    });
  });
  const { transcript, bypasses } = await observation.end();
  writeWithFolders({ option: '--out', path: given.out }, serializeTranscript(maskTranscript(transcript, [])));
  for (const address of bypasses) output.note(visibleLine(`Note: the server names ${address}, its own address: what the client sends there passes the proxy unseen.`));
  if (transcript.events.length >= MAX_EVENTS) output.note(`Note: only the first ${MAX_EVENTS} events were recorded and are judged; observe for a shorter time.`);
  output.note(`Recorded: ${given.out}`);
  const code = await judge({ captures: [given.out], ...(given.json === undefined ? {} : { json: given.json }) }, context);
  const gap = gapOf(transcript.events, { origin: observation.origin, to });
  if (code !== EXIT.ok || gap === null) return code;
  output.note(visibleLine(`Nothing is decided: ${gap}`));
  return EXIT.inconclusive;
}

/** Why the absence of violations means nothing; null where both sides were heard. */
function gapOf(events: readonly TranscriptEvent[], { origin, to }: { readonly origin: string; readonly to: URL }): string | null {
  if (!events.some(({ kind }) => kind === 'request')) return `no message came to ${origin}; point the client there.`;
  if (events.some(({ kind }) => kind === 'response')) return null;
  const last = events.findLast((event) => event.kind === 'control');
  return `${to.origin} answered nothing${last === undefined ? '' : ` (${last.detail})`}; see that the server runs there.`;
}

function trustOf(path: string | undefined): ConnectionOptions {
  if (path === undefined) return {};
  const ca = Buffer.from(readBytes({ option: '--ca', path }));
  try {
    new X509Certificate(ca);
  } catch (error) {
    throw new UsageError(`--ca '${path}' is no certificate: give the PEM file of the authority that the server's certificate comes from`, { cause: error });
  }
  return { ca };
}

function serverOf(text: string | undefined): URL {
  if (text === undefined || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new UsageError(`--to '${text ?? ''}': give the server by an absolute URL, for example --to http://dm.example.net:8080`);
  return new URL(text);
}

function lineOf(event: TranscriptEvent): string {
  switch (event.kind) {
    case 'request':
      return visibleLine(`client ${event.method} ${event.path} at ${event.point}, ${event.body.length} bytes${event.incomplete === null ? '' : ` (${event.incomplete})`}`);
    case 'response':
      return visibleLine(`server ${event.status}, ${event.body.length} bytes${event.fault === null ? '' : ` (${event.fault})`}`);
    case 'control':
      return visibleLine(event.detail);
    case 'datagram':
      return visibleLine(`${event.point} by datagram, ${event.body.length} bytes`);
    case 'tls':
      return visibleLine(describeTls(event));
    case 'deadline':
      return visibleLine(`${event.waitedFor} did not come within ${event.timeoutMs} ms`);
  }
}

interface Starting {
  readonly listen: { readonly host: string; readonly port: number };
  readonly to: URL;
  readonly tls: ConnectionOptions;
  readonly tell: (event: TranscriptEvent) => void;
  readonly now: () => number;
  readonly suite: Awaited<ReturnType<typeof loadWholeSuite>>;
}

async function started({ listen, to, tls, tell, now, suite }: Starting): Promise<Observation> {
  try {
    return await startObservation({ listen, to, tls, replyMs: REPLY_MS, maxBodyBytes: MAX_BODY_BYTES, timers: WALL_TIMERS, now, features: suite.featureDefaults, parameters: suite.valueDefaults, onEvent: tell });
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UsageError(`observe: cannot listen at ${listen.host}:${listen.port}: ${error.message}; choose another --listen`, { cause: error });
  }
}
