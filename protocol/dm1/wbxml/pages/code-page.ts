/**
 * The shape of a WBXML code page (WAP-192-WBXML, ~5.8.2 and ~5.8.3) and the one place that makes it searchable both
 * ways. Reader and writer use the same compiled page. Leaves out which document has which page (`document-types.ts`).
 */

import type { NamespaceKind } from '../../model/element.js';

/** Token without its content and attribute bits, and the local name of the element. */
export type TagRow = readonly [token: number, name: string];
/** Token, attribute name, and the beginning of the value that the token stands for. */
export type AttributeStartRow = readonly [token: number, name: string, valueStart: string];
/** Token and the piece of a value that it stands for. */
export type AttributeValueRow = readonly [token: number, value: string];

export interface CodePageRows {
  readonly namespace: Exclude<NamespaceKind, 'none' | 'other'>;
  readonly tags: readonly TagRow[];
  readonly attributeStarts: readonly AttributeStartRow[];
  readonly attributeValues: readonly AttributeValueRow[];
}

export interface AttributeStart {
  readonly token: number;
  readonly name: string;
  readonly valueStart: string;
}

export interface AttributeValue {
  readonly token: number;
  readonly value: string;
}

export interface CodePage {
  readonly number: number;
  readonly namespace: Exclude<NamespaceKind, 'none' | 'other'>;
  /** The namespace that elements of this page have in the document type. */
  readonly uri: string;
  /** By token; a hole where the page defines none. */
  readonly tagNames: readonly (string | undefined)[];
  readonly tagTokens: ReadonlyMap<string, number>;
  readonly startsByToken: ReadonlyMap<number, AttributeStart>;
  /** By attribute name, the longest beginning of a value first. */
  readonly startsByName: ReadonlyMap<string, readonly AttributeStart[]>;
  readonly valuesByToken: ReadonlyMap<number, string>;
  /** The longest value first. */
  readonly values: readonly AttributeValue[];
}

export interface CodePageFacts {
  readonly number: number;
  readonly uri: string;
  readonly rows: CodePageRows;
}

/** Compiles rows. Where two tokens mean the same, the writer takes the one of the later row (the newer edition). */
export function codePage(facts: CodePageFacts): CodePage {
  const { namespace, tags, attributeStarts, attributeValues } = facts.rows;
  const tagNames: (string | undefined)[] = Array.from({ length: 64 }, () => undefined);
  for (const [token, name] of tags) tagNames[token] = name;
  const starts = attributeStarts.map(([token, name, valueStart]) => ({ token, name, valueStart }));
  return Object.freeze({
    number: facts.number,
    namespace,
    uri: facts.uri,
    tagNames,
    tagTokens: new Map(tags.map(([token, name]) => [name, token])),
    startsByToken: new Map(starts.map((start) => [start.token, start])),
    startsByName: byName(starts),
    valuesByToken: new Map(attributeValues),
    values: newestLongestFirst(attributeValues),
  });
}

function byName(starts: readonly AttributeStart[]): ReadonlyMap<string, readonly AttributeStart[]> {
  const groups = new Map<string, AttributeStart[]>();
  for (const start of starts) groups.set(start.name, [...(groups.get(start.name) ?? []), start]);
  for (const group of groups.values()) group.sort((a, b) => b.valueStart.length - a.valueStart.length);
  return groups;
}

function newestLongestFirst(rows: readonly AttributeValueRow[]): readonly AttributeValue[] {
  const tokens = new Map(rows.map(([token, value]) => [value, token]));
  return Array.from(tokens, ([value, token]) => ({ token, value })).sort((a, b) => b.value.length - a.value.length);
}
