/** What holds for the HTTP responses of a server that carry a Package#2 (clause ~5.5). */
import { DecodeError } from '../../../../protocol/decode-error.js';
import { parseAccept } from '../../../../protocol/dm2/accept.js';
import { serverRule } from '../../../define.js';
import { packages } from './packages.js';

export const RESPONSE_RULES = [
  serverRule({
    requirement: 'DM2-HTTP-B-010',
    title: 'Package#2 is written in JSON',
    judge(view, judge) {
      const check = judge.check('DM2-HTTP-B-010');
      for (const { response, stimulus } of packages(view)) {
        check.holds(response.json.ok, () => ({ expected: 'JSON', found: response.json.ok ? 'JSON' : `no JSON: ${response.json.message}`, at: response.at, stimulus }));
      }
    },
  }),
  serverRule({
    requirement: 'DM2-HTTP-S-005',
    title: 'OMADM-Accept is written like Accept',
    judge(view, judge) {
      const check = judge.check('DM2-HTTP-S-005');
      for (const { request, response } of [...view.dm(), ...view.repository()]) {
        for (const value of response?.headers('OMADM-Accept') ?? []) {
          const fault = acceptFault(value);
          check.holds(fault === null, { expected: 'media ranges as in Accept', found: fault ?? value, at: { event: response?.event.n ?? 0, path: 'header:OMADM-Accept' }, stimulus: request.at });
        }
      }
    },
  }),
];

function acceptFault(value: string): string | null {
  try {
    parseAccept(value);
    return null;
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
}
