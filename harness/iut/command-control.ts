/**
 * `control.command`: a program that runs one session with the tester and exits; started anew for every session.
 * No shell: the command line is an array, see `placeholders.ts`. A program whose command line holds `{bootstrap}` is started
 * for a bootstrap as well. Left out: other local events (hooks), for which a program needs `control.http` or `control.module`.
 */
import { IutFault, type AccountName, type BootstrapDelivery, type ClientControl, type ClientDevice, type ClientRun, type DeviceEnvironment, type RunEnd } from './control.js';
import { checkPlaceholders, environmentVariables, fillPlaceholders, placeholdersOf, type CommandLine } from './placeholders.js';
import { createTlsFolder } from './tls-folder.js';
import { startProgram, type ProgramExit, type RunningProgram } from './process-group.js';
import type { TlsMeans } from './tls-means.js';

export interface CommandControlOptions {
  /** What the client has for TLS by itself; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  readonly argv: readonly string[];
  /** Where the program runs and where a relative path to it starts. */
  readonly folder: string;
  /** The program keeps its state between two runs of a test (value `state.kept`). */
  readonly keepsState: boolean;
}

interface DeviceOptions {
  readonly options: CommandControlOptions;
  readonly environment: DeviceEnvironment;
  readonly onClosed: () => void;
}

/** Control by a program. Throws IutFault for a placeholder that nobody knows. */
export function createCommandControl(options: CommandControlOptions): ClientControl {
  checkPlaceholders(options.argv);
  const names = placeholdersOf(options.argv);
  const devices = new Set<ClientDevice>();
  const folder = createTlsFolder();
  return {
    role: 'client',
    tls: [...new Set([...(options.tls ?? []), ...meansIn(names)])],
    kind: 'command',
    maxDevices: 1,
    // What nothing tells of a bootstrap cannot be bootstrapped.
    hooks: names.includes('bootstrap') ? ['bootstrap'] : [],
    // A program that is told nothing of the second server, or not which one to call, has one account.
    accounts: names.includes('server.b.url') && names.includes('account') ? 2 : 1,
    keepsState: options.keepsState,
    open: async (given) => {
      const environment = await folder.withFiles(given);
      const device = createDevice({ options, environment, onClosed: () => void devices.delete(device) });
      devices.add(device);
      return device;
    },
    async close() {
      await Promise.all([...devices].map((device) => device.close()));
      await folder.remove();
    },
  };
}

/** What the program is told of TLS. */
function meansIn(names: readonly string[]): readonly TlsMeans[] {
  const told = (...wanted: readonly string[]): boolean => wanted.every((name) => names.includes(name));
  const means: readonly (readonly [TlsMeans, boolean])[] = [['endpoint', told('tls.ca')], ['certificate', told('tls.cert', 'tls.key')], ['psk', told('psk.identity', 'psk.key')]];
  return means.filter(([, isTold]) => isTold).map(([name]) => name);
}

function createDevice({ options, environment, onClosed }: DeviceOptions): ClientDevice {
  let current: { readonly program: RunningProgram; readonly noted: Promise<unknown> } | null = null;
  let stopped: Promise<unknown> = Promise.resolve();
  const stopCurrent = async (): Promise<void> => {
    const stopping = current;
    current = null;
    if (stopping !== null) stopped = Promise.all([stopped, stopping.program.stop(), stopping.noted]);
    await stopped;
  };
  const onAbort = (): void => void stopCurrent();
  environment.signal.addEventListener('abort', onAbort, { once: true });
  const run = async (account: AccountName, bootstrap: BootstrapDelivery | null): Promise<ClientRun> => {
    // A program that did not end its session in time must not mix with the next one.
    await stopCurrent();
    if (environment.signal.aborted) throw new IutFault('control.command: the test was over before the program was started');
    const program = await start(options, { argv: options.argv, environment, account, bootstrap });
    const ended = program.exited.then((exit) => endOf({ exit, program, environment }));
    current = { program, noted: ended.then(() => noteOutput(program, environment)) };
    if (environment.signal.aborted) await stopCurrent();
    return { ended };
  };
  return {
    start: (account) => run(account, null),
    async hook(call) {
      if (call.action !== 'bootstrap') throw new IutFault(`control.command cannot cause the local event '${call.action}'; use control.http or control.module for tests with local events`);
      await run('a', call);
    },
    async close() {
      environment.signal.removeEventListener('abort', onAbort);
      await stopCurrent();
      onClosed();
    },
  };
}

async function start({ folder }: CommandControlOptions, line: CommandLine): Promise<RunningProgram> {
  const argv = fillPlaceholders(line);
  try {
    return await startProgram({ argv, folder, variables: environmentVariables(line) });
  } catch (error) {
    throw new IutFault(spawnFault({ program: argv[0] ?? '', folder, error }), { cause: error });
  }
}

function spawnFault({ program, folder, error }: { readonly program: string; readonly folder: string; readonly error: unknown }): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return `control.command: there is no program '${program}', looked for from ${folder}; check the first item of control.command`;
  if (code === 'EACCES') return `control.command: the program '${program}' may not be executed; check its permissions (chmod +x) and that it is a file`;
  return `control.command: the program '${program}' cannot be started: ${error instanceof Error ? error.message : String(error)}`;
}

function endOf({ exit, program, environment }: { readonly exit: ProgramExit; readonly program: RunningProgram; readonly environment: DeviceEnvironment }): RunEnd {
  if (exit.kind === 'code' && exit.code === 0) return { kind: 'completed', detail: 'exited with code 0' };
  const how = exit.kind === 'code' ? `exited with code ${exit.code}` : `killed by ${exit.signal}`;
  const last = masked(program.stderr.lastLine(), environment);
  return { kind: 'crashed', detail: last === '' ? `${how}; nothing on stderr` : `${how}; last line of stderr: ${last}` };
}

function noteOutput({ stdout, stderr }: RunningProgram, environment: DeviceEnvironment): void {
  const note = (stream: 'stdout' | 'stderr', text: string): void => {
    if (text !== '') environment.note('output', `${stream}: ${masked(text, environment)}`);
  };
  note('stdout', stdout.text());
  note('stderr', stderr.text());
}

/** Programs print their command line; the password in it is nobody's business. */
function masked(text: string, { credentials }: DeviceEnvironment): string {
  const secret = credentials?.password ?? '';
  return secret === '' ? text : text.replaceAll(secret, '***');
}
