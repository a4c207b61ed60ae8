/** Legal clients that take notifications in another way (clause ~5.2.1). */
import type { ClientVariant } from '../defect.js';
import { rewrittenPackage1, withItems } from '../rewriting.js';

/** A device without these options of a notification (clause ~5.2.1.2: they are optional for clients). */
const PLAIN = { C_NOTIF_ID: false, C_NOTIF_DIGEST: false, C_NOTIF_TS: false } as const;

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/push-accepted',
    does: 'answers a push with 202',
    legal: 'RFC 9110 section 15.3.3: the request was accepted and is not finished, which is so until the session is over',
    parts: (standard) => ({
      takePush(client, request) {
        const answer = standard.takePush(client, request);
        return answer.status === 200 ? { ...answer, status: 202 } : answer;
      },
    }),
  },
  ...(['L12', 'RFC'] as const).map((coding): ClientVariant => ({
    id: `dm2/client/lengths-${coding.toLowerCase()}`,
    does: `reads notifications in the coding of lengths ${coding} and no other`,
    legal: 'A-01: three codings fit the text; which one is agreed',
    config: (standard) => ({ ...standard, notification: { coding } }),
    values: { P0_CODING: coding },
  })),
  {
    id: 'dm2/client/wide-timestamps',
    does: 'is sent times of eight bytes',
    legal: 'A-06: the text does not say how wide TIMESTAMP is',
    values: { P0_TS_WIDTH: 8 },
  },
  {
    id: 'dm2/client/digest-without-data',
    does: 'checks digests that are made without authentication data',
    legal: 'A-04: one sentence of the text appends the data, another does not',
    values: { P0_DIGEST_WITH_DATA: false },
  },
  {
    id: 'dm2/client/plain-notifications',
    does: 'knows no identifier, digest and time of a notification',
    legal: 'clause ~5.2.1.2: these options are optional for a client',
    supports: PLAIN,
    parts: () => ({ authenticateNotification: () => undefined, checkNotificationTime: () => undefined, checkNotificationId: () => undefined, notifiedCause: () => ({ kind: 'notification', requestMos: 'yes' }) }),
  },
  {
    id: 'dm2/client/id-as-text',
    does: 'returns the NOTIFICATION-ID as hexadecimal text, two levels deep',
    legal: 'A-11: no text says where in the alert the identifier stands',
    parts: (standard) => rewrittenPackage1(standard, (body) => withItems(body, 'Alert', (alert) => (alert['Data'] === undefined ? alert : { ...alert, Data: { Notification: { ID: hexOf(alert['Data']) } } }))),
  },
];

function hexOf(data: unknown): string {
  const id = typeof data === 'object' && data !== null && 'NotificationID' in data ? Number(data.NotificationID) : 0;
  return `0x${id.toString(16).padStart(4, '0')}`;
}
