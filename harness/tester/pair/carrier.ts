/** How a server gets a Package#0 to the client of a pair: the carriers that its upper tester can serve. */
import type { ClientControl } from '../../iut/control.js';
import type { NotificationAddress, NotificationCarrier } from '../../iut/notification-address.js';
import type { NotificationTarget } from '../../iut/upper-tester.js';

/** The first address that the IUT file gives of the client; null without any. */
export function pairCarrier({ notifications = [] }: Pick<ClientControl, 'notifications'>): NotificationCarrier | null {
  return notifications[0] ?? null;
}

/** The same address as the upper tester names it. A hook of the client takes the bare octets in a POST, an OTA-HTTP push is a message of its own. */
export function orderedTarget(to: NotificationAddress): NotificationTarget {
  switch (to.carrier) {
    case 'udp':
      return to;
    case 'push':
      return { carrier: 'push', url: to.url };
    case 'hook':
      return { carrier: 'http', url: to.url };
  }
}
