/**
 * Generic alerts: kept until delivered, sent to one account, never twice.
 *
 * Facts: chapter on alerts; ALERT-C-012 and C-013 are recommendations. Left out: priorities.
 */
import { pickAlert } from '../../protocol/dm2/alert.js';
import { DecodeError } from '../../protocol/decode-error.js';
import { parseClientUri } from '../../protocol/dm2/client-uri.js';
import { DeviceConfigError } from './faults.js';
import type { ClientParts } from './parts.js';

/** DM2-ALERT-B-001: an event waits for delivery to its account. */
export const queueAlert: ClientParts['queueAlert'] = (client, pending) => {
  client.state.alerts = [...client.state.alerts, pending];
};

/** DM2-SEQ-C-017, DM2-ALERT-C-007: the first account that may see the node the alert is about, else the first account. */
export const accountForAlert: ClientParts['accountForAlert'] = (client, { alert }) => {
  const [first] = client.state.accounts;
  if (first === undefined) {
    throw new DeviceConfigError('the device has no account: an alert has nowhere to go');
  }
  const source = alert.SourceURI === undefined ? undefined : sourceOf(alert.SourceURI);
  if (source === undefined) {
    return first;
  }
  const seeing = client.state.accounts.find((account) => account.moids.includes(source.moid)
    && client.parts.resolveInstances(client, { instances: client.parts.instancesOf(client, { account, moid: source.moid }), uri: source })
      .some((instance) => client.parts.grantsOf(client, { instance, srvId: account.srvId }).size > 0));
  return seeing ?? first;
};

function sourceOf(text: string): ReturnType<typeof parseClientUri> | undefined {
  try {
    return parseClientUri(text);
  } catch (fault) {
    if (fault instanceof DecodeError) {
      return undefined;
    }
    throw fault;
  }
}

/**
 * DM2-SEQ-C-017: alerts of this account only. DM2-ASYNC-C-005: never in the session that ordered the operation.
 * DM2-ASYNC-C-006, C-008: results go to the ServerURI of their EXEC, everything else to the account's own sessions.
 */
export const pendingAlerts: ClientParts['pendingAlerts'] = (client, { session }) => {
  const endpoint = session.purpose === 'result' ? session.startUri : undefined;
  return client.state.alerts.filter((pending) => pending.accountId === session.account.id
    && pending.endpoint === endpoint && pending.orderedIn !== session.id);
};

/** DM2-ALERT-C-004, C-005, C-006: AlertType and at most five more members of the right types. */
export const formatAlert: ClientParts['formatAlert'] = (_client, { alert }) => pickAlert(alert);

/** DM2-ALERT-C-012: delivered alerts are not repeated. DM2-PKG1-C-013: nor is BootstrapComplete. */
export const alertsDelivered: ClientParts['alertsDelivered'] = (client, { session, alerts }) => {
  client.state.alerts = client.state.alerts.filter((pending) => !alerts.includes(pending));
  if (session.cause.kind === 'bootstrap') {
    client.state.unconfirmed.delete(session.account.srvId);
  }
};

/** DM2-ALERT-C-012: undelivered alerts stay. DM2-HTTP-C-008, C-009: they alone are no reason for another attempt. */
export const alertsUndelivered: ClientParts['alertsUndelivered'] = (_client, { alerts }) => {
  for (const pending of alerts) {
    pending.delivery = 'failed';
  }
};

/** DM2-ALERT-C-013: waiting alerts start a session each time their account has none. */
export const deliverPending: ClientParts['deliverPending'] = async (client) => {
  for (;;) {
    const next = client.state.alerts.find((pending) => pending.delivery === 'waiting');
    const account = client.state.accounts.find((candidate) => candidate.id === next?.accountId);
    if (next === undefined) {
      return;
    }
    if (account !== undefined) {
      const target = next.endpoint === undefined ? {} : { serverUri: next.endpoint };
      await client.parts.openSession(client, { account, cause: { kind: 'client' }, ...target });
    }
    next.delivery = 'failed';
  }
};
