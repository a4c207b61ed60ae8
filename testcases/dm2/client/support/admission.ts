/** Sessions in which the tester asks for credentials: who was let in. Credentials are in no transcript, so the answer of the tester's guard is the evidence. */
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { AccessDemand } from '../../../../harness/tester/dm2-server/guard.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { attempt, endAfter } from './course.js';

const BASIC = 'DM2-AUTH-C-004';

interface Admitted {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly requirement: string;
}

/** A session of two rounds behind these challenges: credentials are needed for Package#1 and for each Package#3. */
export async function guardedSession(tester: ServerDriver, access: AccessDemand): Promise<void> {
  const leaf = tester.value('probe.leaf');
  const read = (path: string): readonly string[] => ['HPUT', tester.repository(path, {}), leaf];
  await tester.session([[read('/first')], [read('/second')]], { access });
}

/** Package#1 and both Package#3 got in, whether the client was asked each time or not. */
export function judgeAdmitted({ view, judge, requirement }: Admitted): void {
  const { messages } = attempt(view, 1);
  const [first] = messages;
  judge.require(first !== undefined, `no session was opened: ${view.silence}`, view.end);
  const admitted = messages.filter(({ response }) => response?.event.status === 200);
  const count = (number: 1 | 3): number => admitted.filter(({ request }) => packageNumber(request) === number).length;
  const last = messages.at(-1) ?? first;
  const found = `${count(1)} and ${count(3)} of them${last === undefined ? '' : reasonOf(last)}`;
  const isWhole = count(1) >= 1 && count(3) >= 2;
  const refused = messages.findLast(({ response }) => response?.event.status === 401);
  judge.require(isWhole || refused !== undefined, `the session broke off before the client was asked for credentials: ${view.silence}`, view.end);
  const place = refused?.response?.at ?? view.end;
  const chosen = last?.request.headers('Authorization')[0]?.split(' ')[0]?.toLowerCase();
  judge.require(isWhole || requirement !== BASIC || chosen !== 'digest', 'the client chose Digest and was refused, which the requirement on Digest judges', place);
  judge.require(isWhole || endAfter(view, place) !== undefined, `nobody knows whether the client would have answered the challenge: ${view.silence}`, place);
  judge.check(requirement).holds(isWhole, { expected: 'Package#1 and two Package#3 with credentials that hold', found, at: last?.request.at ?? view.end, ...(isWhole ? {} : { stimulus: place }) });
}

/** What the guard said to a message that it refused. */
function reasonOf({ response }: ExchangeView): string {
  return response?.event.status === 401 ? `; the last message was refused: ${Buffer.from(response.event.body).toString('utf8').trim()}` : '';
}
