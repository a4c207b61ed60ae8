/** Reading the notifications (Package#0) of a server under test: what came, and the octets of single options. */
import type { Observation, Place } from '../../../../harness/judge/finding.js';
import type { NotificationView } from '../../../../harness/judge/notification-view.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { ClientDriver } from '../../../../harness/tester/dm2-client/driver.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import type { NotificationReading } from '../../../../protocol/dm2/notification/notification.js';
import { hexOf } from '../../../../protocol/octets.js';

/** Secret of the accounts that the tests make: `notify-secret-01` in base64. */
export const SECRET = 'bm90aWZ5LXNlY3JldC0wMQ==';

/** The notification after the `number`-th order, from 1, with octets. */
export function notificationAt(view: ServerView, number = 1): NotificationView & { readonly octets: Uint8Array } {
  const order = orderOf(view, number).event;
  const next = orderOf(view, number + 1).event;
  // A server may repeat a notification on its own: what comes after an order answers it.
  const found = view.notifications.find(({ at }) => at.event > order && (at.event < next || next === view.end.event));
  if (found === undefined) throw new NotExercised(`notification ${number} did not come: ${view.silence}`, view.end);
  const { octets } = found;
  if (octets === undefined) throw new NotExercised(`notification ${number} cannot be taken out of its envelope: ${found.fault ?? ''}`, found.at);
  return { ...found, octets };
}

/** The same, read in the agreed coding of lengths. */
export function readingAt(view: ServerView, number = 1): { readonly reading: NotificationReading; readonly at: Place } {
  const { reading, fault, at } = notificationAt(view, number);
  if (reading === undefined) throw new NotExercised(`notification ${number} cannot be read: ${fault ?? ''}`, at);
  return { reading, at };
}

/** The octets of an option in hexadecimal digits; undefined where the notification has no such option. */
export function optionAt(view: ServerView, option: number, number = 1): Observation<string | undefined> {
  const { reading, at } = readingAt(view, number);
  const found = reading.notification.options.find((each) => each.number === option);
  return { value: found === undefined ? undefined : hexOf(found.bytes), at: { ...at, path: `option ${option}` }, what: `the octets of option ${option}`, stimulus: orderOf(view, number) };
}

/** The order by which the server was asked for a notification. */
export function orderOf({ transcript, end }: ServerView, number = 1): Place {
  const orders = transcript.events.filter((event) => event.kind === 'request' && event.point === 'upper-tester' && event.path.endsWith('/notification'));
  const order = orders[number - 1];
  return order === undefined ? end : { event: order.n };
}

/** IXIT P0_CODING, of a judgement or of a drive. */
export function codingOf(source: Pick<ServerView, 'value'> | Pick<ClientDriver, 'value'>): 'CD' | 'L12' | 'RFC' {
  const coding = source.value('P0_CODING');
  return coding === 'L12' || coding === 'RFC' ? coding : 'CD';
}
