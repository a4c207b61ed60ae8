/**
 * Writes XML 1.0 (fifth edition) from a tree: elements, attributes, text. A writer of our own because a report is written at
 * the end of every run and loading a builder costs more than a quarter of the time a cold run may take.
 * Leaves out namespaces, comments and CDATA.
 */

export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly XmlElement[];
  /** Character data; an element has either text or children. */
  readonly text?: string;
}

/** A whole document with declaration, indented by two spaces, ending in a line feed. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '')}`;
}

/** Character data or attribute value: markup escaped, and what XML 1.0, 2.2 forbids replaced by U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

// eslint-disable-next-line no-control-regex -- the characters that XML 1.0 does not allow
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' };

function render({ name, attributes = {}, children = [], text }: XmlElement, indent: string): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeValue(String(value))}"`);
  const open = `${indent}<${name}${head.join('')}`;
  if (text !== undefined) return `${open}>${escapeXml(text)}</${name}>\n`;
  if (children.length === 0) return `${open}/>\n`;
  return `${open}>\n${children.map((child) => render(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** White space other than spaces would be read back as spaces (XML 1.0, 3.3.3). */
function attributeValue(text: string): string {
  return escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
