/**
 * Attributes by the same tables as the reader (WAP-192-WBXML, ~5.8.3; PROVCONT 1.1): the token whose beginning of the value is longest,
 * the rest of the value by value tokens if they cover it, otherwise as text; a name without a token is written out.
 */

import type { Attribute } from '../model/element.js';
import { tableIndex, writeText } from './encode-text.js';
import { TOKEN } from './globals.js';
import { pageOf } from './reading.js';
import type { AttributeStart, CodePage } from './pages/code-page.js';
import { encodeError, writeSwitch, type Writing } from './writing.js';

/** Writes the list and its END. */
export function writeAttributes(writing: Writing, attributes: readonly Attribute[]): void {
  for (const attribute of attributes) writeAttribute(writing, attribute);
  writing.out.byte(TOKEN.END);
}

function writeAttribute(writing: Writing, attribute: Attribute): void {
  const { name, value, uri } = attribute;
  if (uri !== '') {
    const found = `the attribute ${name} of the namespace ${uri}`;
    throw encodeError(writing, { code: 'wbxml-encode/name', found, expected: 'attributes without a namespace; WBXML has no other' });
  }
  const choice = writing.options.names === 'literal' ? undefined : bestStart(writing, attribute);
  if (choice === undefined) {
    writeLiteralName(writing, name);
    writeText(writing, { text: value, place: 'attribute' });
    return;
  }
  writeSwitch(writing, { space: 'attribute', page: choice.page });
  writing.out.byte(choice.start.token);
  writeValue(writing, value.slice(choice.start.valueStart.length));
}

interface StartChoice {
  readonly page: CodePage;
  readonly start: AttributeStart;
}

/** The current page wins among equals, so that pages change as seldom as possible. */
function bestStart(writing: Writing, attribute: Attribute): StartChoice | undefined {
  const { type, attributePage } = writing;
  const ordered = [...type.pages].sort((a, b) => Number(b.number === attributePage) - Number(a.number === attributePage));
  let best: StartChoice | undefined;
  for (const page of ordered) {
    const start = startOn(writing, { page, attribute });
    if (start !== undefined && (best === undefined || start.valueStart.length > best.start.valueStart.length)) best = { page, start };
  }
  return best;
}

function startOn(writing: Writing, facts: { readonly page: CodePage; readonly attribute: Attribute }): AttributeStart | undefined {
  const { name, value } = facts.attribute;
  const starts = facts.page.startsByName.get(name) ?? [];
  if (writing.options.attributeValues === 'string') return starts.find((start) => start.valueStart === '');
  return starts.find((start) => start.valueStart === '' || start.valueStart === value);
}

function writeValue(writing: Writing, value: string): void {
  const tokens = writing.options.attributeValues === 'token' ? valueTokens(pageOf(writing.type.pages, writing.attributePage), value) : undefined;
  if (tokens === undefined) writeText(writing, { text: value, place: 'attribute' });
  else for (const token of tokens) writing.out.byte(token);
}

/** Tokens that cover the whole value one behind the other, or undefined. */
function valueTokens(page: CodePage | undefined, value: string): readonly number[] | undefined {
  const tokens: number[] = [];
  for (let at = 0; at < value.length; ) {
    const match = page?.values.find((candidate) => value.startsWith(candidate.value, at));
    if (match === undefined) return undefined;
    tokens.push(match.token);
    at += match.value.length;
  }
  return tokens;
}

function writeLiteralName(writing: Writing, name: string): void {
  const index = tableIndex(writing, name);
  if (index === undefined) {
    throw encodeError(writing, { code: 'wbxml-encode/name', found: `the attribute ${name}`, expected: 'a name in the character set of the document' });
  }
  writing.out.byte(TOKEN.LITERAL);
  writing.out.integer(index);
}
