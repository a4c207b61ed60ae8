/** For each code of the table one input that raises it. A code without a sample does not compile. Used by tests only. */

import type { ErrorCode } from '../error-codes.js';
import { parseAccept, parseMediaType } from '../dm2/accept.js';
import { parseClientUri } from '../dm2/client-uri.js';
import { decodeMo } from '../dm2/mo.js';
import { decodePackage1 } from '../dm2/package1.js';
import { decodePackage2 } from '../dm2/package2.js';
import { NOTIFICATION2_SAMPLES } from '../dm2/notification/testing/fault-samples.js';
import { readJson } from '../json/document.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (text: string) => (): unknown => readJson(utf8(text));

export const FAULT_SAMPLES: Readonly<Record<ErrorCode, () => unknown>> = Object.freeze({
  'json/size': () => readJson(utf8('[1,2,3]'), { maxBytes: 6 }),
  'json/bom': json('\ufeff{}'),
  'json/utf8': () => readJson(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)),
  'json/empty': json(' \n'),
  'json/syntax': json('{"a":1,}'),
  'json/truncated': json('{"a":'),
  'json/trailing': json('{} {}'),
  'json/depth': () => readJson(utf8('[[[]]]'), { maxDepth: 2 }),
  'json/literal': json('[nope]'),
  'json/number': json('[01]'),
  'json/number-range': json('[1e999]'),
  'json/control': json('["\u0001"]'),
  'json/escape': json('["\\x"]'),
  'http/size': () => parseAccept('a'.repeat(100_000)),
  'http/media-type': () => parseMediaType('application'),
  'http/media-range': () => parseAccept('*/json'),
  'http/parameter': () => parseAccept('a/b;c'),
  'http/quoted-string': () => parseMediaType('a/b;c="d'),
  'http/duplicate-parameter': () => parseMediaType('a/b;c=1;C=2'),
  'http/weight': () => parseAccept('a/b;q=1.5'),
  'dm2/member-type': () => decodePackage2(utf8('{"CMD":{}}')),
  'dm2/member-missing': () => decodePackage2(utf8('{}')),
  'dm2/member-value': () => decodePackage1(utf8('{"Alert":[{"AlertType":"x","Mark":"loud"}]}')),
  'dm2/member-empty': () => decodePackage1(utf8('{"Alert":[{"AlertType":""}]}')),
  'dm2/mo-list': () => decodeMo(utf8('[{"ClientURI":"m//","MOData":{"a":[1]}}]')),
  'dm2/client-uri-size': () => parseClientUri(`m/${'a'.repeat(70_000)}`),
  'dm2/client-uri-moid': () => parseClientUri('urn:oma:mo:x:1.0'),
  'dm2/client-uri-component': () => parseClientUri('m/i/a//b'),
  'dm2/client-uri-x-name': () => parseClientUri('m/(x)/(x)'),
  'dm2/client-uri-percent': () => parseClientUri('m/i/%C3'),
  'dm2/client-uri-field': () => parseClientUri('m/i/?cv'),
  'dm2/client-uri-nv': () => parseClientUri('m/(x)/?nv=(x):1'),
  'dm2/client-uri-cv': () => parseClientUri('m/i/?cv=1&cv=2'),
  ...NOTIFICATION2_SAMPLES,
});
