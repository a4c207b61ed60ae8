/**
 * One management session: Package#1, then rounds of Package#2 and Package#3 until a Package#2 with END.
 *
 * Facts: 5.2 (package loop), ~5.3.11 (CONT), ~5.3.12 (END), chapter on HTTP (errors end the session, nothing is
 * repeated). Left out: Package#0, which only causes a session.
 */
import type { Alert } from '../../protocol/dm2/alert.js';
import { parseAccept } from '../../protocol/dm2/accept.js';
import { decodePackage2 } from '../../protocol/dm2/package2.js';
import { DecodeError } from '../../protocol/decode-error.js';
import { ConnectionFault, SessionFault } from './faults.js';
import type { HttpResponse, Session, SessionEnd } from './model.js';
import type { ClientContext, ClientParts } from './parts.js';

const DEFAULT_ROUNDS = 1000;

/**
 * Opens a session when its turn has come and sees it through. Wire faults become the SessionEnd.
 * DM2-SEQ-C-002: only the client opens sessions. DM2-SEQ-C-017: one session, one account.
 */
export const openSession: ClientParts['openSession'] = (client, { account, cause, serverUri }) =>
  client.turns.take(async () => {
    let close = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      close = resolve;
    });
    const startUri = serverUri ?? client.parts.startUriOf(client, { account });
    client.state.serial += 1;
    const session: Session = {
      id: client.state.serial, account, startUri, endpoint: startUri, accepted: undefined, login: { challenges: new Map(), counts: new Map() },
      cause: cause.kind === 'client' && client.state.unconfirmed.has(account.srvId) ? { kind: 'bootstrap' } : cause,
      purpose: serverUri === undefined ? 'main' : 'result', ended,
    };
    client.sessions.add(session);
    try {
      const end = await client.parts.conductSession(client, { session }).catch(endOf);
      client.parts.afterSession(client, { session, end });
      return end;
    } finally {
      client.sessions.delete(session);
      close();
    }
  });

function endOf(fault: unknown): SessionEnd {
  if (fault instanceof SessionFault) {
    return fault.end;
  }
  throw fault;
}

/**
 * The package loop.
 * DM2-SEQ-B-001, DM2-PKG2-B-001: P1, P2, commands, P3, P2 … until the server ends it.
 * DM2-SEQ-B-009: nothing is sent while an answer is awaited. DM2-SEQ-C-011: without END a P3 follows.
 */
export const conductSession: ClientParts['conductSession'] = async (client, { session }) => {
  let response = await exchange({ client, session, send: (alerts) => {
    const package1 = client.parts.buildPackage1(client, { session, alerts });
    return client.parts.sendPackage1(client, { session, package1 });
  } });
  const rounds = client.config.limits?.rounds ?? DEFAULT_ROUNDS;
  for (let round = 0; round < rounds; round += 1) {
    const package2 = client.parts.acceptPackage2(client, { session, response });
    const statuses = await client.parts.executePackage(client, { session, package2 });
    client.parts.reportChanges(client);
    if (client.parts.nextAction(client, { session, package2 }) === 'finish') {
      return { outcome: 'completed', reason: 'the server ended the session' };
    }
    response = await exchange({ client, session, send: (alerts) => {
      const package3 = client.parts.buildPackage3(client, { session, statuses, alerts });
      return client.parts.sendPackage3(client, { session, package3 });
    } });
  }
  return { outcome: 'aborted', reason: `the server did not end the session within ${rounds} rounds` };
};

interface ExchangeArgs {
  readonly client: ClientContext;
  readonly session: Session;
  readonly send: (alerts: readonly Alert[]) => Promise<HttpResponse>;
}

/** Sends one package with the alerts that wait, and settles their fate by the answer. */
async function exchange({ client, session, send }: ExchangeArgs): Promise<HttpResponse> {
  const alerts = client.parts.pendingAlerts(client, { session });
  const response = await send(alerts.map((pending) => pending.alert)).catch((fault: unknown) => {
    client.parts.alertsUndelivered(client, { session, alerts });
    if (fault instanceof ConnectionFault) {
      throw new SessionFault(client.parts.onConnectionLoss(client, { session, message: fault.message }));
    }
    throw fault;
  });
  if (response.status !== 200) {
    client.parts.alertsUndelivered(client, { session, alerts });
    throw new SessionFault(client.parts.onServerError(client, { session, response }));
  }
  client.parts.alertsDelivered(client, { session, alerts });
  if (response.extent === 'truncated') {
    const message = `the answer from ${session.endpoint} broke off after ${response.body.byteLength} bytes`;
    throw new SessionFault(client.parts.onConnectionLoss(client, { session, message }));
  }
  client.parts.noteServerAccept(client, { session, response });
  return response;
}

/** DM2-PKG2-C-009: a Package#2 that cannot be read ends the session before anything was executed. */
export const acceptPackage2: ClientParts['acceptPackage2'] = (client, { session, response }) => {
  try {
    return decodePackage2(response.body).value;
  } catch (fault) {
    if (fault instanceof DecodeError) {
      throw new SessionFault(client.parts.onInvalidPackage2(client, { session, message: fault.message }));
    }
    throw fault;
  }
};

/** DM2-CMD-END-C-004, DM2-SEQ-C-011: a package with END is never answered, any other is. */
export const nextAction: ClientParts['nextAction'] = (_client, { package2 }) =>
  package2.CMD.some(([name]) => name === 'END') ? 'finish' : 'respond';

/** DM2-CMD-CONT-C-002, C-003, C-004: this session's later packages go there; the account stays as it is. */
export const continueAt: ClientParts['continueAt'] = (_client, { session, serverUri }) => {
  session.endpoint = serverUri;
};

/** DM2-HTTP-C-008, C-009: a 4xx or 5xx answer ends the session, and nothing is repeated. */
export const onServerError: ClientParts['onServerError'] = (_client, { session, response }) => ({
  outcome: 'aborted', reason: `${session.endpoint} answered a package with HTTP ${response.status}`,
});

/** DM2-HTTP-C-015: a lost connection ends this session only. */
export const onConnectionLoss: ClientParts['onConnectionLoss'] = (_client, { message }) => ({
  outcome: 'failed', reason: message,
});

/** DM2-PKG2-C-009: the session is aborted without another package. */
export const onInvalidPackage2: ClientParts['onInvalidPackage2'] = (_client, { session, message }) => ({
  outcome: 'aborted', reason: `the answer from ${session.endpoint} is not a Package#2: ${message}`,
});

/** DM2-HTTP-C-006: OMADM-Accept steers later bodies of this session; a header that cannot be read is ignored. */
export const noteServerAccept: ClientParts['noteServerAccept'] = (_client, { session, response }) => {
  const header = response.headers.get('omadm-accept');
  if (header === undefined) {
    return;
  }
  try {
    session.accepted = parseAccept(header);
  } catch (fault) {
    if (!(fault instanceof DecodeError)) {
      throw fault;
    }
  }
};

/** Results that could not be delivered earlier get another chance after a completed session of the same account. */
export const afterSession: ClientParts['afterSession'] = (client, { session, end }) => {
  if (session.purpose === 'result' || end.outcome !== 'completed') {
    return;
  }
  const { account } = session;
  const waiting = client.state.alerts.filter((pending) => pending.delivery === 'failed' && pending.accountId === account.id);
  for (const serverUri of new Set(waiting.flatMap((pending) => pending.endpoint ?? []))) {
    client.background.add(client.parts.openSession(client, { account, cause: { kind: 'client' }, serverUri }).then(() => undefined));
  }
};
