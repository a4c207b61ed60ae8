/**
 * The bootstrap document: the DM Account that a device gets (OMA-TS-DM_Protocol-V2_0, ~9, ~6.4.2). No text at hand has
 * its format; it is written as the serialization of the account.
 */
import { formatClientUri } from '../../protocol/dm2/client-uri.js';
import { MO_TYPE } from '../../protocol/dm2/media-types.js';
import { encodeMo } from '../../protocol/dm2/mo.js';
import { endpointOf } from './addresses.js';
import { HttpFault, OutboundFault } from './faults.js';
import type { Device } from './model.js';
import type { ServerParts } from './parts.js';

const ACCOUNT_MOID = 'urn:oma:mo:oma-dm-dmacc:1.2';
const DEVINFO_MOID = 'urn:oma:mo:oma-dm-devinfo:1.2';

/** Media type of the document. */
export const BOOTSTRAP_TYPE = MO_TYPE;

/** DM2-BOOT-S-006, DM2-MO-DMACC-S-008: the account with its MOIDs. DM2-PKG0-S-021: and what a digest needs. */
export const bootstrapItems: ServerParts['bootstrapItems'] = ({ state, config }, { device }) => {
  const { serverId, notification } = device.account;
  const noti = notification === null ? {} : { Auth: { Noti: { Type: 1, Data: notification.data ?? '', Secret: notification.secret } } };
  const groups = moidsOf(device).map((moid, index) => [`p${index + 1}`, { MOID: moid }] as const);
  const account = { SrvID: serverId, SrvURI: endpointOf(state), Name: config.name, Perm: Object.fromEntries(groups), ...noti };
  const root = formatClientUri({ moid: ACCOUNT_MOID, instance: { kind: 'name', name: serverId }, path: [], nv: [], other: [] });
  return [{ ClientURI: root, MOData: { DMAcc: account } }];
};

/** Those of the account, else those the device listed, else the two that every device has. */
function moidsOf({ account, package1 }: Device): readonly string[] {
  const listed = (package1?.value.MOS ?? []).flatMap(({ MOID }) => MOID ?? []);
  if (account.permissions.length > 0) return account.permissions;
  return listed.length > 0 ? listed : [DEVINFO_MOID, ACCOUNT_MOID];
}

/** DM2-BOOT-B-008: a device asks for its own document, with the credentials of its account. DM2-BOOT-B-009: by TLS, unless in the lab. */
export const handleBootstrap: ServerParts['handleBootstrap'] = (server, { request }) => {
  const { parts, config, state } = server;
  if (config.plainBootstrap === 'refused' && !state.origin.startsWith('https:')) throw new HttpFault(403, 'bootstraps are given by TLS only');
  parts.checkMethod(server, { request, allowed: ['GET'] });
  const device = parts.identifyDevice(server, { request });
  parts.authenticate(server, { request, device });
  const body = parts.encodeBootstrap(server, { items: parts.bootstrapItems(server, { device }) });
  return { status: 200, headers: [['Content-Type', BOOTSTRAP_TYPE], ['Cache-Control', 'no-store']], body };
};

/** The document as bytes. */
export const encodeBootstrap: ServerParts['encodeBootstrap'] = (_server, { items }) => encodeMo(items);

/** DM2-BOOT-B-009: a server that is itself reached by TLS, or that is not in a lab, sends keys by TLS only. */
export const sendBootstrap: ServerParts['sendBootstrap'] = async ({ state, config, outbound }, { url, contentType, body }) => {
  if ((config.plainBootstrap === 'refused' || state.origin.startsWith('https:')) && !/^https:/i.test(url)) throw new HttpFault(400, `a bootstrap goes to an https address only, not to ${url}`);
  const { status } = await outbound.http({ method: 'POST', url, headers: { 'Content-Type': contentType }, body });
  if (status < 200 || status > 299) throw new OutboundFault(`${url} answered the bootstrap with HTTP ${status}`);
};
