/** Compares our tree with that of the oracle and excuses what is on the list of its quirks, and nothing else. Tests only. */

import type { WbxmlOptions } from '../encode-options.js';
import { excuseText, type OracleDirection, type OracleQuirkId } from '../oracle-quirks.js';
import type { Bare } from './compare.js';

export interface Comparison {
  readonly ours: Bare;
  readonly theirs: Bare;
  readonly direction: OracleDirection;
  readonly options: WbxmlOptions;
}

export interface Agreement {
  /** In words, one a difference; empty where they agree. */
  readonly differences: readonly string[];
  /** Which quirks were met. */
  readonly excused: ReadonlySet<OracleQuirkId>;
}

/** Differences of two trees that no quirk explains. */
export function agreementOf(comparison: Comparison): Agreement {
  const differences: string[] = [];
  const excused = new Set<OracleQuirkId>();
  compareElements({ ...comparison, path: '', differences, excused });
  return { differences, excused };
}

interface Walk extends Comparison {
  readonly path: string;
  readonly differences: string[];
  readonly excused: Set<OracleQuirkId>;
}

function compareElements(walk: Walk): void {
  const { ours, theirs, differences } = walk;
  const path = `${walk.path}/${ours.name}`;
  if (ours.name !== theirs.name) {
    differences.push(`${path}: theirs is ${theirs.name}`);
    return;
  }
  compareNamespaces(walk, path);
  for (const name of new Set([...Object.keys(ours.attributes), ...Object.keys(theirs.attributes)])) {
    compareTexts(walk, { path: `${path}@${name}`, element: `@${name}`, ours: ours.attributes[name], theirs: theirs.attributes[name] });
  }
  const length = Math.max(ours.content.length, theirs.content.length);
  for (let index = 0; index < length; index += 1) compareContent(walk, { path, ours: ours.content[index], theirs: theirs.content[index] });
}

function compareNamespaces(walk: Walk, path: string): void {
  const { ours, theirs, options, direction } = walk;
  if (ours.namespace === theirs.namespace) return;
  if (direction === 'reads' && options.names === 'literal') walk.excused.add('literal-namespace');
  else walk.differences.push(`${path}: namespaces ${ours.namespace} and ${theirs.namespace}`);
}

interface Pair {
  readonly path: string;
  readonly ours: Bare | string | undefined;
  readonly theirs: Bare | string | undefined;
}

function compareContent(walk: Walk, pair: Pair): void {
  const { path, ours, theirs } = pair;
  if (typeof ours === 'object' && typeof theirs === 'object') compareElements({ ...walk, path, ours, theirs });
  else compareTexts(walk, { ...pair, element: walk.ours.name });
}

function compareTexts(walk: Walk, pair: Pair & { readonly element: string }): void {
  const { path, element, ours, theirs } = pair;
  if (ours === theirs) return;
  const isText = typeof ours === 'string' && typeof theirs === 'string';
  const quirk = isText ? excuseText({ element, ours, theirs, options: walk.options }, walk.direction) : undefined;
  if (quirk === undefined) walk.differences.push(`${path}: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`);
  else walk.excused.add(quirk);
}
