/**
 * What a provisioning document holds against the table of characteristics (PROVCONT 1.1, recalled): types, places, parms,
 * how often, values, and references that lead nowhere. Everything here is an oddity; the w7 part is checked in `account.ts`.
 */

import { quoteText } from '../../quote.js';
import { ANY_INTERNET, REFERENCES, rowOfType, VALUE_RULES, type CharacteristicRow } from './characteristics.js';
import { characteristicsOf, parmsNamed, type Characteristic, type Parm, type ProvisioningDocument } from './document.js';
import type { Report } from './read.js';

/** Reports on every characteristic of the document. */
export function checkContent(document: ProvisioningDocument, report: Report): void {
  const known = identifiersOf(document);
  for (const owner of document.characteristics) checkCharacteristic(owner, { parent: '', known, report });
}

interface Context {
  /** Type of the characteristic around, '' for the document. */
  readonly parent: string;
  /** Identifiers by type. */
  readonly known: ReadonlyMap<string, ReadonlySet<string>>;
  readonly report: Report;
}

function identifiersOf(document: ProvisioningDocument): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...REFERENCES.values()].map(({ type, identifier }) => {
      const values = characteristicsOf(document, type).flatMap((owner) => parmsNamed(owner, identifier).map(({ value }) => value ?? ''));
      return [type, new Set(values)] as const;
    }),
  );
}

function checkCharacteristic(owner: Characteristic, { parent, known, report }: Context): void {
  const { type, where, path } = owner;
  const row = rowOfType(type);
  if (row === undefined) {
    // Inside the configuration of a vendor every name is the vendor's.
    if (parent !== 'VENDORCONFIG') report({ code: 'dm1-prov/unknown-type', where, path, found: quoteText(type, 40), expected: 'a type of PROVCONT' });
    return;
  }
  if (parent !== 'VENDORCONFIG' && !row.parents.includes(parent)) {
    const expected = row.parents.map((place) => (place === '' ? 'the document' : place)).join(' or ');
    report({ code: 'dm1-prov/misplaced', where, path, found: `${type} in ${parent === '' ? 'the document' : parent}`, expected: `${type} in ${expected}` });
  }
  checkParms(owner, { row, report });
  for (const item of owner.parms) checkValue(item, { known, report });
  for (const needed of row.needs) {
    if (characteristicsOf(owner, needed).length === 0) report({ code: 'dm1-prov/missing', where, path, found: `no ${needed}`, expected: `${type} with ${needed}` });
  }
  for (const child of owner.characteristics) checkCharacteristic(child, { parent: type, known, report });
}

function checkParms(owner: Characteristic, { row, report }: { readonly row: CharacteristicRow; readonly report: Report }): void {
  const { type, where, path } = owner;
  const counts = new Map<string, number>();
  for (const item of owner.parms) {
    const occurrence = Object.hasOwn(row.parms, item.name) ? row.parms[item.name] : undefined;
    const count = (counts.get(item.name) ?? 0) + 1;
    counts.set(item.name, count);
    if (occurrence === undefined) {
      if (row.content === 'closed') report({ code: 'dm1-prov/unknown-parm', where: item.where, path: item.path, found: quoteText(item.name, 40), expected: `a parm of ${type}` });
    } else if (count === 2 && (occurrence === '1' || occurrence === '?')) {
      report({ code: 'dm1-prov/repeated', where: item.where, path: item.path, found: `a second ${item.name}`, expected: `${item.name} at most once in ${type}` });
    }
  }
  for (const [name, occurrence] of Object.entries(row.parms)) {
    if ((occurrence === '1' || occurrence === '+') && !counts.has(name)) report({ code: 'dm1-prov/missing', where, path, found: `no ${name}`, expected: `${type} with ${name}` });
  }
}

function checkValue({ name, value = '', where, path }: Parm, { known, report }: Omit<Context, 'parent'>): void {
  const rule = VALUE_RULES.get(name);
  if (rule !== undefined && !rule.accepts(value)) report({ code: 'dm1-prov/value', where, path, found: `${name} ${quoteText(value, 40)}`, expected: rule.expected });
  const reference = REFERENCES.get(name);
  if (reference === undefined || (name === 'TO-NAPID' && value === ANY_INTERNET) || known.get(reference.type)?.has(value) === true) return;
  report({ code: 'dm1-prov/reference', where, path, found: `${name} ${quoteText(value, 40)}`, expected: `the ${reference.identifier} of a ${reference.type} in this document` });
}
