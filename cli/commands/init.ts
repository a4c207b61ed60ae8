/** `dm-conformance init`: writes an IUT file by questions. The file explains itself, and `check` accepts it. */
import { existsSync } from 'node:fs';
import { IutFileError } from '../../harness/iut/iut-file-error.js';
import { parseIutFile } from '../../harness/iut/iut-file.js';
import { catalogue, type Feature, type Value } from '../../testcases/catalogue.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { writeWithFolders } from '../files.js';
import { iutCatalogue } from '../../testcases/iut-catalogue.js';
import { choice, createQuestioner, freeText, silentQuestioner, yesOrNo, type Questioner } from '../questions.js';
import { UsageError } from '../usage-error.js';

export interface InitArguments {
  readonly to: string;
  readonly yes?: true;
  readonly force?: true;
}

const ROLE = 'client';
const PROTOCOL = 'dm-2.0';
const RUNGS = ['command', 'http', 'attach', 'operator'] as const;

/** Asks and writes. Throws a UsageError when the file is there already, or for an answer in a pipe that does not fit. */
export async function init({ to, yes, force }: InitArguments, context: Context): Promise<ExitCode> {
  if (existsSync(to) && force !== true) throw new UsageError(`${to}: is there already; name another file with --to, or overwrite it with --force`);
  const questioner = yes === true ? silentQuestioner : createQuestioner(context);
  const text = await compose(questioner).finally(() => questioner.close());
  const parsed = parseIutFile({ text, path: to, ...iutCatalogue() });
  if (!parsed.ok) throw new IutFileError(to, parsed.problems);
  writeWithFolders(to, text);
  context.output.note(`${to} is written. What it leaves untested: dm-conformance check ${to}`);
  return EXIT.ok;
}

async function compose(questioner: Questioner): Promise<string> {
  const { features, values } = catalogue();
  const head = await headLines(questioner);
  const control = await controlLines(questioner);
  const supports: string[] = [];
  for (const feature of features.values()) if (feature.roles.includes(ROLE) && feature.versions.includes(PROTOCOL)) supports.push(...(await featureLines(feature, questioner)));
  const given: string[] = [];
  for (const value of values.values()) if (value.roles.includes(ROLE)) given.push(...(await valueLines(value, questioner)));
  return [
    '# IUT file of dm-conformance: the implementation under test. Check it with: dm-conformance check FILE',
    ...head,
    '',
    '# How a session is started.',
    ...control,
    '',
    '# What the product supports (ICS).',
    'supports:',
    ...supports,
    '',
    '# What a tester has to know about the product (IXIT). A test case whose value is missing is not run.',
    given.some((line) => !line.trimStart().startsWith('#')) ? 'values:' : '# values:',
    ...given,
    '',
  ].join('\n');
}

async function headLines({ ask }: Questioner): Promise<readonly string[]> {
  const name = await ask(freeText('Name of the product?', 'My DM client'));
  const vendor = await ask(freeText('Vendor?', ''));
  const version = await ask(freeText('Version?', ''));
  const optional = (key: string, value: string): readonly string[] => (value === '' ? [] : [`${key}: ${quoted(value)}`]);
  return [`name: ${quoted(name)}`, ...optional('vendor', vendor), ...optional('version', version), `role: ${ROLE}`, `protocol: ${PROTOCOL}`];
}

async function controlLines({ ask }: Questioner): Promise<readonly string[]> {
  const kind = await ask(choice<(typeof RUNGS)[number]>({ text: 'How is a session started?', known: RUNGS, fallback: 'attach' }));
  switch (kind) {
    case 'command': {
      const words = splitWords(await ask(freeText('Command that runs one session? {server.url}, {user} and {password} are filled in.', './client --server {server.url}')));
      return ['control:', `  command: [${words.map(quoted).join(', ')}]`];
    }
    case 'http':
      return ['control:', `  http: { start: ${quoted(await ask(freeText('URL that starts a session when it is posted to?', 'http://127.0.0.1:9000/start')))} }`];
    case 'attach':
      return ['control:', '  attach: true   # it runs already and connects by itself'];
    case 'operator':
      return ['control:', '  operator: true   # a person is asked'];
  }
}

async function featureLines({ id, question, clause, default: standard }: Feature, { ask }: Questioner): Promise<readonly string[]> {
  const answer = await ask(yesOrNo(question, standard));
  return [`  # ${question} (clause ${clause})`, `  ${id}: ${String(answer)}`];
}

/** A value that is left open stands in a comment, with the example. */
async function valueLines({ id, question, example, default: standard }: Value, { ask }: Questioner): Promise<readonly string[]> {
  const answer = await ask(freeText(`${question} (for example ${String(example)})`, standard === undefined ? '' : String(standard)));
  return [`  # ${question}`, answer === '' ? `  # ${id}: ${scalar(String(example))}` : `  ${id}: ${scalar(answer)}`];
}

/** Numbers and truth values as such, everything else in quotes. */
function scalar(text: string): string {
  return /^(?:true|false|-?(?:0|[1-9]\d{0,14}))$/.test(text) ? text : quoted(text);
}

/** A JSON string is a YAML string. */
const quoted = (text: string): string => JSON.stringify(text);

/** Words of a command line; quotes keep blanks together. */
function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
