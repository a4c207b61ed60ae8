/**
 * The drive half of every test case against a client whose messages have the right frame and nasty content: steps that look
 * at what the client sent must not throw, because that would be an `error` of ours.
 */
import { describe, expect, it } from 'vitest';
import { runHostile, type Behaviour } from './campaign.js';
import { HOSTILE_VALUES } from './values.js';

const CHOSEN = ['prototype members', 'bad percent signs', 'a list in a list'];

const MAX_ROUNDS = 12;

/** Answers every command with success and uploads, all of it around one value. */
const speaking = (json: string): Behaviour => async (url) => {
  let answer = await post(url, 'initiation', `{"MOS":[{"DDF":${json},"MOID":${json},"MIID":[${json}]}],"Alert":[{"AlertType":"urn:oma:at:dm:2.0:ClientInitiatedMgmt","Data":${json}}]}`);
  for (let round = 0; round < MAX_ROUNDS && !answer.some(([name]) => name === 'END' || name === 'CONT'); round += 1) {
    for (const [name = '', address = ''] of answer) if (name === 'HPUT' || name === 'HPOST') await upload(address, json);
    answer = await post(url, 'response', `{"Status":[${answer.map(() => `{"sc":200,"URI":[${json}],"MO":[{"ClientURI":${json},"CV":${json},"MOData":{"x":${json}}}]}`).join(',')}],"Alert":[${json}]}`);
  }
  return { kind: 'completed', detail: 'done' };
};

async function post(url: string, type: string, body: string): Promise<readonly (readonly string[])[]> {
  const headers = { 'Content-Type': `application/vnd.oma.dm.${type}+json`, 'OMADM-DevID': 'IMEI:1' };
  try {
    const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as { readonly CMD?: unknown };
    return Array.isArray(answer.CMD) ? answer.CMD.filter((entry): entry is readonly string[] => Array.isArray(entry)) : [['END']];
  } catch {
    return [['END']];
  }
}

async function upload(address: string, json: string): Promise<void> {
  const body = `[{"ClientURI":${json},"CV":${json},"MOData":{"x":${json}}}]`;
  await fetch(address, { method: 'PUT', headers: { 'Content-Type': 'application/dmmo+json' }, body }).then((answer) => answer.arrayBuffer()).catch(() => undefined);
}

describe('every test case, driven against a client that says nasty things,', () => {
  it.each(HOSTILE_VALUES.filter(([name]) => CHOSEN.includes(name)))('has a verdict that is no error of ours: %s', { timeout: 240_000 }, async (_name, json) => {
    const { results } = await runHostile({ behave: speaking(json), selected: () => true, waitMs: 60, jobs: 8 });
    expect(results.tests.filter(({ verdict }) => verdict === 'error').map(({ id, reason }) => `${id}: ${reason ?? ''}`)).toEqual([]);
    expect(results.tests.length).toBeGreaterThan(100);
  });
});
