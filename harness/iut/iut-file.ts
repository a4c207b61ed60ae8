/**
 * Reads an IUT file: YAML, checked against `iut-file.schema.json`, the catalogue of features and the list of values,
 * before anything is sent. Every problem has a line and a column. Left out: whether files and addresses it names exist.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Role } from '../judge/requirement.js';
import { createIut, durationMs } from './iut-defaults.js';
import { validateIutFile } from './generated/iut-file-validator.js';
import { inWords, problemsOf, quotesHint, suggestion } from './iut-file-complaints.js';
import { IutFileError, type IutFileProblem } from './iut-file-error.js';
import type { IutFileSource } from './iut-file-source.js';
import { HARNESS_VALUES, type IutFile } from './iut.js';
import { valueFault, type ValueType } from './value-type.js';
import { placesOf, type Places } from './yaml-places.js';

export type { IutFile } from './iut.js';

/** An IUT file is a page of text; anything near this is another file given by mistake. */
const MAX_FILE_BYTES = 1024 * 1024;
/** An alias may be used this often in total; more is a bomb. */
const MAX_ALIASES = 100;
/** Faults of form lead to each other; the first few are the ones to mend. */
const MAX_YAML_PROBLEMS = 5;
/** Nobody waits longer for one message; far below what a timer can hold. */
const MAX_DEADLINE_MS = 3_600_000;

export interface Catalogue {
  /** Ids of all ICS items. */
  readonly knownFeatures: readonly string[];
  /** All IXIT values by name; `any` for those whose type nobody declared. */
  readonly knownValues: Readonly<Record<string, ValueType | 'any'>>;
}

export interface IutFileText extends Catalogue {
  readonly text: string;
  /** As the user named it; relative paths in the file start at its folder. */
  readonly path: string;
}

export type ParsedIutFile = { readonly ok: true; readonly iut: IutFile } | { readonly ok: false; readonly problems: readonly IutFileProblem[] };

/** Reads and checks the file at `path`. Rejects with IutFileError for everything that is wrong with it, its absence included. */
export async function readIutFile({ path, ...catalogue }: Catalogue & { readonly path: string }): Promise<IutFile> {
  const parsed = parseIutFile({ ...catalogue, path, text: decodeText(path, await readBytes(path)) });
  if (!parsed.ok) throw new IutFileError(path, parsed.problems);
  return parsed.iut;
}

/** Checks the text of an IUT file. Problems come in the order of the file, one for each fault. */
export function parseIutFile(input: IutFileText): ParsedIutFile {
  const yaml = readYaml(input.text);
  if ('problems' in yaml) return { ok: false, problems: yaml.problems };
  const { data, places } = yaml;
  if (!validateIutFile(data)) return { ok: false, problems: problemsOf({ complaints: validateIutFile.errors ?? [], data, places }) };
  const supports = resolveFeatures({ data, known: input.knownFeatures, places });
  const problems = [...supports.problems, ...valueProblems({ data, known: input.knownValues, places }), ...contradictions(data, places)];
  if (problems.length > 0) return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
  return { ok: true, iut: createIut({ data, supports: supports.answers, source: input.path, folder: dirname(resolve(input.path)) }) };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such IUT file; check the path, or write one with: dm-conformance init',
      EISDIR: 'is a folder, not an IUT file; name the file in it',
      ENOTDIR: 'a part of the path is a file, not a folder; check the path of the IUT file',
      EACCES: 'is an IUT file that may not be read; check its owner and mode',
      EPERM: 'is an IUT file that may not be read; check its owner and mode',
      ELOOP: 'symbolic links lead in a circle; check the path of the IUT file',
      ENAMETOOLONG: 'the name is too long; check the path of the IUT file',
    };
    throw new IutFileError(path, [fault(reasons[code] ?? `the IUT file cannot be read: ${error instanceof Error ? error.message : String(error)}; check the path`)], { cause: error });
  }
}

function decodeText(path: string, bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES) throw new IutFileError(path, [fault(`has ${bytes.length} bytes, more than an IUT file may have (${MAX_FILE_BYTES}); is it the right file?`)]);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new IutFileError(path, [fault('is not UTF-8 text; save it as UTF-8')], { cause: error });
  }
}

const fault = (message: string): IutFileProblem => ({ line: 0, column: 0, message });

type Yaml = { readonly data: unknown; readonly places: Places } | { readonly problems: readonly IutFileProblem[] };

function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  try {
    // At the level `silent` the library would not report a second document.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    if (document.errors.length > 0) return { problems: yamlProblems(document.errors, lines) };
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (data === null || data === undefined) return { problems: [fault('is empty; write one with: dm-conformance init')] };
    return { data, places: placesOf({ document, lines, source: text }) };
  } catch (error) {
    // The YAML library answers unknown aliases and alias bombs with ReferenceError, the engine bottomless nesting with RangeError.
    if (error instanceof ReferenceError) return { problems: [fault(aliasWords(error.message))] };
    if (error instanceof RangeError) return { problems: [fault(TOO_DEEP)] };
    throw error;
  }
}

const TOO_DEEP = 'is nested far deeper than an IUT file is';

function yamlProblems(errors: readonly YAMLError[], lines: LineCounter): readonly IutFileProblem[] {
  if (errors.some(({ message }) => message.includes('call stack'))) return [fault(TOO_DEEP)];
  return errors.slice(0, MAX_YAML_PROBLEMS).map(({ pos, message, code }) => {
    const { line, col } = lines.linePos(pos[0]);
    const words = code === 'MULTIPLE_DOCS' ? 'the file holds several documents (---); an IUT file holds one' : `not valid YAML: ${message}`;
    return { line, column: col, message: words };
  });
}

function aliasWords(message: string): string {
  if (message.startsWith('Excessive')) return 'uses aliases (*name) far more often than an IUT file needs; write the values out';
  return 'uses an alias (*name) that no anchor (&name) defines before it; text that begins with * needs quotes';
}

interface Checked {
  readonly data: IutFileSource;
  /** Names of the catalogue. */
  readonly known: readonly string[];
  readonly places: Places;
}

function resolveFeatures({ data: { supports = {}, role }, known, places }: Checked): { readonly answers: Readonly<Record<string, boolean>>; readonly problems: readonly IutFileProblem[] } {
  const answers: Record<string, boolean> = {};
  const problems: IutFileProblem[] = [];
  for (const [name, answer] of Object.entries(supports)) {
    const id = known.find((feature) => meantBy(name, role).includes(feature)) ?? null;
    const place = places.key('/supports', name);
    if (id === null) problems.push({ ...place, message: `unknown feature '${name}', ${featureHint(name, known)}` });
    else if (id in answers) problems.push({ ...place, message: `the feature '${id}' is answered twice` });
    else answers[id] = answer;
  }
  return { answers, problems };
}

/** `show` stands for C_SHOW in the file of a client and for S_SHOW in the file of a server. */
function meantBy(name: string, role: Role): readonly string[] {
  const id = name.toUpperCase().replaceAll('-', '_');
  return [id, `${role === 'client' ? 'C' : 'S'}_${id}`];
}

function featureHint(name: string, known: readonly string[]): string {
  const hint = suggestion(name.replaceAll('-', '_'), [...known, ...known.map((id) => id.replace(/^[CS]_/, ''))]);
  return hint.startsWith('did') ? hint : 'see: dm-conformance list features';
}

function valueProblems({ data: { values = {} }, known, places }: Pick<Checked, 'data' | 'places'> & { readonly known: Catalogue['knownValues'] }): readonly IutFileProblem[] {
  const types = new Map([...Object.entries(known), ...HARNESS_VALUES.map((name) => [name, 'boolean'] as const)]);
  return Object.entries(values).flatMap(([name, value]) => {
    const type = types.get(name);
    if (type === undefined) return [{ ...places.key('/values', name), message: `unknown value '${name}', ${suggestion(name, [...types.keys()])}` }];
    const fault = type === 'any' ? null : valueFault(value, type);
    if (fault === null) return [];
    const pointer = `/values/${pointerStep(name)}`;
    const lead = `'values.${name}' must be ${fault.expected}`;
    if (fault.detail !== null) return [{ ...places.inside(pointer, fault.at), message: `${lead}: ${fault.detail}` }];
    return [{ ...places.value(pointer), message: `${lead}, found ${inWords(value)}${type === 'text' ? quotesHint('string', value) : ''}` }];
  });
}

const pointerStep = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Where a control is given that starts a client: the mapping and the key in it. */
function idleControls({ http = {}, ...others }: NonNullable<IutFileSource['control']>): readonly (readonly [pointer: string, key: string])[] {
  return [...Object.keys(others).map((key) => ['/control', key] as const), ...Object.keys(http).filter((key) => key !== 'upperTester').map((key) => ['/control/http', key] as const)];
}

/** What single keys cannot show. */
function contradictions({ role, protocol, profile, endpoint, control, credentials, deadlines = {} }: IutFileSource, places: Places): readonly IutFileProblem[] {
  const problems: IutFileProblem[] = [];
  const add = (key: string, message: string): void => void problems.push({ ...places.key('', key), message });
  if (profile === 'ms-mdm' && protocol !== 'dm-1.2') add('profile', `the profile ms-mdm goes with the protocol dm-1.2, found '${protocol}'`);
  const isHttpScheme = credentials?.scheme === undefined || credentials.scheme === 'basic' || credentials.scheme === 'digest';
  if (protocol === 'dm-2.0' && !isHttpScheme) problems.push({ ...places.value('/credentials/scheme'), message: `DM 2.0 authenticates in HTTP: 'credentials.scheme' must be basic or digest, found '${credentials.scheme ?? ''}'` });
  if (role === 'server' && endpoint === undefined) add('role', "a server needs the key 'endpoint': where the tester finds it");
  if (role === 'server' && control !== undefined) problems.push(...idleControls(control).map(([pointer, key]) => ({ ...places.key(pointer, key), message: `a server is driven by 'control.http.upperTester'; '${`${pointer}/${key}`.slice(1).replaceAll('/', '.')}' is for clients` })));
  if (role === 'client' && control === undefined) add('role', "a client needs the key 'control': how it is made to start a session");
  if (role === 'client' && control?.http !== undefined && control.http.start === undefined) problems.push({ ...places.key('/control', 'http'), message: "the key 'control.http.start' is missing" });
  if (control?.operator === false) add('control', "'control.operator' can only be true or prepared answers, found false");
  for (const [name, text] of Object.entries(deadlines)) {
    const isUsable = durationMs(text) >= 1 && durationMs(text) <= MAX_DEADLINE_MS;
    if (!isUsable) problems.push({ ...places.value(`/deadlines/${name}`), message: `'deadlines.${name}' must be between 1ms and 60m, found '${text}'` });
  }
  return problems;
}
