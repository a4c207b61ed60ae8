/**
 * Package#0 in (OMA-TS-DM_Protocol-V2_0, ~5.2.1): is it readable, from a server with an account, genuine, fresh, new? Then it
 * opens a session. What fails a check is dropped without a word to the sender. How it travels is `notification-listener.ts`.
 *
 * Left out: PREFERRED-CON-TYPE has no effect, because the device has one connection (A-03: it is a wish).
 */
import { DecodeError } from '../../protocol/decode-error.js';
import { decodeNotification } from '../../protocol/dm2/notification/decode.js';
import { checkNotification, isFresh } from '../../protocol/dm2/notification/digest.js';
import { NOTIFICATION2_ERROR_CODES } from '../../protocol/dm2/notification/error-codes.js';
import type { Notification2, NotificationOption } from '../../protocol/dm2/notification/notification.js';
import { readPushBody } from '../../protocol/dm2/notification/push.js';
import { NotificationFault } from './faults.js';
import type { ClientParts } from './parts.js';

/** DM2-PKG0-C-002, C-029: a session, or silence. The order of the checks is that of the clauses. */
export const receiveNotification: ClientParts['receiveNotification'] = async (client, { octets }) => {
  const { parts } = client;
  try {
    const notification = parts.readNotification(client, { octets });
    const account = parts.notifiedAccount(client, { notification });
    parts.authenticateNotification(client, { octets, notification, account });
    parts.checkNotificationTime(client, { notification });
    parts.checkNotificationId(client, { notification, account });
    const cause = parts.notifiedCause(client, { notification });
    return { kind: 'session', end: await parts.openSession(client, { account, cause }) };
  } catch (fault) {
    if (fault instanceof NotificationFault) return { kind: 'dropped', reason: fault.message };
    throw fault;
  }
};

/**
 * DM2-PKG0-C-009, B-010, C-028, C-029: whichever coding of lengths fits (A-01), options with unknown numbers passed over, and
 * nothing that breaks a clause. VER and the reserved bits are not looked at (A-02).
 */
export const readNotification: ClientParts['readNotification'] = ({ config }, { octets }) => {
  try {
    const { notification, findings } = decodeNotification(octets, { coding: config.notification?.coding ?? 'any' });
    const broken = findings.find(({ code }) => NOTIFICATION2_ERROR_CODES[code].severity === 'violation');
    if (broken === undefined) return notification;
    throw new NotificationFault(`the notification is malformed: ${broken.path === '' ? '' : `${broken.path}: `}found ${broken.found}, expected ${broken.expected}`);
  } catch (fault) {
    if (fault instanceof DecodeError) throw new NotificationFault(`the notification cannot be read: ${fault.message}`);
    throw fault;
  }
};

/** DM2-PKG0-C-013, C-014: the account whose SrvID is SERVER-ID. */
export const notifiedAccount: ClientParts['notifiedAccount'] = ({ config }, { notification }) => {
  const serverId = optionOf(notification, 'server-id')?.value;
  const account = config.accounts.find(({ srvId }) => srvId === serverId);
  if (account === undefined) throw new NotificationFault(`no account has the SrvID ${JSON.stringify(serverId ?? '')}`);
  return account;
};

/** DM2-PKG0-C-022, C-023: a digest must be right, and there must be credentials to check it with. Without one, anybody may ask. */
export const authenticateNotification: ClientParts['authenticateNotification'] = (_client, { octets, notification, account }) => {
  if (notification.options.every(({ number }) => number !== DIGEST_NUMBER)) return;
  if (account.notification === null) throw new NotificationFault(`the account of ${account.srvId} has no notification credentials`);
  const { secret, data } = account.notification;
  const check = checkNotification(octets, { notification, credentials: { secret: base64(secret), data: base64(data) } });
  if (check === 'invalid') throw new NotificationFault('the digest is wrong');
};

const DIGEST_NUMBER = 4;

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const TOLERANCE_SECONDS = 300n;

/** DM2-PKG0-C-025: what was sent long ago is a replay. */
export const checkNotificationTime: ClientParts['checkNotificationTime'] = ({ clock }, { notification }) => {
  const timestamp = optionOf(notification, 'timestamp');
  const nowSeconds = BigInt(Math.floor(clock.now() / 1000));
  const isOld = timestamp !== undefined && !isFresh({ timestampSeconds: timestamp.value, nowSeconds, toleranceSeconds: TOLERANCE_SECONDS });
  if (isOld) throw new NotificationFault(`the time ${timestamp.value} is not within ${TOLERANCE_SECONDS} s of ${nowSeconds}`);
};

/** As many identifiers are remembered for each server. */
const REMEMBERED = 64;

/** DM2-PKG0-C-018: each identifier of a server opens one session. */
export const checkNotificationId: ClientParts['checkNotificationId'] = ({ state }, { notification, account }) => {
  const option = optionOf(notification, 'notification-id');
  if (option === undefined) return;
  const seen = state.notificationIds.get(account.srvId) ?? [];
  if (seen.includes(option.value)) throw new NotificationFault(`NOTIFICATION-ID ${option.value} was here before`);
  state.notificationIds.set(account.srvId, [...seen, option.value].slice(-REMEMBERED));
};

/** DM2-PKG1-C-010, C-011; DM2-PKG0-C-027: what Package#1 has to say because of it. */
export const notifiedCause: ClientParts['notifiedCause'] = (_client, { notification }) => {
  const notificationId = optionOf(notification, 'notification-id')?.value;
  return { kind: 'notification', requestMos: optionOf(notification, 'req-mos') === undefined ? 'no' : 'yes', ...(notificationId === undefined ? {} : { notificationId }) };
};

type Kind = NotificationOption['kind'];

function optionOf<K extends Kind>({ options }: Notification2, kind: K): Extract<NotificationOption, { readonly kind: K }> | undefined {
  return options.find((option): option is Extract<NotificationOption, { readonly kind: K }> => option.kind === kind);
}

/** A push (OTA-HTTP: the notification is the body of a response within the body) or, in any other POST, the octets as they are. */
export const takePush: ClientParts['takePush'] = (_client, { method, contentType, body }) => {
  if (method !== 'POST') return { status: 405, octets: undefined };
  if (!/^application\/http\s*(;|$)/i.test(contentType ?? '')) return { status: 200, octets: body };
  const pushed = readPushBody(body);
  return pushed.kind === 'notification' ? { status: 200, octets: pushed.octets } : { status: 400, octets: undefined };
};
