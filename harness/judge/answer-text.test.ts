import { describe, expect, it } from 'vitest';
import { answerText } from './answer-text.js';

describe('an answer in words', () => {
  it.each([
    ['its status', { status: 404, fault: null }, 'the answer 404'],
    ['its status, also where the rest is broken', { status: 200, fault: 'the body is cut off' }, 'the answer 200'],
    ['what is wrong with bytes that are no HTTP', { status: 0, fault: 'no status line: "garbage"' }, 'no HTTP response: no status line: "garbage"'],
    ['that it is no HTTP', { status: 0, fault: null }, 'no HTTP response: no status line'],
  ])('tells %s', (_what, answer, text) => {
    expect(answerText(answer)).toBe(text);
  });
});
