/** What is said of an upper tester that refuses. */
import { describe, expect, it } from 'vitest';
import { createUpperTester } from './upper.js';
import type { Wire } from './wire.js';

const answering = (text: string): Wire => ({
  send: async () => ({ status: 404, httpVersion: '1.1', headers: [], body: Buffer.from(text), fault: null, keepsOpen: true }),
  close: () => undefined,
});

describe('an upper tester that refuses', () => {
  it('with a page of HTML is quoted without tags and styles', async () => {
    const page = '<!DOCTYPE html>\n<html><head><style>p { color: red }</style><title>Error</title></head><body><p>No such <b>device</b></p></body></html>';
    await expect(createUpperTester('http://h', answering(page)).read('d')).rejects.toThrow(/ answered 404: Error No such device$/);
  });

  it('with other text is quoted as it is', async () => {
    await expect(createUpperTester('http://h', answering('a <b> c')).read('d')).rejects.toThrow(/ answered 404: a <b> c$/);
  });
});
