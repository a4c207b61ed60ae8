/**
 * What the tester sent, decoded and short: the commands of a Package#2 (OMA-TS-DM_Protocol-V2_0, 5.2), any other body as one line,
 * or how the session was asked for.
 */
import { MO_TYPE, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE } from '../protocol/dm2/media-types.js';
import type { Place } from '../harness/judge/finding.js';
import type { RequestEvent, ResponseEvent, Transcript, TranscriptEvent, TranscriptRole } from '../harness/transcript/event.js';
import { notificationLines } from './notification.js';
import { detailOfEvent, nameOfEvent, readBody } from './quote.js';
import type { Masker } from './secrets.js';
import { cut, visibleLine } from './visible.js';

const MAX_COMMANDS = 6;
const MAX_CHARACTERS = 160;

/** Lines that say what was sent; `stimulus` names the event, without it the last thing sent before `at` is taken. */
export function describeStimulus(input: {
  readonly transcript: Transcript;
  readonly stimulus: Place | undefined;
  readonly at: Place | undefined;
  readonly masker: Masker;
}): readonly string[] {
  const { transcript, stimulus, at, masker } = input;
  const event = stimulus === undefined ? lastSentBefore(transcript, at) : transcript.events[stimulus.event];
  if (event === undefined) return ['nothing: the IUT acted by itself'];
  return describeSent({ event, role: transcript.role, path: stimulus?.path ?? '', masker }).map((line) => cut(visibleLine(line), MAX_CHARACTERS));
}

function lastSentBefore(transcript: Transcript, at: Place | undefined): TranscriptEvent | undefined {
  const before = transcript.events.slice(0, at?.event ?? transcript.events.length);
  const judged = at === undefined ? undefined : transcript.events[at.event];
  // A package answers a package; what a repository said in between is not what it answers.
  const sentAs = transcript.role === 'pair' ? (judged?.kind === 'request' ? 'response' : 'request') : transcript.role === 'client' ? 'response' : 'request';
  const isSent = (event: TranscriptEvent): boolean => event.kind === sentAs && (sentAs === 'request' || judged?.kind !== 'request' || judged.point !== 'dm' || event.point === 'dm');
  return before.findLast((event) => isSent(event) || (event.kind === 'control' && (event.action === 'start' || event.action === 'hook')) || (transcript.role === 'client' && isNotification(event)));
}

const isNotification = (event: TranscriptEvent): boolean => event.kind === 'datagram' || (event.kind === 'request' && event.point === 'notification');

interface Sent {
  readonly event: TranscriptEvent;
  readonly role: TranscriptRole;
  readonly path: string;
  readonly masker: Masker;
}

function describeSent({ event, role, path, masker }: Sent): readonly string[] {
  const name = `${nameOfEvent(event, role)} (event ${event.n})`;
  switch (event.kind) {
    case 'control':
    case 'tls':
    case 'deadline':
      return [`${name}: ${masker.text(detailOfEvent(event))}`];
    case 'datagram':
      return [event.fault === null ? name : `${name}, on purpose: ${event.fault}`, ...notificationLines(event).map((line) => `  ${masker.text(line)}`)];
    case 'request':
      if (event.point === 'notification') return [event.incomplete === null ? name : `${name}, on purpose: ${event.incomplete}`, ...notificationLines(event).map((line) => `  ${masker.text(line)}`)];
      return [name, ...(role === 'server' ? askingHeaders(event, masker) : []), ...bodyLines({ event, path, masker })];
    case 'response':
      return [event.fault === null ? name : `${name}, on purpose: ${event.fault}`, ...tellingHeaders(event), ...bodyLines({ event, path, masker })];
  }
}

function bodyLines({ event, path, masker }: Omit<Sent, 'role'>): readonly string[] {
  if (event.kind !== 'request' && event.kind !== 'response') return [];
  const reading = readBody(event);
  const commands = reading.kind === 'json' ? commandsIn(reading.document.value) : undefined;
  if (commands !== undefined) return commandLines(commands, path).map(masker.text);
  if (event.body.length === 0) return [];
  const text = masker.text(new TextDecoder().decode(event.body)).trim();
  return [`  ${text.slice(0, MAX_CHARACTERS * 2)}`];
}

/** Headers that ask something of the IUT; without them a reader cannot see what it did wrong. */
const TELLING = new Set(['location', 'omadm-accept']);

function tellingHeaders(event: ResponseEvent): readonly string[] {
  return event.headers.filter(([name]) => TELLING.has(name.toLowerCase())).map(([name, value]) => `  ${name}: ${value}`);
}

/** The types that every message of a device has; another one is what a test tries. */
const USUAL_TYPES: ReadonlySet<string> = new Set([PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE, MO_TYPE, 'application/json', 'text/html, */*']);

/** Headers of the tester's request that a server may refuse it for. */
function askingHeaders({ headers }: RequestEvent, masker: Masker): readonly string[] {
  const isAsking = ([name, value]: readonly [string, string]): boolean => name.toLowerCase() === 'authorization' || (/^(?:accept|content-type)$/i.test(name) && !USUAL_TYPES.has(value));
  return headers.filter(isAsking).map(([name, value]) => `  ${name}: ${masker.header(name, value)}`);
}

function commandLines(commands: readonly (readonly unknown[])[], path: string): readonly string[] {
  const only = /^CMD\[(\d+)\]/.exec(path)?.[1];
  const chosen = only === undefined ? undefined : commands[Number(only)];
  if (chosen !== undefined) return [`  ${words(chosen)}${commands.length > 1 ? `  (command ${Number(only) + 1} of ${commands.length})` : ''}`];
  const shown = commands.slice(0, MAX_COMMANDS).map((command) => `  ${words(command)}`);
  return commands.length > MAX_COMMANDS ? [...shown, `  … and ${commands.length - MAX_COMMANDS} more commands`] : shown;
}

function commandsIn(value: unknown): readonly (readonly unknown[])[] | undefined {
  if (value === null || typeof value !== 'object' || !('CMD' in value) || !Array.isArray(value.CMD)) return undefined;
  return value.CMD.map((command: unknown): readonly unknown[] => (Array.isArray(command) ? command : [command]));
}

function words(command: readonly unknown[]): string {
  return command.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');
}
