/** Messages for the golden output of `decode`: each has something to say. Made here, so that nothing foreign is stored. */
import { encodeWbxml } from '../../protocol/dm1/wbxml/encode.js';
import { readXml } from '../../protocol/dm1/xml/read.js';
import { octetsOfHex } from '../../protocol/octets.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const HEADER = '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>7</SessionID><MsgID>2</MsgID><Target><LocURI>IMEI:490154203237518</LocURI></Target><Source><LocURI>https://dm.example.net/dm</LocURI></Source></SyncHdr>';
const TNDS = '<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Node><NodeName>Acme</NodeName><RTProperties><Format><node/></Format><Type><DDFName/></Type></RTProperties><Node><NodeName>Name</NodeName><RTProperties><ACL>Get=*</ACL><Format><chr/></Format><Type><MIME>text/plain</MIME></Type></RTProperties><Value>lamp</Value></Node></Node></MgmtTree>';

/** A reply of a server: a status, a nonce, a tree in CDATA, Type without its namespace, a bell in a value. */
const SERVER = `<?xml version="1.0" encoding="UTF-8"?>
<SyncML xmlns="SYNCML:SYNCML1.2">${HEADER}<SyncBody>
<Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Chal><Meta><Format xmlns="syncml:metinf">b64</Format><Type>syncml:auth-md5</Type><NextNonce xmlns="syncml:metinf">LG3iZQhhdmKNHg==</NextNonce></Meta></Chal><Data>401</Data></Status>
<Add><CmdID>2</CmdID><Item><Target><LocURI>./Acme</LocURI></Target><Meta><Format xmlns="syncml:metinf">xml</Format><Type xmlns="syncml:metinf">application/vnd.syncml.dmtnds+xml</Type></Meta><Data><![CDATA[${TNDS}]]></Data></Item></Add>
<Replace><CmdID>2</CmdID><Item><Target><LocURI>./Acme/Name</LocURI></Target><Data>ring\u0007 &#233; 灯</Data></Item></Replace>
<Final/></SyncBody></SyncML>
`;

/** The same, as far as WBXML can say it. */
const WELL_FORMED = SERVER.replace('\u0007', '').replace('<Type>', '<Type xmlns="syncml:metinf">');

/** By file name. */
export const DECODE_SAMPLES: Readonly<Record<string, () => Uint8Array>> = Object.freeze({
  'server.xml': () => utf8(SERVER),
  'server.wbxml': () => wbxmlOf(WELL_FORMED),
  'cut.wbxml': () => wbxmlOf(WELL_FORMED).slice(0, 120),
  'request.http': () => utf8('POST /dm HTTP/1.1\r\nHost: dm.example.net\r\nAccept: application/vnd.syncml.dm+xml\r\nContent-Type: text/xml\r\nContent-Length: 12\r\n\r\n<SyncML></x>'),
  'notification.bin': () => hex('10369e83e3fc7103a4a21acce6e242ae 02d8000001 1234 12 636f6d2e6d676d747372762e6d616e616765'),
  'dm2-notification.bin': () => hex('1300147372763111011212341f114c89b1e34bb00d520944bcdcfbaa62e1579259ea7a77ece6e93127450551d3c81456b92c0010'),
  'account.xml': () => utf8('<wap-provisioningdoc version="1.1"><characteristic type="APPLICATION"><parm name="APPID" value="w7"/><parm name="ADDR" value="https://dm.example.net/dm"/><parm name="INIT"/></characteristic></wap-provisioningdoc>'),
  'tree.xml': () => utf8(TNDS),
  'lamp.ddf': () => utf8('<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Man>Acme</Man><Node><NodeName>Lamp</NodeName><DFProperties><AccessType><Get/></AccessType><DFFormat><node/></DFFormat><Occurrence><One/></Occurrence><DFType><DDFName/></DFType></DFProperties><Node><NodeName/><DFProperties><AccessType><Get/><Replace/></AccessType><DFFormat><colour/></DFFormat><DFType><MIME>text/plain</MIME></DFType></DFProperties></Node></Node></MgmtTree>'),
  'package3.json': () => utf8('{"Status":[{"sc":200},{"sc":"404"}]}'),
  'notes.txt': () => utf8('Dear developer, this is no message.'),
});

function wbxmlOf(xml: string): Uint8Array {
  const { root } = readXml(utf8(xml));
  if (root === undefined) throw new RangeError('the sample holds no element');
  return encodeWbxml(root);
}

function hex(digits: string): Uint8Array {
  return octetsOfHex(digits.replaceAll(' ', '')) ?? new Uint8Array();
}
