/** Cases of the rules on Status, Results, commands that address nodes, chunks, and properties. */
import { alert, client, command, headerStatus, message, meta, server, source, status, target, type RuleCase, type Sample } from './messages.js';

const plain = (content: string): Sample => ({ body: message(content) });
const GET = command('Get', `<Item>${target('./A')}</Item>`);
const get = (uri: string): string => command('Get', `<Item>${target(uri)}</Item>`);
const set = (uri: string, rest: string): string => command('Replace', `<Item>${target(uri)}${rest}</Item>`);
const marked = (uri: string): string => command('Get', `<Item><Target>«<LocURI>${uri}</LocURI></Target></Item>`);
const results = (uri: string, data: string): string => `<Results><CmdID>8</CmdID><MsgRef>1</MsgRef><CmdRef>1</CmdRef><Item>${source(uri)}${data}</Item></Results>`;
const within = (name: string, content: string): string => `<${name}><CmdID>40</CmdID>${content}</${name}>`;
const EXEC = command('Exec', `<Item>${target('./A')}</Item>`, '41');

export const COMMAND_CASES: readonly RuleCase[] = [
  { requirement: 'DM1-CMD-B-042', fails: plain(status('Get', '200 OK').replace('<Data>', '«<Data>')), passes: plain(status('Get', '299')), ignores: [plain(GET)] },
  {
    requirement: 'DM1-CMD-C-040',
    fails: client(`«${results('./A', '<Data/>')}${status('Get', '200')}`),
    passes: client(`${status('Get', '200')}${status('Get', '200').replace('91', '92')}${results('./A', '<Data/>')}`),
    ignores: [client(results('./A', '<Data/>'))],
  },
  {
    requirement: 'DM1-SESS-B-039',
    fails: server(`${headerStatus('200')}«${status('Results', '200')}<Final/>`),
    passes: server(`${headerStatus('200')}${status('Results', '413')}<Final/>`),
    ignores: [plain(headerStatus('200'))],
  },
  {
    requirement: 'DM1-SESS-B-048',
    fails: [
      plain(`${GET}«${headerStatus('200')}`), plain(headerStatus('200').replace('<Cmd>SyncHdr', '«<Cmd>Alert')),
      plain(headerStatus('200').replace('<CmdRef>0', '«<CmdRef>1')),
    ],
    passes: plain(`${headerStatus('200')}${headerStatus('200').replace('90', '93').replace('<MsgRef>1', '<MsgRef>2')}${status('Alert', '200')}`),
    ignores: [plain(status('Get', '200'))],
  },
  {
    requirement: 'DM1-CMD-B-005',
    fails: [
      plain(marked('/A/B')), plain(marked('http://127.0.0.1/A')), plain(command('Get', '«<Item/>')), plain(command('Copy', `«<Item>${target('./A')}</Item>`)),
      plain(marked('')),
    ],
    passes: [plain(get('A/B')), plain(get('.')), plain(get('./A?list=TNDS')), plain(get('./Vendor/http:x'))],
    ignores: [plain(alert('1222')), client(command('Replace', `<Item>${source('./DevInfo/Man')}<Data>x</Data></Item>`))],
  },
  {
    requirement: 'DM1-TREE-B-002',
    fails: [plain(marked('./A//B')), plain(marked('A//B?prop=ACL'))],
    passes: [plain(get('A/B')), plain(get('.')), plain(get('./A/B?list=TNDS+ACL'))],
    ignores: [plain(alert('1222'))],
  },
  {
    requirement: 'DM1-TNDS-S-017',
    fails: [server(marked('./A?list=TNDS+ACL-Type')), plain(marked('./A?list=TNDS-ACL-Type+Value'))],
    passes: [server(get('./A?list=TNDS+ACL+Value')), server(get('./A-B?list=TNDS-Type'))],
    ignores: [server(get('./A?list=TNDS')), server(get('./A+B-C')), client(results('./A?list=TNDS+ACL-Type', '<Data/>'))],
  },
  {
    requirement: 'DM1-TREE-B-003',
    fails: [plain(marked('./A/')), plain(marked('A/?prop=ACL'))],
    passes: [plain(get('.')), plain(get('./A?list=Struct'))],
    ignores: [plain(alert('1222'))],
  },
  {
    requirement: 'DM1-TREE-B-004',
    fails: [plain(marked('./A/../B')), plain(marked('A/./B')), plain(marked('..'))],
    passes: [plain(get('./A/..B')), plain(get('./A.b/.c')), plain(get('.'))],
    ignores: [plain(alert('1222'))],
  },
  {
    requirement: 'DM1-XML-B-008',
    fails: [
      plain(command('Add', `«<Item>${target('./A')}</Item>`)),
      plain(command('Replace', `«<Item>${target('./A')}${meta({ Format: 'chr' })}</Item>`)),
      client(results('./A', '').replace('<Item>', '«<Item>')),
    ],
    passes: [
      plain(results('./A', '<Data/>')),
      plain(results('./A', `<Data/></Item><Item>${source('./B')}${meta({ Format: 'node' })}`)),
      plain(set('./A', '<Data></Data>')),
      plain(set('./A', '<Data/>')),
    ],
    ignores: [
      plain(command('Add', `<Item>${target('./A')}${meta({ Format: 'node' })}</Item>`)),
      plain(`<Add><CmdID>1</CmdID>${meta({ Format: 'node' })}<Item>${target('./A')}</Item></Add>`),
      plain(command('Add', `<Item>${target('./A')}${meta({ Format: 'null' })}</Item>`)),
      plain(set('./A?prop=ACL', '')),
      client(results('./A', `</Item><Item>${source('./A/B')}`)),
    ],
  },
  {
    requirement: 'DM1-SEQ-S-004',
    fails: server(within('Sequence', `«${within('Atomic', set('./A', '<Data/>')).replace('40', '42')}`)),
    passes: server(within('Sequence', `${EXEC}${alert('1100')}${GET}`)),
    ignores: [server(GET)],
  },
  {
    requirement: 'DM1-SEQ-S-010',
    fails: [server(within('Atomic', `«${GET}`)), server(within('Sequence', within('Atomic', `«${EXEC}`)))],
    passes: server(within('Atomic', `${alert('1101')}${set('./A', '<Data/>')}`)),
    ignores: [server(GET)],
  },
  {
    requirement: 'DM1-CMD-B-035',
    fails: [server(within('Atomic', `«${EXEC}`)), server('«<Exec><CmdID>3</CmdID></Exec>')],
    passes: [server(within('Sequence', EXEC)), server(EXEC)],
    ignores: [server(GET)],
  },
  {
    requirement: 'DM1-LOB-B-009',
    fails: plain(command('Replace', `<Item>${target('./A')}«<MoreData/></Item>`)),
    passes: plain(command('Replace', `<Item>${target('./A')}<Data></Data><MoreData></MoreData></Item>`)),
    ignores: [plain(GET)],
  },
  {
    requirement: 'DM1-LOB-B-010',
    fails: [
      plain(`${set('./A', '<Data>1</Data><MoreData/>')}«${GET.replace('5', '6')}`),
      plain(command('Replace', `<Item>${target('./A')}<Data>1</Data><MoreData/></Item>«<Item>${target('./B')}<Data/></Item>`)),
    ],
    passes: plain(`${headerStatus('200')}${set('./A', '<Data>1</Data><MoreData/>')}${status('Alert', '200')}`),
    ignores: [plain(`${GET}${set('./A', '<Data>1</Data>')}`)],
  },
];

const acl = (text: string): Sample => server(set('./A?prop=ACL', `«<Data>${text}</Data>`));
const legalAcl = (text: string): Sample => server(set('./A?prop=ACL', `<Data>${text}</Data>`));
const property = (name: string, data: string): Sample => client(results(`./A?prop=${name}`, data));

export const PROPERTY_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-TREE-B-021',
    fails: server(set('./A?prop=Title', `«${meta({ Format: 'chr' })}<Data>x</Data>`)),
    passes: server(set('./A?prop=Title', '<Data>x</Data>')),
    ignores: [server(set('./A', `${meta({ Format: 'chr' })}<Data>x</Data>`))],
  },
  {
    requirement: 'DM1-TREE-B-043',
    fails: [acl('Get=a b'), acl('Copy=a'), acl('Get=a&amp;'), acl('get=a')],
    passes: [legalAcl('Add=*&amp;Get=com.example.srv+x:1'), legalAcl('Get=a&amp;Replace=a&amp;Get=b')],
    ignores: [legalAcl(''), server(GET)],
  },
  { requirement: 'DM1-TREE-B-030', fails: [acl('Get='), acl('Get=a&amp;Add=')], passes: legalAcl('Get=*'), ignores: [legalAcl('')] },
  { requirement: 'DM1-TREE-S-045', fails: acl('Get=*+a'), passes: legalAcl('Get=*&amp;Add=a+b'), ignores: [property('ACL', '<Data>Get=*+a</Data>')] },
  {
    requirement: 'DM1-TREE-C-055',
    fails: [property('TStamp', '«<Data>2001-07-11T16:38:17Z</Data>'), property('TStamp', '«<Data>20011311T163817Z</Data>')],
    passes: property('TStamp', '<Data>20001231T235960Z</Data>'),
    ignores: [property('Title', '<Data>now</Data>')],
  },
  {
    requirement: 'DM1-TREE-C-061',
    fails: [property('VerNo', '«<Data>65536</Data>'), property('VerNo', '«<Data>0x10</Data>')],
    passes: property('VerNo', '<Data>0</Data>'),
    ignores: [property('Size', '<Data>99999</Data>')],
  },
  {
    requirement: 'DM1-TREE-B-020',
    fails: property('Size', '«<Data>1.5</Data>'),
    passes: property('Size', '<Data>4294967295</Data>'),
    ignores: [property('VerNo', '<Data>1</Data>')],
  },
];
