/**
 * One message of DM 1.x as rules see it: the tree, the typed message, what the codecs found, and the HTTP head it came
 * with, if there was one; likewise the other documents of DM 1.x. Reads XML and WBXML by their first bytes. Leaves out
 * sessions: what one message cannot show.
 */
import { DecodeError } from '../../../protocol/decode-error.js';
import { DM1_ERROR_CODES, type Dm1ErrorCode } from '../../../protocol/dm1/error-codes.js';
import type { HttpMessage } from '../../../protocol/dm1/http/message.js';
import { ddfFromElements } from '../../../protocol/dm1/ddf/read.js';
import { elementsOf, type Element } from '../../../protocol/dm1/model/element.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';
import { messageFromElements } from '../../../protocol/dm1/model/from-elements.js';
import type { SyncMlMessage } from '../../../protocol/dm1/model/message.js';
import { decodePackage0 } from '../../../protocol/dm1/notification/decode.js';
import { readAccounts } from '../../../protocol/dm1/provisioning/account.js';
import { PROVISIONING_ROOT } from '../../../protocol/dm1/provisioning/document.js';
import { readProvisioning } from '../../../protocol/dm1/provisioning/read.js';
import { tndsFromElements } from '../../../protocol/dm1/tnds/read.js';
import { decodeWbxml, type WbxmlDocument } from '../../../protocol/dm1/wbxml/decode.js';
import { readXml, type XmlFacts } from '../../../protocol/dm1/xml/read.js';
import type { Role } from '../requirement.js';
import { senderOf, type Sender } from './sender.js';
import { treeFindings } from './tree-findings.js';

export interface ReceivedMessage {
  /** The body alone. */
  readonly bytes: Uint8Array;
  /** The HTTP message that carried it; its findings count as well. */
  readonly http?: HttpMessage | undefined;
  /** Who sent it, where that is known from elsewhere; otherwise the head or the content tells. */
  readonly sender?: Role | undefined;
}

export type Encoding =
  | { readonly kind: 'xml'; readonly facts: XmlFacts | undefined }
  | { readonly kind: 'wbxml'; readonly document: WbxmlDocument | undefined }
  | { readonly kind: 'octets' };

/** What the document element says the bytes are; what is none of these is taken for a message that went wrong. */
export type DocumentKind = 'message' | 'tnds' | 'ddf' | 'provisioning' | 'notification';

export interface MessageView {
  readonly kind: DocumentKind;
  /** Of the body. */
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly http: HttpMessage | undefined;
  /** Absent where the bytes hold no element that could be read. */
  readonly root: Element | undefined;
  /** Absent where the document element is not SyncML. */
  readonly message: SyncMlMessage | undefined;
  /** What the codecs found in the body, oddities included, in the order codec, model. What was found around it is in `http`. */
  readonly findings: readonly Finding1[];
  readonly sender: Sender | undefined;
}

/** Reads a message for the rules. Never throws for bad input: what is wrong is among the findings. */
export function viewMessage({ bytes, http, sender }: ReceivedMessage): MessageView {
  const reading = isWbxml(bytes) ? readBinary(bytes) : readClear(bytes);
  const kind = kindOf(reading.root);
  const model = reading.root === undefined ? undefined : readModel(reading.root, kind);
  const findings = model === undefined || model.findings.length === 0 ? reading.findings : [...reading.findings, ...model.findings];
  return {
    kind,
    bytes,
    encoding: reading.encoding,
    http,
    root: reading.root,
    message: model?.message,
    findings: reading.encoding.kind === 'wbxml' ? withoutNamespaces(findings) : findings,
    sender: senderOf({ given: sender, http, message: model?.message }),
  };
}

/** A public identifier of an older SyncML shows as its namespace as well, which WBXML does not have on the wire: said once. */
function withoutNamespaces(findings: readonly Finding1[]): readonly Finding1[] {
  if (findings.every(({ code }) => code !== 'dm1-wbxml/syncml-version')) return findings;
  return findings.filter(({ code }) => code !== 'dm1-model/syncml-namespace');
}

/** A notification, which is neither XML nor WBXML and whose first bytes say nothing: the caller has to know. */
export function viewNotification(bytes: Uint8Array): MessageView {
  const base = { kind: 'notification', bytes, encoding: { kind: 'octets' }, http: undefined, root: undefined, message: undefined, sender: undefined } as const;
  try {
    return { ...base, findings: decodePackage0(bytes).findings };
  } catch (error) {
    if (!(error instanceof DecodeError) || !isKnown(error.fault.code)) throw error;
    return { ...base, findings: [findingOf(error.fault.code, error)] };
  }
}

function kindOf(root: Element | undefined): DocumentKind {
  if (root?.name === PROVISIONING_ROOT) return 'provisioning';
  if (root?.name !== 'MgmtTree') return 'message';
  return describesNodes(root) ? 'ddf' : 'tnds';
}

/** Only a description has framework properties. */
export function describesNodes(root: Element): boolean {
  return elementsOf(root).some((node) => node.name === 'Node' && elementsOf(node).some(({ name }) => name === 'DFProperties'));
}

interface Model {
  readonly message?: SyncMlMessage | undefined;
  readonly findings: readonly Finding1[];
}

function readModel(root: Element, kind: DocumentKind): Model {
  switch (kind) {
    case 'message':
    case 'notification':
      return messageModel(root);
    case 'tnds':
      return { findings: tndsFromElements(root).findings };
    case 'ddf':
      return { findings: ddfFromElements(root).findings };
    case 'provisioning':
      return { findings: provisioningFindings(root) };
  }
}

function messageModel(root: Element): Model {
  const { message, findings } = messageFromElements(root);
  const ofTree = message === undefined ? [] : treeFindings(message, root);
  return { message, findings: ofTree.length === 0 ? findings : [...findings, ...ofTree] };
}

function provisioningFindings(root: Element): readonly Finding1[] {
  const { document, findings } = readProvisioning(root);
  return document === undefined ? findings : [...findings, ...readAccounts(document).findings];
}

interface Reading {
  readonly encoding: Encoding;
  readonly root: Element | undefined;
  readonly findings: readonly Finding1[];
}

/** XML never starts with a control character, not even in UTF-16. */
function isWbxml(bytes: Uint8Array): boolean {
  const [first = 0x3c, second = 0] = bytes;
  return first < 0x09 && !(first === 0 && second === 0x3c);
}

function readClear(bytes: Uint8Array): Reading {
  const { root, facts, findings } = readXml(bytes);
  return { encoding: { kind: 'xml', facts }, root, findings };
}

function readBinary(bytes: Uint8Array): Reading {
  try {
    const document = decodeWbxml(bytes);
    return { encoding: { kind: 'wbxml', document }, root: document.root, findings: document.findings };
  } catch (error) {
    if (!(error instanceof DecodeError) || !isKnown(error.fault.code)) throw error;
    return { encoding: { kind: 'wbxml', document: undefined }, root: undefined, findings: [findingOf(error.fault.code, error)] };
  }
}

function isKnown(code: string): code is Dm1ErrorCode {
  return Object.hasOwn(DM1_ERROR_CODES, code);
}

function findingOf(code: Dm1ErrorCode, { fault }: DecodeError): Finding1 {
  const { requirement, severity } = DM1_ERROR_CODES[code];
  const { clause, position, found, expected } = fault;
  return { code, requirement, clause, where: { kind: 'wbxml', byte: position.byte, length: 1 }, path: position.path, found, expected, severity };
}
