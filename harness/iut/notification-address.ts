/**
 * Where a client under test takes notifications (Package#0), as its IUT file says: values `notification.udp`,
 * `notification.push` (OTA-HTTP: the notification in a response in a POST) and `notification.hook` (a POST of the octets
 * alone), or `control.notify`. Left out: SMS, SIP and cloud push, which have no open network of their own.
 */
import type { ClientControl, ClientDevice } from './control.js';
import type { IutFile } from './iut.js';

export type NotificationCarrier = NotificationAddress['carrier'];

export type NotificationAddress =
  | { readonly carrier: 'udp'; readonly host: string; readonly port: number }
  | { readonly carrier: 'push' | 'hook'; readonly url: string };

/** The address of `udp://host:port`, or of a URL for a push. Throws a TypeError for anything else, which the schema of IUT files refuses. */
export function parseNotificationAddress(text: string, carrier: 'push' | 'hook' = 'push'): NotificationAddress {
  const url = new URL(text);
  if (/^https?:$/.test(url.protocol)) return { carrier, url: text };
  if (url.protocol !== 'udp:' || url.port === '') throw new TypeError(`'${text}' is neither udp://host:port nor an http URL`);
  return { carrier: 'udp', host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
}

/** All addresses of an IUT, one for each carrier. Throws a TypeError for one that cannot be used. */
export function notificationAddresses({ control, values }: Pick<IutFile, 'control' | 'values'>): readonly NotificationAddress[] {
  const given = [
    ...(control?.kind === 'notify' ? [parseNotificationAddress(control.address)] : []),
    ...(['udp', 'push', 'hook'] as const).flatMap((carrier) => {
      const text = values[`notification.${carrier}`];
      return text === undefined ? [] : [parseNotificationAddress(String(text), carrier === 'hook' ? 'hook' : 'push')];
    }),
  ];
  return given.filter((address, index) => given.findIndex(({ carrier }) => carrier === address.carrier) === index);
}

/** The same control, with notifications at these addresses. When the device has dealt with one, nobody can tell. */
export function withNotifications(control: ClientControl, addresses: readonly NotificationAddress[]): ClientControl {
  if (addresses.length === 0) return control;
  const notify: NonNullable<ClientDevice['notify']> = async (carrier, send) => {
    const address = addresses.find((known) => known.carrier === carrier);
    if (address === undefined) throw new TypeError(`the plan ran a test of the carrier '${carrier}', for which there is no address`);
    await send(address);
    return { ended: null };
  };
  return {
    ...control,
    notifications: addresses.map(({ carrier }) => carrier),
    open: async (environment) => {
      const device = await control.open(environment);
      return { start: (account) => device.start(account), hook: (call) => device.hook(call), close: () => device.close(), notify };
    },
  };
}
