/**
 * Package#1: what the client tells a server when a session opens.
 *
 * Facts: ~5.2.1 and the Package#1 schema. MOS is always sent, although without REQ-MOS it could be left out
 * (DM2-PKG1-C-004, C-005).
 */
import {
  ALERT_BOOTSTRAP_COMPLETE, ALERT_CLIENT_INITIATED, ALERT_SERVER_INITIATED,
} from '../../protocol/dm2/alert.js';
import { encodePackage1 as encode } from '../../protocol/dm2/package1.js';
import type { ClientParts } from './parts.js';

/**
 * DM2-PKG1-B-001, DM2-SEQ-C-003: MOS and alerts, never commands.
 * DM2-ALERT-C-011: the alert list stands directly in `Alert`. DM2-PKG1-C-014: one initiation alert.
 */
export const buildPackage1: ClientParts['buildPackage1'] = (client, { session, alerts }) => ({
  MOS: client.parts.moEntries(client, { account: session.account }),
  Alert: [
    ...client.parts.initiationAlerts(client, { session }),
    ...alerts.map((alert) => client.parts.formatAlert(client, { alert })),
  ],
});

/** DM2-PKG1-C-006, C-007: each entry has DDF, MOID and MIID, an empty list of instances included. */
export const moEntries: ClientParts['moEntries'] = (client, { account }) =>
  client.parts.listedMoids(client, { account }).flatMap((moid) => {
    const definition = client.state.mos.get(moid)?.definition;
    return definition === undefined ? [] : [{
      DDF: client.parts.ddfLink(client, { definition }), MOID: moid, MIID: client.parts.visibleMiids(client, { account, moid }),
    }];
  });

/** DM2-PKG1-C-008, DM2-DISC-C-001: every supported MOID set for this server at bootstrap, and no other. */
export const listedMoids: ClientParts['listedMoids'] = (client, { account }) =>
  account.moids.filter((moid) => client.state.mos.has(moid));

/** DM2-PKG1-C-009, DM2-ACL-C-007: only instances on which the server holds a right. DM2-URI-C-009: no MIID twice. */
export const visibleMiids: ClientParts['visibleMiids'] = (client, { account, moid }) =>
  client.parts.instancesOf(client, { account, moid })
    .filter((instance) => client.parts.grantsOf(client, { instance, srvId: account.srvId }).size > 0)
    .map((instance) => instance.miid);

/** DM2-PKG1-C-006, DM2-SER-C-002, DM2-DISC-C-003: an absolute URI, one per MO version. */
export const ddfLink: ClientParts['ddfLink'] = (client, { definition }) => `${client.config.ddfBase}${definition.ddfFile}`;

/** DM2-PKG1-C-010, C-011, C-012, C-013: the alert that tells why the session was opened. */
export const initiationAlerts: ClientParts['initiationAlerts'] = (_client, { session }) => {
  const { cause } = session;
  switch (cause.kind) {
    case 'client': return [{ AlertType: ALERT_CLIENT_INITIATED }];
    case 'bootstrap': return [{ AlertType: ALERT_BOOTSTRAP_COMPLETE }];
    case 'notification': return [{
      AlertType: ALERT_SERVER_INITIATED,
      ...(cause.notificationId === undefined ? {} : {
        DataType: 'application/json', Data: { NotificationID: cause.notificationId },
      }),
    }];
  }
};

/** DM2-PKG1-C-003, DM2-HTTP-B-010: the body is JSON. */
export const encodePackage1: ClientParts['encodePackage1'] = (_client, { package1 }) => encode(package1);
