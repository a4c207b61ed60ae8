/**
 * Package#0 out (OMA-TS-DM_Protocol-V2_0, ~5.2.1): what it says, and how it travels, as a datagram, as the body of a
 * POST, or as an OTA-HTTP push. Left out: SMS, SIP and cloud push, and answers, which Package#0 has none of.
 */
import { encodeNotification as encodeStandard } from '../../protocol/dm2/notification/encode.js';
import { NOTIFICATION_TYPE, PUSH_HEADERS, writePushBody } from '../../protocol/dm2/notification/push.js';
import { HttpFault, OutboundFault } from './faults.js';
import { orFault } from './http-rules.js';
import type { ServerParts } from './parts.js';

/** DM2-PKG0-S-001 */
export const notify: ServerParts['notify'] = (server, { device, order }) => {
  const facts = server.parts.notificationFacts(server, { device, order });
  const body = server.parts.encodeNotification(server, { facts, coding: order.coding ?? server.config.notification.coding });
  return server.parts.sendNotification(server, { to: order.to, body });
};

/**
 * DM2-PKG0-S-012: the SrvID of the account. DM2-PKG0-B-015, S-017: connection and identifier when they are given.
 * DM2-PKG0-S-019, S-021, S-024: digest and time unless the account has no secret for them.
 * DM2-PKG0-S-026, DM2-DISC-S-005: asks for the list of MOs when the server has none.
 */
export const notificationFacts: ServerParts['notificationFacts'] = ({ clock, config }, { device: { account, package1 }, order }) => {
  const { notification } = account;
  const { digest = notification === null ? 'no' : 'yes' } = order;
  if (digest === 'yes' && notification === null) throw new HttpFault(409, 'the account has no notification secret, so there can be no digest');
  const { timestamp = digest, requestMos = package1?.value.MOS === undefined ? 'yes' : 'no' } = order;
  const data = config.notification.digest === 'with-data' ? notification?.data : null;
  return {
    serverId: account.serverId,
    requestMos,
    ...(order.connection === undefined ? {} : { connectionType: order.connection }),
    ...(order.id === undefined ? {} : { notificationId: order.id }),
    ...(timestamp === 'yes' ? { timestamp: { seconds: Math.floor(clock.now() / 1000), bytes: config.notification.timestampBytes } } : {}),
    ...(digest === 'yes' && notification !== null ? { credentials: { secret: base64(notification.secret), data: base64(data ?? '') } } : {}),
  };
};

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** DM2-PKG0-S-003 to S-008, S-011, S-020; what the coding cannot hold is refused. */
export const encodeNotification: ServerParts['encodeNotification'] = ({ config }, { facts, coding }) =>
  orFault(400, () => encodeStandard(facts, { coding, version: config.notification.version }));

/** Rejects with OutboundFault when it could not be sent or was refused. */
export const sendNotification: ServerParts['sendNotification'] = async ({ outbound }, { to, body }) => {
  if (to.carrier === 'udp') {
    await outbound.udp({ host: to.host, port: to.port, body });
    return;
  }
  const message = to.carrier === 'push' ? { headers: Object.fromEntries(PUSH_HEADERS), body: writePushBody(body) } : { headers: { 'Content-Type': NOTIFICATION_TYPE }, body };
  const { status } = await outbound.http({ method: 'POST', url: to.url, ...message });
  if (status < 200 || status > 299) throw new OutboundFault(`${to.url} answered Package#0 with HTTP ${status}`);
};
