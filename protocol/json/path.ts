/**
 * Paths into a JSON document, as errors and findings print them: `Status[0].sc`, `MOData["a.b"]`. Names that are not
 * identifiers are written as JSON strings in brackets. Leaves out wildcards and filters: a path names one node.
 */

import { quoteText } from '../quote.js';
import type { JsonDocument, JsonNode } from './document.js';

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const STEP = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(0|[1-9][0-9]*)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The node at `path` (`''` is the root), or undefined when the document has none there or the path is malformed. */
export function locate(document: JsonDocument, path: string): JsonNode | undefined {
  const steps = splitPath(path);
  let node: JsonNode | undefined = steps === undefined ? undefined : document.root;
  for (const step of steps ?? []) node = childOf(node, step);
  return node;
}

/** `parent` extended by a member name or an array index. */
export function joinPath(parent: string, step: string | number): string {
  if (typeof step === 'number') return `${parent}[${step}]`;
  if (!PLAIN_NAME.test(step)) return `${parent}[${quoteText(step)}]`;
  return parent === '' ? step : `${parent}.${step}`;
}

/** The child of an object (the last of that name, as in `value`) or of an array. */
export function childOf(node: JsonNode | undefined, step: string | number): JsonNode | undefined {
  if (node?.type === 'array' && typeof step === 'number') return node.items[step];
  if (node?.type !== 'object' || typeof step !== 'string') return undefined;
  return node.members.findLast((member) => member.name === step)?.node;
}

function splitPath(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const scanner = new RegExp(STEP);
  while (scanner.lastIndex < path.length) {
    const start = scanner.lastIndex;
    const match = scanner.exec(path);
    if (match === null) return undefined;
    const [whole, name, index, quoted] = match;
    if (name !== undefined && whole.startsWith('.') === (start === 0)) return undefined;
    const step = name ?? (index === undefined ? unquote(quoted ?? '') : Number(index));
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

function unquote(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
