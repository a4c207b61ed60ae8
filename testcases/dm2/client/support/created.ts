/** MO instances that the client places itself: what to serve for them, and the addresses that Package#3 reports for them. */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { moResource, type Resource } from '../../../../harness/tester/dm2-server/answer.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { below } from './addresses.js';
import type { Command } from './commands.js';
import { isRecord } from '../../record.js';

type Values = Pick<ServerDriver, 'value'>;

export interface NewInstance {
  /** What the text leaf `probe.object.leaf` of the instance shall hold. */
  readonly text: string;
  /** MIID that the payload names; none by default, as the client is the one that gives it. */
  readonly wishedMiid?: string;
}

/** A repository answer that holds these new instances of `probe.object`. */
export function newInstances(values: Values, ...instances: readonly NewInstance[]): Resource {
  const moid = values.value('probe.object');
  const names = values.value('probe.object.leaf').split('/');
  const template: unknown = JSON.parse(values.value('probe.object.data'));
  const [root, data] = Object.entries(isRecord(template) ? template : {})[0] ?? ['', {}];
  return moResource(instances.map(({ text, wishedMiid = '' }) => ({ ClientURI: `${moid}/${wishedMiid}/`, MOData: { [root]: withLeaf({ data, names, text }) } })));
}

function withLeaf({ data, names, text }: { readonly data: unknown; readonly names: readonly string[]; readonly text: string }): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return text;
  const record = isRecord(data) ? data : {};
  return { ...record, [name]: withLeaf({ data: record[name], names: rest, text }) };
}

/** The address of the text leaf in a reported instance. */
export function leafIn(values: Values, instance: string): string {
  return below(instance, values.value('probe.object.leaf'));
}

/**
 * Instances of `probe.object` that the last Package#3 reports for a command (from 0), for steps that go on with them.
 * Addresses of anything else are left out: a test must not read or delete what a confused client names.
 */
export function instancesReported(tester: ServerDriver, command: number): readonly string[] {
  const message = tester.lastReport();
  const list: unknown = isRecord(message) ? message['Status'] : undefined;
  const item: unknown = Array.isArray(list) ? list[command] : undefined;
  const moid = tester.value('probe.object');
  return texts(isRecord(item) ? item['URI'] : undefined).filter((uri) => uri.startsWith(`${moid}/`) && /^[^/]+\/[^/*()?]+\/?$/.test(uri));
}

/** DELETE for each of these instances. */
export function deleteAll(instances: readonly string[]): readonly Command[] {
  return instances.map((uri) => ['DELETE', uri]);
}

/** The member URI of a status as it stood in Package#3. */
export function uriMember(view: ClientView, { round, command }: { readonly round: number; readonly command: number }): Observation<unknown> {
  const { value, at } = view.statuses(round);
  const item = value[command];
  return { value: isRecord(item) ? item['URI'] : undefined, at: { event: at.event, path: `Status[${command}].URI` }, what: 'addresses in the status of HGET', stimulus: view.stimulus(round) };
}

/** The texts of an array; empty for anything else. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter((entry) => typeof entry === 'string') : [];
}

/** An address without its final slash, which carries no meaning in a report. */
export const withoutFinalSlash = (uri: string): string => uri.replace(/\/$/, '');
