/** The account that a server gives to a device (clause ~12.2), read from the bootstrap document. */
import { serverTest } from '../../../define.js';
import { NotExercised, show } from '../../../../harness/judge/judge.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import { MO_TYPE } from '../support/probe.js';
import { isRecord } from '../support/rounds.js';

export const testCases = [
  serverTest({
    id: 'dm2/server/account/bootstrap-permissions',
    title: 'The account of a bootstrap has a permission group with an MOID',
    requirements: ['DM2-MO-DMACC-S-008'],
    purpose: 'Without a permission a server may manage nothing of the device that it has just bootstrapped.',
    procedure: ['Have the server make the bootstrap document of a device.', 'Expect at least one group below Perm, each with an MOID.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.orderBootstrap('shown');
    },
    judge(view, judge) {
      const { value: perm, ...place } = permissions(view);
      const groups = isRecord(perm) ? Object.values(perm) : [];
      const isRight = groups.length > 0 && groups.every((group) => isRecord(group) && typeof group['MOID'] === 'string' && group['MOID'] !== '');
      judge.check('DM2-MO-DMACC-S-008').holds(isRight, { expected: 'one permission group or more, each with an MOID', found: show(perm), ...place });
    },
  }),
];

/** Perm of the account in the document. Only the serialization is read: no text at hand has the format of a bootstrap. */
function permissions(view: ServerView): Observation<unknown> {
  const [order] = view.orders('bootstrap');
  const answer: unknown = order?.response?.value;
  if (order === undefined || !isRecord(answer) || typeof answer['body'] !== 'string') throw new NotExercised('the upper tester gave no bootstrap document', order?.request.at ?? view.end);
  const at = { event: order.response?.event.n ?? 0, path: 'body' };
  if (answer['contentType'] !== MO_TYPE) throw new NotExercised(`the bootstrap is written as ${show(answer['contentType'])}, which is not read here`, at);
  const account = accountIn(Buffer.from(answer['body'], 'base64').toString('utf8'));
  if (account === undefined) throw new NotExercised('the bootstrap holds no DM Account that can be read', at);
  return { value: account['Perm'] ?? null, at, what: 'Perm of the account', stimulus: order.request.at };
}

function accountIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const items = parsed(text);
  const data = Array.isArray(items) ? items.flatMap((item: unknown) => (isRecord(item) && isRecord(item['MOData']) ? Object.values(item['MOData']) : [])) : [];
  return data.filter(isRecord).find((value) => 'SrvURI' in value || 'SrvID' in value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
