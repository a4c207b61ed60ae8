import { expect, test } from 'vitest';
import { STATUS_CODES, statusMeaning } from './status-codes.js';

test('the table gives each code once, with a basis', () => {
  expect([...STATUS_CODES.keys()]).toEqual([200, 202, 204, 304, 400, 401, 403, 404, 405, 406, 409, 415, 500, 501]);
  for (const [code, row] of STATUS_CODES) expect(row).toMatchObject({ code, meaning: expect.stringMatching(/^\S/) });
});

test.each([
  [304, 'the validator is current, no data is sent'],
  [299, 'done, by its class'],
  [418, 'refused, by its class'],
  [599, 'failed at the peer, by its class'],
  [100, 'no code of DM 2.0'],
  [302, 'no code of DM 2.0'],
  [200.5, 'done, by its class'],
])('code %d means %s', (code, meaning) => {
  expect(statusMeaning(code)).toBe(meaning);
});
