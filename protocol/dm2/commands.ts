/**
 * The twelve commands of Package#2 and their parameters (OMA-TS-DM_Protocol-V2_0, ~5.3). One row per command says what
 * it takes; reading and writing are two loops over it. Where no text gives an order (EXEC, DEFAULT, SUB) any order is
 * read, by the form of the parameters, and the ServerURI is written first. Leaves out the grammar of a ClientURI: a
 * parameter that looks like one is kept as text for `parseClientUri`.
 */

import { quoteText } from '../quote.js';
import { isServerUri } from './client-uri.js';

export type Command =
  | { readonly name: 'HGET'; readonly serverUri: string; readonly clientUri?: string }
  | { readonly name: 'HPUT' | 'HPOST'; readonly serverUri: string; readonly clientUris: readonly string[] }
  | { readonly name: 'DELETE' | 'GET'; readonly clientUris: readonly string[] }
  | { readonly name: 'EXEC'; readonly clientUri: string; readonly serverUri?: string }
  | { readonly name: 'SHOW' | 'CONT'; readonly serverUri: string }
  | { readonly name: 'END' }
  | { readonly name: 'DEFAULT'; readonly serverUri: string; readonly moid: string }
  | { readonly name: 'SUB'; readonly serverUri: string; readonly clientUri: string }
  | { readonly name: 'UNSUB'; readonly clientUri: string };

export type CommandName = Command['name'];

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly fault: 'unknown-command' | 'bad-parameters'; readonly detail: string };

/** Parameters by form. */
type Form = 'server' | 'client' | 'moid';
type Count = 'one' | 'optional' | 'many';

/** The parameters of one command, by form, in the order of reading. */
interface Sorted {
  readonly server: readonly string[];
  readonly client: readonly string[];
  readonly moid: readonly string[];
}

interface CommandRow {
  /** What the command takes, in the order it is written. */
  readonly takes: readonly { readonly form: Form; readonly count: Count }[];
  /** Whether that order was found in a text; otherwise any order is read. */
  readonly order: 'fixed' | 'free';
  /** Builds the command; undefined when a parameter is missing. */
  readonly build: (sorted: Sorted) => Command | undefined;
}

const SERVER = { form: 'server', count: 'one' } as const;
const CLIENT = { form: 'client', count: 'one' } as const;
const CLIENTS = { form: 'client', count: 'many' } as const;

const OPTIONAL_SERVER = { form: 'server', count: 'optional' } as const;
const OPTIONAL_CLIENT = { form: 'client', count: 'optional' } as const;
const MOID = { form: 'moid', count: 'one' } as const;

const COMMANDS = Object.freeze<Readonly<Record<CommandName, CommandRow>>>({
  HGET: {
    takes: [SERVER, OPTIONAL_CLIENT],
    order: 'fixed',
    build: ({ server: [serverUri], client: [clientUri] }) =>
      serverUri === undefined ? undefined : { name: 'HGET', serverUri, ...(clientUri === undefined ? {} : { clientUri }) },
  },
  HPUT: { takes: [SERVER, CLIENTS], order: 'fixed', build: buildUpload('HPUT') },
  HPOST: { takes: [SERVER, CLIENTS], order: 'fixed', build: buildUpload('HPOST') },
  DELETE: { takes: [CLIENTS], order: 'fixed', build: ({ client }) => ({ name: 'DELETE', clientUris: client }) },
  EXEC: {
    takes: [OPTIONAL_SERVER, CLIENT],
    order: 'free',
    build: ({ server: [serverUri], client: [clientUri] }) =>
      clientUri === undefined ? undefined : { name: 'EXEC', clientUri, ...(serverUri === undefined ? {} : { serverUri }) },
  },
  GET: { takes: [CLIENTS], order: 'fixed', build: ({ client }) => ({ name: 'GET', clientUris: client }) },
  SHOW: { takes: [SERVER], order: 'fixed', build: ({ server: [serverUri] }) => (serverUri === undefined ? undefined : { name: 'SHOW', serverUri }) },
  CONT: { takes: [SERVER], order: 'fixed', build: ({ server: [serverUri] }) => (serverUri === undefined ? undefined : { name: 'CONT', serverUri }) },
  END: { takes: [], order: 'fixed', build: () => ({ name: 'END' }) },
  DEFAULT: {
    takes: [SERVER, MOID],
    order: 'free',
    build: ({ server: [serverUri], moid: [moid] }) =>
      serverUri === undefined || moid === undefined ? undefined : { name: 'DEFAULT', serverUri, moid },
  },
  SUB: {
    takes: [SERVER, CLIENT],
    order: 'free',
    build: ({ server: [serverUri], client: [clientUri] }) =>
      serverUri === undefined || clientUri === undefined ? undefined : { name: 'SUB', serverUri, clientUri },
  },
  UNSUB: { takes: [CLIENT], order: 'fixed', build: ({ client: [clientUri] }) => (clientUri === undefined ? undefined : { name: 'UNSUB', clientUri }) },
});

function buildUpload(name: 'HPUT' | 'HPOST'): CommandRow['build'] {
  return ({ server: [serverUri], client }) => (serverUri === undefined ? undefined : { name, serverUri, clientUris: client });
}

/** The defined command names, in the order of the specification. */
export const COMMAND_NAMES: readonly CommandName[] = Object.freeze(Object.keys(COMMANDS).filter(isCommandName));

/** Whether `text` is a defined command name; case counts. */
function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}

/** Reads one entry of `CMD`. Never throws; `detail` is for people. */
export function parseCommand(entry: readonly string[]): ParsedCommand {
  const [name, ...parameters] = entry;
  if (name === undefined) return { ok: false, fault: 'unknown-command', detail: 'an empty list has no command name' };
  if (!isCommandName(name)) return { ok: false, fault: 'unknown-command', detail: `${quoteText(name, 60)} is none of ${COMMAND_NAMES.join(', ')}` };
  const row = COMMANDS[name];
  const detail = findFault(parameters, row);
  const command = detail === undefined ? row.build(sortByForm(parameters)) : undefined;
  if (command !== undefined) return { ok: true, command };
  return { ok: false, fault: 'bad-parameters', detail: `${name} takes ${describeRow(row)}; ${detail ?? 'a parameter is missing'}` };
}

/** Writes one entry of `CMD`, ServerURI first. */
export function formatCommand(command: Command): readonly string[] {
  const byForm: Readonly<Record<Form, readonly string[]>> = {
    server: 'serverUri' in command && command.serverUri !== undefined ? [command.serverUri] : [],
    client: 'clientUris' in command ? command.clientUris : 'clientUri' in command && command.clientUri !== undefined ? [command.clientUri] : [],
    moid: 'moid' in command ? [command.moid] : [],
  };
  return [command.name, ...COMMANDS[command.name].takes.flatMap(({ form }) => byForm[form])];
}

/** What is wrong with the parameters, undefined when nothing is. */
function findFault(parameters: readonly string[], row: CommandRow): string | undefined {
  const forms = parameters.map(formOf);
  const odd = forms.findIndex((form) => form === undefined || !row.takes.some((take) => take.form === form));
  if (odd >= 0) return `parameter ${odd + 1}, ${quoteText(parameters[odd] ?? '', 60)}, is ${forms[odd] === undefined ? 'none of these' : `a ${LABELS[forms[odd]]}`}`;
  for (const { form, count } of row.takes) {
    const given = forms.filter((other) => other === form).length;
    if (count !== 'optional' && given === 0) return `no ${LABELS[form]} is given`;
    if (count !== 'many' && given > 1) return `${given} ${LABELS[form]}s are given`;
  }
  const ranks = forms.map((form) => row.takes.findIndex((take) => take.form === form));
  const ordered = ranks.every((rank, index) => index === 0 || rank >= (ranks[index - 1] ?? 0));
  return row.order === 'fixed' && !ordered ? 'the order differs' : undefined;
}

const LABELS: Readonly<Record<Form, string>> = Object.freeze({ server: 'ServerURI', client: 'ClientURI', moid: 'MOID' });
const WORDS: Readonly<Record<Count, string>> = Object.freeze({ one: 'one', optional: 'at most one', many: 'one or more' });

/** A ClientURI has a slash behind its MOID, a MOID has none; neither starts like a web address. */
function formOf(text: string): Form | undefined {
  if (isServerUri(text)) return 'server';
  if (/^https?:\/\//i.test(text)) return undefined;
  if (/^[^/?\s]+\/[^\s]*$/.test(text)) return 'client';
  return /^[^/?\s]+$/.test(text) ? 'moid' : undefined;
}

function sortByForm(parameters: readonly string[]): Sorted {
  const ofForm = (form: Form): readonly string[] => parameters.filter((parameter) => formOf(parameter) === form);
  return { server: ofForm('server'), client: ofForm('client'), moid: ofForm('moid') };
}

function describeRow({ takes }: CommandRow): string {
  if (takes.length === 0) return 'no parameter';
  return takes.map(({ form, count }) => `${WORDS[count]} ${LABELS[form]}`).join(' and ');
}
