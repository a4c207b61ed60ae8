/** `dm-conformance serve`: a reference of DM 2.0 as a program. The client runs one session against a server that somebody else runs. */
import { runClientProgram, type NotificationIntake } from '../../reference/dm2-client/program.js';
import { DeviceConfigError } from '../../reference/dm2-client/faults.js';
import { DEFAULT_PARTS } from '../../reference/dm2-client/default-parts.js';
import type { SessionEnd } from '../../reference/dm2-client/model.js';
import { alteredParts, type ClientMutant, type ClientVariant } from '../../proof/defect.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { TlsSetup } from '../../reference/dm2-client/device-config.js';
import { fileFault, knownWord, UsageError } from '../usage-error.js';
import { readText, sharedKeys } from './serve-tls.js';
import { chosenAlteration } from './serve-altered.js';

export interface ServeArguments {
  readonly role: string;
  readonly server?: string;
  readonly protocol?: string;
  readonly user?: string;
  readonly password?: string;
  readonly mutant?: string;
  readonly variant?: string;
  readonly state?: string;
  readonly notify?: string;
  readonly listen?: string;
  readonly control?: string;
  /** One for a client, one or several for a server. */
  readonly cert?: readonly string[];
  readonly key?: readonly string[];
  readonly clientCa?: string;
  readonly ca?: string;
  readonly psk?: readonly string[];
  readonly legacyTls?: boolean;
}

const OPTIONS_OF = {
  client: { server: '--server', user: '--user', password: '--password', state: '--state', notify: '--notify', ca: '--ca' },
  server: { listen: '--listen', control: '--control', clientCa: '--client-ca' },
} as const;

/** Runs the reference of that role; rejects with errors of usage. */
export async function serve(given: ServeArguments, context: Context): Promise<ExitCode> {
  const { protocol = 'dm-2.0' } = given;
  const role = knownWord({ option: 'serve', word: given.role, known: ['client', 'server'] });
  if (protocol !== 'dm-2.0') throw new UsageError(`--protocol '${protocol}': the reference ${role} of this version speaks dm-2.0`);
  const other = role === 'client' ? 'server' : 'client';
  const foreign = Object.entries(OPTIONS_OF[other]).find(([name]) => Object.hasOwn(given, name));
  if (foreign !== undefined) throw new UsageError(`serve ${role}: ${foreign[1]} belongs to serve ${other}`);
  return role === 'client' ? serveClient(given, context) : (await import('./serve-server.js')).serveServer(given, context);
}

/** Runs one session. Exit code 0 when it was completed, 1 with one line why when it was not. */
async function serveClient(given: ServeArguments, { output }: Context): Promise<ExitCode> {
  const { server, user, password, state, notify } = checked(given);
  const altered = await alteration(given);
  const tls = clientTls(given);
  const end = await guarded(state, () =>
    runClientProgram({
      serverUrl: server,
      now: Date.now,
      ...(notify === undefined ? {} : { notify: notificationIntake(notify, output) }),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      ...(state === undefined ? {} : { stateFile: state }),
      ...(tls === undefined ? {} : { tls }),
      ...(altered === null ? {} : { parts: alteredParts(altered, DEFAULT_PARTS) }),
      ...(altered?.config === undefined ? {} : { configure: altered.config }),
    }),
  );
  if (end.outcome === 'completed') output.line(`session completed: ${end.reason}`);
  else output.note(`dm-conformance: session ${end.outcome}: ${end.reason}`);
  return end.outcome === 'completed' ? EXIT.ok : EXIT.nonconformance;
}

/** `udp://host:port` or `http://host:port`; what happens there is told in lines. */
function notificationIntake(text: string, output: Context['output']): NotificationIntake {
  const [, carrier, host = '', port = ''] = /^(udp|http):\/\/(\[[^\]]+\]|[^\s/:]+):(\d{1,5})\/?$/.exec(text) ?? [];
  if ((carrier !== 'udp' && carrier !== 'http') || Number(port) > 65_535) throw new UsageError(`--notify '${text}': write udp://host:port or http://host:port, for example udp://127.0.0.1:2948; port 0 takes a free one`);
  return {
    carrier,
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port),
    onListening: (address) => output.line(`notifications at ${address}`),
    onDropped: (reason) => output.note(`dm-conformance: notification dropped: ${reason}`),
  };
}

/** Undefined where no option speaks of TLS. */
function clientTls({ ca, cert = [], key = [], psk, legacyTls }: ServeArguments): TlsSetup | undefined {
  const [certFile, ...moreCerts] = cert;
  const [keyFile, ...moreKeys] = key;
  if (cert.length !== key.length || moreCerts.length + moreKeys.length > 0) throw new UsageError('serve client: a certificate needs --cert and --key, one file in PEM each');
  const [shared, ...moreShared] = sharedKeys(psk);
  if (moreShared.length > 0) throw new UsageError('serve client: --psk: a device has one key');
  const setup: TlsSetup = {
    ...(ca === undefined ? {} : { ca: readText('--ca', ca) }),
    ...(certFile === undefined || keyFile === undefined ? {} : { cert: readText('--cert', certFile), key: readText('--key', keyFile) }),
    ...(shared === undefined ? {} : { psk: shared }),
    ...(legacyTls === true ? { legacy: 'on' } : {}),
  };
  return Object.keys(setup).length === 0 ? undefined : setup;
}

function checked(given: ServeArguments): ServeArguments & { readonly server: string } {
  const { server } = given;
  if (server === undefined) throw new UsageError('serve client: say where the server is, for example: --server http://127.0.0.1:8080/dm');
  return { ...given, server };
}

/** The catalogue of defects is loaded only when one is asked for. */
async function alteration(given: ServeArguments): Promise<ClientMutant | ClientVariant | null> {
  if (given.mutant === undefined && given.variant === undefined) return null;
  const { CLIENT_MUTANTS, CLIENT_VARIANTS } = await import('../../proof/generated/mutants.js');
  return chosenAlteration(given, { mutants: CLIENT_MUTANTS, variants: CLIENT_VARIANTS });
}

/** Faults of the address and of the state file are the user's to mend. */
async function guarded(state: string | undefined, act: () => Promise<SessionEnd>): Promise<SessionEnd> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DeviceConfigError) throw new UsageError(`serve client: ${error.message}`, { cause: error });
    const words = fileFault(error, 'read');
    throw words === null ? error : new UsageError(`--state ${state ?? ''}: ${words}`, { cause: error });
  }
}
