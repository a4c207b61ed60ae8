/** What holds for the status of every command (clause 5.4.1): only EXEC may be reported later. */
import { isRecord } from '../../../dm2/record.js';
import { clientRule } from '../../../define.js';

export const ASYNC_RULES = [
  clientRule({
    requirement: 'DM2-ASYNC-C-002',
    title: 'No command but EXEC is answered 202',
    judge(view, judge) {
      const check = judge.check('DM2-ASYNC-C-002');
      for (const { commands, package3, answer } of view.sessions.flatMap(({ rounds }) => rounds)) {
        const value = package3?.request.value;
        const list: unknown = isRecord(value) ? value['Status'] : undefined;
        // Without one status per command nobody knows which status belongs to which command.
        if (package3 === undefined || !Array.isArray(list) || list.length !== commands.length) continue;
        for (const [index, [name]] of commands.entries()) {
          const item: unknown = list[index];
          const code: unknown = isRecord(item) ? item['sc'] : undefined;
          if (name === 'EXEC' || typeof code !== 'number') continue;
          check.holds(code !== 202, () => ({ expected: `a final status of ${name ?? 'the command'}`, found: `status ${code}`, at: { event: package3.request.event.n, path: `Status[${index}].sc` }, stimulus: answer.at }));
        }
      }
    },
  }),
];
