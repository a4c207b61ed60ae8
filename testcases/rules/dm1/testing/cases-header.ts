/** Cases of the rules on the header, the package, credentials and challenges. */
import { alert, client, command, devInfo, header, headerStatus, message, meta, server, source, status, target, type RuleCase, type Sample } from './messages.js';

const GET = command('Get', `<Item>${target('./A')}</Item>`);
const OPENING = alert('1201');
const plain = (content: string, head?: string): Sample => ({ body: message(content, head) });
const cred = (type: string, data: string, members: Readonly<Record<string, string>> = { Format: 'b64' }): string => `<Cred>${meta({ ...members, Type: type })}${data}</Cred>`;
const NAMED = '<Source><LocURI>s</LocURI><LocName>dummy</LocName></Source>';
/** What a Windows device sent for dummy:dummy and a nonce of three octets. */
const MD5_DATA = '<Data>EVEkoFZcVgPM+ESnu9IC0g==</Data>';
const md5 = (members?: Readonly<Record<string, string>>, data = MD5_DATA): string => header({ source: NAMED, rest: cred('syncml:auth-md5', data, members) });
const chal = (members: Readonly<Record<string, string>>): string => `<Chal>${meta(members)}</Chal>`;
const NONCE = 'LG3iZQhhdmKNHgABAgMEBQ==';

export const HEADER_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-SESS-B-001',
    fails: plain(GET, header({ version: '«<VerDTD>1.1</VerDTD><VerProto>DM/1.2</VerProto>' })),
    passes: plain(GET, header({ version: '<VerDTD>\n1.2 </VerDTD><VerProto>DM/1.2</VerProto>' })),
  },
  {
    requirement: 'DM1-SESS-B-002',
    fails: plain(GET, header({ version: '<VerDTD>1.2</VerDTD>«<VerProto>DM/1.1</VerProto>' })),
    passes: plain(GET, header({ version: '<VerDTD>1.2</VerDTD><VerProto>DM/1.3</VerProto>' })),
  },
  {
    requirement: 'DM1-SESS-C-012',
    fails: { body: message(`${OPENING}<Final/>`).replace('<SyncBody>', '«<SyncBody>'), sender: 'client' },
    passes: client(`${OPENING}${alert('1224')}${devInfo({ DevId: 'IMEI:1' })}`),
    ignores: [client(`${status('Get', '200')}<Final/>`)],
  },
  {
    requirement: 'DM1-SESS-C-013',
    fails: [client(`${OPENING}${command('Replace', '«<Item><Data>x</Data></Item>')}`), client(`${OPENING}${command('Replace', `«<Item>${source('./DevInfo/Man')}</Item>`)}`)],
    passes: [client(`${OPENING}${command('Replace', `<Item>${source('./DevInfo')}${meta({ Format: 'node' })}</Item><Item>${source('./DevInfo/Man')}<Data></Data></Item>`)}`)],
    ignores: [server(command('Replace', `<Item>${target('./A')}<Data>1</Data></Item>`))],
  },
  {
    requirement: 'DM1-SESS-C-026',
    fails: client('<Results><CmdID>3</CmdID><CmdRef>4</CmdRef>«<Item><Data>x</Data></Item></Results>'),
    passes: client(`<Results><CmdID>3</CmdID><CmdRef>4</CmdRef><Item>${source('A/B')}<Data/></Item></Results>`),
  },
  { requirement: 'DM1-SESS-C-029', fails: client(`${OPENING}${devInfo()}«${GET}`), passes: client(`${OPENING}${alert('1226')}${devInfo()}`), ignores: [server(GET), plain(GET)] },
  {
    requirement: 'DM1-SESS-S-036',
    fails: [server(`${headerStatus('200')}${alert('1222')}«<Final/>`), server(`${headerStatus('200')}${alert('1222')}«${GET}`)],
    passes: server(`${headerStatus('212')}${alert('1222')}`),
    ignores: [server(`${headerStatus('200')}${status('Replace', '213')}${alert('1222')}<Final/>`), client(`${headerStatus('200')}${alert('1222')}<Final/>`)],
  },
  {
    requirement: 'DM1-SESS-S-037',
    fails: { body: message(GET).replace('<SyncBody>', '«<SyncBody>'), sender: 'server' },
    passes: server(`${headerStatus('200')}<Final></Final>`),
    ignores: [server(command('Replace', `<Item>${target('./A')}<Data>1</Data><MoreData/></Item>`)), server(`${headerStatus('200')}${alert('1222')}`), client(GET)],
  },
  {
    requirement: 'DM1-SESS-B-042',
    fails: { body: message(`${alert('1223')}${command('Results', `<CmdRef>1</CmdRef><Item>${source('./A')}<Data/></Item>`)}`).replace('<SyncBody>', '«<SyncBody>') },
    passes: plain(`${status('Get', '215')}${alert('1223')}<Final/>`),
    ignores: [server(`${headerStatus('200')}${alert('1223')}`)],
  },
];

export const CREDENTIAL_CASES: readonly RuleCase[] = [
  {
    requirement: 'DM1-AUTH-B-002',
    fails: plain(headerStatus('407').replace('<Status>', '«<Status>')),
    passes: plain(headerStatus('401', chal({ Type: 'syncml:auth-basic' }))),
    ignores: [plain(headerStatus('200')), plain(status('Get', '401'))],
  },
  {
    requirement: 'DM1-AUTH-B-011',
    fails: server(`${headerStatus('407', chal({ Type: 'syncml:auth-basic' }))}«${GET}`),
    passes: server(`${headerStatus('401', chal({ Type: 'syncml:auth-basic' }))}${status('Alert', '401')}<Final/>`),
    ignores: [client(`${headerStatus('407', chal({ Type: 'syncml:auth-basic' }))}${OPENING}${devInfo()}`)],
  },
  {
    requirement: 'DM1-AUTH-B-015',
    fails: plain(`<Get><CmdID>1</CmdID>«${cred('syncml:auth-basic', '<Data>YTpi</Data>')}<Item>${target('./A')}</Item></Get>`),
    passes: plain(GET, header({ rest: cred('syncml:auth-basic', '<Data>YTpi</Data>') })),
  },
  {
    requirement: 'DM1-AUTH-B-016',
    fails: [plain(GET, md5({ '«Format': 'chr' })), plain(GET, md5({}).replace('<Meta>', '«<Meta>'))],
    passes: plain(GET, header({ source: NAMED, rest: `<Cred>${meta({ Type: 'syncml:auth-md5', Format: 'b64' })}${MD5_DATA}</Cred>` })),
    ignores: [plain(GET)],
  },
  {
    requirement: 'DM1-AUTH-B-017',
    fails: plain(headerStatus('401', chal({ '«Format': 'bin', Type: 'syncml:auth-md5', NextNonce: NONCE }))),
    passes: plain(headerStatus('212', chal({ Type: 'syncml:auth-MAC', Format: 'b64', NextNonce: NONCE }))),
    ignores: [plain(headerStatus('401', chal({ Type: 'syncml:auth-md5' })))],
  },
  {
    requirement: 'DM1-AUTH-B-018',
    fails: plain(GET, md5().replace(NAMED, '«<Source><LocURI>s</LocURI></Source>')),
    passes: plain(GET, md5()),
    ignores: [plain(GET, header({ rest: cred('syncml:auth-basic', '<Data>YTpi</Data>') }))],
  },
  {
    requirement: 'DM1-AUTH-B-019',
    fails: [plain(GET, md5(undefined, '«<Data>1151 24a0</Data>')), plain(GET, md5(undefined, '«<Data>MTE1MTI0YTA1NjVjNTYwM2NjZjg0NGE3YmJkMjAyZDI=</Data>'))],
    passes: [plain(GET, md5(undefined, '<Data>\nEVEkoFZcVgPM+ESn\nu9IC0g==\n</Data>'))],
    ignores: [plain(GET)],
  },
  {
    requirement: 'DM1-AUTH-B-020',
    fails: [
      plain(GET, header({ rest: cred('syncml:auth-basic', '«<Data>dXNlcg==</Data>') })),
      plain(GET, header({ rest: cred('syncml:auth-basic', '<Data>YTpi</Data>', {}).replace('<Meta>', '«<Meta>') })),
    ],
    passes: plain(GET, header({ rest: cred('syncml:auth-basic', '<Data>OmI6Yw==</Data>') })),
    ignores: [plain(GET)],
  },
  {
    requirement: 'DM1-AUTH-B-027',
    fails: plain(headerStatus('212', chal({ Format: 'b64', Type: 'syncml:auth-md5', '«NextNonce': 'MTIzNA==' }))),
    passes: plain(headerStatus('212', chal({ Format: 'b64', Type: 'syncml:auth-md5', NextNonce: NONCE }))),
    ignores: [plain(headerStatus('200'))],
  },
  {
    requirement: 'DM1-SEC-B-016',
    fails: plain(headerStatus('401', chal({ Format: 'b64', Type: 'syncml:auth-MAC' }).replace('<Meta>', '«<Meta>'))),
    passes: plain(headerStatus('401', chal({ Type: 'syncml:auth-MAC', NextNonce: NONCE, Format: 'b64' }))),
    ignores: [plain(headerStatus('401', chal({ Type: 'syncml:auth-md5' })))],
  },
  {
    requirement: 'DM1-SEC-B-017',
    fails: plain(GET, header({ rest: cred('syncml:auth-MAC', MD5_DATA).replace('<Type', '«<Type') })),
    passes: plain(GET, md5()),
    ignores: [plain(GET)],
  },
];
