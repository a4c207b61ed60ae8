/**
 * Every decoder of this floor in one form, for what is done to all of them: fuzzing, hostile inputs, truncations. A new
 * codec joins by a row here. Used by tests and the fuzzer only.
 */

import { readForPeople } from '../describe/read.js';
import type { Reading } from '../describe/reading.js';
import { parseAcl, readAcl } from '../dm1/tree/acl.js';
import { parseAddress, readAddress } from '../dm1/tree/uri.js';
import { readBase64 } from '../dm1/credentials/base64.js';
import { readBasic } from '../dm1/credentials/basic.js';
import { readHmacHeader } from '../dm1/credentials/hmac-header.js';
import { readNonce } from '../dm1/credentials/nonce.js';
import { readDigest } from '../dm1/credentials/read-digest.js';
import { readDdf } from '../dm1/ddf/read.js';
import { readPush } from '../dm1/http/push.js';
import { readHttp } from '../dm1/http/read.js';
import { byteOf } from '../dm1/model/element.js';
import type { Finding1 } from '../dm1/model/finding.js';
import { messageFromElements } from '../dm1/model/from-elements.js';
import { decodePackage0 } from '../dm1/notification/decode.js';
import { decodeTrigger13 } from '../dm1/notification/trigger13.js';
import { readWapPush } from '../dm1/notification/wap-push.js';
import { readContentType, readWspContentType } from '../dm1/provisioning/content-type.js';
import { decodeProvisioning } from '../dm1/provisioning/decode.js';
import { readTnds } from '../dm1/tnds/document.js';
import { decodeWbxml } from '../dm1/wbxml/decode.js';
import { wbxmlTokens } from '../dm1/wbxml/tokens.js';
import { readXml } from '../dm1/xml/read.js';
import { parseAccept, parseMediaType } from '../dm2/accept.js';
import { parseClientUri } from '../dm2/client-uri.js';
import { parseCommand } from '../dm2/commands.js';
import { decodeMo, decodeMoOrItem } from '../dm2/mo.js';
import { decodeNotification, decodeNotificationStrictly } from '../dm2/notification/decode.js';
import { checkNotification } from '../dm2/notification/digest.js';
import { readPushBody } from '../dm2/notification/push.js';
import { decodePackage1 } from '../dm2/package1.js';
import { decodePackage2 } from '../dm2/package2.js';
import { decodePackage3 } from '../dm2/package3.js';
import { decodeComponent } from '../dm2/uri-text.js';
import { readAuthValues } from '../http-auth/auth-value.js';
import { digestChallenge } from '../http-auth/digest.js';
import { readJson } from '../json/document.js';
import { decodeUtf8 } from '../json/utf8.js';
import * as samples from './codec-samples.js';

/** What a decoder said without throwing. */
export interface CodecFinding {
  readonly code: string;
  /** First byte, counted from 0; of text codecs the index in the text. */
  readonly byte: number;
}

export interface Codec {
  readonly name: string;
  /** What it found; throws a DecodeError and nothing else. */
  readonly read: (bytes: Uint8Array) => readonly CodecFinding[];
  /** Inputs to mutate: sound ones, so that mutations get past the first byte. */
  readonly samples: () => readonly Uint8Array[];
}

/** One row a decoder. */
export const CODECS: readonly Codec[] = Object.freeze([
  { name: 'dm1/xml', read: (bytes) => found(ofXml(bytes)), samples: samples.xmlMessages },
  { name: 'dm1/wbxml', read: (bytes) => found(ofWbxml(bytes)), samples: samples.wbxmlMessages },
  { name: 'dm1/http', read: (bytes) => { const { messages, findings } = readHttp({ bytes }); return found([...findings, ...messages.flatMap((message) => message.findings)]); }, samples: samples.httpMessages },
  { name: 'dm1/http-push', read: (bytes) => found(readHttp({ bytes }).messages.flatMap((message) => readPush(message).findings)).map(placeless), samples: samples.httpMessages },
  { name: 'dm1/notification', read: (bytes) => found(decodePackage0(bytes).findings), samples: samples.package0s },
  { name: 'dm1/wap-push', read: (bytes) => found(readWapPush(bytes, 'wsp').findings), samples: samples.wapPushes },
  { name: 'dm1/notification-1.3', read: (bytes) => found(decodeTrigger13(bytes).findings), samples: samples.triggers13 },
  { name: 'dm1/provisioning', read: (bytes) => found(decodeProvisioning(bytes).findings), samples: samples.provisioningDocuments },
  { name: 'dm1/tnds', read: (bytes) => found(readTnds(bytes).findings), samples: samples.tndsDocuments },
  { name: 'dm1/ddf', read: (bytes) => found(readDdf(bytes).findings), samples: samples.ddfDocuments },
  { name: 'dm1/hmac-header', read: ofText((text) => found(readHmacHeader(text).findings)), samples: samples.hmacHeaders },
  { name: 'dm1/bootstrap-type', read: ofText((text) => found(readContentType(text).findings)), samples: samples.bootstrapTypes },
  { name: 'dm1/bootstrap-type-wsp', read: (bytes) => found(readWspContentType(bytes).findings), samples: samples.wspTypes },
  { name: 'dm1/base64', read: ofText((text) => found(readBase64({ text, path: 'Data' }).findings)), samples: samples.base64Texts },
  { name: 'dm1/basic', read: ofText((text) => found(readBasic({ text, path: 'Data' }).findings)), samples: samples.base64Texts },
  { name: 'dm1/nonce', read: ofText((text) => found(readNonce({ text, path: 'NextNonce' }).findings)), samples: samples.base64Texts },
  { name: 'dm1/digest', read: ofText((text) => found(readDigest({ text, path: 'Data' }).findings)), samples: samples.base64Texts },
  { name: 'dm1/tree-uri', read: ofText((text) => indexed(readAddress(text).faults)), samples: samples.treeAddresses },
  { name: 'dm1/tree-uri-strict', read: silentText(parseAddress), samples: samples.treeAddresses },
  { name: 'dm1/acl', read: ofText((text) => indexed(readAcl(text).faults)), samples: samples.acls },
  { name: 'dm1/acl-strict', read: silentText(parseAcl), samples: samples.acls },
  { name: 'dm2/package1', read: silent(decodePackage1), samples: samples.package1s },
  { name: 'dm2/package2', read: silent(decodePackage2), samples: samples.package2s },
  { name: 'dm2/package3', read: silent(decodePackage3), samples: samples.package3s },
  { name: 'dm2/command', read: silentText((text) => parseCommand(text.split(' '))), samples: samples.commands },
  { name: 'dm2/mo', read: silent(decodeMo), samples: samples.moDocuments },
  { name: 'dm2/mo-or-item', read: silent(decodeMoOrItem), samples: samples.moDocuments },
  { name: 'dm2/notification', read: (bytes) => decodeNotification(bytes).findings.map(({ code, where }) => ({ code, byte: where.byte })), samples: samples.dm2Notifications },
  { name: 'dm2/notification-strict', read: silent(decodeNotificationStrictly), samples: samples.dm2Notifications },
  { name: 'dm2/notification-push', read: silent(readPushBody), samples: samples.dm2Pushes },
  { name: 'dm2/notification-digest', read: silent((bytes) => checkNotification(bytes, { notification: decodeNotification(bytes).notification, credentials: { secret: bytes.subarray(0, 4) } })), samples: samples.dm2Notifications },
  { name: 'dm2/client-uri', read: silentText(parseClientUri), samples: samples.clientUris },
  { name: 'dm2/uri-component', read: silentText(decodeComponent), samples: samples.clientUris },
  { name: 'dm2/accept', read: silentText(parseAccept), samples: samples.accepts },
  { name: 'dm2/media-type', read: silentText(parseMediaType), samples: samples.mediaTypes },
  { name: 'http-auth', read: silentText((text) => readAuthValues(text).values.map(digestChallenge)), samples: samples.authFields },
  { name: 'json', read: silent(readJson), samples: samples.package2s },
  { name: 'json/utf8', read: silent(decodeUtf8), samples: samples.package2s },
  { name: 'decode/notification-1.3', read: (bytes) => ofReading(readForPeople(bytes, { as: 'notification-1.3' })), samples: samples.triggers13 },
  { name: 'decode', read: (bytes) => ofReading(readForPeople(bytes)), samples: samples.everything },
] satisfies readonly Codec[]);

function found(findings: readonly Finding1[]): readonly CodecFinding[] {
  return findings.map(({ code, where }) => ({ code, byte: byteOf(where) }));
}

function indexed(faults: readonly { readonly code: string; readonly index: number }[]): readonly CodecFinding[] {
  return faults.map(({ code, index }) => ({ code, byte: index }));
}

function ofXml(bytes: Uint8Array): readonly Finding1[] {
  const { root, findings } = readXml(bytes);
  return root === undefined ? findings : [...findings, ...messageFromElements(root).findings];
}

/** The tokens are read as well: they serve the hexadecimal view. */
function ofWbxml(bytes: Uint8Array): readonly Finding1[] {
  wbxmlTokens(bytes);
  const { root, findings } = decodeWbxml(bytes);
  return [...findings, ...messageFromElements(root).findings];
}

/** What is no UTF-8 becomes a character of one octet, so that places in the text stay within the input. */
function ofText(read: (text: string) => readonly CodecFinding[]): Codec['read'] {
  return (bytes) => read(new TextDecoder().decode(bytes).replaceAll('\uFFFD', '?'));
}

/** Decoders that throw at the first fault and have nothing to say otherwise. */
function silent(decode: (bytes: Uint8Array) => unknown): Codec['read'] {
  return (bytes) => {
    decode(bytes);
    return [];
  };
}

function silentText(read: (text: string) => unknown): Codec['read'] {
  return ofText((text) => {
    read(text);
    return [];
  });
}

/** Of what stands in the body of the input only the code: its places count from the start of the body. */
function placeless({ code }: CodecFinding): CodecFinding {
  return { code, byte: 0 };
}

/** Of what is inside only the codes: its places count from its own start. */
function ofReading({ remarks, parts }: Reading): readonly CodecFinding[] {
  const inner = parts.flatMap(({ reading, placesFrom }) => ofReading(reading).map(({ code, byte }) => ({ code, byte: placesFrom === 'whole' ? byte : 0 })));
  return [...remarks.map(({ code, at }) => ({ code, byte: at?.byte ?? 0 })), ...inner];
}
