/** One legal tree with one fault each: which finding the reader makes of it, and no other. Tests only. */

import { element, opaque, text, type Element } from '../element.js';
import type { Dm1ErrorCode } from '../../error-codes.js';
import { buildIllegalMessage, type Breakage } from '../illegal-builder.js';
import { LEGAL_TREE } from './legal-tree.js';

export interface ModelFault {
  readonly name: string;
  readonly tree: Element;
  readonly code: Dm1ErrorCode;
  readonly path: string;
  readonly found: string;
}

const BODY = 'SyncML/SyncBody';
const HDR = 'SyncML/SyncHdr';

const broken = (name: string, breakage: Breakage, finding: readonly [code: Dm1ErrorCode, path: string, found: string]): ModelFault => {
  const [code, path, found] = finding;
  return { name, tree: buildIllegalMessage(LEGAL_TREE, [breakage]), code, path, found };
};
const inserted = (parent: string, node: Element['children'][number], to: number): Breakage => ({ kind: 'insert', path: parent, node, to });
const nested = (depth: number): Element => {
  const cmdId = element({ name: 'CmdID', children: [text(`${depth + 100}`)] });
  const alert = element({ name: 'Alert', children: [cmdId] });
  return element({ name: 'Sequence', children: [cmdId, depth === 0 ? alert : nested(depth - 1)] });
};

export const MODEL_FAULTS: readonly ModelFault[] = [
  { name: 'another document', tree: element({ name: 'MgmtTree', namespace: 'dmddf' }), code: 'dm1-model/root', path: 'MgmtTree', found: '<MgmtTree>' },
  broken('a name nobody knows', inserted(BODY, element({ name: 'Frobnicate' }), 0), ['dm1-model/unknown-element', `${BODY}/Frobnicate`, '<Frobnicate>']),
  broken('a name nobody knows in Meta', inserted(`${HDR}/Meta`, element({ name: 'X', namespace: 'metinf' }), 0), ['dm1-model/unknown-element', `${HDR}/Meta/X`, '<X>']),
  broken('a Final in the header', inserted(HDR, element({ name: 'Final' }), 9), ['dm1-model/misplaced-element', `${HDR}/Final`, '<Final>']),
  broken('a Status in Atomic', inserted(`${BODY}/Atomic`, element({ name: 'Status', children: statusChildren() }), 1), ['dm1-model/misplaced-element', `${BODY}/Atomic/Status`, '<Status>']),
  broken('NoResp', inserted(`${BODY}/Get`, element({ name: 'NoResp' }), 1), ['dm1-model/unused-element', `${BODY}/Get/NoResp`, '<NoResp>']),
  broken('MsgID after Target', { kind: 'move', path: `${HDR}/MsgID`, to: 4 }, ['dm1-model/order', `${HDR}/MsgID`, '<MsgID> after <Target>']),
  broken('Final in front of the commands', { kind: 'move', path: `${BODY}/Final`, to: 0 }, ['dm1-model/order', `${BODY}/Status`, '<Status> after <Final>']),
  broken('Type before Format', { kind: 'move', path: `${HDR}/Cred/Meta/Type`, to: 0 }, ['dm1-model/meta-order', `${HDR}/Cred/Meta/Format`, '<Format> after <Type>']),
  broken('two Targets', { kind: 'repeat', path: `${BODY}/Get/Item/Target` }, ['dm1-model/repeated', `${BODY}/Get/Item/Target[2]`, '<Target> number 2']),
  broken('two Items in Exec', { kind: 'repeat', path: `${BODY}/Exec/Item` }, ['dm1-model/repeated', `${BODY}/Exec/Item[2]`, '<Item> number 2']),
  broken('no Item', { kind: 'drop', path: `${BODY}/Get/Item` }, ['dm1-model/missing', `${BODY}/Get`, 'none']),
  broken('no Source', { kind: 'drop', path: `${HDR}/Source` }, ['dm1-model/missing', HDR, 'none']),
  broken('no Meta in Chal', { kind: 'drop', path: `${BODY}/Status/Chal/Meta` }, ['dm1-model/missing', `${BODY}/Status/Chal`, 'none']),
  broken('text between commands', inserted(BODY, text(' oops '), 1), ['dm1-model/stray-text', BODY, 'the text "oops"']),
  broken('octets between commands', inserted(BODY, opaque(Uint8Array.of(1)), 1), ['dm1-model/stray-text', BODY, '1 opaque bytes']),
  broken('an element in a CmdID', inserted(`${BODY}/Get/CmdID`, element({ name: 'b' }), 1), ['dm1-model/markup-in-text', `${BODY}/Get/CmdID`, '<b>']),
  broken('markup of no namespace in Data', inserted(`${BODY}/Results/Item/Data`, element({ name: 'b', namespace: 'none' }), 1), ['dm1-model/markup-in-text', `${BODY}/Results/Item/Data`, '<b>']),
  broken('a Final with content', inserted(`${BODY}/Final`, text('1'), 0), ['dm1-model/not-empty', `${BODY}/Final`, 'the text "1"']),
  broken('an attribute', { kind: 'attribute', path: `${BODY}/Get`, name: 'id', value: '1' }, ['dm1-model/attribute', `${BODY}/Get`, 'the attribute "id"']),
  {
    name: 'xml:lang', code: 'dm1-model/xml-attribute', path: 'SyncML', found: 'the attribute "lang"',
    tree: { ...LEGAL_TREE, attributes: [{ name: 'lang', uri: 'http://www.w3.org/XML/1998/namespace', value: 'en', where: { kind: 'built' } }] },
  },
  broken('the namespace of SyncML 1.1', { kind: 'namespace', path: 'SyncML', uri: 'SYNCML:SYNCML1.1' }, ['dm1-model/syncml-namespace', 'SyncML', '<SyncML> in namespace "SYNCML:SYNCML1.1"']),
  broken('a command in no namespace', { kind: 'namespace', path: `${BODY}/Final`, uri: '' }, ['dm1-model/syncml-namespace', `${BODY}/Final`, '<Final> in no namespace']),
  broken('Type in the namespace of SyncML', { kind: 'namespace', path: `${BODY}/Results/Meta/Type`, uri: 'SYNCML:SYNCML1.2' }, ['dm1-model/metinf-namespace', `${BODY}/Results/Meta/Type`, '<Type> in namespace "SYNCML:SYNCML1.2"']),
  broken('Meta in the namespace of its children', { kind: 'namespace', path: `${BODY}/Results/Meta`, uri: 'syncml:metinf' }, ['dm1-model/meta-namespace', `${BODY}/Results/Meta`, '<Meta> in namespace "syncml:metinf"']),
  broken('CmdID 0', { kind: 'text', path: `${BODY}/Get/CmdID`, text: '0' }, ['dm1-model/cmd-id', `${BODY}/Get/CmdID`, '"0"']),
  broken('an empty CmdID', { kind: 'text', path: `${BODY}/Get/CmdID`, text: '' }, ['dm1-model/cmd-id', `${BODY}/Get/CmdID`, '""']),
  broken('a CmdRef with a space', { kind: 'text', path: `${BODY}/Status/CmdRef`, text: '1 2' }, ['dm1-model/cmd-ref', `${BODY}/Status/CmdRef`, '"1 2"']),
  broken('a hexadecimal MsgID', { kind: 'text', path: `${HDR}/MsgID`, text: 'A' }, ['dm1-model/msg-id', `${HDR}/MsgID`, '"A"']),
  broken('a SessionID of five characters', { kind: 'text', path: `${HDR}/SessionID`, text: '12345' }, ['dm1-model/session-id', `${HDR}/SessionID`, '"12345"']),
  broken('an empty LocURI', { kind: 'text', path: `${BODY}/Get/Item/Target/LocURI`, text: '' }, ['dm1-model/loc-uri', `${BODY}/Get/Item/Target/LocURI`, '""']),
  broken('a MaxMsgSize with a unit', { kind: 'text', path: `${HDR}/Meta/MaxMsgSize`, text: '5k' }, ['dm1-model/number', `${HDR}/Meta/MaxMsgSize`, '"5k"']),
  broken('an unknown format', { kind: 'text', path: `${HDR}/Cred/Meta/Format`, text: 'base64' }, ['dm1-model/format-name', `${HDR}/Cred/Meta/Format`, '"base64"']),
  broken('octets that are no text in a CmdID', inserted(`${BODY}/Get/CmdID`, opaque(Uint8Array.of(0xff)), 1), ['dm1-model/opaque-text', `${BODY}/Get/CmdID`, '1 opaque bytes']),
  broken('a Sequence in a Sequence in a Sequence', inserted(BODY, nested(32), 0), ['dm1-model/depth', `${BODY}${'/Sequence'.repeat(32)}`, 'level 33']),
];

function statusChildren(): readonly Element[] {
  const body = LEGAL_TREE.children[1];
  const status = body?.kind === 'element' ? body.children[0] : undefined;
  return status?.kind === 'element' ? status.children.filter((child) => child.kind === 'element') : [];
}
