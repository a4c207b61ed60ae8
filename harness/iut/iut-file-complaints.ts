/** Turns what the compiled schema says about an IUT file into sentences: what is wrong, what was found, what to write instead. */
import { examples, knownKeys } from './generated/iut-file-validator.js';
import type { IutFileProblem } from './iut-file-error.js';
import type { Complaint } from './iut-file-source.js';
import { nearestName } from './nearest-name.js';
import type { Place, Places } from './yaml-places.js';

/** Enough for a person to begin with; a file that is no IUT file at all would give thousands. */
const MAX_PROBLEMS = 20;

/** The problems behind `complaints`, in the order of the file. */
export function problemsOf({ complaints, data, places }: { readonly complaints: readonly Complaint[]; readonly data: unknown; readonly places: Places }): readonly IutFileProblem[] {
  const problems = complaints
    .slice(0, MAX_PROBLEMS)
    .map((complaint) => ({ ...placeOf(complaint, places), message: sentence(complaint, valueAt(data, complaint.instancePath)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  if (complaints.length <= MAX_PROBLEMS) return problems;
  return [...problems, { line: 0, column: 0, message: `and ${complaints.length - MAX_PROBLEMS} problems more` }];
}

function placeOf({ keyword, instancePath, params }: Complaint, places: Places): Place {
  if (keyword === 'additionalProperties') return places.key(instancePath, String(params['additionalProperty']));
  return places.value(instancePath);
}

function sentence(complaint: Complaint, value: unknown): string {
  const { keyword, params } = complaint;
  const name = nameOf(complaint.instancePath);
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(complaint);
    case 'required':
      return `the key '${fullName(complaint.instancePath, params['missingProperty'])}' is missing`;
    case 'dependentRequired':
      return `'${fullName(complaint.instancePath, params['property'])}' needs '${fullName(complaint.instancePath, params['missingProperty'])}' beside it`;
    case 'type':
      if (examplesOf(complaint.schemaPath).length > 0) return shape(complaint, value);
      return `${name} must be ${typeWords(params['type'])}, found ${inWords(value)}${quotesHint(params['type'], value)}`;
    case 'enum':
      return notAllowed(complaint, value);
    case 'const':
      return `${name} can only be ${String(params['allowedValue'])}, found ${inWords(value)}; leave the key out otherwise`;
    case 'pattern':
      return shape(complaint, value);
    case 'minProperties':
    case 'maxProperties':
      return countOfKeys(complaint, value);
    case 'minLength':
    case 'minItems':
      return `${name} must not be empty`;
    case 'minimum':
    case 'maximum':
      return `${name} must be at ${keyword === 'minimum' ? 'least' : 'most'} ${String(params['limit'])}, found ${inWords(value)}`;
    case 'maxLength':
      return `${name} must have at most ${String(params['limit'])} characters`;
  }
  return `${name} ${complaint.message ?? 'is not right'}`;
}

function shape({ instancePath, schemaPath }: Complaint, value: unknown): string {
  return `${nameOf(instancePath)} must look like ${examplesOf(schemaPath).join(' or ')}, found ${inWords(value)}`;
}

function unknownKey({ instancePath, schemaPath, params }: Complaint): string {
  const key = String(params['additionalProperty']);
  const known = knownKeys[withoutKeyword(schemaPath)] ?? [];
  const where = instancePath === '' ? '' : ` in ${nameOf(instancePath)}`;
  return `unknown key ${inWords(key)}${where}, ${suggestion(key, known)}`;
}

/** `did you mean 'x'?`, or all that is known where nothing is near. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== null) return `did you mean '${nearest}'?`;
  return known.length === 0 ? 'none is known here' : `known are ${known.join(', ')}`;
}

function notAllowed({ instancePath, params }: Complaint, value: unknown): string {
  const allowed = asStrings(params['allowedValues']);
  const nearest = typeof value === 'string' ? nearestName(value, allowed) : null;
  return `${nameOf(instancePath)} must be ${allowed.join(' or ')}, found ${inWords(value)}${nearest === null ? '' : `, did you mean '${nearest}'?`}`;
}

function countOfKeys({ instancePath, schemaPath }: Complaint, value: unknown): string {
  const given = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const known = knownKeys[withoutKeyword(schemaPath)] ?? [];
  if (given.length === 0) return `${nameOf(instancePath)} is empty; give ${instancePath === '/control' ? 'one' : 'some'} of ${known.join(', ')}`;
  return `${nameOf(instancePath)} names ${given.length} ways (${given.join(', ')}); give just one`;
}

const withoutKeyword = (schemaPath: string): string => schemaPath.slice(0, schemaPath.lastIndexOf('/'));

const examplesOf = (schemaPath: string): readonly string[] => examples[withoutKeyword(schemaPath)] ?? [];

const fullName = (pointer: string, key: unknown): string => `${pointer}/${String(key)}`.slice(1).replaceAll('/', '.');

const nameOf = (pointer: string): string => (pointer === '' ? 'the file' : `'${pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}'`);

const asStrings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function typeWords(type: unknown): string {
  const words: Readonly<Record<string, string>> = { string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false', object: 'a mapping of keys to values', array: 'a list' };
  return (Array.isArray(type) ? type : [type]).map((one) => words[String(one)] ?? String(one)).join(' or ');
}

/** Text that YAML reads as a number, a truth value or a date needs quotes. */
export function quotesHint(type: unknown, value: unknown): string {
  const wasScalar = typeof value === 'number' || typeof value === 'boolean';
  return type === 'string' && wasScalar ? `; write it in quotes: "${String(value)}"` : '';
}

/** A value of the file in a few words. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return `a mapping of ${Object.keys(value).length} keys`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  if (typeof value === 'string') return `'${short}'`;
  return typeof value === 'number' ? `the number ${short}` : short;
}

function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === step.replaceAll('~1', '/').replaceAll('~0', '~'))?.[1];
  }
  return value;
}
