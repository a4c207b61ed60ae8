/** A tree that uses all of DM 1.x and is legal, for tests that break it. Tests only. */

import { element, text, type Element } from '../element.js';

const leaf = (name: string, content: string): Element => element({ name, children: [text(content)] });
const inf = (name: string, content: string): Element => element({ name, namespace: 'metinf', children: [text(content)] });
const of = (name: string, ...children: readonly Element[]): Element => element({ name, children });
const target = (uri: string): Element => of('Target', leaf('LocURI', uri));

const HEADER = of('SyncHdr',
  leaf('VerDTD', '1.2'), leaf('VerProto', 'DM/1.2'), leaf('SessionID', '1A'), leaf('MsgID', '2'),
  of('Target', leaf('LocURI', 'IMEI:1'), leaf('LocName', 'device')), of('Source', leaf('LocURI', 'http://server/dm')), leaf('RespURI', 'http://server/dm?s=1'),
  of('Cred', of('Meta', inf('Format', 'b64'), inf('Type', 'syncml:auth-md5')), leaf('Data', 'AAAA')),
  of('Meta', inf('MaxMsgSize', '5000'), inf('MaxObjSize', '100000')));

const STATUS = of('Status',
  leaf('CmdID', '1'), leaf('MsgRef', '2'), leaf('CmdRef', '0'), leaf('Cmd', 'SyncHdr'), leaf('TargetRef', 'http://server/dm'), leaf('TargetRef', 'x'), leaf('SourceRef', 'IMEI:1'),
  of('Chal', of('Meta', inf('Format', 'b64'), inf('Type', 'syncml:auth-md5'), inf('NextNonce', 'AAAA'))), leaf('Data', '401'));

const RESULTS = of('Results',
  leaf('CmdID', '2'), leaf('MsgRef', '1'), leaf('CmdRef', '4'), of('Meta', inf('Type', 'text/plain')), leaf('TargetRef', './A'), leaf('SourceRef', './A'),
  of('Item', of('Source', leaf('LocURI', './A')), leaf('Data', 'x')));

const ALERT = of('Alert', leaf('CmdID', '3'), leaf('Data', '1226'), leaf('Correlator', 'c'),
  of('Item', of('Source', leaf('LocURI', './A')), of('Meta', inf('Format', 'chr'), inf('Type', 'x'), inf('Mark', 'minor'), inf('Size', '3')), leaf('Data', 'x'), of('MoreData')));

const GET = of('Get', leaf('CmdID', '4'), of('Item', target('./A')));
const DELETE = of('Delete', leaf('CmdID', '5'), of('Item', target('./B')));
const EXEC = of('Exec', leaf('CmdID', '6'), of('Meta', inf('EMI', 'e'), inf('EMI', 'f')), leaf('Correlator', 'c'), of('Item', target('./C')));
const ADD = of('Add', leaf('CmdID', '8'), of('Item', target('./D'), of('Meta', inf('Format', 'node'))), of('Item', target('./D/E'), leaf('Data', 'x')));
const COPY = of('Copy', leaf('CmdID', '9'), of('Item', target('./F'), of('Source', leaf('LocURI', './D'))));
const ATOMIC = of('Atomic', leaf('CmdID', '7'), ADD, COPY);
const REPLACE = of('Replace', leaf('CmdID', '11'), of('Item', target('./D/E'), leaf('Data', 'y')));
const SEQUENCE = of('Sequence', leaf('CmdID', '10'), REPLACE);

export const LEGAL_TREE: Element = of('SyncML', HEADER, of('SyncBody', STATUS, RESULTS, ALERT, GET, DELETE, EXEC, ATOMIC, SEQUENCE, of('Final')));
