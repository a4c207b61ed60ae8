/** `dm-conformance serve server`: the reference server of DM 2.0 as a program, until it is interrupted. */
import { randomInt } from 'node:crypto';
import { alteredParts } from '../../proof/defect.js';
import { DEFAULT_PARTS } from '../../reference/dm2-server/default-parts.js';
import type { TlsListening } from '../../reference/dm2-server/listener.js';
import { startServerProgram, type RunningServer, type ServerProgramOptions } from '../../reference/dm2-server/program.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { readAddress } from '../listen-address.js';
import { UsageError } from '../usage-error.js';
import { chosenAlteration } from './serve-altered.js';
import { readText, sharedKeys } from './serve-tls.js';
import type { ServeArguments } from './serve.js';

/** Prints where devices and the operator find the server, and serves until the user asks to stop. */
export async function serveServer(given: ServeArguments, { io, output }: Context): Promise<ExitCode> {
  const options = optionsOf(given);
  const altered = await alteration(given);
  const running = await started({ ...options, ...altered, now: () => io.date().getTime(), random: () => randomInt(2 ** 32) / 2 ** 32 });
  output.line(`DM endpoint: ${running.endpoint}`);
  if (running.operator !== undefined) output.line(`Upper tester: ${running.operator}`);
  await new Promise<void>((resolve) => {
    const release = io.onInterrupt(() => {
      release();
      resolve();
    });
  });
  await running.close();
  return EXIT.ok;
}

function optionsOf(given: ServeArguments): Pick<ServerProgramOptions, 'address' | 'operator' | 'tls'> {
  const { listen, control } = given;
  if (listen === undefined) throw new UsageError('serve server: say where to listen, for example: --listen 127.0.0.1:8080');
  const tls = tlsOf(given);
  return {
    address: readAddress('--listen', listen),
    ...(control === undefined ? {} : { operator: readAddress('--control', control) }),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** The catalogue of defects is loaded only when one is asked for. */
async function alteration(given: ServeArguments): Promise<Pick<ServerProgramOptions, 'parts' | 'configure'>> {
  if (given.mutant === undefined && given.variant === undefined) return {};
  const { SERVER_MUTANTS, SERVER_VARIANTS } = await import('../../proof/generated/mutants.js');
  const altered = chosenAlteration(given, { mutants: SERVER_MUTANTS, variants: SERVER_VARIANTS });
  if (altered === null) return {};
  return { parts: alteredParts(altered, DEFAULT_PARTS), ...(altered.config === undefined ? {} : { configure: altered.config }) };
}

function tlsOf({ cert = [], key = [], clientCa, psk, legacyTls }: ServeArguments): TlsListening | undefined {
  const keys = sharedKeys(psk);
  if (cert.length === 0 && key.length === 0 && clientCa === undefined && keys.length === 0) return undefined;
  if (cert.length === 0 || cert.length !== key.length) throw new UsageError('serve server: TLS needs --cert and --key, both files in PEM; several certificates need as many keys');
  return {
    cert: cert.map((file) => readText('--cert', file)),
    key: key.map((file) => readText('--key', file)),
    ...(clientCa === undefined ? {} : { ca: readText('--client-ca', clientCa), clientCertificates: 'required' }),
    ...(keys.length === 0 ? {} : { psk: new Map(keys.map((shared) => [shared.identity, shared.key])) }),
    ...(legacyTls === true ? { minVersion: 'TLSv1' } : {}),
  };
}

/** Addresses that cannot be had, and certificates that OpenSSL refuses, are the user's to mend. */
async function started(options: ServerProgramOptions): Promise<RunningServer> {
  try {
    return await startServerProgram(options);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const code = String(error.code);
    if (code.startsWith('ERR_OSSL_')) throw new UsageError(`serve server: --cert, --key or --client-ca cannot be used: ${error.message}`, { cause: error });
    if (LISTEN_FAULTS.has(code)) throw new UsageError(`serve server: cannot listen: ${error.message}; choose another --listen or --control`, { cause: error });
    throw error;
  }
}

const LISTEN_FAULTS: ReadonlySet<string> = new Set(['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EAI_AGAIN']);
