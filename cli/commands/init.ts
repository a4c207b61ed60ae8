/** `dm-conformance init`: writes an IUT file by questions. The file explains itself, and `check` accepts it. */
import { existsSync } from 'node:fs';
import type { Suite } from '../../harness/campaign/suite.js';
import { IutFileError } from '../../harness/iut/iut-file-error.js';
import { parseIutFile } from '../../harness/iut/iut-file.js';
import { catalogue, type Value } from '../../testcases/catalogue.js';
import { valueFault, type ValueType } from '../../harness/iut/value-type.js';
import type { ParameterValue } from '../../harness/transcript/event.js';
import { loadCampaignSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { demandWritable, writeWithFolders } from '../files.js';
import { serverLines } from '../init-server.js';
import { roleOf } from '../judge/role.js';
import { iutCatalogue } from '../../testcases/iut-catalogue.js';
import { checkedText, choice, createQuestioner, freeText, silentQuestioner, yesOrNo, type Question, type Questioner } from '../questions.js';
import { UsageError } from '../usage-error.js';
import { featuresUsed, valuesUsed, type Product } from '../used-by.js';

export interface InitArguments {
  readonly to: string;
  readonly yes?: true;
  readonly force?: true;
  /** client (default) or server. */
  readonly role?: string;
}

const RUNGS = ['command', 'http', 'attach', 'operator'] as const;

/** Asks and writes. Throws a UsageError when the file is there already, or for an answer in a pipe that does not fit. */
export async function init({ to, yes, force, ...given }: InitArguments, context: Context): Promise<ExitCode> {
  if (existsSync(to) && force !== true) throw new UsageError(`${to}: is there already; name another file with --to, or overwrite it with --force`);
  const role = roleOf(given.role) ?? 'client';
  demandWritable({ option: '--to', path: to });
  const suite = await loadCampaignSuite(context);
  const questioner = yes === true ? silentQuestioner : createQuestioner(context);
  const text = await compose(questioner, suite, { role, protocol: 'dm-2.0' }).finally(() => questioner.close());
  const parsed = parseIutFile({ text, path: to, ...iutCatalogue() });
  if (!parsed.ok) throw new IutFileError(to, parsed.problems);
  writeWithFolders({ option: '--to', path: to }, text);
  context.output.note(`${to} is written. What it leaves untested: dm-conformance check ${to}`);
  return EXIT.ok;
}

async function compose(questioner: Questioner, suite: Suite, product: Product): Promise<string> {
  const head = await headLines(questioner, product);
  const { lines: acting, device } = product.role === 'server' ? await serverLines(questioner, quoted) : { lines: ['', '# How a session is started.', ...(await controlLines(questioner))], device: null };
  const { lines: supports, answers } = await featureLines(suite, questioner, product);
  const known = device === null ? [] : ['  # The device by which the tester comes.', `  device.id: ${quoted(device)}`];
  const given = [...known, ...(await valuesLines(valuesUsed(suite, { ...product, features: answers }), questioner))];
  return [
    '# IUT file of dm-conformance: the implementation under test. Check it with: dm-conformance check FILE',
    ...head,
    ...acting,
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

async function headLines({ ask }: Questioner, { role, protocol }: Product): Promise<readonly string[]> {
  const name = await ask(freeText('Name of the product?', `My DM ${role}`));
  const vendor = await ask(freeText('Vendor?', ''));
  const version = await ask(freeText('Version?', ''));
  const optional = (key: string, value: string): readonly string[] => (value === '' ? [] : [`${key}: ${quoted(value)}`]);
  return [`name: ${quoted(name)}`, ...optional('vendor', vendor), ...optional('version', version), `role: ${role}`, `protocol: ${protocol}`];
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
      return ['control:', '  attach: true   # it runs already and connects by itself', ...(await listenLines({ ask }))];
    case 'operator':
      return ['control:', '  operator: true   # a person is asked', ...(await listenLines({ ask }))];
  }
}

/** Whoever connects without being called is told once where to, so the address may not change from run to run. */
async function listenLines({ ask }: Pick<Questioner, 'ask'>): Promise<readonly string[]> {
  const host = await ask(checkedText({ text: 'Address of this machine at which the client reaches the tester? 127.0.0.1 is for a client on this machine.', fallback: '127.0.0.1', read: readHost }));
  const port = await ask(checkedText({ text: 'Port at which the tester waits for the client? Any free one above 1023; the client has to know it beforehand.', fallback: 8080, read: readPort }));
  const path = await ask(checkedText({ text: 'Path of the DM endpoint that the client calls?', fallback: '/dm', read: readPath }));
  return ['', '# Where the client finds the tester. Fixed, because nobody tells the client: any free port above 1023 will do.', `listen: { host: ${quoted(host)}, port: ${port}, path: ${quoted(path)} }`];
}

type Read<T> = Question<T>['read'];

const readHost: Read<string> = (answer) => (/^[A-Za-z0-9._:-]{1,253}$/.test(answer) ? { value: answer } : { expected: 'a host name or an IP address' });

const readPort: Read<number> = (answer) => (/^[1-9]\d{0,4}$/.test(answer) && Number(answer) <= 65_535 ? { value: Number(answer) } : { expected: 'a port from 1 to 65535' });

const readPath: Read<string> = (answer) => (/^\/[!$&-;=@-Z_a-z~%]{0,999}$/.test(answer) ? { value: answer } : { expected: 'a path that begins with a slash, for example /dm' });

async function featureLines(suite: Suite, { ask }: Questioner, product: Product): Promise<{ readonly lines: readonly string[]; readonly answers: Readonly<Record<string, boolean>> }> {
  const used = featuresUsed(suite, product);
  const lines: string[] = [];
  const answers: Record<string, boolean> = {};
  for (const { id, question, clause, default: standard } of catalogue().features.values()) {
    if (!used.has(id)) continue;
    answers[id] = await ask(yesOrNo(question, standard ? 'yes' : 'no'));
    lines.push(`  # ${question} (clause ${clause})`, `  ${id}: ${String(answers[id])}`);
  }
  return { lines, answers };
}

async function valuesLines(used: ReadonlySet<string>, questioner: Questioner): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const value of catalogue().values.values()) if (used.has(value.id)) lines.push(...(await valueLines(value, questioner)));
  for (const wanted of HARNESS_QUESTIONS) if (used.has(wanted.id)) lines.push(...(await switchLines(wanted, questioner)));
  return lines;
}

/** A value that is left open stands in a comment, with the example. */
async function valueLines({ id, type, question, example, default: standard }: Value, { ask }: Questioner): Promise<readonly string[]> {
  const read = (answer: string): ReturnType<Read<ParameterValue>> => {
    const value = typed(answer, type);
    const fault = valueFault(value, type);
    return fault === null ? { value } : { expected: fault.detail === null ? fault.expected : `${fault.expected} (${fault.detail})` };
  };
  const answer = await ask(checkedText<ParameterValue>({ text: `${question} (for example ${String(example)})`, fallback: standard ?? '', read }));
  return [`  # ${question}`, answer === '' ? `  # ${id}: ${scalar(example)}` : `  ${id}: ${scalar(answer)}`];
}

/** An answer is text; what it stands for depends on what was asked. */
function typed(answer: string, type: ValueType): ParameterValue {
  if (type === 'number') return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(answer) ? Number(answer) : answer;
  if (type === 'boolean') return /^(?:true|yes)$/i.test(answer) ? true : /^(?:false|no)$/i.test(answer) ? false : answer;
  return answer;
}

/** Values that steer the harness; they are off unless somebody says otherwise. */
const HARNESS_QUESTIONS = [
  { id: 'destructive', question: 'May tests delete or replace what the values above name, beyond what they restore?' },
  { id: 'state.kept', question: 'Does the device keep its state from one session to the next within a test?' },
] as const;

async function switchLines({ id, question }: (typeof HARNESS_QUESTIONS)[number], { ask }: Questioner): Promise<readonly string[]> {
  return [`  # ${question}`, (await ask(yesOrNo(question, 'no'))) ? `  ${id}: true` : `  # ${id}: true`];
}

/** Numbers and truth values as such; text in the quotes that need the fewest escapes. */
function scalar(value: ParameterValue): string {
  if (typeof value !== 'string') return String(value);
  // Single quotes escape nothing but themselves, so nothing invisible may stand in them.
  return value.includes('"') && /^[\x20-\x7e]+$/.test(value) ? `'${value.replaceAll("'", "''")}'` : quoted(value);
}

/** A JSON string is a YAML string. */
const quoted = (text: string): string => JSON.stringify(text);

/** Words of a command line; quotes keep blanks together. */
function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
