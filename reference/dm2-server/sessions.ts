/**
 * Sessions and what a device reports in them: statuses, data, alerts (OMA-TS-DM_Protocol-V2_0, 5.2, 5.4, ~7.2.1.3).
 *
 * A session belongs to one device and one address (DM2-SEQ-S-018, DM2-HTTP-S-014). No timer ends it (DM2-SEQ-S-010): it
 * lasts until END was sent or the device opens another at the same address.
 */
import { DecodeError } from '../../protocol/decode-error.js';
import { parseClientUri, type ClientUri } from '../../protocol/dm2/client-uri.js';
import { isMo } from '../../protocol/dm2/mo.js';
import { HttpFault } from './faults.js';
import type { Order, Session } from './model.js';
import type { ServerContext, ServerParts } from './parts.js';
import { addRecord } from './records.js';

/** DM2-SEQ-B-001: Package#1 opens a session; one that was open at this address is over. */
export const openSession: ServerParts['openSession'] = (server, { device, path }) => {
  const before = server.parts.findSession(server, { device, path });
  if (before !== undefined) server.parts.endSession(server, { session: before });
  server.state.serial += 1;
  const session: Session = { id: server.state.serial, device, paths: [path], sent: [] };
  server.state.sessions.add(session);
  return session;
};

/** DM2-CMD-CONT-S-005, DM2-SEQ-S-018: the session of this device that goes on at this address. */
export const findSession: ServerParts['findSession'] = ({ state }, { device, path }) =>
  [...state.sessions].find((session) => session.device === device && session.paths.includes(path));

/** DM2-PKG3-S-009: results that nobody waits for are refused. */
export const onUnmatchedPackage3: ServerParts['onUnmatchedPackage3'] = (_server, { path }) => {
  throw new HttpFault(409, `no session of this device waits for a Package#3 at ${path}; start with Package#1`);
};

/** Orders without a status stay without one. */
export const endSession: ServerParts['endSession'] = (server, { session }) => {
  session.sent.filter(({ state }) => state === 'sent').forEach((order) => server.parts.onMissingStatus(server, { order }));
  server.state.sessions.delete(session);
};

/** DM2-PKG1-S-015, DM2-DISC-S-004, DM2-ALERT-B-001: remembers the list of MOs, learns what is new in it, takes the alerts. */
export const acceptPackage1: ServerParts['acceptPackage1'] = (server, { session, received: { value, json } }) => {
  session.device.package1 = { value, json };
  server.parts.learnDescriptions(server, { package1: value });
  server.parts.recordAlerts(server, { session, alerts: value.Alert ?? [] });
};

/** DM2-SEQ-S-016: failures are results like any other. DM2-ALERT-B-001: alerts may come with them. */
export const acceptPackage3: ServerParts['acceptPackage3'] = (server, { session, received: { value, json } }) => {
  server.parts.relateStatuses(server, { session, statuses: value.Status, json });
  server.parts.recordAlerts(server, { session, alerts: value.Alert ?? [] });
};

/** DM2-SEQ-S-007: the n-th status belongs to the n-th command. DM2-PKG3-S-008: a command without one is no success. */
export const relateStatuses: ServerParts['relateStatuses'] = (server, { session, statuses, json }) => {
  const items = memberOf(json, 'Status');
  session.sent.forEach((order, index) => {
    const status = statuses[index];
    if (status === undefined) {
      server.parts.onMissingStatus(server, { order });
      return;
    }
    const item: unknown = Array.isArray(items) ? items[index] : undefined;
    server.parts.noteStatus(server, { session, order, status, content: server.parts.contentOf(server, { item }) });
  });
};

export const onMissingStatus: ServerParts['onMissingStatus'] = (_server, { order }) => {
  order.state = 'unknown';
};

/** DM2-CMD-HGET-S-008: addresses of new data. DM2-CMD-GET-S-008: data. DM2-CACHE-S-011: 304 means the stored copy. */
export const noteStatus: ServerParts['noteStatus'] = (server, { session: { device }, order, status, content }) => {
  order.status = status.sc;
  order.state = server.parts.stateAfter(server, { order, sc: status.sc });
  order.created = status.URI ?? [];
  order.content = status.sc === 304 ? server.parts.storedCopy(server, { device, clientUris: order.operation.client ?? [] }) : content;
  if (isMo(content)) server.parts.rememberItems(server, { device, items: content });
};

/** DM2-ASYNC-S-009: 202 for EXEC is not the end. DM2-CACHE-S-011: 304 is no failure. */
export const stateAfter: ServerParts['stateAfter'] = (_server, { order, sc }) => {
  if (sc === 202 && order.operation.command === 'EXEC') return 'pending';
  return (sc >= 200 && sc < 300) || sc === 304 ? 'done' : 'failed';
};

/** Where the data of GET stands is in no text: `MO`, or the one other member that has the form of data. */
export const contentOf: ServerParts['contentOf'] = (_server, { item }) => {
  if (typeof item !== 'object' || item === null) return null;
  const others = Object.entries(item).filter(([name]) => name !== 'sc' && name !== 'URI');
  const values = others.map(([, value]: readonly [string, unknown]) => value);
  return memberOf(item, 'MO') ?? values.find(isMo) ?? (values.length === 1 ? values[0] : null) ?? null;
};

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

/** DM2-ALERT-S-003, S-009, S-010: every alert is taken, none is answered; only results of operations have consequences. */
export const recordAlerts: ServerParts['recordAlerts'] = (server, { session: { device }, alerts }) => {
  for (const alert of alerts) {
    const order = server.parts.operationCompleted(server, { device, alert });
    if (order !== undefined) order.state = 'done';
    const entry = { type: alert.AlertType, source: alert.SourceURI ?? null, completes: order ?? null };
    addRecord(device.alerts, { entry, limits: server.config.limits, bytesOf: ({ type, source }) => type.length + (source?.length ?? 0) });
  }
};

/** DM2-ASYNC-S-009: the oldest pending operation on the node that the alert names. */
export const operationCompleted: ServerParts['operationCompleted'] = (server, { device, alert }) => {
  const source = alert.SourceURI === undefined ? undefined : readUri(alert.SourceURI);
  if (source === undefined) return undefined;
  return device.orders.find((order) => order.state === 'pending' && isAbout({ server, order, source }));
};

interface Aim {
  readonly server: ServerContext;
  readonly order: Order;
  readonly source: ClientUri;
}

function isAbout({ server, order, source }: Aim): boolean {
  return (order.operation.client ?? []).some((text) => {
    const ordered = readUri(text);
    return ordered !== undefined && server.parts.sourceMatches(server, { ordered, source });
  });
}

/** Only names are compared: where the order left a choice, any name will do. */
export const sourceMatches: ServerParts['sourceMatches'] = (_server, { ordered, source }) => {
  const steps = [source.instance, ...source.path];
  const wanted = [ordered.instance, ...ordered.path];
  return ordered.moid === source.moid && steps.length === wanted.length && wanted.every((step, index) => {
    const found = steps[index];
    return step.kind !== 'name' || found?.kind !== 'name' || found.name === step.name;
  });
};

export function readUri(text: string): ClientUri | undefined {
  try {
    return parseClientUri(text);
  } catch (fault) {
    if (fault instanceof DecodeError) return undefined;
    throw fault;
  }
}
