import { describe, expect, it } from 'vitest';
import { isSameValue } from './same-value.js';

describe('answers of a part', () => {
  it.each([
    ['equal members', { a: 1, b: [{ c: null }] }, { a: 1, b: [{ c: null }] }],
    ['octets in another kind of array', Buffer.from('ab'), new Uint8Array([97, 98])],
    ['octets within', { body: Buffer.from('ab') }, { body: new Uint8Array([97, 98]) }],
    ['equal entries', new Map([['a', [1]]]), new Map([['a', [1]]])],
    ['nothing', undefined, undefined],
  ])('are the same: %s', (_what, one, other) => {
    expect(isSameValue(one, other)).toBe(true);
  });

  it.each([
    ['members in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['entries in another order', new Map([['a', 1], ['b', 2]]), new Map([['b', 2], ['a', 1]])],
    ['another number of items', [1], [1, 1]],
    ['a member that is undefined', { a: 1, b: undefined }, { a: 1 }],
    ['addresses', new URL('https://a.example/'), new URL('https://b.example/')],
    ['what is still to come', Promise.resolve(1), Promise.resolve(1)],
    ['nothing and null', undefined, null],
    ['other octets', Buffer.from('ab'), Buffer.from('ac')],
  ])('differ: %s', (_what, one, other) => {
    expect(isSameValue(one, other)).toBe(false);
  });
});
