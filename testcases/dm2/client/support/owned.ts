/**
 * An MO instance that a test makes for itself by HGET without ClientURI: its creator holds all rights on it, so that no
 * test depends on what the factory granted (DM2-ACL-C-007). The address is the one that the client reports.
 */
import type { AccountName } from '../../../../harness/iut/control.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { isSuccess, NotExercised } from '../../../../harness/judge/judge.js';
import type { CommandList } from '../../../../harness/tester/dm2-server/answer.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { below } from './addresses.js';
import { instancesReported, leafIn, newInstances, texts } from './created.js';
import { isRecord } from '../../record.js';

/** Values that a test with an instance of its own needs. */
export const OWNED_VALUES = ['probe.object', 'probe.object.data', 'probe.object.leaf', 'probe.object.executable'] as const;

/** What the leaf of a new instance holds. */
export const LEAF_TEXT = 'made for this test';

/** Package#2 that makes the client create an instance of probe.object at a place of its choice. */
export function creation(tester: ServerDriver, path = '/new'): CommandList {
  return [['HGET', tester.repository(path, newInstances(tester, { text: LEAF_TEXT }))]];
}

/** The root that the client's last message reports; an address that names nothing where it reports none. */
export function createdNow(tester: ServerDriver): string {
  return instancesReported(tester, 0)[0] ?? `${tester.value('probe.object')}/suite-found-no-address/`;
}

/** Creates an instance in a session of its own and returns its root address. */
export async function createInstance(tester: ServerDriver, account: AccountName = 'a'): Promise<string> {
  await tester.session([creation(tester)], { account });
  return createdNow(tester);
}

export interface Creation {
  readonly session?: number;
  readonly round?: number;
}

/** The root of an instance whose creation is a means; nothing can be said where it failed or was not reported. */
export function createdAddress(view: ClientView, { session = 1, round = 1 }: Creation = {}): string {
  const status = view.status(round, 0, session);
  if (!isSuccess(status.value)) throw new NotExercised(`HGET without ClientURI, a means of this test, is ${status.value}`, status.at);
  const { value } = view.statuses(round, session);
  const [address] = texts(isRecord(value[0]) ? value[0]['URI'] : undefined);
  if (address === undefined) throw new NotExercised('the client reports no address for the instance it created', status.at);
  return address;
}

/** Leaf and executable node of an instance of probe.object. */
export function nodesOf(values: Pick<ServerDriver, 'value'>, instance: string): { readonly leaf: string; readonly executable: string } {
  return { leaf: leafIn(values, instance), executable: below(instance, values.value('probe.object.executable')) };
}
