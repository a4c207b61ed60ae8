/**
 * The course of an access control test with two management authorities: a makes an instance and uses it, b sends
 * commands with the rights that a granted, a looks at the instance and deletes it.
 */
import { isSuccess, type Check, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Needs } from '../../../../harness/campaign/test-case.js';
import type { CommandList } from '../../../../harness/tester/dm2-server/answer.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { read } from './commands.js';
import { DELEGATION_VALUES, grant, type RightsName } from './delegation.js';
import { createdAddress, createdNow, creation, LEAF_TEXT, nodesOf, OWNED_VALUES } from './owned.js';
import { wasCarriedOut } from './means.js';
import { nameOf, requireSuccess } from './steps.js';
import { uploadedNode } from './uploads.js';

/** Codes that say that the server has no right (dm2-tables section 3, A-21). */
export const NO_RIGHT: readonly number[] = [401, 403, 404, 405];

/** What a test needs in which b has no right, or one that a grants. */
export const TWO_SERVERS: Needs = { values: OWNED_VALUES, accounts: 2, state: 'kept' };
export const DELEGATION: Needs = { values: [...OWNED_VALUES, ...DELEGATION_VALUES], accounts: 2, state: 'kept' };

/** Sessions of the course, for readers of the transcript. */
const OWNER = 1;
export const OTHER = 2;
export const AFTERWARDS = 3;

export interface Instance {
  readonly root: string;
  readonly leaf: string;
  readonly executable: string;
}

export interface Course {
  /** Rights that a grants to b; nothing is granted by default. */
  readonly rights?: RightsName;
  /** Package#2 messages for b, one after the other. */
  readonly other: (instance: Instance) => readonly CommandList[];
  /** Further commands of a, after the grant. */
  readonly owner?: (instance: Instance) => CommandList;
}

/** Session 1 (a): creation; then HPUT of the leaf, EXEC, and the grant if any. Session 2 (b). Session 3 (a): HPUT of the leaf; DELETE. */
export async function runCourse(tester: ServerDriver, { rights, other, owner }: Course): Promise<Instance> {
  let instance = instanceAt(tester, '');
  await tester.session([
    creation(tester),
    () => {
      instance = instanceAt(tester, createdNow(tester));
      return [
        read(tester, '/owned', instance.leaf), ['EXEC', instance.executable],
        ...(rights === undefined ? [] : [grant(tester, { path: '/grant', instance: instance.root, to: 'server.b.id', rights })]),
        ...(owner?.(instance) ?? []),
      ];
    },
  ]);
  await tester.session(other(instance), { account: 'b' });
  await tester.session([[read(tester, '/after', instance.leaf)], [['DELETE', instance.root]]]);
  return instance;
}

const instanceAt = (tester: ServerDriver, root: string): Instance => ({ root, ...nodesOf(tester, root) });

/** The owner made the instance, read and executed it, and the grant, if there was one, was accepted. */
export function requireCourse(view: ClientView, judge: Judge): Instance {
  const root = createdAddress(view);
  const hasGrant = view.session(OWNER).rounds[1]?.commands[2]?.[0] === 'HGET';
  for (const command of hasGrant ? [0, 1, 2] : [0, 1]) requireSuccess({ view, judge, round: 2, command, session: OWNER });
  const instance = { root, ...nodesOf(view, root) };
  const owned = uploadedNode(view, '/owned', instance.leaf);
  judge.require(owned.value === LEAF_TEXT, `the leaf of the new instance holds ${JSON.stringify(owned.value)}, not the text it was made with`, owned.at);
  return instance;
}

export interface Permitted {
  readonly view: ClientView;
  readonly check: Check;
  readonly round: number;
  readonly command: number;
  /** From 1; that of b by default. */
  readonly session?: number;
}

/**
 * A command that a right permits: success satisfies. A code for a missing right violates where the client carried out the
 * same command elsewhere in the transcript; where it never did, and with another code, nothing shows that the right is missing.
 */
export function judgePermitted({ check, session = OTHER, ...place }: Permitted): boolean {
  const status = place.view.status(place.round, place.command, session);
  const name = nameOf({ ...place, session });
  if (isSuccess(status.value) || (NO_RIGHT.includes(status.value) && wasCarriedOut(place.view, name))) return check.succeeded(status);
  const why = NO_RIGHT.includes(status.value) ? `, and no ${name} of this test succeeds: the command may be refused as a whole` : ', which does not tell whether the right is missing';
  check.inconclusive(`${status.what} is ${status.value}${why}`, status.at);
  return false;
}

export interface Refusal {
  readonly view: ClientView;
  readonly check: Check;
  /** Statuses of the commands that must be refused, in a Package#3 of session 2. */
  readonly commands: readonly number[];
  /** From 1; the first by default. */
  readonly round?: number;
  /** Repository paths to which nothing may have been uploaded. */
  readonly silent?: readonly string[];
}

/** Commands of b that must be refused, without an upload. */
export function judgeRefused({ view, check, commands, round = 1, silent = [] }: Refusal): void {
  for (const command of commands) check.refused(view.status(round, command, OTHER), NO_RIGHT);
  const stimulus = view.stimulus(round, OTHER);
  for (const path of silent) check.count(view.repository(path).map(({ request }) => request), 0, { what: `upload to ${path}`, at: stimulus, stimulus });
}
