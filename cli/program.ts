/**
 * The command line: names, options and help of every command (design, section 6). Each command is loaded when it is called,
 * because a cold run of one test must stay fast. Errors end here: one line that says what to do, and an exit code.
 */
import { Command, CommanderError, Option } from 'commander';
import { JournalError } from '../harness/campaign/journal.js';
import { IutFault } from '../harness/iut/control.js';
import { IutFileError } from '../harness/iut/iut-file-error.js';
import { TranscriptError } from '../harness/transcript/parse.js';
import { FORMATS } from '../reports/formats.js';
import type { DecodeArguments } from './commands/decode.js';
import type { EncodeArguments } from './commands/encode.js';
import type { InitArguments } from './commands/init.js';
import type { ObserveArguments } from './commands/observe.js';
import type { ProveArguments } from './commands/prove.js';
import type { Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';
import { createOutput, type Output } from './output.js';
import { addRunOptions, addSelectionOptions, collect, type RunWords } from './run-arguments.js';
import type { SelectionOptions } from './selection.js';
import { UsageError } from './usage-error.js';
import { toolVersion } from './version.js';

/** Runs one command line; resolves with the exit code and never rejects. */
export async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const output = createOutput(io);
  const code = await dispatch(argv, { io, output }).catch((error: unknown) => explain(error, { io, output }));
  await output.flush();
  return code;
}

async function dispatch(argv: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram({ argv, context, done: (result) => (code = result) });
  await program.parseAsync([...argv], { from: 'user' });
  return code;
}

const USAGE_HINT = 'Exit codes: 0 all as it should be, 1 a nonconformance or a baseline that no longer holds, 2 usage or input, 3 nothing failed but something was not decided, 4 an error of our own.';

interface ProgramInput {
  readonly argv: readonly string[];
  readonly context: Context;
  readonly done: (code: ExitCode) => void;
}

/** The whole grammar of the command; nothing is loaded for a command before it is called. */
function createProgram({ argv, context, done }: ProgramInput): Command {
  const { output } = context;
  const program = new Command('dm-conformance')
    .description('Conformance and interoperability tests for OMA Device Management.')
    .version(toolVersion(), '-V, --version')
    .addHelpText('after', `\n${USAGE_HINT}`)
    .exitOverride()
    .configureOutput({ writeOut: output.text, writeErr: (text) => output.note(inOneLine(text)), getOutHasColors: () => false })
    .showSuggestionAfterError();
  addTesting(program, { argv, context, done });
  addReading(program, { argv, context, done });
  addFiles(program, { argv, context, done });
  return program;
}

/** Complaints of the parser, worded like ours: its suggestion stands on a line of its own. */
function inOneLine(text: string): string {
  return text
    .trimEnd()
    .replace(/^error: /, 'dm-conformance: ')
    .replace(/\n\(Did you mean (one of )?(.*)\?\)$/, (_suggestion, several: string | undefined, names: string) => `, did you mean ${several ?? ''}${names.split(', ').map((name) => `'${name}'`).join(', ')}?`);
}

function addTesting(program: Command, { argv, context, done }: ProgramInput): void {
  addRunOptions(program.command('run'))
    .description('test an implementation: a campaign')
    .action(async (files: string[], options: RunWords) => done(await (await import('./commands/run.js')).run({ files, options, words: argv.slice(argv.indexOf('run') + 1) }, context)));
  program
    .command('prove')
    .description('test the suite itself: every mutant must be caught, every variant must pass')
    .argument('[pattern...]', 'mutants and variants by id; * is a component, ** anything')
    .option('--json <file>', 'write the proof as JSON (- for standard output)')
    .option('--jobs <number>', 'worker threads; default: one per core')
    .option('--sockets', 'run over real connections, as products are tested, and spare no test that reaches a replaced part; five times slower')
    .action(async (patterns: string[], options: Omit<ProveArguments, 'patterns'>) => done(await (await import('./commands/prove.js')).prove({ patterns, ...options }, context)));
  program
    .command('judge')
    .description('apply the rules to transcripts of earlier runs, and to messages of DM 1.x')
    .argument('<capture...>', 'transcripts, messages in XML or WBXML, HTTP heads beside their bodies (x.http, x.body), or folders of them')
    .option('--json', 'print {findings, messages}')
    .option('--role <role>', 'client or server: who sent messages that have no HTTP head')
    .action(async (captures: string[], options: { readonly json?: true; readonly role?: string }) => done(await (await import('./commands/judge.js')).judge({ captures, ...options }, context)));
  program
    .command('observe')
    .description('stand between a client and a server that are used as always: record what passes, judge both sides when you stop it')
    .option('--listen <host:port>', 'where the client finds the proxy; port 0 takes a free one')
    .option('--to <url>', 'the server')
    .option('--out <file>', 'where the transcript goes', 'observed.json')
    .option('--ca <file>', "PEM file of the authority of the server's certificate, where the system does not know it")
    .option('--json', 'print {findings, messages} at the end')
    .action(async (options: ObserveArguments) => done(await (await import('./commands/observe.js')).observe(options, context)));
  program
    .command('serve')
    .description('run a reference as a program: the client for one session, the server until it is interrupted')
    .argument('<role>', 'client or server')
    .option('--protocol <protocol>', 'dm-2.0', 'dm-2.0')
    .option('--server <url>', 'client: where the DM server is')
    .option('--user <name>', 'client: user for HTTP authentication')
    .option('--password <password>', 'client: password for HTTP authentication')
    .option('--mutant <id>', 'with a defect (see: list mutants)')
    .option('--variant <id>', 'unusual but legal')
    .option('--state <file>', 'client: keep the state of the device in this file between sessions')
    .option('--notify <address>', 'client: begin the session when a notification comes in here: udp://host:port or http://host:port')
    .option('--listen <host:port>', 'server: where devices find it; port 0 takes a free one')
    .option('--control <host:port>', 'server: where its upper tester is; without it every device is welcome')
    .option('--cert <file>', 'certificate in PEM: of the server, for https (may be repeated), or of the device', collect)
    .option('--key <file>', 'key of the certificate in PEM (as often as --cert)', collect)
    .option('--psk <identity:hex>', 'pre-shared key for TLS (server: may be repeated)', collect)
    .option('--legacy-tls', 'TLS 1.0 and 1.1 as well')
    .option('--ca <file>', 'client: authorities to trust in PEM, for https')
    .option('--client-ca <file>', 'server: demand client certificates of this authority (PEM)')
    .action(async (role: string, options: object) => done(await (await import('./commands/serve.js')).serve({ role, ...options }, context)));
}

function addReading(program: Command, { context, done }: ProgramInput): void {
  addSelectionOptions(program.command('list').argument('<what>', 'tests, requirements, features or mutants'))
    .description('print the catalogue')
    .option('--json', 'as JSON')
    .action(async (what: string, options: SelectionOptions & { readonly json?: true }) => done(await (await import('./commands/list.js')).list({ what, ...options }, context)));
  program
    .command('show')
    .description('print everything about a test case, requirement, feature, value, ambiguity or mutant')
    .argument('<id>')
    .action(async (id: string) => done(await (await import('./commands/show.js')).show(id, context)));
  program
    .command('decode')
    .description('print a message of DM 1.x or DM 2.0, or a transcript, in readable form with its findings; a folder gives a table')
    .argument('<path>', 'a file, - for standard input, or a folder')
    .option('--as <format>', 'take it for this format instead of guessing')
    .option('--hex', 'every byte and what it is, side by side')
    .option('--full', 'cut no value')
    .option('--role <role>', 'client or server: who sent a message that has no HTTP head')
    .option('--json', 'as JSON')
    .action(async (path: string, options: Omit<DecodeArguments, 'path'>) => done(await (await import('./commands/decode.js')).decode({ path, ...options }, context)));
  program
    .command('encode')
    .description('write XML of DM 1.x as WBXML, or WBXML as XML, in any legal form')
    .argument('<path>', 'a file, or - for standard input')
    .option('--to <form>', 'wbxml or xml; default: the other one')
    .option('--set <choice...>', 'a choice of the writer, name=value, for example strings=table or layout=pretty')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--text <form>', 'print the octets as text: hex or base64')
    .action(async (path: string, options: Omit<EncodeArguments, 'path'>) => done(await (await import('./commands/encode.js')).encode({ path, ...options }, context)));
  program
    .command('report')
    .description('render stored results; several folders are merged')
    .argument('<folder...>', 'results folders')
    .addOption(new Option('--format <format>', 'form of the report').choices(Object.keys(FORMATS)).default('text'))
    .option('--to <file>', 'write to a file instead of standard output')
    .action(async (folders: string[], options: { readonly format: string; readonly to?: string }) => done(await (await import('./commands/report.js')).report({ folders, ...options }, context)));
}

function addFiles(program: Command, { context, done }: ProgramInput): void {
  program
    .command('check')
    .description('check an IUT file, and print what it leaves untested')
    .argument('<file>', 'an IUT file')
    .action(async (file: string) => done(await (await import('./commands/check.js')).check(file, context)));
  program
    .command('init')
    .description('write an IUT file by questions')
    .option('--to <file>', 'where to', 'iut.yaml')
    .option('--role <role>', 'client or server', 'client')
    .option('--yes', 'ask nothing, take every default')
    .option('--force', 'overwrite the file if it is there')
    .action(async (options: InitArguments) => done(await (await import('./commands/init.js')).init(options, context)));
}

/** The one place where an error becomes text. Faults the user can mend have words of their own; anything else is ours. */
function explain(error: unknown, { io, output }: Context): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || error instanceof JournalError || error instanceof IutFileError || error instanceof IutFault || error instanceof TranscriptError) {
    output.note(`dm-conformance: ${error.message}`);
    return EXIT.usage;
  }
  output.note(`dm-conformance: ${sentenceOf(error)}`);
  printStack(error, { io, output });
  return EXIT.internal;
}

function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'SuiteError') return words;
  return `an error of ours: ${words}. Please report it with this line, the command and the output of DM_CONFORMANCE_DEBUG=1.`;
}

function printStack(error: unknown, { io, output }: { readonly io: Io; readonly output: Output }): void {
  if (io.env['DM_CONFORMANCE_DEBUG'] === '1' && error instanceof Error) output.note(error.stack ?? '');
}
