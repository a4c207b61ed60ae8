/** How leaf values stand in JSON (clause 7.2.1.4; A-37 for everything but text). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import { isSuccess, show } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { requireSuccess, statusOfNode } from '../support/steps.js';
import { uploadedNode } from '../support/uploads.js';

const TEXTS = [
  { slug: 'digits-stay-text', what: 'digits', text: '0042' },
  { slug: 'boolean-word-stays-text', what: 'the word "true"', text: 'true' },
  { slug: 'empty-text-is-empty-string', what: 'nothing', text: '' },
] as const;

/** Values that differ, so that each upload shows which of the two was stored. */
const SPELLINGS = [
  { slug: 'int', what: 'an int', value: 'probe.int', native: 42, text: '43', isEqual: (found: unknown, wanted: unknown) => isScalar(found) && Number(found) === Number(wanted) },
  { slug: 'float', what: 'a float', value: 'probe.float', native: 2.5, text: '3.5', isEqual: (found: unknown, wanted: unknown) => isScalar(found) && Number(found) === Number(wanted) },
  { slug: 'bool', what: 'a bool', value: 'probe.bool', native: true, text: 'false', isEqual: (found: unknown, wanted: unknown) => isScalar(found) && String(found).toLowerCase() === String(wanted) },
] as const;

/** All bytes from 00 to FF, in Base64. */
const ALL_BYTES =
  'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fr7/P3+/w==';

const STRINGS = [
  { slug: 'bytes-are-base64', value: 'probe.binary', what: 'a bin leaf with the bytes 00 to FF', text: ALL_BYTES, expected: 'the same bytes as Base64 text' },
  { slug: 'date-is-string', value: 'probe.date', what: 'a date leaf', text: '2016-02-29', expected: 'the same date as a string' },
] as const;

export const testCases: readonly TestCase[] = [...TEXTS.map(keepsText), ...SPELLINGS.map(takesBothSpellings), ...STRINGS.map(writesString)];

function keepsText({ slug, what, text }: (typeof TEXTS)[number]): TestCase {
  return clientTest({
    id: `dm2/client/ser/${slug}`,
    title: `A text leaf that holds ${what} is uploaded as a JSON string`,
    requirements: ['DM2-SER-C-004'],
    purpose: 'The format of the leaf decides its JSON type, not the look of its value.',
    procedure: [`Send HGET of a text leaf with ${JSON.stringify(text)}.`, 'Send HPUT of the leaf, and of DevInfo as a control.', `Expect the string ${JSON.stringify(text)}.`],
    needs: { values: ['probe.leaf', 'devinfo.root'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      await tester.session([[set(tester, { path: '/value', uri, value: text })], [read(tester, '/up', uri), read(tester, '/control', tester.value('devinfo.root'))]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-SER-C-004');
      const status = statusOfNode({ view, judge, round: 2, command: 0 });
      if (!check.holds(isSuccess(status.value), { expected: `an upload of the leaf, which holds ${show(text)}`, found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(2) })) return;
      check.is({ ...uploadedNode(view, '/up', view.value('probe.leaf')), stimulus: view.stimulus(2) }, text);
    },
  });
}

function takesBothSpellings({ slug, what, value, native, text, isEqual }: (typeof SPELLINGS)[number]): TestCase {
  return clientTest({
    id: `dm2/client/ser/${slug}-in-both-spellings`,
    title: `A value for ${what} leaf is taken as JSON and as text, and always uploaded in the same way`,
    requirements: ['DM2-SER-C-005'],
    purpose: 'Servers differ in how they write numbers and truth values; a server that reads needs one form.',
    procedure: [`Send HGET of the leaf with ${String(native)}, then HPUT.`, `Send HGET of the leaf with "${text}", then HPUT.`, 'Expect success, both values, and one JSON type in both uploads.'],
    needs: { values: [value] },
    async drive(tester) {
      const uri = tester.value(value);
      await tester.session([[set(tester, { path: '/native', uri, value: native }), read(tester, '/native-up', uri)], [set(tester, { path: '/text', uri, value: text }), read(tester, '/text-up', uri)]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SER-C-005');
      const found = ([[1, native, '/native-up'], [2, text, '/text-up']] as const).map(([round, wanted, path]): Observation<unknown> | undefined => {
        const status = statusOfNode({ view, judge, round, command: 0 });
        const stimulus = view.stimulus(round);
        if (!check.holds(isSuccess(status.value), { expected: `success for ${JSON.stringify(wanted)}`, found: `${status.what} ${status.value}`, at: status.at, stimulus })) return undefined;
        requireSuccess({ view, judge, round, command: 1 });
        const node = uploadedNode(view, path, view.value(value));
        const { at } = node;
        return check.holds(isEqual(node.value, wanted), { expected: `the value ${String(wanted)}`, found: show(node.value), at, stimulus }) ? node : undefined;
      });
      const [first, second] = found;
      if (first === undefined || second === undefined) return;
      check.holds(typeof first.value === typeof second.value, { expected: 'one JSON type in all uploads', found: `${typeof first.value}, then ${typeof second.value}`, at: second.at, stimulus: view.stimulus(2) });
    },
  });
}

function writesString({ slug, value, what, text, expected }: (typeof STRINGS)[number]): TestCase {
  return clientTest({
    id: `dm2/client/ser/${slug}`,
    title: `The value of ${what} is uploaded as a JSON string`,
    requirements: ['DM2-SER-C-006'],
    purpose: 'JSON has no type of its own for bytes and dates; text is what everybody can read.',
    procedure: [`Send HGET of ${what}.`, 'Send HPUT of the leaf.', `Expect ${expected}.`],
    needs: { values: [value] },
    async drive(tester) {
      const uri = tester.value(value);
      await tester.session([[set(tester, { path: '/value', uri, value: text })], [read(tester, '/up', uri)]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const node = uploadedNode(view, '/up', view.value(value));
      const isRight = typeof node.value === 'string' && node.value.replace(/\s/g, '') === text;
      judge.check('DM2-SER-C-006').holds(isRight, { expected: `${expected}: ${show(text)}`, found: show(node.value), at: node.at, stimulus: view.stimulus(2) });
    },
  });
}

function isScalar(found: unknown): boolean {
  return typeof found === 'number' || typeof found === 'boolean' || (typeof found === 'string' && found.trim() !== '');
}
