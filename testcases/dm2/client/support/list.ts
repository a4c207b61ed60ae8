/** Items of the list that servers may fill (values `probe.list` and `probe.list.item`). */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { isRecord } from '../../record.js';

type Values = Pick<ServerDriver, 'value'> | Pick<ClientView, 'value'>;

/** The item as the IUT file describes it: text leaves by name. */
export function listItem(source: Values): Readonly<Record<string, unknown>> {
  const item: unknown = JSON.parse(source.value('probe.list.item'));
  return isRecord(item) ? item : {};
}

/** The name of the first leaf of an item. */
export function firstLeaf(source: Values): string {
  return Object.keys(listItem(source))[0] ?? '';
}
