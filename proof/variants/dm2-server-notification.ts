/** Legal servers that send notifications in another way (clause ~5.2.1). */
import type { ServerVariant } from '../defect.js';

export const variants: readonly ServerVariant[] = [
  ...(['L12', 'RFC'] as const).map((coding): ServerVariant => ({
    id: `dm2/server/lengths-${coding.toLowerCase()}`,
    role: 'server',
    does: `writes notifications in the coding of lengths ${coding}`,
    legal: 'A-01: three codings fit the text; which one is agreed',
    config: (standard) => ({ ...standard, notification: { ...standard.notification, coding } }),
    values: { P0_CODING: coding },
  })),
  {
    id: 'dm2/server/wide-timestamps',
    role: 'server',
    does: 'writes times of eight bytes',
    legal: 'A-06: the text does not say how wide TIMESTAMP is',
    config: (standard) => ({ ...standard, notification: { ...standard.notification, timestampBytes: 8 } }),
  },
  {
    id: 'dm2/server/digest-without-data',
    role: 'server',
    does: 'makes digests without authentication data',
    legal: 'A-04: one sentence of the text appends the data, another does not',
    config: (standard) => ({ ...standard, notification: { ...standard.notification, digest: 'without-data' } }),
  },
  {
    id: 'dm2/server/notifies-twice',
    role: 'server',
    does: 'sends each notification twice, as a network without receipts suggests',
    legal: 'clause ~5.2.1.2.3: a notification may be retransmitted',
    parts: (standard) => ({
      async sendNotification(server, args) {
        await standard.sendNotification(server, args);
        await standard.sendNotification(server, args);
      },
    }),
  },
];
