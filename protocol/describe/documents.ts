/**
 * What an element tree of DM 1.x is by its root, and what the reader of that document says of it: a message (DMREPPRO
 * 4.1), a serialized tree (DMTNDS), a device description (DMTND 8.7), a provisioning document (PROVCONT). One row a root.
 */

import { ddfEntries } from '../dm1/ddf/description.js';
import { ddfFromElements } from '../dm1/ddf/read.js';
import { managementTreeKind } from '../dm1/ddf/recognise.js';
import { ddfRows } from '../dm1/describe/ddf-rows.js';
import { messageFacts } from '../dm1/describe/message-facts.js';
import { elementsOf, type Element } from '../dm1/model/element.js';
import { messageFromElements } from '../dm1/model/from-elements.js';
import { provisioningRows } from '../dm1/describe/provisioning-rows.js';
import { tndsRows } from '../dm1/describe/tnds-rows.js';
import { readAccounts } from '../dm1/provisioning/account.js';
import { readProvisioning } from '../dm1/provisioning/read.js';
import { tndsFromElements } from '../dm1/tnds/read.js';
import { entriesOf } from '../dm1/tnds/tree.js';
import { quoteText } from '../quote.js';
import type { Fact, Reading, Row } from './reading.js';
import { remarkOfFinding } from './remarks.js';

export interface DocumentMeaning {
  readonly what: string;
  readonly facts: readonly Fact[];
  readonly remarks: Reading['remarks'];
  /** Rows of its own; those of the elements where there are none. */
  readonly rows?: readonly Row[] | undefined;
  /** `judged`: the rules can be applied to it. `known`: nothing to judge by. `foreign`: no document of OMA DM. */
  readonly kind: 'judged' | 'known' | 'foreign';
}

/** What was said of the document before its root was seen. */
export interface DocumentContext {
  /** `dm`: a label, or the public identifier of a WBXML, says that it is a message, whatever its root. */
  readonly promised: 'dm' | 'nothing';
}

/** The meaning of a document by its root. */
export function documentOf(root: Element, { promised }: DocumentContext = { promised: 'nothing' }): DocumentMeaning {
  const reader = READERS[root.name];
  if (reader !== undefined) return reader(root);
  return promised === 'dm' || isKin(root) ? misnamedMeaning(root) : { what: `Document <${shownName(root)}>`, facts: [], remarks: [], kind: 'foreign' };
}

/** A damaged or misspelt root: its namespace, its children or its letters are of DM. */
function isKin(root: Element): boolean {
  const isKnown = root.namespace !== 'none' && root.namespace !== 'other';
  return isKnown || LOWER_ROOTS.has(root.name.toLowerCase()) || TELLING.has(root.name) || elementsOf(root).some(({ name }) => TELLING.has(name) || READERS[name] !== undefined);
}
const TELLING: ReadonlySet<string> = new Set(['SyncHdr', 'SyncBody', 'VerDTD', 'Node', 'characteristic']);

function misnamedMeaning(root: Element): DocumentMeaning {
  return { what: `Document <${shownName(root)}> in place of SyncML`, facts: [], remarks: messageFromElements(root).findings.map(remarkOfFinding), kind: 'judged' };
}

function shownName({ name }: Element): string {
  return quoteText(name, 40).slice(1, -1);
}

type DocumentReader = (root: Element) => DocumentMeaning;

const READERS: Readonly<Record<string, DocumentReader>> = Object.freeze({
  SyncML: messageMeaning,
  DevInf: plain('Device information of data synchronization'),
  MetInf: plain('MetInf document'),
  MgmtTree: treeMeaning,
  'wap-provisioningdoc': provisioningMeaning,
});

const LOWER_ROOTS: ReadonlySet<string> = new Set(Object.keys(READERS).map((name) => name.toLowerCase()));

function messageMeaning(root: Element): DocumentMeaning {
  const { message, findings } = messageFromElements(root);
  const version = /^SYNCML:SYNCML(\d\.\d)$/.exec(root.uri)?.[1];
  return {
    what: version === undefined ? 'SyncML message' : `SyncML ${version} message`,
    facts: message === undefined ? [] : messageFacts(message),
    remarks: findings.map(remarkOfFinding),
    kind: 'judged',
  };
}

function treeMeaning(root: Element): DocumentMeaning {
  return managementTreeKind(root) === 'ddf' ? descriptionMeaning(root) : serializedMeaning(root);
}

function descriptionMeaning(root: Element): DocumentMeaning {
  const { description, findings } = ddfFromElements(root);
  const maker = [description?.man, description?.mod].flatMap((text) => (text === undefined ? [] : [quoteText(text.value, 40)])).join(' ');
  return {
    what: 'Device description (DDF)',
    facts: [...(maker === '' ? [] : [['device', maker] as const]), ['nodes', `${description === undefined ? 0 : ddfEntries(description).length}`]],
    remarks: findings.map(remarkOfFinding),
    rows: description === undefined ? undefined : ddfRows(description),
    kind: 'judged',
  };
}

function serializedMeaning(root: Element): DocumentMeaning {
  const { tree, findings } = tndsFromElements(root);
  const count = tree === undefined ? 0 : entriesOf(tree).length;
  return {
    what: 'TNDS document (serialized tree)',
    facts: [['nodes', `${count}${tree?.verDtd === undefined ? '' : `, VerDTD ${quoteText(tree.verDtd.value, 20)}`}`]],
    remarks: findings.map(remarkOfFinding),
    rows: tree === undefined ? undefined : tndsRows(tree),
    kind: 'judged',
  };
}

function provisioningMeaning(root: Element): DocumentMeaning {
  const { document, findings } = readProvisioning(root);
  const { accounts, findings: ofAccounts } = document === undefined ? { accounts: [], findings: [] } : readAccounts(document);
  return {
    what: 'Client Provisioning document',
    facts: accounts.map(({ serverId, addresses }) => ['account', `w7, server ${serverId === undefined ? 'not said' : quoteText(serverId, 60)}, at ${addresses.map(({ address }) => quoteText(address, 60)).join(', ') || 'no address'}`] as const),
    remarks: [...findings, ...ofAccounts].map(remarkOfFinding),
    rows: document === undefined ? undefined : provisioningRows(document),
    kind: 'judged',
  };
}

function plain(what: string): DocumentReader {
  return () => ({ what, facts: [], remarks: [], kind: 'known' });
}
