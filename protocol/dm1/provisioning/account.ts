/**
 * The w7 part of a provisioning document as an account, and its map to the nodes of DMAcc (DMBOOT 3.1.3.4; DMSTDOBJ App.).
 * What the registration of w7 asks for is recalled, so faults here are oddities. Leaves out the ACL that goes with it.
 */

import { quoteText } from '../../quote.js';
import { readBase64 } from '../credentials/base64.js';
import { finding, type Finding1 } from '../model/finding.js';
import { AUTH_LEVELS, AUTH_TYPES } from './dm-acc.js';
import { characteristicsOf, parmsNamed, valueOf, type Characteristic, type ProvisioningDocument } from './document.js';

export const DM_APPLICATION = 'w7';

export interface W7Address {
  readonly address: string;
  /** As written; absent means URI. */
  readonly addressType: string | undefined;
  readonly ports: readonly string[];
}

export interface W7Auth {
  readonly level: string | undefined;
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly secret: string | undefined;
  /** Octets of the nonce. */
  readonly data: Uint8Array | undefined;
}

/** A network or proxy that the account refers to, and its definition if the document has it. */
export interface W7Connection {
  readonly kind: 'TO-PROXY' | 'TO-NAPID';
  readonly id: string;
  readonly target: Characteristic | undefined;
}

export interface W7Account {
  readonly serverId: string | undefined;
  readonly name: string | undefined;
  readonly connections: readonly W7Connection[];
  readonly addresses: readonly W7Address[];
  readonly auths: readonly W7Auth[];
  /** Start a session at once (DM1-BOOT-C-031). */
  readonly init: 'present' | 'absent';
  readonly source: Characteristic;
}

export interface AccountsReading {
  readonly accounts: readonly W7Account[];
  readonly findings: readonly Finding1[];
}

/** Every APPLICATION with APPID w7. Never throws. */
export function readAccounts(document: ProvisioningDocument): AccountsReading {
  const sources = characteristicsOf(document, 'APPLICATION').filter((owner) => valueOf(owner, 'APPID') === DM_APPLICATION);
  const read = sources.map((source) => readAccount(source, document));
  return { accounts: read.map(({ account }) => account), findings: read.flatMap(({ findings }) => findings) };
}

interface OneAccount {
  readonly account: W7Account;
  readonly findings: readonly Finding1[];
}

function readAccount(source: Characteristic, document: ProvisioningDocument): OneAccount {
  const findings: Finding1[] = [];
  const account: W7Account = {
    serverId: valueOf(source, 'PROVIDER-ID'),
    name: valueOf(source, 'NAME'),
    connections: (['TO-PROXY', 'TO-NAPID'] as const).flatMap((kind) => connectionsOf(source, { kind, document })),
    addresses: [...parmsNamed(source, 'ADDR').map(({ value = '' }) => ({ address: value, addressType: undefined, ports: [] })), ...characteristicsOf(source, 'APPADDR').flatMap(addressOf)],
    auths: characteristicsOf(source, 'APPAUTH').map((owner) => authOf(owner, findings)),
    init: valueOf(source, 'INIT') === undefined ? 'absent' : 'present',
    source,
  };
  return { account, findings: [...missingOf(account), ...initFindings(source), ...addressFindings(source), ...findings] };
}

function connectionsOf(source: Characteristic, { kind, document }: { readonly kind: W7Connection['kind']; readonly document: ProvisioningDocument }): readonly W7Connection[] {
  const [type, identifier] = kind === 'TO-PROXY' ? ['PXLOGICAL', 'PROXY-ID'] : ['NAPDEF', 'NAPID'];
  const targets = new Map(characteristicsOf(document, type).map((target) => [valueOf(target, identifier) ?? '', target]));
  return parmsNamed(source, kind).map(({ value = '' }) => ({ kind, id: value, target: targets.get(value) }));
}

function addressOf(owner: Characteristic): readonly W7Address[] {
  const address = valueOf(owner, 'ADDR');
  if (address === undefined) return [];
  const ports = characteristicsOf(owner, 'PORT').flatMap((port) => parmsNamed(port, 'PORTNBR').map(({ value = '' }) => value));
  return [{ address, addressType: valueOf(owner, 'ADDRTYPE'), ports }];
}

function authOf(owner: Characteristic, findings: Finding1[]): W7Auth {
  const [level, type] = [valueOf(owner, 'AAUTHLEVEL'), valueOf(owner, 'AAUTHTYPE')];
  if (level === undefined || !AUTH_LEVELS.has(level)) findings.push(w7Value(owner, { parm: 'AAUTHLEVEL', value: level, expected: [...AUTH_LEVELS.keys()].join(', ') }));
  if (type !== undefined && !AUTH_TYPES.has(type)) findings.push(w7Value(owner, { parm: 'AAUTHTYPE', value: type, expected: [...AUTH_TYPES].join(', ') }));
  const [data] = parmsNamed(owner, 'AAUTHDATA');
  const read = data === undefined ? undefined : readBase64({ text: data.value ?? '', where: data.where, path: data.path });
  findings.push(...(read?.findings ?? []));
  return { level, type, name: valueOf(owner, 'AAUTHNAME'), secret: valueOf(owner, 'AAUTHSECRET'), data: read?.octets };
}

function missingOf({ serverId, addresses, auths, source }: W7Account): readonly Finding1[] {
  const missing = [
    ...(serverId === undefined || serverId === '' ? ['PROVIDER-ID'] : []),
    ...(addresses.length === 0 ? ['address'] : []),
    ...(auths.length === 0 ? ['APPAUTH'] : []),
  ];
  return missing.map((name) => finding({ code: 'dm1-prov/w7-missing', where: source.where, path: source.path, found: `no ${name}`, expected: 'PROVIDER-ID, an address, and APPAUTH for APPSRV or CLIENT' }));
}

function initFindings(source: Characteristic): readonly Finding1[] {
  return parmsNamed(source, 'INIT')
    .filter(({ value }) => value !== undefined)
    .map(({ value = '', where, path }) => finding({ code: 'dm1-prov/w7-value', where, path, found: `INIT with the value ${quoteText(value, 20)}`, expected: 'INIT without value; its presence is the wish' }));
}

function addressFindings(source: Characteristic): readonly Finding1[] {
  return characteristicsOf(source, 'APPADDR').flatMap((owner) => {
    const type = valueOf(owner, 'ADDRTYPE');
    return type === undefined || /^(?:URI|IPv[46])$/i.test(type) ? [] : [w7Value(owner, { parm: 'ADDRTYPE', value: type, expected: 'URI, IPv4 or IPv6' })];
  });
}

function w7Value(owner: Characteristic, { parm, value, expected }: { readonly parm: string; readonly value: string | undefined; readonly expected: string }): Finding1 {
  const [item] = parmsNamed(owner, parm);
  const found = value === undefined ? `no ${parm}` : `${parm} ${quoteText(value, 40)}`;
  return finding({ code: 'dm1-prov/w7-value', where: item?.where ?? owner.where, path: item?.path ?? owner.path, found, expected });
}
