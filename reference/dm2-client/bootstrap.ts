/**
 * Bootstrap: how an account comes to the device (OMA-TS-DM_Protocol-V2_0, ~8, ~9.3, ~12.2). No text at hand has the format
 * of a bootstrap: a serialization of accounts is read, or a provisioning document of DM 1.x, also in the envelope of
 * OTA-HTTP.
 *
 * Left out: other objects in a bootstrap, TLS keys of the bootstrap server, accounts in saved state (they last as long as
 * the device does).
 */
import { readFileSync } from 'node:fs';
import { decodeProvisioning } from '../../protocol/dm1/provisioning/decode.js';
import { PUSH_TYPE } from '../../protocol/dm1/http/push.js';
import { readHttp } from '../../protocol/dm1/http/read.js';
import { DecodeError } from '../../protocol/decode-error.js';
import { parseClientUri } from '../../protocol/dm2/client-uri.js';
import { HEADER_DEV_ID, MO_TYPE } from '../../protocol/dm2/media-types.js';
import { decodeMoOrItem, type MoObject, type MoValue } from '../../protocol/dm2/mo.js';
import { groupName } from './definitions/access-control.js';
import { DMACC_MOID } from './definitions/standard.js';
import type { AccountConfig } from './device-config.js';
import { BootstrapFault, DeviceConfigError } from './faults.js';
import type { DeviceState, MoInstance } from './model.js';
import type { ClientContext, ClientParts } from './parts.js';
import type { NewAccount } from './parts-security.js';
import { plantInterior } from './tree/plant.js';

const PROVISIONING_TYPES = ['text/vnd.wap.connectivity-xml', 'application/vnd.wap.connectivity-wbxml'];

/** No account is made or changed by a bootstrap that is refused or cannot be read; BootstrapFault says why. */
export const bootstrap: ClientParts['bootstrap'] = async (client, { arrival }) => {
  if (!client.parts.isAuthorisedSource(client, { arrival })) throw new BootstrapFault(`a bootstrap (${arrival.source.kind}) that does not come from an authorised bootstrap server`);
  const accounts = arrival.source.kind === 'factory' ? [client.parts.factoryAccount(client)] : client.parts.readBootstrap(client, await client.parts.fetchBootstrap(client, { source: arrival.source }));
  if (accounts.length === 0) throw new BootstrapFault('a bootstrap without an account');
  if (!client.parts.userConsents(client, { arrival, accounts })) throw new BootstrapFault('the user refuses the bootstrap');
  const installed = accounts.map((account) => client.parts.installAccount(client, { account }));
  for (const account of installed) client.parts.announceBootstrap(client, { account });
};

/** DM2-BOOT-C-007: what comes without the security of the bootstrap server is nobody's. */
export const isAuthorisedSource: ClientParts['isAuthorisedSource'] = (_client, { arrival }) => arrival.authority === 'authorised';

/** DM2-BOOT-C-011: the user may look at the permissions and refuse. */
export const userConsents: ClientParts['userConsents'] = (_client, { arrival }) => arrival.consent === 'granted';

/** DM2-BOOT-C-001: the account that the device left the factory with. */
export const factoryAccount: ClientParts['factoryAccount'] = ({ state }) => {
  const [first] = state.accounts;
  const instance = first === undefined ? undefined : accountInstance(state.mos, first.srvId);
  if (first === undefined || instance === undefined) throw new BootstrapFault('the device has no account from the factory');
  return { srvId: first.srvId, srvUri: first.srvUri, name: first.name, moids: first.moids, data: null };
};

/** DM2-BOOT-C-002, C-003, C-004: from the card, from the bootstrap server, or as it was pushed. */
export const fetchBootstrap: ClientParts['fetchBootstrap'] = async (client, { source }) => {
  switch (source.kind) {
    case 'smartcard':
      return { contentType: MO_TYPE, body: readFileSync(source.file) };
    case 'server':
      return { contentType: source.contentType, body: source.body };
    case 'client': {
      const refusal = client.parts.refuseBootstrapUrl(client, source);
      if (refusal !== undefined) throw new BootstrapFault(refusal);
      const headers = { Accept: [MO_TYPE, ...PROVISIONING_TYPES].join(', '), [HEADER_DEV_ID]: client.parts.deviceId(client) };
      const login = { challenges: new Map<string, string>(), counts: new Map<string, number>() };
      const response = await client.parts.requestWithCredentials(client, { login, auth: client.parts.bootstrapCredentials(client), request: { method: 'GET', url: source.url, headers } });
      if (response.status !== 200) throw new BootstrapFault(`the bootstrap server answered HTTP ${response.status}`);
      return { contentType: response.headers.get('content-type') ?? '', body: response.body };
    }
  }
};

/** DM2-BOOT-B-009: TLS, unless the device is set up for the lab. */
export const refuseBootstrapUrl: ClientParts['refuseBootstrapUrl'] = ({ config }, { url }) =>
  config.plainBootstrap === 'refused' && !/^https:/i.test(url) ? `a bootstrap is asked for by TLS only, not at ${url}` : undefined;

/** DM2-BOOT-B-008: the device shows the bootstrap server the credentials that it was given. */
export const bootstrapCredentials: ClientParts['bootstrapCredentials'] = ({ config }) => config.accounts[0]?.auth;

/** By the media type; a file has none, so that of the serialization stands for it. */
export const readBootstrap: ClientParts['readBootstrap'] = (client, { contentType, body }) => {
  const [type = ''] = contentType.toLowerCase().split(';').map((part) => part.trim());
  if (type === PUSH_TYPE) return readEnvelope(client, body);
  try {
    return PROVISIONING_TYPES.includes(type) ? client.parts.accountsOfProvisioning(client, { body }) : client.parts.accountsOfSerialization(client, { body });
  } catch (fault) {
    throw fault instanceof DecodeError ? new BootstrapFault(`a bootstrap that cannot be read: ${fault.message}`) : fault;
  }
};

/** OTA-HTTP: the pushed response with the document as its body. */
function readEnvelope(client: ClientContext, body: Uint8Array): readonly NewAccount[] {
  const { messages: [inner] } = readHttp({ bytes: body });
  const type = inner?.fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  if (inner === undefined || type === '' || type.startsWith(PUSH_TYPE)) throw new BootstrapFault('an envelope without a document');
  return client.parts.readBootstrap(client, { contentType: type, body: inner.body });
}

/** Accounts among the items; what else a bootstrap brings is passed over. */
export const accountsOfSerialization: ClientParts['accountsOfSerialization'] = (_client, { body }) =>
  decodeMoOrItem(body).value.filter(({ ClientURI }) => parseClientUri(ClientURI).moid === DMACC_MOID).map(({ MOData }) => accountOf(Object.values(MOData)[0] ?? null));

function accountOf(data: MoValue): NewAccount {
  if (!isObject(data)) throw new BootstrapFault('an account that is no interior node');
  const perm = data['Perm'] ?? null;
  const groups = isObject(perm) ? Object.values(perm) : [];
  const moids = groups.flatMap((group) => (isObject(group) && typeof group['MOID'] === 'string' ? [group['MOID']] : []));
  return { srvId: textIn(data, 'SrvID'), srvUri: textIn(data, 'SrvURI'), name: typeof data['Name'] === 'string' ? data['Name'] : '', moids, data };
}

function textIn(data: MoObject, name: string): string {
  const value = data[name];
  if (typeof value !== 'string' || value === '') throw new BootstrapFault(`an account without ${name}`);
  return value;
}

const isObject = (value: MoValue): value is MoObject => typeof value === 'object' && value !== null;

/** DM2-BOOT-C-013: the w7 application; it names no MOIDs, so the server gets those of the first account. */
export const accountsOfProvisioning: ClientParts['accountsOfProvisioning'] = ({ config }, { body }) =>
  decodeProvisioning(body).accounts.map(({ serverId = '', name = '', addresses }) => {
    const moids = config.accounts[0]?.moids ?? [];
    const srvUri = addresses[0]?.address ?? '';
    const Perm = Object.fromEntries(moids.map((moid, index) => [`p${index + 1}`, { MOID: moid }]));
    return accountOf({ SrvID: serverId, SrvURI: srvUri, Name: name === '' ? serverId : name, Perm });
  });

/** DM2-MO-DMACC-C-003, C-004, DM2-BOOT-C-012: one account for each SrvID; a known one is brought up to date. */
export const installAccount: ClientParts['installAccount'] = (client, { account: { srvId, srvUri, name, moids, data } }) => {
  const { state, config } = client;
  const known = state.accounts.find((account) => account.srvId === srvId);
  const auth = known?.auth ?? config.accounts[0]?.auth;
  const installed: AccountConfig = { id: known?.id ?? srvId, srvId, srvUri, name, moids, notification: notificationOf(data) ?? known?.notification ?? null, ...(auth === undefined ? {} : { auth }) };
  if (data !== null) plantAccount(client, { srvId, data });
  state.accounts = known === undefined ? [...state.accounts, installed] : state.accounts.map((account) => (account === known ? installed : account));
  return installed;
};

/** Auth/Noti of an account, where it is whole (DM2-MO-DMACC-C-011). */
function notificationOf(data: MoObject | null): AccountConfig['notification'] {
  const auth = data?.['Auth'];
  const noti = auth !== undefined && isObject(auth) ? auth['Noti'] : undefined;
  if (noti === undefined || !isObject(noti) || typeof noti['Secret'] !== 'string') return null;
  return { secret: noti['Secret'], data: typeof noti['Data'] === 'string' ? noti['Data'] : '' };
}

function plantAccount(client: ClientContext, { srvId, data }: { readonly srvId: string; readonly data: MoObject }): void {
  const holding = client.state.mos.get(DMACC_MOID);
  if (holding === undefined) throw new BootstrapFault('the device keeps no accounts');
  try {
    const root = plantInterior({ definition: holding.definition.root, name: holding.definition.root.name, data });
    const known = accountInstance(client.state.mos, srvId);
    if (known !== undefined) known.root = root;
    else holding.instances.set(...client.parts.newAccountInstance(client, { holding, root }));
  } catch (fault) {
    throw fault instanceof DeviceConfigError ? new BootstrapFault(`an account that does not fit its definition: ${fault.message}`) : fault;
  }
}

/** The instance belongs to the device; its servers may read what the definition shows. */
export const newAccountInstance: ClientParts['newAccountInstance'] = ({ state }, { holding, root }) => {
  state.serial += 1;
  const miid = `a${holding.instances.size + 1}-${state.serial}`;
  return [miid, { definition: holding.definition, miid, owner: 'device', everyone: 'RWX', grants: [], root, group: groupName({ moid: DMACC_MOID, miid }), validator: `${state.validatorPrefix}.${state.serial}` }];
};

function accountInstance(mos: DeviceState['mos'], srvId: string): MoInstance | undefined {
  return [...mos.get(DMACC_MOID)?.instances.values() ?? []].find(({ root }) => {
    const leaf = root.children.get('SrvID');
    return leaf?.kind === 'leaf' && leaf.value === srvId;
  });
}

/** DM2-BOOT-C-005, DM2-PKG1-C-013: a session of its own reports it, and if that fails the next one does. */
export const announceBootstrap: ClientParts['announceBootstrap'] = (client, { account }) => {
  client.state.unconfirmed.add(account.srvId);
  client.background.add(client.parts.openSession(client, { account, cause: { kind: 'bootstrap' } }).then(() => undefined));
};
