/** Trees for fast-check: messages as the DTDs of SyncML 1.2, MetInf 1.2, TNDS and Client Provisioning shape them. Tests only. */

import fc from 'fast-check';
import { BUILT, element, text, type Element, type Node } from '../../model/element.js';
import { DEFAULT_WBXML_OPTIONS, type WbxmlOptions } from '../encode-options.js';

/** Text that every form can hold: any characters of XML, with the ones that writers get wrong made frequent. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 30 }).map(xmlOnly) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map(xmlOnly) },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', ' x ', 'a  b', '<x/>', '&amp;', ']]>', '\n', 'a\tb', 'é', '😀', './DevInfo/DevId', "'\"") },
  { weight: 1, arbitrary: fc.string({ minLength: 100, maxLength: 300 }).map(xmlOnly) },
);

/** Keeps the characters of XML 1.0 but for the carriage return, which XML itself does not keep. */
function xmlOnly(value: string): string {
  return value.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** Nodes of a text: none if it is empty, as a reader would have it. */
function nodes(value: string): readonly Node[] {
  return value === '' ? [] : [text(value)];
}

const leaf = (name: string, value: string): Element => element({ name, children: nodes(value) });
const metaLeaf = (name: string, value: string): Element => element({ name, namespace: 'metinf', children: nodes(value) });
const parent = (name: string, children: readonly Node[]): Element => element({ name, children });
const present = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const number = fc.nat({ max: 99_999 }).map(String);
const uri = fc.oneof(anyText, fc.constantFrom('./DevInfo/Man', './A/B', 'http://server/dm?x=1&y=2'));
const format = fc.constantFrom('b64', 'bin', 'bool', 'chr', 'int', 'node', 'null', 'xml', 'date', 'time', 'float');
const mediaType = fc.oneof(
  fc.constantFrom('text/plain', 'application/octet-stream', 'syncml:auth-md5', 'urn:oma:mo:oma-dm-dmacc:1.0', 'text/x-vcard'),
  anyText,
);

const meta: fc.Arbitrary<Element> = fc
  .tuple(maybe(format), maybe(mediaType), maybe(number), maybe(fc.base64String({ maxLength: 24 })), maybe(number))
  .map(([formatName, type, size, nonce, maxMsgSize]) => {
    const wanted: readonly (readonly [string, string | undefined])[] = [['Format', formatName], ['Type', type], ['Size', size], ['NextNonce', nonce], ['MaxMsgSize', maxMsgSize]];
    return parent('Meta', wanted.flatMap(([name, value]) => (value === undefined ? [] : [metaLeaf(name, value)])));
  });

const location = (name: string): fc.Arbitrary<Element> =>
  fc.tuple(uri, maybe(anyText)).map(([locUri, locName]) => parent(name, present([leaf('LocURI', locUri), locName === undefined ? undefined : leaf('LocName', locName)])));

const item: fc.Arbitrary<Element> = fc
  .tuple(maybe(location('Target')), maybe(location('Source')), maybe(meta), maybe(anyText), fc.boolean())
  .map(([target, source, itemMeta, data, more]) =>
    parent('Item', present([target, source, itemMeta, data === undefined ? undefined : leaf('Data', data), more ? leaf('MoreData', '') : undefined])),
  );

const items = fc.array(item, { minLength: 1, maxLength: 3 });
const cmdId = number.map((value) => leaf('CmdID', value));
const cred = fc.tuple(meta, anyText).map(([credMeta, data]) => parent('Cred', [credMeta, leaf('Data', data)]));

const plainCommand = fc
  .tuple(fc.constantFrom('Add', 'Copy', 'Delete', 'Get', 'Replace', 'Exec'), cmdId, maybe(meta), items)
  .map(([name, id, commandMeta, list]) => parent(name, present([id, commandMeta, ...list])));
const alert = fc
  .tuple(cmdId, number, maybe(anyText), fc.array(item, { maxLength: 2 }))
  .map(([id, data, correlator, list]) => parent('Alert', present([id, leaf('Data', data), correlator === undefined ? undefined : leaf('Correlator', correlator), ...list])));
const status = fc
  .tuple(cmdId, number, number, fc.constantFrom('SyncHdr', 'Add', 'Get'), fc.array(anyText, { maxLength: 2 }), maybe(meta), number)
  .map(([id, msgRef, cmdRef, cmd, targets, chal, data]) =>
    parent('Status', present([
      id, leaf('MsgRef', msgRef), leaf('CmdRef', cmdRef), leaf('Cmd', cmd), ...targets.map((target) => leaf('TargetRef', target)),
      chal === undefined ? undefined : parent('Chal', [chal]), leaf('Data', data),
    ])),
  );
const results = fc.tuple(cmdId, number, number, items).map(([id, msgRef, cmdRef, list]) => parent('Results', [id, leaf('MsgRef', msgRef), leaf('CmdRef', cmdRef), ...list]));
const simpleCommand = fc.oneof(plainCommand, alert, status, results);
const group = fc.tuple(fc.constantFrom('Atomic', 'Sequence'), cmdId, fc.array(plainCommand, { minLength: 1, maxLength: 3 })).map(([name, id, list]) => parent(name, [id, ...list]));

const header = fc
  .tuple(number, number, location('Target'), location('Source'), maybe(uri), maybe(cred), maybe(meta))
  .map(([session, message, target, source, respUri, credentials, headerMeta]) =>
    parent('SyncHdr', present([
      leaf('VerDTD', '1.2'), leaf('VerProto', 'DM/1.2'), leaf('SessionID', session), leaf('MsgID', message), target, source,
      respUri === undefined ? undefined : leaf('RespURI', respUri), credentials, headerMeta,
    ])),
  );

/** A DM message. */
export const syncmlTree: fc.Arbitrary<Element> = fc
  .tuple(header, fc.array(fc.oneof({ weight: 4, arbitrary: simpleCommand }, { weight: 1, arbitrary: group }), { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([head, commands, isFinal]) => parent('SyncML', [head, parent('SyncBody', present([...commands, isFinal ? leaf('Final', '') : undefined]))]));

const ddf = (name: string, children: readonly Node[]): Element => element({ name, namespace: 'dmddf', children });

/** A TNDS document. */
export const tndsTree: fc.Arbitrary<Element> = fc
  .array(fc.tuple(anyText, maybe(anyText), format, maybe(anyText)), { minLength: 1, maxLength: 4 })
  .map((list) =>
    ddf('MgmtTree', [
      ddf('VerDTD', [text('1.2')]),
      ...list.map(([name, path, formatName, value]) =>
        ddf('Node', present([
          ddf('NodeName', nodes(name)), path === undefined ? undefined : ddf('Path', nodes(path)),
          ddf('RTProperties', [ddf('Format', [ddf(formatName, [])]), ddf('Type', [ddf('MIME', [text('text/plain')])])]),
          value === undefined ? undefined : ddf('Value', nodes(value)),
        ])),
      ),
    ]),
  );

const attribute = (name: string, value: string): Element['attributes'][number] => ({ name, uri: '', value, where: BUILT });
const prov = (name: string, attributes: Element['attributes'], children: readonly Node[]): Element => element({ name, namespace: 'prov', attributes, children });
const parmName = fc.oneof(fc.constantFrom('APPID', 'PROVIDER-ID', 'NAME', 'ADDR', 'AAUTHTYPE', 'NAPID', 'TO-NAPID', 'PORTNBR', 'INIT', 'VENDOR'), anyText);
const parmValue = fc.oneof(fc.constantFrom('w7', 'HTTP-BASIC', 'HTTP-BASIC,HTTP-DIGEST', 'IPV4', 'APPSRV', 'INTERNET'), anyText);
const parm = fc
  .tuple(parmName, maybe(parmValue))
  .map(([name, value]) => prov('parm', present([attribute('name', name), value === undefined ? undefined : attribute('value', value)]), []));
const kind = fc.constantFrom('APPLICATION', 'APPADDR', 'APPAUTH', 'PXLOGICAL', 'NAPDEF', 'PORT', 'VENDORCONFIG', 'X-OWN');

/** A provisioning document. */
export const provTree: fc.Arbitrary<Element> = fc
  .tuple(maybe(fc.constantFrom('1.0', '1.1')), fc.array(fc.tuple(kind, fc.array(parm, { maxLength: 4 }), maybe(kind)), { minLength: 1, maxLength: 3 }))
  .map(([version, list]) => {
    const characteristics = list.map(([type, parms, inner]) => {
      const nested = inner === undefined ? [] : [prov('characteristic', [attribute('type', inner)], parms)];
      return prov('characteristic', [attribute('type', type)], [...parms, ...nested]);
    });
    return prov('wap-provisioningdoc', version === undefined ? [] : [attribute('version', version)], characteristics);
  });

/** Any legal combination of the writer's choices. */
export const anyOptions: fc.Arbitrary<WbxmlOptions> = fc.record({
  version: fc.constantFrom('1.1', '1.2', '1.3'),
  type: fc.constant(DEFAULT_WBXML_OPTIONS.type),
  publicId: fc.constantFrom('number', 'text', 'unterminated-text'),
  charset: fc.constantFrom('utf-8', 'us-ascii', 'iso-8859-1', 'utf-16be', 'utf-16le'),
  strings: fc.constantFrom('inline', 'table', 'repeated-in-table', 'opaque', 'mixed'),
  entities: fc.constantFrom('needed', 'beyond-ascii', 'all'),
  maxPieceCharacters: fc.constantFrom(1, 2, 7, Number.POSITIVE_INFINITY),
  names: fc.constantFrom('token', 'literal'),
  pageSwitches: fc.constantFrom('needed', 'redundant'),
  emptyElements: fc.constantFrom('short', 'long'),
  attributeValues: fc.constantFrom('token', 'string'),
  integers: fc.constantFrom('shortest', 'padded'),
});
