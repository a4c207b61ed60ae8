/** Cases of the rules on the message as a document, in XML and in WBXML. */
import { alert, command, header, message, meta, status, target, type RuleCase, type Sample } from './messages.js';

const plain = (body: string): Sample => ({ body });
const GET = command('Get', `<Item>${target('./A')}</Item>`);
const add = (data: string): string => command('Add', `<Item>${target('./A')}${data}</Item>`);
/** The worked sample of SyncML 1.2: header, Alert 1201, Final. */
const SAMPLE = '03A4016A006D6C7103312E3200017203444D2F312E32000165033100015B033100016E570373000101675703640001015A00014C03353030300001000001016B464B033100014F0331323031000101120101';
const octets = (hex: string, byte?: number): Sample => ({ body: { hex }, ...(byte === undefined ? {} : { byte }) });
/** The sample with a Get whose Item has Data in opaque octets and a Format; `item` stands in front of it. */
const withData = (format: string, data: string): string => SAMPLE.replace('120101', `454B03350001545A000147${inline(format)}01000001${opaque(data)}0101120101`);
const inline = (text: string): string => `03${Buffer.from(text).toString('hex')}00`;
const opaque = (data: string): string => `4FC3${(data.length / 2).toString(16).padStart(2, '0')}${data}01`;

const formatted = (format: string, data: string): Sample => plain(message(add(`${meta({ Format: format })}${data}`)));
/** A serialized tree in WBXML; the document type is named in the string table, and the first element switches to page 2. */
const TREE = `0300006A1B${Buffer.from('-//OMA//DTD-DM-DDF 1.2//EN\0').toString('hex')}0002607703312E32000101`.toUpperCase();

export const DOCUMENT_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-XML-B-003',
    fails: [
      plain(message(`${GET}<Final>«</SyncBody>`).replace('</SyncBody></SyncBody>', '</SyncBody>')),
      plain(`«<SyncML xmlns='SYNCML:SYNCML1.2'>${header()}</SyncML>`),
      octets(SAMPLE.slice(0, -2), SAMPLE.length / 2 - 1),
      plain('«<Sync/>'),
      plain(message(add('<Data>«&nbsp;</Data>'))),
    ],
    passes: [
      plain(`<!-- no declaration --><s:SyncML xmlns:s="SYNCML:SYNCML1.2">${message(GET).replace(/<(\/?)(?=[A-Z])/g, '<$1s:').replace(/^<s:SyncML[^>]*>/, '').replace(/<\/s:SyncML>$/, '')}</s:SyncML>`),
      octets(SAMPLE),
      plain(`<!DOCTYPE SyncML [<!ENTITY nbsp "&#160;">]>${message(add('<Data>&nbsp;</Data>'))}`),
    ],
  },
  {
    requirement: 'DM1-XML-B-006',
    fails: plain(message(`<Get><CmdID>1</CmdID>«<Lang>en</Lang><Item>${target('./A')}</Item></Get><Final/>`)),
    passes: plain(message(`${GET}<Final></Final>`)),
  },
  {
    requirement: 'DM1-XML-B-007',
    fails: plain(message(add('<Data>a «& b</Data>'))),
    passes: [plain(message(add('<Data><![CDATA[<a>&]]></Data>'))), plain(message(add('<Data>&#60;a&gt;</Data>')))],
    ignores: [plain(message(add('<Data>plain</Data>')))],
  },
  {
    requirement: 'DM1-XML-B-013',
    fails: [plain(message(add(`<Meta>«<Format>chr</Format></Meta><Data/>`))), plain(`«<SyncML>${header()}<SyncBody>${GET}</SyncBody></SyncML>`)],
    passes: plain(message(add('<Meta><m:Format xmlns:m="syncml:metinf">chr</m:Format></Meta><Data/>'))),
  },
  {
    requirement: 'DM1-XML-B-014',
    fails: [
      plain(message(`${command('Get', `<Item>${target('./A')}</Item>`, '1')}<Get>«<CmdID>1</CmdID><Item>${target('./B')}</Item></Get>`)),
      plain(message(GET.replace('<CmdID>5', '«<CmdID>0'))),
      plain(message(`<Sequence><CmdID>5</CmdID>${GET.replace('<CmdID>', '«<CmdID>')}</Sequence>`)),
    ],
    passes: plain(message(['{1B4E28BA-2FA1-11D2-883F-0016D3CCA427}', '3', '2'].map((id) => command('Get', `<Item>${target('./A')}</Item>`, id)).join(''))),
  },
  {
    requirement: 'DM1-XML-B-015',
    fails: [plain(message(command('Add', `<Item><Data>1</Data>«${target('./A')}</Item>`)))],
    passes: plain(message(`<Get><CmdID>1</CmdID>\n <Item>\n  ${target('./A')}\n </Item>\n</Get>\n<Final/>`)),
  },
  {
    requirement: 'DM1-XML-B-022',
    fails: [
      plain(message(add(`${meta({ '«Format': 'string' })}<Data/>`))), formatted('int', '«<Data>abc</Data>'), formatted('bool', '«<Data>yes</Data>'), formatted('b64', '«<Data>%%%</Data>'),
      formatted('date', '«<Data>2001-13-40</Data>'), formatted('float', '«<Data>1,5</Data>'), formatted('time', '«<Data>noon</Data>'),
    ],
    passes: [
      formatted('int', '<Data> -7 </Data>'), formatted('bool', '<Data/>'), formatted('b64', '<Data>YQ</Data>'), formatted('date', '<Data>20240229</Data>'), formatted('float', '<Data>-INF</Data>'),
      formatted('time', '<Data>235959Z</Data>'),
    ],
    ignores: [formatted('chr', '<Data>abc</Data>'), plain(message(GET))],
  },
  {
    requirement: 'DM1-CMD-B-004',
    fails: [
      plain(message(`«<Get><Item>${target('./A')}</Item></Get>`)),
      plain(message('«<Add><CmdID>1</CmdID></Add>')),
      plain(message(`<Atomic><CmdID>1</CmdID>«<Add><Item>${target('./A')}<Data/></Item></Add></Atomic>`)),
    ],
    passes: plain(message(alert('1222'))),
  },
  {
    requirement: 'DM1-WBXML-B-002',
    fails: octets(`00${SAMPLE.slice(2)}`, 0),
    passes: [octets(`01${SAMPLE.slice(2)}`), octets(`02${SAMPLE.slice(2)}`)],
    ignores: [plain(message(GET))],
  },
  {
    requirement: 'DM1-WBXML-B-003',
    fails: octets(SAMPLE.replace('120101', '3D120101'), SAMPLE.length / 2 - 3),
    passes: octets(SAMPLE.replace('4F0331323031', '4FC30431323031').replace('000101120101', '0101120101')),
    ignores: [plain(message(GET))],
  },
  {
    requirement: 'DM1-WBXML-B-004',
    fails: octets(SAMPLE.replace('120101', '000900001201 01'.replaceAll(' ', '')), SAMPLE.length / 2 - 3),
    passes: octets(SAMPLE.replace('120101', '000100000000120101')),
    ignores: [plain(message(GET))],
  },
  {
    requirement: 'DM1-WBXML-B-005',
    fails: octets(SAMPLE.replace('03A401', '039F53'), 1),
    passes: octets(SAMPLE.replace('03A4016A00', `0300006A1E${Buffer.from('-//SYNCML//DTD SyncML 1.2//EN\0').toString('hex')}`)),
    ignores: [plain(message(GET))],
  },
  { requirement: 'DM1-WBXML-B-006', fails: octets(SAMPLE.replace('6A00', '0400'), 3), passes: octets(SAMPLE), ignores: [plain(message(GET))] },
  {
    requirement: 'DM1-WBXML-B-007',
    fails: octets(`${TREE.slice(0, -2)}0007000201`, TREE.length / 2 - 1),
    passes: octets(TREE.replace('0002', '00020002')),
    ignores: [octets(SAMPLE)],
  },
  { requirement: 'DM1-WBXML-B-008', fails: octets(`${TREE.slice(0, -2)}3F01`, TREE.length / 2 - 1), passes: octets(TREE), ignores: [octets(SAMPLE)] },
  {
    requirement: 'DM1-WBXML-B-009',
    fails: octets(withData('b64', 'FF00FE'), 99),
    passes: octets(withData('bin', 'FF00FE')),
    ignores: [octets(withData('chr', '616263')), plain(message(GET))],
  },
  {
    requirement: 'DM1-SESS-B-003',
    fails: plain(message(GET, header().replace('<SessionID>1</SessionID>', '').replace('<SyncHdr>', '«<SyncHdr>'))),
    passes: plain(message(GET, header().replace('<SessionID>1', '<SessionID>D'))),
  },
  {
    requirement: 'DM1-SESS-B-006',
    fails: plain(message(GET, header().replace('<MsgID>1</MsgID>', '').replace('<SyncHdr>', '«<SyncHdr>'))),
    passes: plain(message(GET, header().replace('<MsgID>1', '<MsgID>4711'))),
  },
  { requirement: 'DM1-SESS-B-007', fails: plain(message(GET, header().replace('<MsgID>1', '«<MsgID>A'))), passes: plain(message(GET, header().replace('<MsgID>1', '<MsgID>12'))) },
  {
    requirement: 'DM1-SESS-B-008',
    fails: plain(message(GET, header().replace('<SessionID>1', '«<SessionID>12345'))),
    passes: plain(message(GET, header().replace('<SessionID>1', '<SessionID>BAA9'))),
  },
  {
    requirement: 'DM1-SESS-B-047',
    fails: plain(message(status('Get', '200').replace('<CmdRef>1</CmdRef>', '').replace('<Status>', '«<Status>'))),
    passes: plain(message(status('Get', '200'))),
    ignores: [plain(message(GET))],
  },
];
