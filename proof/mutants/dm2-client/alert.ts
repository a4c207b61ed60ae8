/** Defects in the delivery of alerts (clause 5.4). Events of the device carry no Mark in the reference, results of EXEC do. */
import { DCMO_RESULT_ALERT } from '../../../reference/dm2-client/definitions/probe.js';
import type { PendingAlert } from '../../../reference/dm2-client/model.js';
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

const isEvent = ({ alert }: PendingAlert): boolean => alert.Mark === undefined;

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/alert/drops-events',
    violates: 'DM2-ALERT-B-001',
    does: 'reports results of operations and no events of the device',
    parts: (standard) => ({
      queueAlert: onlyWhen(standard.queueAlert, (_client, pending) => isEvent(pending), () => undefined),
    }),
  },
  {
    id: 'dm2/client/alert/dm1-result-in-plain-data',
    violates: 'DM2-ALERT-C-008',
    does: 'puts the result of a DM 1.x operation into Data under a name of its own',
    parts: (standard) => ({
      resultAlert(client, args) {
        const alert = standard.resultAlert(client, args);
        return alert.AlertType === DCMO_RESULT_ALERT ? { ...alert, Data: { Result: 1200 } } : alert;
      },
    }),
  },
  {
    id: 'dm2/client/alert/forgets-undelivered',
    violates: 'DM2-ALERT-C-012',
    does: 'sends an event once, whether it arrives or not',
    parts: (standard) => ({
      alertsUndelivered: onlyWhen(standard.alertsUndelivered, (_client, { alerts }) => alerts.some(isEvent), (client, args) => {
        standard.alertsUndelivered(client, args);
        client.state.alerts = client.state.alerts.filter((pending) => !args.alerts.includes(pending) || !isEvent(pending));
      }),
    }),
  },
  {
    id: 'dm2/client/alert/repeats-delivered',
    violates: 'DM2-ALERT-C-012',
    does: 'sends an event in every session, delivered or not',
    parts: (standard) => ({
      alertsDelivered: onlyWhen(standard.alertsDelivered, (_client, { alerts }) => alerts.some(isEvent), (client, args) => standard.alertsDelivered(client, { ...args, alerts: args.alerts.filter((pending) => !isEvent(pending)) })),
    }),
  },
  {
    id: 'dm2/client/alert/waits-for-the-next-session',
    violates: 'DM2-ALERT-C-013',
    does: 'keeps an event until somebody opens a session',
    parts: (standard) => ({ deliverPending: onlyWhen(standard.deliverPending, ({ state }) => state.alerts.some(({ delivery }) => delivery === 'waiting'), () => Promise.resolve()) }),
  },
];
