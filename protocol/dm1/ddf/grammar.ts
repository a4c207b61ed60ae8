/**
 * Content models of device descriptions and of serialized trees, which share one vocabulary (DMTND 8.5.4; DMTNDS 9.2), a
 * row per element. What differs, Node above all, stands in two tables. Leaves out what a value may be.
 */

import type { Slot } from '../model/content-models.js';
import { FORMAT_NAMES } from '../tree/format.js';

export type Content =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'sequence'; readonly slots: readonly Slot[]; readonly order: 'strict' | 'any' };

export type Rows = ReadonlyMap<string, Content>;

const TEXT: Content = { kind: 'text' };
const FLAG: Content = { kind: 'flag' };
const PROPERTIES = ['ACL', 'Format', 'Name', 'Size', 'Title', 'TStamp'] as const;
export const ACCESS_COMMANDS = Object.freeze(['Add', 'Copy', 'Delete', 'Exec', 'Get', 'Replace'] as const);
export const OCCURRENCES = Object.freeze(['One', 'ZeroOrOne', 'ZeroOrMore', 'OneOrMore', 'ZeroOrN', 'OneOrN'] as const);
const TEXTS = [
  'VerDTD', 'Man', 'Mod', 'NodeName', 'Path', 'Value', 'ACL', 'Name', 'Size', 'Title', 'TStamp', 'VerNo',
  'MIME', 'DDFName', 'DefaultValue', 'Description', 'DFTitle', 'ZeroOrN', 'OneOrN',
];
const FLAGS = [...FORMAT_NAMES, ...ACCESS_COMMANDS, 'One', 'ZeroOrOne', 'ZeroOrMore', 'OneOrMore', 'Permanent', 'Dynamic', 'CS', 'CIS'];

const COMMON: readonly (readonly [string, Content])[] = [
  ...TEXTS.map((name) => [name, TEXT] as const),
  ...FLAGS.map((name) => [name, FLAG] as const),
  ['Format', sequence([one(...FORMAT_NAMES)])],
  ['MgmtTree', sequence([one('VerDTD'), optional('Man'), optional('Mod'), { names: ['Node'], occurs: '+' }])],
];

/** Elements of descriptions: of these only DFProperties may lack nothing that the text asks for (DMTND 8.5.4.3). */
export const DDF_ROWS: Rows = new Map([
  ...COMMON,
  ['Node', sequence([one('NodeName'), optional('Path'), optional('RTProperties'), needed('DFProperties', 'DM1-DDF-C-003'), nodes()])],
  ['RTProperties', sequence([...PROPERTIES.map((name) => optional(name)), needed('Type', 'DM1-DDF-C-004'), optional('VerNo')])],
  ['Type', sequence([one('MIME', 'DDFName')])],
  ['DFProperties', sequence([
    needed('AccessType', 'DM1-DDF-C-005'), optional('DefaultValue'), optional('Description'), needed('DFFormat', 'DM1-DDF-C-005'), optional('Occurrence'),
    optional('Scope'), optional('DFTitle'), needed('DFType', 'DM1-DDF-C-005'), optional('CaseSense'),
  ])],
  ['AccessType', { kind: 'sequence', slots: ACCESS_COMMANDS.map((name) => optional(name)), order: 'any' }],
  ['DFFormat', sequence([one(...FORMAT_NAMES)])],
  ['Occurrence', sequence([one(...OCCURRENCES)])],
  ['Scope', sequence([one('Permanent', 'Dynamic')])],
  ['DFType', sequence([{ names: ['MIME', 'DDFName'], occurs: '+' }])],
  ['CaseSense', sequence([one('CS', 'CIS')])],
]);

/** Elements of serialized trees: those of descriptions without the framework properties. */
export const TNDS_ROWS: Rows = new Map([
  ...COMMON,
  ['Node', sequence([one('NodeName'), optional('Path'), needed('RTProperties', 'DM1-TNDS-B-007'), nodes()])],
  ['RTProperties', sequence([...PROPERTIES.map((name) => optional(name)), optional('Type'), optional('VerNo')])],
  ['Type', sequence([optional('MIME', 'DDFName')])],
]);

function sequence(slots: readonly Slot[]): Content {
  return { kind: 'sequence', slots, order: 'strict' };
}

function one(...names: readonly string[]): Slot {
  return { names, occurs: '1' };
}

function needed(name: string, requirement: string): Slot {
  return { names: [name], occurs: '1', requirement };
}

function optional(...names: readonly string[]): Slot {
  return { names, occurs: '?' };
}

/** `(Node* | Value?)`: that both stand there is found by who reads the node. */
function nodes(): Slot {
  return { names: ['Node', 'Value'], occurs: '*' };
}
