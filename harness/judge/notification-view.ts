/** The notifications (Package#0) of a transcript, whichever way they came: octets, where they stood, and what they say. */
import { DecodeError } from '../../protocol/decode-error.js';
import { decodeNotification } from '../../protocol/dm2/notification/decode.js';
import type { NotificationReading } from '../../protocol/dm2/notification/notification.js';
import type { LengthCoding } from '../../protocol/dm2/notification/options.js';
import { readPushBody } from '../../protocol/dm2/notification/push.js';
import type { Transcript } from '../transcript/event.js';
import type { Place } from './finding.js';

export interface NotificationView {
  readonly carrier: 'udp' | 'push' | 'hook';
  readonly at: Place;
  /** Undefined where the envelope of a push cannot be opened. */
  readonly octets: Uint8Array | undefined;
  /** Read in the agreed coding of lengths, or in the one that fits where that does not; undefined where there is not even a header. */
  readonly reading: NotificationReading | undefined;
  /** Why there are no octets, or no reading. */
  readonly fault: string | null;
}

/** All notifications, in the order in which they were sent or came in. */
export function viewNotifications({ events, parameters }: Transcript): readonly NotificationView[] {
  const coding = codingOf(parameters['P0_CODING']);
  return events.flatMap((event) => {
    if (event.kind === 'datagram') return [viewOf({ carrier: 'udp', at: { event: event.n }, octets: event.body, coding })];
    if (event.kind !== 'request' || event.point !== 'notification') return [];
    const at = { event: event.n };
    if (event.address !== 'push') return [viewOf({ carrier: 'hook', at, octets: event.body, coding })];
    const body = readPushBody(event.body);
    return [body.kind === 'notification' ? viewOf({ carrier: 'push', at, octets: body.octets, coding }) : { carrier: 'push', at, octets: undefined, reading: undefined, fault: body.fault }];
  });
}

const codingOf = (value: unknown): LengthCoding => (value === 'L12' || value === 'RFC' ? value : 'CD');

interface Received extends Pick<NotificationView, 'carrier' | 'at'> {
  readonly octets: Uint8Array;
  readonly coding: LengthCoding;
}

function viewOf({ coding, ...received }: Received): NotificationView {
  try {
    const agreed = decodeNotification(received.octets, { coding });
    const [other] = agreed.fitting;
    const isAnother = other !== undefined && !agreed.fitting.includes(coding);
    return { ...received, reading: isAnother ? decodeNotification(received.octets, { coding: other }) : agreed, fault: null };
  } catch (error) {
    if (error instanceof DecodeError) return { ...received, reading: undefined, fault: error.message };
    throw error;
  }
}
