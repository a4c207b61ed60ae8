/** DFProperties of a node (DMTND 8.5.4.3), read and held against their rules. */

import { quoteText } from '../../quote.js';
import { isFormatName, FORMAT_NAMES } from '../tree/format.js';
import { propertyFaults } from '../tree/property.js';
import { allOf, flagsIn, partOf, partsOf, report, textIn, type Parts, type Spot } from './content-check.js';
import { DEFAULT_OCCURRENCE, DEFAULT_SCOPE, type AccessCommand, type DdfText, type DfType, type Framework, type OccurrenceValue } from './description.js';
import { ACCESS_COMMANDS, OCCURRENCES } from './grammar.js';
import { reportFaults } from './tree-faults.js';

/** Reads DFProperties. Where they are missing, which has been reported, everything is absent or default. */
export function frameworkOf(node: Parts, owner: Spot): Framework {
  const spot = partOf(node, 'DFProperties');
  if (spot === undefined) {
    return { access: [], format: undefined, occurrence: DEFAULT_OCCURRENCE, scope: DEFAULT_SCOPE, type: undefined, where: { kind: 'absent', parent: owner.element.where } };
  }
  const parts = partsOf(spot);
  return {
    access: accessOf(parts),
    defaultValue: textPart(parts, 'DefaultValue'),
    description: textPart(parts, 'Description'),
    format: formatOf(parts),
    occurrence: occurrenceOf(parts),
    scope: scopeOf(parts),
    title: textPart(parts, 'DFTitle'),
    type: typeOf(parts),
    caseSense: caseSenseOf(parts),
    where: spot.element.where,
  };
}

export function textPart(parts: Parts, name: string): DdfText | undefined {
  const spot = partOf(parts, name);
  return spot === undefined ? undefined : { value: textIn(spot), where: spot.element.where };
}

function accessOf(parts: Parts): readonly AccessCommand[] {
  const spot = partOf(parts, 'AccessType');
  if (spot === undefined) return [];
  const names = new Set(flagsIn(spot, ACCESS_COMMANDS));
  if (names.size === 0) report(spot, { code: 'dm1-ddf/no-access', found: 'an empty AccessType', expected: `at least one of ${ACCESS_COMMANDS.join(', ')}` });
  return ACCESS_COMMANDS.filter((name) => names.has(name));
}

function formatOf(parts: Parts): Framework['format'] {
  const spot = partOf(parts, 'DFFormat');
  const [name] = spot === undefined ? [] : flagsIn(spot, FORMAT_NAMES);
  return name !== undefined && isFormatName(name) ? name : undefined;
}

function occurrenceOf(parts: Parts): Framework['occurrence'] {
  const spot = partOf(parts, 'Occurrence');
  if (spot === undefined) return DEFAULT_OCCURRENCE;
  const { where } = spot.element;
  const [name = 'One'] = flagsIn(spot, OCCURRENCES);
  const kind = OCCURRENCES.find((candidate) => candidate === name) ?? 'One';
  return { ...occurrenceValue(spot, kind), where };
}

function occurrenceValue(spot: Spot, kind: (typeof OCCURRENCES)[number]): OccurrenceValue {
  if (kind !== 'ZeroOrN' && kind !== 'OneOrN') return { kind };
  const inner = spot.element.children.find((child) => child.kind === 'element' && child.name === kind);
  const text = inner?.kind === 'element' ? textIn({ ...spot, element: inner, path: `${spot.path}/${kind}` }) : '';
  const isRight = /^[0-9]{1,5}$/.test(text) && Number(text) >= 2 && Number(text) <= MOST_OCCURRENCES;
  if (!isRight && inner !== undefined) report(spot, { code: 'dm1-ddf/occurrence', where: inner.where, found: `${kind} ${quoteText(text, 20)}`, expected: `a number from 2 to ${MOST_OCCURRENCES}` });
  return { kind, most: isRight ? Number(text) : MOST_OCCURRENCES };
}
const MOST_OCCURRENCES = 65_536;

function scopeOf(parts: Parts): Framework['scope'] {
  const spot = partOf(parts, 'Scope');
  if (spot === undefined) return DEFAULT_SCOPE;
  const [name] = flagsIn(spot, ['Permanent', 'Dynamic']);
  return { kind: name === 'Permanent' ? 'Permanent' : 'Dynamic', where: spot.element.where };
}

function typeOf(parts: Parts): DfType | undefined {
  const spot = partOf(parts, 'DFType');
  if (spot === undefined) return undefined;
  const inner = partsOf(spot);
  const [name, second] = allOf(inner, 'DDFName');
  const mimes = allOf(inner, 'MIME');
  if (name === undefined) return mimes.length === 0 ? undefined : { kind: 'mime', types: mimes.map(mimeOf) };
  const surplus = second ?? mimes[0];
  if (surplus !== undefined) report(surplus, { code: 'dm1-ddf/node-type', found: `<${surplus.element.name}> beside <DDFName>`, expected: 'one DDFName alone, or MIME' });
  const text = textIn(name);
  reportFaults(name, propertyFaults({ name: 'Type', value: text, node: 'interior' }));
  return { kind: 'ddf-name', name: text };
}

function mimeOf(spot: Spot): string {
  const text = textIn(spot);
  reportFaults(spot, propertyFaults({ name: 'Type', value: text, node: 'leaf' }), 'DM1-DDF-C-007');
  return text;
}

function caseSenseOf(parts: Parts): Framework['caseSense'] {
  const spot = partOf(parts, 'CaseSense');
  const [name] = spot === undefined ? [] : flagsIn(spot, ['CS', 'CIS']);
  return name === 'CS' || name === 'CIS' ? name : undefined;
}
