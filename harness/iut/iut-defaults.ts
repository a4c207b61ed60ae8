/** From the checked text of an IUT file to the IUT: fills in defaults, turns durations into milliseconds and paths into absolute ones. */
import { resolve } from 'node:path';
import type { ControlSource, IutFileSource } from './iut-file-source.js';
import type { ControlChoice, IutFile, PreparedAnswers, TlsFiles } from './iut.js';

const DEFAULT_START = '10s';
const DEFAULT_REPLY = '5s';
const DEFAULT_OBSERVE = '2s';
const DEFAULT_MESSAGE_BYTES = 4 * 1024 * 1024;

export interface CheckedIut {
  readonly data: IutFileSource;
  /** ICS answers by the id of the catalogue. */
  readonly supports: Readonly<Record<string, boolean>>;
  readonly source: string;
  readonly folder: string;
}

/** The IUT that a checked file describes. */
export function createIut({ data, supports, source, folder }: CheckedIut): IutFile {
  const { listen = {}, deadlines = {}, credentials } = data;
  return {
    source,
    folder,
    name: data.name,
    vendor: data.vendor ?? '',
    version: data.version ?? '',
    role: data.role,
    protocol: data.protocol,
    profile: data.profile ?? 'oma',
    supports,
    values: data.values ?? {},
    listen: { host: listen.host ?? '127.0.0.1', port: listen.port ?? 0, path: listen.path ?? null },
    endpoint: data.endpoint ?? null,
    tls: tlsFiles(data.tls, folder),
    credentials: credentials === undefined ? null : { scheme: credentials.scheme ?? 'basic', user: credentials.user, password: credentials.password },
    control: data.control === undefined ? null : data.role === 'server' ? upperTester(data.control) : controlChoice(data.control, folder),
    deadlines: {
      startMs: durationMs(deadlines.start ?? DEFAULT_START),
      replyMs: durationMs(deadlines.reply ?? DEFAULT_REPLY),
      observeMs: durationMs(deadlines.observe ?? DEFAULT_OBSERVE),
    },
    limits: { messageBytes: data.limits?.message ?? DEFAULT_MESSAGE_BYTES },
  };
}

function tlsFiles(tls: IutFileSource['tls'], folder: string): TlsFiles | null {
  if (tls === undefined) return null;
  const file = (path: string | undefined): string | null => (path === undefined ? null : resolve(folder, path));
  return { ca: file(tls.ca), cert: file(tls.cert), endpoint: tls.endpoint ?? null, demanding: tls.demanding ?? null, key: file(tls.key), psk: tls.psk === undefined ? null : { identity: tls.psk.identity, keyHex: tls.psk.key }, authority: tls.authority === undefined ? null : { cert: resolve(folder, tls.authority.cert), key: resolve(folder, tls.authority.key) } };
}

/** Only the upper tester makes a server act; the other keys are for the product's client side. */
function upperTester({ http }: ControlSource): ControlChoice | null {
  return http?.upperTester === undefined ? null : { kind: 'upper-tester', url: http.upperTester.replace(/\/+$/, '') };
}

/** The schema made sure that one member is there. */
function controlChoice({ command, http, notify, container, module, operator }: ControlSource, folder: string): ControlChoice {
  if (command !== undefined) return { kind: 'command', argv: command };
  if (http !== undefined) return { kind: 'http', startUrl: http.start ?? '', hookUrl: http.hook ?? null };
  if (notify !== undefined) return { kind: 'notify', address: notify };
  if (container !== undefined) return { kind: 'container' };
  if (module !== undefined) return { kind: 'module', file: resolve(folder, module) };
  if (operator !== undefined) return { kind: 'operator', answers: typeof operator === 'object' ? preparedAnswers(operator.answers, folder) : null };
  return { kind: 'attach' };
}

function preparedAnswers(answers: string | readonly string[], folder: string): PreparedAnswers {
  return typeof answers === 'string' ? { kind: 'file', file: resolve(folder, answers) } : { kind: 'list', answers };
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `10s`, `500ms`, `2m`; the schema checked the form. */
export function durationMs(text: string): number {
  const [, amount = '0', unit = 'ms'] = /^([0-9.]+)(ms|s|m)$/.exec(text) ?? [];
  return Number(amount) * (UNIT_MS[unit] ?? 1);
}
