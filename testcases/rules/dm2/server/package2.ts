/** What holds for every Package#2 of a server (clauses ~5.3 and 7.2.1.2), message by message. */
import { isRecord } from '../../../dm2/record.js';
import { COMMAND_NAMES } from '../../../../protocol/dm2/commands.js';
import { serverRule } from '../../../define.js';
import { commands, entries, isClientForm, memberOf, packages } from './packages.js';

const PACKAGE2 = 'application/vnd.oma.dm.request+json';

export const PACKAGE2_RULES = [
  serverRule({
    requirement: 'DM2-PKG2-S-002',
    title: 'Package#2 is labelled as such',
    judge(view, judge) {
      const check = judge.check('DM2-PKG2-S-002');
      for (const { response, stimulus } of packages(view)) {
        check.holds(response.contentType === PACKAGE2, { expected: PACKAGE2, found: response.contentType ?? 'no Content-Type that can be read', at: { event: response.event.n, path: 'header:Content-Type' }, stimulus });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-PKG2-S-003',
    title: 'Package#2 is a JSON object with a list of commands',
    judge(view, judge) {
      const check = judge.check('DM2-PKG2-S-003');
      for (const { response, stimulus } of packages(view)) {
        // What is no JSON at all is judged by DM2-HTTP-B-010.
        if (!response.json.ok) continue;
        const found = Array.isArray(memberOf(response.value, 'CMD')) ? 'an object with the array CMD' : 'JSON without an array CMD';
        check.holds(found === 'an object with the array CMD', { expected: 'an object with the array CMD', found, at: response.at, stimulus });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-PKG2-S-004',
    title: 'Each command is a list of words',
    judge(view, judge) {
      const check = judge.check('DM2-PKG2-S-004');
      for (const { entry, at, stimulus } of entries(view)) {
        const isList = Array.isArray(entry) && entry.length > 0 && entry.every((word) => typeof word === 'string');
        check.holds(isList, { expected: 'an array of strings that begins with a name', found: JSON.stringify(entry) ?? 'nothing', at, stimulus });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-PKG2-S-005',
    title: 'Each command has one of the twelve names',
    judge(view, judge) {
      const check = judge.check('DM2-PKG2-S-005');
      for (const { words: [name], at, stimulus } of commands(view)) {
        check.holds(COMMAND_NAMES.some((known) => known === name), { expected: COMMAND_NAMES.join(', '), found: String(name), at, stimulus });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-CMD-END-S-005',
    title: 'END stands alone in its command',
    judge(view, judge) {
      const check = judge.check('DM2-CMD-END-S-005');
      for (const { words, at, stimulus } of commands(view)) {
        if (words[0] === 'END') check.holds(words.length === 1, { expected: '["END"]', found: JSON.stringify(words), at, stimulus });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-ALERT-S-002',
    title: 'Package#2 holds no alerts',
    judge(view, judge) {
      const check = judge.check('DM2-ALERT-S-002');
      for (const { response, stimulus } of packages(view)) {
        if (!isRecord(response.value)) continue;
        const hasAlert = memberOf(response.value, 'Alert') !== undefined;
        check.holds(!hasAlert, { expected: 'no member Alert', found: hasAlert ? 'the member Alert' : 'none', at: { event: response.event.n, ...(hasAlert ? { path: 'Alert' } : {}) }, stimulus });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-SERVERURI-S-002',
    title: 'Each ServerURI is an absolute URI of HTTP',
    judge(view, judge) {
      const check = judge.check('DM2-SERVERURI-S-002');
      for (const { words, at, stimulus } of commands(view)) {
        if (!WITH_SERVER_URI.has(words[0] ?? '')) continue;
        const uri = words.slice(1).find((word) => !isClientForm(word) && !isMoid(word, words)) ?? '';
        check.holds(/^https?:\/\/[^/?#\s]+/i.test(uri) && URL.canParse(uri), { expected: 'an absolute URI whose scheme is http or https', found: uri === '' ? 'none' : uri, at, stimulus });
      }
    },
  }),
];

/** Commands that cannot do without a ServerURI. */
const WITH_SERVER_URI: ReadonlySet<string> = new Set(['HGET', 'HPUT', 'HPOST', 'SHOW', 'CONT', 'DEFAULT', 'SUB']);

/** DEFAULT takes a MOID, in whichever order. */
const isMoid = (word: string, [name]: readonly string[]): boolean => name === 'DEFAULT' && !word.includes('/');
