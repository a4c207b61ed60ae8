/** What a command line of the IUT file may refer to: `{server.url}`, `{value:NAME}` and so on. Plain substitution, no shell, no escapes. */
import { IutFault, type AccountName, type BootstrapDelivery, type DeviceEnvironment } from './control.js';

/** A placeholder looks like a name in braces; other braces, such as those of JSON, are left alone. */
const PLACEHOLDER = /\{([A-Za-z][\w.-]*(?::[\w.-]+)?)\}/g;

const VALUE_PREFIX = 'value:';

type Lookup = (environment: DeviceEnvironment, account: AccountName, bootstrap: BootstrapDelivery | null) => string | null;

interface Row {
  readonly name: string;
  /** Environment variable with the same content. */
  readonly variable: string;
  readonly lookup: Lookup;
}

const ROWS: readonly Row[] = Object.freeze([
  { name: 'server.url', variable: 'DM_SERVER_URL', lookup: ({ accounts }) => accounts.a.url },
  { name: 'server.id', variable: 'DM_SERVER_ID', lookup: ({ accounts }) => accounts.a.serverId },
  { name: 'server.b.url', variable: 'DM_SERVER_B_URL', lookup: ({ accounts }) => accounts.b.url },
  { name: 'server.b.id', variable: 'DM_SERVER_B_ID', lookup: ({ accounts }) => accounts.b.serverId },
  { name: 'account', variable: 'DM_ACCOUNT', lookup: (_environment, account) => account },
  { name: 'user', variable: 'DM_USER', lookup: ({ credentials }) => credentials?.user ?? null },
  { name: 'password', variable: 'DM_PASSWORD', lookup: ({ credentials }) => credentials?.password ?? null },
  { name: 'tls.ca', variable: 'DM_TLS_CA', lookup: ({ tls }) => tls?.files?.ca ?? null },
  { name: 'tls.cert', variable: 'DM_TLS_CERT', lookup: ({ tls }) => tls?.files?.cert ?? null },
  { name: 'tls.key', variable: 'DM_TLS_KEY', lookup: ({ tls }) => tls?.files?.key ?? null },
  { name: 'psk.identity', variable: 'DM_PSK_IDENTITY', lookup: ({ tls }) => tls?.psk.identity ?? null },
  { name: 'psk.key', variable: 'DM_PSK_KEY', lookup: ({ tls }) => tls?.psk.keyHex ?? null },
  { name: 'test', variable: 'DM_TEST', lookup: ({ test }) => test },
  // Empty where there is nothing of the kind: a session that is no bootstrap, a way without address or file.
  { name: 'bootstrap', variable: 'DM_BOOTSTRAP', lookup: (_environment, _account, bootstrap) => bootstrap?.kind ?? '' },
  { name: 'bootstrap.url', variable: 'DM_BOOTSTRAP_URL', lookup: (_environment, _account, bootstrap) => (bootstrap?.kind === 'client' ? bootstrap.url : '') },
  { name: 'bootstrap.file', variable: 'DM_BOOTSTRAP_FILE', lookup: (_environment, _account, bootstrap) => (bootstrap !== null && 'file' in bootstrap ? bootstrap.file : '') },
  { name: 'bootstrap.authority', variable: 'DM_BOOTSTRAP_AUTHORITY', lookup: (_environment, _account, bootstrap) => bootstrap?.authority ?? '' },
  { name: 'bootstrap.consent', variable: 'DM_BOOTSTRAP_CONSENT', lookup: (_environment, _account, bootstrap) => bootstrap?.consent ?? '' },
]);

/** Throws IutFault for a placeholder that nobody knows, naming those that are known. */
export function checkPlaceholders(argv: readonly string[]): void {
  for (const name of placeholdersOf(argv)) {
    const isKnown = name.startsWith(VALUE_PREFIX) || ROWS.some((row) => row.name === name);
    if (!isKnown) throw new IutFault(`control.command: unknown placeholder {${name}}; known are ${ROWS.map((row) => `{${row.name}}`).join(', ')} and {value:NAME}`);
  }
}

/** Names in braces, in order, with repetitions. */
export function placeholdersOf(argv: readonly string[]): readonly string[] {
  return argv.flatMap((argument) => [...argument.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
}

export interface CommandLine {
  readonly argv: readonly string[];
  readonly environment: DeviceEnvironment;
  readonly account: AccountName;
  /** Null: an ordinary session. */
  readonly bootstrap: BootstrapDelivery | null;
}

/** The command line for one session. Throws IutFault where the IUT file lacks what a placeholder needs. */
export function fillPlaceholders(line: CommandLine): readonly string[] {
  return line.argv.map((argument) => argument.replace(PLACEHOLDER, (_whole, name: string) => contentOf(name, line)));
}

function contentOf(name: string, { environment, account, bootstrap }: CommandLine): string {
  if (name.startsWith(VALUE_PREFIX)) {
    const value = environment.values[name.slice(VALUE_PREFIX.length)];
    if (value === undefined) throw new IutFault(`control.command uses {${name}}, but the IUT file gives no value '${name.slice(VALUE_PREFIX.length)}'; add it to 'values'`);
    return String(value);
  }
  const content = ROWS.find((row) => row.name === name)?.lookup(environment, account, bootstrap) ?? null;
  if (content === null) throw new IutFault(`control.command uses {${name}}, but the IUT file gives no credentials; add 'credentials' with user and password`);
  return content;
}

/** The same content as environment variables, for programs that prefer them. */
export function environmentVariables({ environment, account, bootstrap }: Omit<CommandLine, 'argv'>): Readonly<Record<string, string>> {
  const variables = ROWS.map(({ variable, lookup }) => [variable, lookup(environment, account, bootstrap)] as const);
  return Object.fromEntries(variables.flatMap(([variable, content]) => (content === null ? [] : [[variable, content]])));
}
