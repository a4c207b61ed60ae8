/**
 * Alerts that carry the outcome of an EXEC (clauses 5.4.1 and 5.3.5): everything but the alerts that open sessions, told
 * apart by the session and the DM endpoint they came in. Whether such an alert is well formed is judged by rules.
 */
import { isRefusal } from '../../../../harness/judge/judge.js';
import { statusCodeIn } from '../../../../harness/judge/dm2-client/status-code.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { isSameAddress } from './addresses.js';
import { alertsOf } from './packages.js';
import { asText } from './uploads.js';

export interface ResultAlert {
  /** Number of the session, from 1. */
  readonly session: number;
  /** DM endpoint where that session was opened: `a` is the SrvURI of the tester, `b` another address. */
  readonly openedAt: string;
  readonly opening: Place;
  readonly sourceUri: unknown;
  readonly at: Place;
}

/** Alert types of the DM protocol itself, which say why a session was opened. */
const SESSION_ALERTS = /^urn:oma:at:dm:2\.0:/;

/** Result alerts of all sessions, in order. */
export function resultAlerts(view: ClientView): readonly ResultAlert[] {
  return view.sessions.flatMap(({ number, opening, rounds }) => {
    const { event, at } = opening.request;
    const exchanges: readonly ExchangeView[] = [opening, ...rounds.flatMap(({ package3 }) => package3 ?? [])];
    return exchanges.flatMap((exchange) =>
      alertsOf(exchange)
        .filter((alert) => !SESSION_ALERTS.test(asText(alert['AlertType'])))
        .map((alert) => ({ session: number, openedAt: event.address, opening: at, sourceUri: alert['SourceURI'], at: { event: exchange.request.event.n, path: 'Alert' } })),
    );
  });
}

/** Result alerts of sessions after the first, which is the one that ordered the operation. */
export function laterResults(view: ClientView): readonly ResultAlert[] {
  return resultAlerts(view).filter(({ session }) => session > 1);
}

/** The alert names this node; an address that leaves the MIID out names the only instance. */
export function isAbout({ sourceUri }: Pick<ResultAlert, 'sourceUri'>, uri: string): boolean {
  return typeof sourceUri === 'string' && (isSameAddress(sourceUri, uri) || isSameAddress(uri, sourceUri));
}

/** Runs one session with these commands and waits for the first message of the session that is to bring the result. */
export async function orderAndAwait(tester: ServerDriver, command: readonly string[]): Promise<void> {
  await tester.session([[command]]);
  // What was refused is not reported later.
  if (isRefusal(statusCodeIn(tester.lastReport(), 0) ?? 0)) return;
  await tester.arrival('dm', MESSAGES_OF_ONE_ROUND + 1);
}

/** Package#1 and Package#3. */
const MESSAGES_OF_ONE_ROUND = 2;
