/** What holds for the sequence of packages (clauses 5.1.1, 5.2 and 7.2.1.3), message by message. */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { isRecord } from '../../../dm2/record.js';
import { clientRule } from '../../../define.js';
import { initiations, reports, sentBefore } from './messages.js';

export const SEQUENCE_RULES = [
  clientRule({
    requirement: 'DM2-SEQ-C-003',
    title: 'Packages of the client hold no management commands',
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-C-003');
      for (const exchange of [...initiations(view), ...reports(view)]) {
        const { request } = exchange;
        if (!request.json.ok) continue;
        const [path] = commandPaths(request.value, '');
        check.holds(path === undefined, () => ({
          expected: 'no list of commands',
          found: path === undefined ? 'no list of commands' : `commands in ${path}`,
          at: { event: request.event.n, ...(path === undefined ? {} : { path }) },
          ...sentBefore(view, exchange),
        }));
      }
    },
  }),
  clientRule({
    requirement: 'DM2-SEQ-C-006',
    title: 'Package#3 has one status for each command of the Package#2 that it answers',
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-C-006');
      for (const { sent, statuses, event, stimulus } of answeredPackages(view)) {
        check.holds(statuses === sent, { expected: countOf(sent), found: countOf(statuses), at: { event, path: 'Status' }, stimulus });
      }
    },
  }),
];

/** Content of nodes and of alerts is data, whatever its names are; commands are told by their form, an array in CMD. */
function commandPaths(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => commandPaths(item, `${path}[${index}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'MOData' || name === 'Data') return [];
    const at = path === '' ? name : `${path}.${name}`;
    return name === 'CMD' && Array.isArray(inner) ? [at] : commandPaths(inner, at);
  });
}

interface AnsweredPackage {
  readonly sent: number;
  readonly statuses: number;
  readonly event: number;
  readonly stimulus: ExchangeView['request']['at'];
}

/** Rounds whose Package#2 was sound and whose Package#3 can be read; what a client answers to a broken one is free. */
function answeredPackages(view: ClientView): readonly AnsweredPackage[] {
  return view.sessions.flatMap(({ rounds }) =>
    rounds.flatMap(({ answer, package3 }) => {
      if (package3 === undefined || answer.event.fault !== null || answer.event.status !== 200) return [];
      const sent = listIn(answer.value, 'CMD');
      const statuses = listIn(package3.request.value, 'Status');
      return sent === undefined || statuses === undefined ? [] : [{ sent: sent.length, statuses: statuses.length, event: package3.request.event.n, stimulus: answer.at }];
    }),
  );
}

function listIn(value: unknown, member: string): readonly unknown[] | undefined {
  const list: unknown = isRecord(value) ? value[member] : undefined;
  return Array.isArray(list) ? list : undefined;
}

const countOf = (count: number): string => (count === 1 ? '1 status' : `${count} statuses`);
