import { afterEach, describe, expect, it } from 'vitest';
import { WALL_TIMERS } from '../../clock/timers.js';
import { viewNotifications } from '../../judge/notification-view.js';
import { hexOf } from '../../../protocol/octets.js';
import type { ParameterValue } from '../../transcript/event.js';
import { TRANSCRIPT_SCHEMA, type Transcript } from '../../transcript/event.js';
import { createRecorder, type Recorder } from '../../transcript/recorder.js';
import { SOCKET_COURIER } from './courier.js';
import { openMailbox, type Mailbox } from './mailbox.js';
import { openPost, type Post } from './post.js';

const ALL = { C_NOTIF_ID: true, C_NOTIF_DIGEST: true, C_NOTIF_TS: true };
const VALUES = { 'notification.secret': 'bm90aWZ5LXNlY3JldC0wMQ==', 'notification.data': 'YXV0aC1kYXRhLUEx' };

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function post({ parameters = {}, features = {}, recorder = createRecorder(() => 0) }: { readonly parameters?: Record<string, ParameterValue>; readonly features?: Record<string, boolean>; readonly recorder?: Recorder }): Post {
  const opened = openPost({ recorder, courier: SOCKET_COURIER, timers: WALL_TIMERS, clock: { now: () => 1_454_976_000_000 }, replyMs: 2000, parameters, features, serverId: (account) => `srv${account === 'a' ? 1 : 2}`, firstId: 0x1234 });
  closing.push(() => opened.close());
  return opened;
}

function mailbox(recorder: Recorder, host = '127.0.0.1'): Mailbox {
  const opened = openMailbox({ recorder, counters: { exchange: 0, connection: 0 }, host });
  closing.push(() => opened.close());
  return opened;
}

const transcriptOf = ({ events }: Recorder): Transcript => ({ schema: TRANSCRIPT_SCHEMA, test: 't', iut: 'i', role: 'server', protocol: 'dm-2.0', parameters: {}, features: {}, events });

describe('the right notification', () => {
  it('of a client that supports all options is the worked example of the tables', () => {
    const { facts, write } = post({ parameters: VALUES, features: ALL });
    // SHA-256 of secret, notification and data by Python's hashlib (dm2-tables section 5.2).
    expect(hexOf(write({ ...facts(), connectionType: 'cellular', requestMos: 'yes' }))).toBe('1300147372763111011212341f1111d4e676fc52a193dfee1002e8f8c91179ac6644dd62919e0c2c74562125d1d01456b92c0010');
  });

  it.each([['CD', '11001473727632'], ['L12', '1080100473727632'], ['RFC', '1080147372763200'.slice(0, 14)]])('of a client that supports none names the account, in the coding %s', (coding, octets) => {
    const { facts, write } = post({ parameters: { P0_CODING: coding } });
    expect(hexOf(write(facts('b')))).toBe(octets.replace(/^1100/, '1080'));
  });

  it('never repeats a time or an identifier, and signs nothing for an account without credentials', () => {
    const { facts } = post({ parameters: { ...VALUES, 'notification.bare': 'srv2' }, features: ALL });
    const [first, second, third] = [facts('a'), facts('a'), facts('b')];
    expect([first, second, third].map(({ timestamp, notificationId }) => [timestamp?.seconds, notificationId])).toEqual([[1_454_976_000, 0x1234], [1_454_976_001, 0x1235], [1_454_976_002, 0x1236]]);
    expect([first, second, third].map(({ credentials }) => credentials === undefined)).toEqual([false, false, true]);
  });
});

describe('post and mailbox', () => {
  it.each(['udp', 'push', 'hook'] as const)('carry the same octets by %s, and both keep them', async (carrier) => {
    const [sending, receiving] = [createRecorder(() => 0), createRecorder(() => 0)];
    const box = mailbox(receiving);
    const target = await box.address(carrier === 'hook' ? 'http' : carrier);
    const octets = Uint8Array.of(0x11, 0x00, 0x14, 0x73, 0x72, 0x76, 0x31, 0x50);
    const arrived = new Promise<void>((resolve) => void box.arrived.next(resolve));
    const to = target.carrier === 'udp' ? target : { carrier: target.carrier === 'push' ? 'push' : 'hook', url: target.url } as const;
    await post({ recorder: sending }).send(to, octets, null);
    await arrived;
    for (const recorder of [sending, receiving]) {
      const [seen, ...more] = viewNotifications(transcriptOf(recorder));
      expect(more).toEqual([]);
      expect({ carrier: seen?.carrier, octets: hexOf(seen?.octets ?? new Uint8Array()), fault: seen?.fault }).toEqual({ carrier, octets: '1100147372763150', fault: null });
    }
  });

  it('take notifications at the address that the IUT file names', async () => {
    const box = mailbox(createRecorder(() => 0), 'localhost');
    const targets = await Promise.all((['udp', 'push', 'http'] as const).map((carrier) => box.address(carrier)));
    expect(targets.map((target) => (target.carrier === 'udp' ? target.host : new URL(target.url).hostname))).toEqual(['localhost', 'localhost', 'localhost']);
  });

  it('keep a bounded number of what a server sends', async () => {
    const recorder = createRecorder(() => 0);
    const box = mailbox(recorder);
    const target = await box.address('udp');
    if (target.carrier !== 'udp') throw new TypeError('a port was asked for');
    for (let sent = 1; sent <= 205; sent += 1) {
      const arrived = new Promise<void>((resolve) => void box.arrived.next(resolve));
      await SOCKET_COURIER.sendDatagram({ ...target, body: Uint8Array.of(sent) });
      await arrived;
    }
    expect(recorder.events.filter(({ kind }) => kind === 'datagram')).toHaveLength(200);
    expect(recorder.events.filter((event) => event.kind === 'control' && event.action === 'limit')).toHaveLength(1);
  });

  it('read a notification in the coding that fits where the agreed one does not', () => {
    const recorder = createRecorder(() => 0);
    recorder.add({ kind: 'datagram', point: 'notification', body: Buffer.from('11001004737276315000', 'hex'), fault: null });
    recorder.add({ kind: 'datagram', point: 'notification', body: Uint8Array.of(0x11), fault: null });
    expect(viewNotifications(transcriptOf(recorder)).map(({ reading, fault }) => [reading?.coding, fault?.includes('a header of two bytes')])).toEqual([['L12', undefined], [undefined, true]]);
  });
});
