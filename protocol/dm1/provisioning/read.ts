/**
 * Reading a Client Provisioning document from the element tree of the XML or WBXML reader: by the rules of its document
 * type (PROVCONT 1.1), then by the rules of its characteristics (`check.ts`), to the end and with every finding.
 */

import { quoteText } from '../../quote.js';
import { elementsOf, type Attribute, type Element } from '../model/element.js';
import { finding, type Finding1, type FindingFacts } from '../model/finding.js';
import { checkContent } from './check.js';
import { PROVISIONING_ROOT, type Characteristic, type Parm, type ProvisioningDocument } from './document.js';

export interface ProvisioningReading {
  /** Absent only if the root is another element. */
  readonly document?: ProvisioningDocument;
  readonly findings: readonly Finding1[];
}

/** Characteristics inside each other. PROVCONT needs three. */
export const MAX_CHARACTERISTIC_DEPTH = 16;
/** Findings kept; one more says that there were more. */
export const MAX_PROVISIONING_FINDINGS = 200;

/** Reads a document. Never throws. */
export function readProvisioning(root: Element): ProvisioningReading {
  const findings: Finding1[] = [];
  let lost = 0;
  const report: Report = (facts) => {
    if (findings.length < MAX_PROVISIONING_FINDINGS) findings.push(finding(facts));
    else lost += 1;
  };
  if (root.name !== PROVISIONING_ROOT || !isOfDocument(root)) {
    report({ code: 'dm1-prov/root', where: root.where, path: root.name, found: shown(root), expected: `<${PROVISIONING_ROOT}> in no namespace` });
    return { findings };
  }
  const attributes = attributesOf(root, { allowed: ['version'], path: root.name, report });
  const version = attributes.get('version')?.value;
  if (version !== undefined && version !== '1.0' && version !== '1.1') {
    report({ code: 'dm1-prov/version', where: root.where, path: root.name, found: quoteText(version, 20), expected: '1.0 or 1.1' });
  }
  const { characteristics, parms } = readChildren(root, { path: root.name, depth: 0, report });
  for (const { where, path } of parms) report({ code: 'dm1-prov/unknown-element', where, path, found: '<parm>', expected: 'characteristics only, directly in the document' });
  if (characteristics.length === 0) report({ code: 'dm1-prov/empty', where: root.where, path: root.name, found: 'no characteristic', expected: 'at least one' });
  const document = { version, characteristics, where: root.where };
  checkContent(document, report);
  if (lost > 0) {
    findings.push(finding({ code: 'dm1-prov/findings', where: root.where, path: root.name, found: `${lost} faults more`, expected: `at most ${MAX_PROVISIONING_FINDINGS}, the limit of this reader` }));
  }
  return { document, findings };
}

export type Report = (facts: FindingFacts) => void;

interface Scope {
  readonly path: string;
  readonly depth: number;
  readonly report: Report;
}

interface Children {
  readonly parms: readonly Parm[];
  readonly characteristics: readonly Characteristic[];
}

function readChildren(parent: Element, { path, depth, report }: Scope): Children {
  const parms: Parm[] = [];
  const characteristics: Characteristic[] = [];
  const counts = new Map<string, number>();
  reportText(parent, { path, report });
  for (const child of elementsOf(parent)) {
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    const childPath = `${path}/${child.name}${count === 1 ? '' : `[${count}]`}`;
    const kind = isOfDocument(child) ? child.name : '';
    if (kind === 'parm') {
      if (characteristics.length > 0 && depth > 0) report({ code: 'dm1-prov/order', where: child.where, path: childPath, found: '<parm> behind <characteristic>', expected: 'all parms in front of the characteristics' });
      const read = readParm(child, { path: childPath, report });
      if (read !== undefined) parms.push(read);
    } else if (kind === 'characteristic') {
      const read = readCharacteristic(child, { path: childPath, depth: depth + 1, report });
      if (read !== undefined) characteristics.push(read);
    } else report({ code: 'dm1-prov/unknown-element', where: child.where, path: childPath, found: shown(child), expected: '<characteristic> or <parm>' });
  }
  return { parms, characteristics };
}

function readCharacteristic(element: Element, { path, depth, report }: Scope): Characteristic | undefined {
  if (depth > MAX_CHARACTERISTIC_DEPTH) {
    report({ code: 'dm1-prov/depth', where: element.where, path, found: `level ${depth}`, expected: `at most ${MAX_CHARACTERISTIC_DEPTH}` });
    return undefined;
  }
  const type = attributesOf(element, { allowed: ['type'], path, report }).get('type')?.value;
  if (type === undefined) report({ code: 'dm1-prov/missing-attribute', where: element.where, path, found: 'no type', expected: 'the attribute type' });
  const { parms, characteristics } = readChildren(element, { path, depth, report });
  return type === undefined ? undefined : { type, parms, characteristics, where: element.where, path };
}

function readParm(element: Element, { path, report }: Omit<Scope, 'depth'>): Parm | undefined {
  const attributes = attributesOf(element, { allowed: ['name', 'value'], path, report });
  const [inner] = elementsOf(element);
  if (inner !== undefined) report({ code: 'dm1-prov/unknown-element', where: inner.where, path: `${path}/${inner.name}`, found: shown(inner), expected: 'an empty parm' });
  reportText(element, { path, report });
  const name = attributes.get('name')?.value;
  if (name === undefined) report({ code: 'dm1-prov/missing-attribute', where: element.where, path, found: 'no name', expected: 'the attribute name' });
  return name === undefined ? undefined : { name, value: attributes.get('value')?.value, where: element.where, path };
}

interface AttributeRule {
  readonly allowed: readonly string[];
  readonly path: string;
  readonly report: Report;
}

function attributesOf(element: Element, { allowed, path, report }: AttributeRule): ReadonlyMap<string, Attribute> {
  const found = new Map<string, Attribute>();
  for (const attribute of element.attributes) {
    const { name, uri, where } = attribute;
    if (uri === '' && allowed.includes(name)) found.set(name, attribute);
    else report({ code: 'dm1-prov/attribute', where, path, found: `the attribute ${quoteText(name, 40)}`, expected: allowed.join(' and ') });
  }
  return found;
}

function reportText(element: Element, { path, report }: Omit<Scope, 'depth'>): void {
  for (const child of element.children) {
    if (child.kind === 'text' && child.text.trim() !== '') report({ code: 'dm1-prov/text', where: child.where, path, found: `the text ${quoteText(child.text.trim(), 40)}`, expected: 'elements only' });
    if (child.kind === 'opaque') report({ code: 'dm1-prov/text', where: child.where, path, found: `${child.bytes.length} opaque bytes`, expected: 'elements only' });
  }
}

/** The document type has no namespace. */
function isOfDocument({ uri }: Element): boolean {
  return uri === '';
}

function shown({ name, uri }: Element): string {
  return uri === '' ? `<${name}>` : `<${name}> in namespace ${quoteText(uri, 60)}`;
}
