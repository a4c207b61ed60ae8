/** Bootstraps of a client under test: documents, ways they take, and the sessions that report them. */
import type { Place } from '../../../../harness/judge/finding.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import type { BootstrapOrder, ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { alertsOf } from './packages.js';

/** The types that a device can be bootstrapped with and asked for. */
export const BOOTSTRAP_MOIDS = ['urn:oma:mo:oma-dm-devinfo:1.2', 'urn:oma:mo:oma-dm-dmacc:1.2'] as const;

export type Document = NonNullable<BootstrapOrder['document']>;

/** An account with the server at this path of the tester's endpoint b, as the serialization that the suite proposes. */
export function accountFor(tester: ServerDriver, path: string, srvId = tester.value('boot.server.id')): Document {
  const Perm = Object.fromEntries(BOOTSTRAP_MOIDS.map((MOID, index) => [`p${index + 1}`, { MOID }]));
  const account = { SrvID: srvId, SrvURI: `${tester.endpoint.b}${path}`, Name: 'Bootstrapped by the suite', Perm };
  return { type: 'application/dmmo+json', body: JSON.stringify([{ ClientURI: `urn:oma:mo:oma-dm-dmacc:1.2/${srvId}/`, MOData: { DMAcc: account } }]) };
}

/** The same account as a provisioning document with a w7 application. */
export function provisioningFor(tester: ServerDriver, path: string): Document {
  const address = `${tester.endpoint.b}${path}`.replaceAll('&', '&amp;');
  const body = `<wap-provisioningdoc version="1.1"><characteristic type="APPLICATION"><parm name="APPID" value="w7"/><parm name="PROVIDER-ID" value="${tester.value('boot.server.id')}"/><parm name="NAME" value="Bootstrapped by the suite"/><characteristic type="APPADDR"><parm name="ADDR" value="${address}"/><parm name="ADDRTYPE" value="URI"/></characteristic><characteristic type="APPAUTH"><parm name="AAUTHLEVEL" value="APPSRV"/><parm name="AAUTHTYPE" value="BASIC"/></characteristic></characteristic></wap-provisioningdoc>`;
  return { type: 'text/vnd.wap.connectivity-xml', body };
}

/** The way of tests for which any will do: the first that the ICS names. */
export function anyWay(tester: ServerDriver): 'server' | 'client' | 'smartcard' {
  if (tester.supports('BOOT_SERVER')) return 'server';
  return tester.supports('BOOT_CLIENT') && (tester.supports('BOOT_PLAIN') || !tester.supports('BOOT_SC')) ? 'client' : 'smartcard';
}

/** Delivers a bootstrap and waits for the session that reports it. */
export async function bootstrapped(tester: ServerDriver, order: BootstrapOrder): Promise<void> {
  await tester.bootstrap(order);
  await tester.session([], { opening: 'awaited' });
}

/** Where a bootstrap was delivered, from 1; nothing can be said where the test did not come so far. */
export function delivery(view: ClientView, judge: Judge, number = 1): Place {
  const calls = view.transcript.events.filter((event) => event.kind === 'control' && event.action === 'hook' && event.detail.startsWith('{"action":"bootstrap"'));
  const found = calls[number - 1];
  judge.require(found !== undefined, `bootstrap ${number} was not delivered: ${view.silence}`, view.end);
  return { event: found?.n ?? 0 };
}

/** Every Package#1 at this address and path of a DM endpoint, after a place. */
export function openingsAt(view: ClientView, { address, path, after }: { readonly address: 'a' | 'b'; readonly path: string; readonly after: Place }): readonly ExchangeView[] {
  return view.dm(address).filter(({ request }) => request.event.path === path && request.event.n > after.event && packageNumber(request) === 1);
}

export const COMPLETE = 'urn:oma:at:dm:2.0:BootstrapComplete';

/** Whether a Package#1 reports a bootstrap. */
export const reportsBootstrap = (opening: ExchangeView): boolean => alertsOf(opening).some((alert) => alert['AlertType'] === COMPLETE);

interface Reported {
  readonly judge: Judge;
  readonly requirement: string;
  readonly opening: ExchangeView;
  readonly stimulus: Place;
}

/** The Package#1 holds the alert. */
export function judgeReport({ judge, requirement, opening, stimulus }: Reported): void {
  const types = alertsOf(opening).map((alert) => String(alert['AlertType']));
  judge.check(requirement).holds(reportsBootstrap(opening), { expected: `the alert ${COMPLETE} in the first Package#1 after the bootstrap`, found: types.length === 0 ? 'no alert' : types.join(', '), at: { event: opening.request.event.n, path: 'Alert' }, stimulus });
}
