/** Cases of the rules on Alerts, user interaction and DevInfo. */
import { alert, client, command, devInfo, message, meta, server, source, target, type RuleCase, type Sample } from './messages.js';

const plain = (content: string): Sample => ({ body: message(content) });
const GET = command('Get', `<Item>${target('./A')}</Item>`);
const TYPE = 'Reversed-Domain-Name: com.example.alert';
const item = (members: Readonly<Record<string, string>>, data = '<Data>x</Data>'): string => `<Item>${source('./A')}${meta(members)}${data}</Item>`;
const generic = (members: Readonly<Record<string, string>>, data?: string): Sample => client(alert('1226', item(members, data)));
const text = (data: string): string => `<Item><Data>${data}</Data></Item>`;
const OTHER = plain(alert('1222'));

export const ALERT_CASES: readonly RuleCase[] = [
  { requirement: 'DM1-CMD-B-041', fails: plain('«<Alert><CmdID>1</CmdID></Alert>'), passes: plain('<Alert><CmdID>1</CmdID><Data> 1222\n</Data></Alert>'), ignores: [plain(GET)] },
  {
    requirement: 'DM1-ALERT-B-001',
    fails: [plain(alert('1105').replace('<Data>', '«<Data>')), plain(alert('200').replace('<Data>', '«<Data>'))],
    passes: [plain(alert('1225')), plain(alert('1224'))],
    ignores: [plain(GET), plain(alert('1221'))],
  },
  {
    requirement: 'DM1-ALERT-B-002',
    fails: server(`«${alert('1226', item({ Type: TYPE, Format: 'chr' }))}`),
    passes: server(alert('1100', `${text('')}${text('x')}`)),
    ignores: [generic({ Type: TYPE, Format: 'chr' })],
  },
  {
    requirement: 'DM1-ALERT-C-009',
    fails: client(`«${alert('1226')}`),
    passes: client(alert('1226', `${item({ Type: TYPE, Format: 'chr' })}${item({ Type: TYPE, Format: 'int' })}`)),
    ignores: [OTHER],
  },
  {
    requirement: 'DM1-ALERT-C-011',
    fails: [client(alert('1226', item({ Type: TYPE }).replace('<Meta>', '«<Meta>'))), client(alert('1226', '«<Item><Data>x</Data></Item>'))],
    passes: generic({ Type: TYPE, Format: 'xml' }),
    ignores: [OTHER],
  },
  {
    requirement: 'DM1-ALERT-C-012',
    fails: generic({ '«Type': 'com.example.alert', Format: 'chr' }),
    passes: [
      generic({ Type: 'Content-Type: application/x-foo', Format: 'bin' }),
      generic({ Type: 'org.openmobilealliance.dm.firmwareupdate.download', Format: 'int' }),
      generic({ Type: 'Reversed-Domain-Name:com.example', Format: 'chr' }),
    ],
    ignores: [OTHER],
  },
  {
    requirement: 'DM1-ALERT-C-013',
    fails: [generic({ '«Type': 'Reversed-Domain-Name: com.example/a-b', Format: 'chr' }), generic({ '«Type': 'Reversed-Domain-Name: example', Format: 'chr' })],
    passes: [generic({ Type: 'Reversed-Domain-Name: org.example-x.a/1/B', Format: 'chr' })],
    ignores: [generic({ Type: 'Content-Type: text/plain', Format: 'chr' })],
  },
  {
    requirement: 'DM1-ALERT-C-014',
    fails: generic({ Type: TYPE, Format: 'chr', '«Mark': 'severe' }),
    passes: generic({ Type: TYPE, Mark: 'indeterminate', Format: 'chr' }),
    ignores: [generic({ Type: TYPE, Format: 'chr' })],
  },
  {
    requirement: 'DM1-ALERT-C-015',
    fails: client(alert('1226', `«${item({ Type: TYPE, Format: 'chr' }, '')}`)),
    passes: generic({ Type: TYPE, Format: 'chr' }, '<Data/>'),
    ignores: [OTHER],
  },
  {
    requirement: 'DM1-ALERT-C-018',
    fails: [client(alert('1224', item({ Type: 'com.example/x' }).replace('<Meta>', '«<Meta>'))), client(alert('1224', `«${item({ Type: 'com.example/x', Format: 'chr' }, '')}`))],
    passes: client(alert('1224', item({ Format: 'chr', Type: 'com.example/x' }))),
    ignores: [OTHER],
  },
];

const ASK = alert('1101', `${text('MINDT=10&amp;DR=1')}${text('Go on?')}`);
const params = (given: string): Sample => server(alert('1102', `<Item>«<Data>${given}</Data></Item>${text('Name?')}`));
const legalParams = (given: string): Sample => server(alert('1102', `${text(given)}${text('Name?')}`));

export const INTERACTION_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-UI-S-004',
    fails: [plain(`«${alert('1100', text('Hello'))}`), plain(`«${alert('1103')}`)],
    passes: plain(alert('1100', `<Item></Item>${text('Hello')}`)),
    ignores: [OTHER],
  },
  {
    requirement: 'DM1-UI-S-010',
    fails: plain(alert('1100', `${text('MINDT=10')}«<Item></Item>`)),
    passes: plain(alert('1101', `<Item><Data/></Item><Item><Data></Data></Item>`)),
    ignores: [plain(alert('1100', text('x'))), OTHER],
  },
  {
    requirement: 'DM1-UI-S-013',
    fails: [plain(`«${alert('1103', `${text('')}${text('Title')}`)}`), plain(alert('1104', `${text('')}${text('Title')}«<Item/>`))],
    passes: plain(alert('1103', `${text('')}${text('Title')}${text('only one')}`)),
    ignores: [plain(ASK)],
  },
  {
    requirement: 'DM1-UI-S-019',
    fails: [params('MINDT'), params('DR=a b'), params('MINDT=1;MAXDT=2 x'), params('DR=100%')],
    passes: [legalParams('MINDT=10&amp;X-Unknown=&amp;DR=a%20b+c')],
    ignores: [legalParams(''), OTHER],
  },
  {
    requirement: 'DM1-UI-S-021',
    fails: [params('MINDT=0'), params('MAXDT=-5'), params('DR=1&amp;MAXDT=1.5')],
    passes: [legalParams('MAXDT=600')],
    ignores: [legalParams('DR=0'), OTHER],
  },
];

const nodes = (...uris: readonly string[]): string => command('Replace', uris.map((uri) => `<Item><Source>«<LocURI>${uri}</LocURI></Source><Data>x</Data></Item>`).join(''));
const five = { DevId: 'urn:x:1', Man: 'M', Mod: 'X', DmV: '1', Lang: 'en' };

export const DEVINFO_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-MO-DEVINFO-C-001',
    fails: [
      client(`${alert('1201')}«${devInfo({ DevId: 'urn:x:1', Man: 'M', Mod: 'X', DmV: '1' })}<Final/>`),
      client(`${command('Replace', `<Item>${source('./DevInfo/Man')}<Data>x</Data></Item>`, '8')}${nodes('./DevInfo/Man')}`),
    ],
    passes: client(`${alert('1200')}${devInfo({ Lang: 'en', Man: '', DevId: 'x', Mod: 'X', DmV: '1', 'Ext/Acme': '1' })}<Final/>`),
    ignores: [client(`${alert('1201')}${devInfo({ Man: 'M' })}`), server(GET)],
  },
  {
    requirement: 'DM1-MO-DEVINFO-C-002',
    fails: client(devInfo({ ...five, DevId: 'IMEI:490154203237518' }).replace('<Data>', '«<Data>')),
    passes: client(devInfo({ DevId: 'URN:imei:490154203237518' })),
    ignores: [client(devInfo({ Man: 'M' }))],
  },
  {
    requirement: 'DM1-MO-DEVINFO-C-004',
    fails: client(devInfo({ Lang: 'en_US' }).replace('<Data>', '«<Data>')),
    passes: [client(devInfo({ Lang: 'i-klingon' })), client(devInfo({ Lang: 'x-elvish-1' }))],
    ignores: [client(devInfo({ Man: 'M' }))],
  },
  {
    requirement: 'DM1-MO-DEVINFO-C-006',
    fails: client(nodes('./DevInfo/Loc')),
    passes: client(devInfo({ 'Bearer/GSM': '' })),
    ignores: [client(command('Replace', `<Item>${source('./DevInfo')}${meta({ Format: 'node' })}</Item>`))],
  },
  {
    requirement: 'DM1-MO-DEVDETAIL-C-004',
    fails: client(nodes('./DevDetail/FwV')),
    passes: client(devInfo()),
    ignores: [client(alert('1222')), server(command('Replace', `<Item>${target('./DevDetail/Ext/A')}<Data/></Item>`))],
  },
];
