/** How operations become commands: order of parameters, addresses of the server's own, ClientURIs, validators. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from './model.js';
import { openKit, PROBE, type Kit } from './testing/server-kit.js';

let kit: Kit;

beforeEach(async () => {
  kit = await openKit();
  await kit.enrol();
});

afterEach(() => kit.close());

const MOS = [{ MOID: PROBE, MIID: ['p1'] }];

const written = async (operations: readonly Operation[]): Promise<readonly (readonly string[])[] | undefined> => {
  expect(await kit.order([operations])).toBe(202);
  return (await kit.send({ MOS })).commands;
};

describe('a command', () => {
  it('has its name, then the ServerURI, then the ClientURIs', async () => {
    const server = 'https://repo.example.net/x?y=%20z';
    expect(await written([
      { command: 'HGET', server }, { command: 'HGET', client: ['m/i/n'], server }, { command: 'HPUT', server, client: ['m/i/n', 'm/i/o'] },
      { command: 'HPOST', client: ['m/i/'], server }, { command: 'DELETE', client: ['m/i/n'] }, { command: 'EXEC', client: ['m/i/n'] },
      { command: 'EXEC', client: ['m/i/n'], server }, { command: 'SHOW', server }, { command: 'DEFAULT', moid: 'm', server },
      { command: 'SUB', client: ['m/i/n'], server }, { command: 'UNSUB', client: ['m/i/n'] },
    ])).toEqual([
      ['HGET', server], ['HGET', server, 'm/i/n'], ['HPUT', server, 'm/i/n', 'm/i/o'], ['HPOST', server, 'm/i/'], ['DELETE', 'm/i/n'], ['EXEC', 'm/i/n'],
      ['EXEC', server, 'm/i/n'], ['SHOW', server], ['DEFAULT', server, 'm'], ['SUB', server, 'm/i/n'], ['UNSUB', 'm/i/n'],
    ]);
  });

  it('leads to addresses of the server where nobody gave one', async () => {
    const commands = await written([{ command: 'HPUT', client: ['m/i/n'] }, { command: 'SUB', client: ['m/i/n'] }, { command: 'SHOW' }, { command: 'CONT' }]);
    const addresses = commands?.map(([, address = '']) => address.slice(kit.origin.length)) ?? [];
    expect(addresses).toEqual([expect.stringMatching(/^\/data\/d\d+\/read\/\d+$/), expect.stringMatching(/^\/data\/d\d+\/sub\/\d+$/), expect.stringMatching(/^\/page\?ui=\d+$/), '/dm2']);
  });

  it.each([
    ['every component of the scheme', `${PROBE}/(x)/Data/(y)/*?nv=(x)/ID:GPS&nv=(y)/Date:12.2`, `${PROBE}/(x)/Data/(y)/*?nv=(x)/ID:GPS&nv=(y)/Date:12.2`],
    ['names that need encoding', `${PROBE}/p1/a%20b%2Fc/%C3%A9`, `${PROBE}/p1/a%20b%2Fc/%C3%A9`],
    ['encoding that nobody needs', `${PROBE}/p1/%41%2d`, `${PROBE}/p1/A-`],
    ['the only instance', `${PROBE}//`, `${PROBE}//`],
    ['a validator that was asked for', `${PROBE}/p1/?cv=a%20b`, `${PROBE}/p1/?cv=a%20b`],
  ])('writes %s', async (_name, asked, sent) => {
    expect(await written([{ command: 'GET', client: [asked] }])).toEqual([['GET', sent]]);
  });

  it('UNSUB repeats its SUB to the letter', async () => {
    const commands = await written([{ command: 'SUB', server: 'http://x/y', client: [`${PROBE}/p1/Da%74a`] }, { command: 'UNSUB', client: [`${PROBE}/p1/Data`] }]);
    expect(commands).toEqual([['SUB', 'http://x/y', `${PROBE}/p1/Data`], ['UNSUB', `${PROBE}/p1/Data`]]);
  });
});

describe('caching', () => {
  const item = { ClientURI: `${PROBE}/p1/`, CV: 'v 1', MOData: { Probe: { Config: { Name: 'n', Count: 7 }, Note: 'x' } } };
  const answered = async (client: string, status: Readonly<Record<string, unknown>>): Promise<readonly string[] | undefined> => {
    const commands = await written([{ command: 'GET', client: [client] }]);
    await kit.send({ Status: [status] });
    return commands?.[0];
  };

  it('asks with the validator of the instance, and takes the stored copy when nothing has changed', async () => {
    expect(await answered(`${PROBE}/p1/`, { sc: 200, MO: [item] })).toEqual(['GET', `${PROBE}/p1/`]);
    expect((await kit.view()).validators).toEqual([{ client: `${PROBE}/p1/`, cv: 'v 1' }]);
    expect(await answered(`${PROBE}//Config`, { sc: 304 })).toEqual(['GET', `${PROBE}//Config?cv=v%201`]);
    expect((await kit.view()).commands[1]).toMatchObject({ state: 'done', status: 304, content: [{ ClientURI: `${PROBE}//Config`, MOData: { Config: { Name: 'n', Count: 7 } } }] });
    expect(await answered(`${PROBE}/p1/`, { sc: 200, MO: [{ ...item, CV: 'v2' }] })).toEqual(['GET', `${PROBE}/p1/?cv=v%201`]);
    expect(await answered(`${PROBE}/p1/Note`, { sc: 304 })).toEqual(['GET', `${PROBE}/p1/Note?cv=v2`]);
  });

  it('forgets an instance that comes without a validator, and keeps to what it knows', async () => {
    await answered(`${PROBE}/p1/`, { sc: 200, MO: [item] });
    expect(await answered(`${PROBE}/p2/Note`, { sc: 404 })).toEqual(['GET', `${PROBE}/p2/Note`]);
    expect(await answered(`${PROBE}/*/Note`, { sc: 404 })).toEqual(['GET', `${PROBE}/*/Note`]);
    expect(await answered(`${PROBE}/p1/`, { sc: 200, MO: [{ ClientURI: `${PROBE}/p1/`, MOData: item.MOData }] })).toEqual(['GET', `${PROBE}/p1/?cv=v%201`]);
    expect(await answered(`${PROBE}/p1/`, { sc: 200 })).toEqual(['GET', `${PROBE}/p1/`]);
  });

  it('learns from uploads, and asks HPUT with a validator but nothing that changes the device', async () => {
    const { repository } = await kit.enrol();
    await kit.send({ MOS });
    await fetch(`${repository}/up`, { method: 'POST', body: JSON.stringify([item]), headers: { 'Content-Type': 'application/dmmo+json' } });
    const [put, remove, exec] = await written([{ command: 'HPUT', client: [`${PROBE}/p1/`] }, { command: 'DELETE', client: [`${PROBE}/p1/Data/x`] }, { command: 'EXEC', client: [`${PROBE}/p1/Run`] }]) ?? [];
    expect([put?.[2], remove?.[1], exec?.[1]]).toEqual([`${PROBE}/p1/?cv=v%201`, `${PROBE}/p1/Data/x`, `${PROBE}/p1/Run`]);
  });

  it('is left alone by a server without it', async () => {
    await kit.close();
    kit = await openKit({ change: (config) => ({ ...config, features: { S_CACHE: false } }) });
    await kit.enrol();
    await answered(`${PROBE}/p1/`, { sc: 200, MO: [item] });
    expect(await answered(`${PROBE}/p1/`, { sc: 200 })).toEqual(['GET', `${PROBE}/p1/`]);
  });
});
