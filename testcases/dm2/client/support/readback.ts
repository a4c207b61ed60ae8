/**
 * What a node turned out to be when it was read back by HPUT, the reading command that every client has.
 * A read that neither brings data nor says that nothing is there proves nothing.
 */
import type { Observation } from '../../../../harness/judge/finding.js';
import { isSuccess, NotExercised, show, type Check } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { uploadedNode } from './uploads.js';

export interface ReadBack {
  readonly view: ClientView;
  /** Repository path of the HPUT. */
  readonly path: string;
  readonly uri: string;
  /** Where the HPUT stood: round from 1, command from 0. */
  readonly round: number;
  readonly command: number;
}

/** Codes that say that an address names nothing (dm2-tables section 3). */
export const NOTHING_THERE: readonly number[] = [404, 400];

/** The value that the read brought. Throws `NotExercised` where it brought none. */
export function valueRead({ view, path, uri, round, command }: ReadBack): Observation<unknown> {
  const status = view.status(round, command);
  if (!isSuccess(status.value)) throw new NotExercised(`${status.what} of ${uri}, a means of this test, is ${status.value}`, status.at);
  const node = uploadedNode(view, path, uri);
  if (node.value === undefined) throw new NotExercised(`the upload to ${path} does not hold ${uri}`, node.at);
  return node;
}

/** The node is not there any more: the read says so and uploads nothing. Data found for the address violates. */
export function judgeGone(check: Check, read: ReadBack): boolean {
  const { view, path, uri, round, command } = read;
  const status = view.status(round, command);
  const stimulus = view.stimulus(round);
  if (isSuccess(status.value)) {
    const node = valueRead(read);
    return check.holds(false, { expected: `nothing at ${uri} any more`, found: `the value ${show(node.value)}`, at: node.at, stimulus });
  }
  if (!NOTHING_THERE.includes(status.value)) throw new NotExercised(`${status.what} of ${uri} is ${status.value}, which does not tell whether the node is there`, status.at);
  const isUploaded = view.repository(path).length > 0;
  return check.holds(!isUploaded, { expected: `nothing at ${uri} any more`, found: isUploaded ? `an upload to ${path}` : `${status.what} ${status.value}`, at: status.at, stimulus });
}

/** The node has the value it had before the command that must not change it. */
export function judgeUnchanged(check: Check, before: ReadBack, after: ReadBack): boolean {
  return check.is({ ...valueRead(after), stimulus: after.view.stimulus(after.round) }, valueRead(before).value);
}
