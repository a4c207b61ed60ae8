/** Bytes of a provisioning document to its reading: XML or WBXML by the first byte, the findings of both floors in one list. */

import { byteOf, type Element } from '../model/element.js';
import type { Finding1 } from '../model/finding.js';
import { decodeWbxml } from '../wbxml/decode.js';
import { readXml } from '../xml/read.js';
import { readAccounts, type W7Account } from './account.js';
import type { ProvisioningDocument } from './document.js';
import { readProvisioning } from './read.js';

export interface DecodedProvisioning {
  readonly encoding: 'xml' | 'wbxml';
  readonly root: Element | undefined;
  readonly document: ProvisioningDocument | undefined;
  readonly accounts: readonly W7Account[];
  /** In the order of the bytes. */
  readonly findings: readonly Finding1[];
}

/** Reads a document in either encoding. Throws DecodeError where the WBXML reader does; XML never throws. */
export function decodeProvisioning(bytes: Uint8Array): DecodedProvisioning {
  const first = bytes[0] ?? 0x3c;
  const encoding = first <= 0x03 ? 'wbxml' : 'xml';
  const { root, findings } = encoding === 'wbxml' ? decodeWbxml(bytes) : readXml(bytes);
  if (root === undefined) return { encoding, root, document: undefined, accounts: [], findings };
  const reading = readProvisioning(root);
  const { accounts, findings: ofAccounts } = reading.document === undefined ? { accounts: [], findings: [] } : readAccounts(reading.document);
  const all = [...findings, ...reading.findings, ...ofAccounts].toSorted((left, right) => byteOf(left.where) - byteOf(right.where));
  return { encoding, root, document: reading.document, accounts, findings: all };
}
