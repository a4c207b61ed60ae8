/**
 * What the values of a DM 1.x message mean, in words behind them: codes, references, credentials, nonces, Base64 (DMREPPRO
 * 4.1; DMSEC 5; META 1.2). A note is no judgement. Passwords are not shown, only how long they are.
 */

import { quoteText } from '../../quote.js';
import { elementsOf, textOf, type Element } from '../model/element.js';
import { alertCodeMeaning, statusCodeMeaning } from './code-meanings.js';
import type { Placed } from './element-rows.js';

/** Notes on an element; most have none. */
export function notesOn({ element, parent }: Placed): readonly string[] {
  if (elementsOf(element).length > 0) return [];
  const note = NOTES[element.name]?.({ element, text: textOf(element).trim(), parent });
  return note === undefined || note === '' ? [] : [note];
}

interface Noted {
  readonly element: Element;
  readonly text: string;
  readonly parent: Placed | undefined;
}

const NOTES: Readonly<Record<string, (noted: Noted) => string | undefined>> = Object.freeze({
  Data: noteOnData,
  NextNonce: ({ text }) => withOctets(text, (octets) => `nonce of ${counted(octets.length, 'octet')}: ${shown(octets)}`),
  CmdRef: ({ text }) => (text === '0' ? 'the SyncHdr' : undefined),
  MaxMsgSize: ({ text }) => (/^\d+$/.test(text) ? 'bytes a message' : undefined),
  MaxObjSize: ({ text }) => (/^\d+$/.test(text) ? 'bytes an object' : undefined),
  Size: ({ text }) => (/^\d+$/.test(text) ? 'bytes in all' : undefined),
  MoreData: () => 'the rest of the data comes in the next message',
  Final: () => 'last message of its package',
});

function noteOnData({ parent, text }: Noted): string | undefined {
  if (parent === undefined) return undefined;
  return DATA_NOTES[parent.element.name]?.(parent, text);
}

/** What Data is depends on the element around it. */
const DATA_NOTES: Readonly<Record<string, (parent: Placed, text: string) => string | undefined>> = Object.freeze({
  Status: (_: Placed, text: string) => statusCodeMeaning(text) ?? 'a code that no document of DM defines',
  Alert: (_: Placed, text: string) => alertCodeMeaning(text) ?? 'a code that no document of DM defines',
  Cred: (parent: Placed, text: string) => noteOnCredential(text, metaOf(parent.element, 'Type')),
  Item: (parent: Placed, text: string) => (formatOf(parent) === 'b64' ? withOctets(text, (octets) => `${counted(octets.length, 'octet')}: ${shown(octets)}`) : undefined),
});

/** A Format of the command counts where its Item has none. */
function formatOf(item: Placed): string | undefined {
  return metaOf(item.element, 'Format') ?? (item.parent === undefined ? undefined : metaOf(item.parent.element, 'Format'));
}

function noteOnCredential(text: string, type: string | undefined): string | undefined {
  return withOctets(text, (octets) => {
    if (type === 'syncml:auth-basic') return basicNote(LATIN1.decode(octets));
    if (type === 'syncml:auth-md5') return octets.length === MD5_BYTES ? 'an MD5 digest of 16 octets' : `${counted(octets.length, 'octet')}; an MD5 digest has 16`;
    return counted(octets.length, 'octet');
  });
}
const MD5_BYTES = 16;
const LATIN1 = new TextDecoder('latin1');

function basicNote(pair: string): string {
  const colon = pair.indexOf(':');
  if (colon < 0) return `${quoteText(pair, SHOWN_CHARACTERS)} has no colon between user and password`;
  return `user ${quoteText(pair.slice(0, colon), SHOWN_CHARACTERS)}, a password of ${counted(pair.length - colon - 1, 'character')}`;
}

/** Text of an element of Meta, of one that is wrapped in MetInf as well. */
export function metaOf(parent: Element, name: string): string | undefined {
  const meta = elementsOf(parent).find((child) => child.name === 'Meta');
  const inner = meta && (elementsOf(meta).find((child) => child.name === 'MetInf') ?? meta);
  const found = inner && elementsOf(inner).find((child) => child.name === name);
  return found && textOf(found).trim();
}

function withOctets(text: string, say: (octets: Uint8Array) => string): string | undefined {
  if (text === '') return undefined;
  const octets = octetsOf(text);
  return octets === undefined ? 'no Base64' : say(octets);
}

function octetsOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const SHOWN_CHARACTERS = 40;
const SHOWN_OCTETS = 20;

/** As text where all of it can be printed, otherwise in hexadecimal. */
function shown(octets: Uint8Array): string {
  if (octets.length > 0 && octets.every((octet) => octet >= 0x20 && octet < 0x7f)) return quoteText(LATIN1.decode(octets), SHOWN_CHARACTERS);
  const hex = Array.from(octets.subarray(0, SHOWN_OCTETS), (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  return octets.length > SHOWN_OCTETS ? `${hex} …` : hex;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
