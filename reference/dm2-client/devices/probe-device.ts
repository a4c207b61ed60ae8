/**
 * The default device of the reference client: all standard MOs, the probe, the resolution fixture and two special MOs.
 *
 * The first account owns probe and fixture; everybody may use the factory objects (device-owned), whose access types
 * alone decide what is possible. Every account gets an instance of the DM Account MO.
 */
import type { AccountConfig, DeviceConfig, InstanceSetup, MoSetup } from '../device-config.js';
import { DACMO, DACMO_MOID } from '../definitions/access-control.js';
import { DCMO, DCMO_MOID, FIXTURE, FIXTURE_MOID, PRIVATE, PROBE, PROBE_MOID } from '../definitions/probe.js';
import { OTHER_SETTINGS, OTHER_SETTINGS_MOID, SETTINGS, SETTINGS_MOID } from '../definitions/settings.js';
import { DEVINFO, DEVINFO_MOID, DMACC, DMACC_MOID, SESSION_INFO, SESSION_INFO_MOID } from '../definitions/standard.js';
import { DeviceConfigError } from '../faults.js';

/** The MOIDs that accounts of the default device list; the private MO is not among them. */
const DEFAULT_MOIDS: readonly string[] = [
  DEVINFO_MOID, DMACC_MOID, SESSION_INFO_MOID, DACMO_MOID, PROBE_MOID, FIXTURE_MOID, DCMO_MOID,
  SETTINGS_MOID, OTHER_SETTINGS_MOID,
];

const DEFAULT_DEV_ID = 'urn:uuid:00000000-0000-4000-8000-000000000001';

/** An account of the default device; MOIDs default to all that can be listed, notification credentials to those of the examples. */
export type AccountInput = Omit<AccountConfig, 'moids' | 'name' | 'notification'> & Partial<Pick<AccountConfig, 'moids' | 'name' | 'notification'>>;

const EVERYONE = 'RWX';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Notification credentials of an account that gives none of its own. */
const DEFAULT_NOTIFICATION = { secret: base64('notify-secret-01'), data: base64('auth-data-A1') } as const;

const BOOTSTRAP_DATA = {
  ServerURI: 'https://bootstrap.example.net/', SecMode: 'AQ==', ClientPubKey: base64('client-pub-01'),
  ServerPubKey: base64('server-pub-01'), ClientSecretKey: base64('client-secret-01'),
} as const;

const TRANSPORT_DATA = { Data: base64('transport-data-01'), Secret: base64('transport-secret-01') } as const;

/** The default device with these accounts (at least one); throws DeviceConfigError without any. */
export function defaultDevice(input: { readonly accounts: readonly AccountInput[] }): DeviceConfig {
  const accounts = input.accounts.map((account) => ({ name: account.srvId, moids: DEFAULT_MOIDS, notification: DEFAULT_NOTIFICATION, ...account }));
  const first = accounts[0];
  if (first === undefined) {
    throw new DeviceConfigError('the default device needs at least one account: give accounts: [{ id, srvId, srvUri }]');
  }
  return {
    devId: DEFAULT_DEV_ID,
    features: {},
    accounts,
    mos: [...standardMos(accounts), ...testMos(first)],
    ddfBase: 'https://ddf.example.net/',
  };
}

function standardMos(accounts: readonly AccountConfig[]): readonly MoSetup[] {
  const device = { owner: 'device', everyone: EVERYONE } as const;
  return [
    { definition: DEVINFO, instances: [{ miid: 'd1', ...device, data: DEVINFO_DATA }] },
    { definition: DMACC, instances: accounts.map((account, index) => accountInstance(account, index)) },
    { definition: SESSION_INFO, instances: [{ miid: 's1', ...device, data: { CBT: 2, ROAMING: 0 } }] },
    { definition: DACMO, instances: [] },
  ];
}

/** DM2-MO-DMACC-C-003: one instance per management server. */
function accountInstance(account: AccountConfig, index: number): InstanceSetup {
  return {
    miid: `a${index + 1}`,
    owner: 'device',
    everyone: EVERYONE,
    data: {
      SrvID: account.srvId,
      SrvURI: account.srvUri,
      Name: account.name,
      Perm: Object.fromEntries(account.moids.map((moid, position) => [`p${position + 1}`, { MOID: moid }])),
      Auth: {
        Bootstrap: BOOTSTRAP_DATA,
        ...(account.notification === null ? {} : { Noti: { Type: 1, Data: account.notification.data, Secret: account.notification.secret } }),
        Trsp: TRANSPORT_DATA,
      },
    },
  };
}

function testMos(owner: AccountConfig): readonly MoSetup[] {
  const mine = { owner: owner.srvId } as const;
  return [
    { definition: PROBE, instances: [{ miid: 'p1', ...mine, data: PROBE_DATA }] },
    { definition: FIXTURE, instances: [
      { miid: 'left', ...mine, data: fixture({ id: 'GPS', setting: '0xA1', second: '12.2', values: [10, 11] }) },
      { miid: 'right', ...mine, data: fixture({ id: 'Temperature', setting: '0xB2', second: '12.2', values: [20, 21] }) },
    ] },
    { definition: PRIVATE, instances: [{ miid: 'x1', owner: 'device', everyone: EVERYONE, data: { Secret: 'private' } }] },
    { definition: DCMO, instances: [{ miid: 'cam', owner: 'device', everyone: EVERYONE, data: { Property: 'camera' } }] },
    { definition: SETTINGS, instances: [] },
    { definition: OTHER_SETTINGS, instances: [] },
  ];
}

interface FixtureValues {
  readonly id: string;
  readonly setting: string;
  readonly second: string;
  readonly values: readonly [number, number];
}

const fixture = ({ id, setting, second, values }: FixtureValues): InstanceSetup['data'] => ({
  ID: id,
  Setting: setting,
  Data: { 1: { Date: '12.1', Value: values[0] }, 2: { Date: second, Value: values[1] } },
});

/** DM2-MO-DEVINFO-C-003, C-006: the one instance; DevID is added from the configuration. */
const DEVINFO_DATA: InstanceSetup['data'] = {
  Man: 'ExampleWorks', Mod: 'EW-1', DmV: '2.0', Lang: 'en', DevType: 'gateway', OEM: '', FwV: '1.0', SwV: '1.1', HwV: '',
};

const PROBE_DATA: InstanceSetup['data'] = {
  Config: { Name: 'probe', Count: 7, Blob: 'AAEC' },
  Fixed: 'fixed',
  WriteOnly: 'hidden',
  State: 'idle',
  Data: { first: { Date: '2016-02-09', Value: '1' } },
  Kinds: {
    Chr: 'text', Int: 42, Bool: true, Bin: 'AAEC/w==', B64: 'c3VpdGU=', Float: 1.5, Xml: '<a/>', Date: '2016-02-09',
    Time: '12:34:56', Null: null,
  },
  Note: 'note',
  Peers: { first: 'p' },
  Tags: { first: 't' },
};
