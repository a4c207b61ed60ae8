/**
 * Serialized trees in bytes (DMTNDS 9.1): a document of its own in XML or WBXML, or in the Data of a command, where it can
 * be markup, text that is XML, or octets that are WBXML. Findings of the bytes and of the tree come together.
 */

import { DecodeError } from '../../decode-error.js';
import { sniffEncoding } from '../http/media-types.js';
import type { Element, Place } from '../model/element.js';
import { finding, type Finding1 } from '../model/finding.js';
import type { Data } from '../model/message.js';
import { decodeWbxml } from '../wbxml/decode.js';
import { readXml } from '../xml/read.js';
import type { TndsLimits } from './limits.js';
import { tndsFromElements } from './read.js';
import type { TndsTree } from './tree.js';

export interface TndsDocument {
  readonly encoding: 'xml' | 'wbxml';
  readonly root?: Element | undefined;
  readonly tree?: TndsTree | undefined;
  /** Of the bytes, then of the tree. */
  readonly findings: readonly Finding1[];
}

/** Reads a document. Throws DecodeError only where the WBXML reader does: a head or a body that cannot be read at all, a limit. */
export function readTnds(bytes: Uint8Array, limits: Partial<TndsLimits> = {}): TndsDocument {
  if (sniffEncoding(bytes) === 'wbxml') {
    const { root, findings } = decodeWbxml(bytes);
    const { tree, findings: found } = tndsFromElements(root, limits);
    return { encoding: 'wbxml', root, tree, findings: [...findings, ...found] };
  }
  const { root, findings } = readXml(bytes);
  if (root === undefined) return { encoding: 'xml', findings };
  const { tree, findings: found } = tndsFromElements(root, limits);
  return { encoding: 'xml', root, tree, findings: [...findings, ...found] };
}

/** `markup`: places count in the message. `text`, `octets`: they count from the start of the data. */
export interface TndsInData {
  readonly form: 'markup' | 'text' | 'octets';
  readonly tree?: TndsTree | undefined;
  readonly findings: readonly Finding1[];
}

/** Reads the tree in the Data of an Item whose Meta says TNDS. Never throws: data that is none is a finding. */
export function tndsInData(data: Data, limits: Partial<TndsLimits> = {}): TndsInData {
  switch (data.kind) {
    case 'text':
      return inBytes(new TextEncoder().encode(data.text), { form: 'text', limits, where: data.where });
    case 'octets':
      return inBytes(data.bytes, { form: 'octets', limits, where: data.where });
    case 'tree': {
      const root = data.nodes.find((node) => node.kind === 'element');
      if (root !== undefined) return { form: 'markup', ...tndsFromElements(root, limits) };
      return { form: 'markup', findings: [none(data.where, 'no element')] };
    }
  }
}

interface BytesFacts {
  readonly form: 'text' | 'octets';
  readonly limits: Partial<TndsLimits>;
  readonly where: Place;
}

function inBytes(bytes: Uint8Array, { form, limits, where }: BytesFacts): TndsInData {
  if (sniffEncoding(bytes) === 'unknown') return { form, findings: [none(where, bytes.length === 0 ? 'nothing' : `${bytes.length} octets of something else`)] };
  try {
    const { tree, findings } = readTnds(bytes, limits);
    return { form, tree, findings };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { form, findings: [none(where, `WBXML that cannot be read (${error.fault.found})`)] };
  }
}

function none(where: Place, found: string): Finding1 {
  return finding({ code: 'dm1-tnds/none', where, path: '', found, expected: 'a serialized tree in XML or WBXML' });
}
