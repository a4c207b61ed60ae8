/**
 * Elements as tokens (WAP-192-WBXML, ~5.8.2): the token of the page that has the namespace, or the name written out where the page
 * has no token and a reader would find the same namespace again (`literals.ts`).
 */

import type { Element } from '../model/element.js';
import { writeAttributes } from './encode-attributes.js';
import { tableIndex, writeOpaque, writeText } from './encode-text.js';
import { HAS_ATTRIBUTES, HAS_CONTENT, TOKEN } from './globals.js';
import { pageOfName, resolveLiteral, type ElementName } from './literals.js';
import type { CodePage } from './pages/code-page.js';
import { encodeError, writeSwitch, type Writing } from './writing.js';

export interface Placed {
  readonly element: Element;
  /** The name that a reader will give to the parent. */
  readonly parent: Pick<ElementName, 'namespace' | 'uri'> | undefined;
}

/** Deeper than any reader goes; a guard against trees that contain themselves. */
const MAX_DEPTH = 512;

/** Writes an element with all that is in it. */
export function writeElement(writing: Writing, placed: Placed): void {
  const { element } = placed;
  const { out, options, path } = writing;
  path.push(element.name);
  if (path.length > MAX_DEPTH) throw encodeError(writing, { code: 'wbxml-encode/depth', found: `more than ${MAX_DEPTH} levels`, expected: 'a flatter tree' });
  const { children, attributes } = element;
  const hasContent = children.length > 0 || options.emptyElements === 'long';
  const flags = (hasContent ? HAS_CONTENT : 0) | (attributes.length > 0 ? HAS_ATTRIBUTES : 0);
  const name = writeTag(writing, { element, parent: placed.parent, flags });
  if (attributes.length > 0) writeAttributes(writing, attributes);
  for (const child of children) {
    if (child.kind === 'element') writeElement(writing, { element: child, parent: name });
    else if (child.kind === 'text') writeText(writing, { text: child.text, place: 'content' });
    else writeOpaque(writing, child.bytes);
  }
  if (hasContent) out.byte(TOKEN.END);
  path.pop();
}

/** Writes the tag and gives back the name that a reader will read. */
function writeTag(writing: Writing, tag: Placed & { readonly flags: number }): Pick<ElementName, 'namespace' | 'uri'> {
  const { out, options } = writing;
  const page = pageOfElement(writing, tag);
  const token = page?.tagTokens.get(tag.element.name);
  if (page === undefined || token === undefined || options.names === 'literal') {
    const literal = writeLiteral(writing, { tag, page });
    if (literal !== undefined) return literal;
  }
  if (page === undefined || token === undefined) throw noToken(writing, tag.element);
  writeSwitch(writing, { space: 'tag', page });
  out.byte(token | tag.flags);
  return page;
}

/** Writes the name out, unless a reader would find another namespace for it. */
function writeLiteral(writing: Writing, facts: { readonly tag: Placed & { readonly flags: number }; readonly page: CodePage | undefined }): ElementName | undefined {
  const { element, parent, flags } = facts.tag;
  const literal = resolveLiteral({ pages: writing.type.pages, name: element.name, parent });
  const wanted = facts.page?.namespace ?? (element.namespace === 'none' ? literal.namespace : element.namespace);
  const index = literal.namespace === wanted ? tableIndex(writing, element.name) : undefined;
  if (index === undefined) return undefined;
  writing.out.byte(TOKEN.LITERAL | flags);
  writing.out.integer(index);
  return literal;
}

/** The page with a token for the element. Without a namespace the rule of written names decides. */
function pageOfElement(writing: Writing, placed: Placed): CodePage | undefined {
  const { pages } = writing.type;
  const { element, parent } = placed;
  if (element.namespace === 'none') return pageOfName({ pages, name: element.name, parent });
  return pages.find((page) => page.namespace === element.namespace && page.tagTokens.has(element.name)) ?? pageOfShortMeta(pages, element);
}

/** Meta in the namespace of its children, the short way to declare it for all of them (META 1.2): its token is that of SyncML. */
function pageOfShortMeta(pages: readonly CodePage[], { name, namespace }: Element): CodePage | undefined {
  return name === 'Meta' && namespace === 'metinf' ? pages.find((page) => page.namespace === 'syncml' && page.tagTokens.has(name)) : undefined;
}

function noToken(writing: Writing, element: Element): Error {
  const found = `${element.name} of the namespace "${element.uri}" (${element.namespace})`;
  const expected = `an element of ${writing.type.name}; another document goes into opaque data`;
  return encodeError(writing, { code: 'wbxml-encode/name', found, expected });
}
