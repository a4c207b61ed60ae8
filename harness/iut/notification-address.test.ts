import { describe, expect, it } from 'vitest';
import { createAttachControl } from './attach-control.js';
import { notificationAddresses, parseNotificationAddress, withNotifications, type NotificationAddress } from './notification-address.js';
import { createNotifyControl } from './notify-control.js';
import { testEnvironment } from './testing/environment.js';

const UDP = { carrier: 'udp', host: '127.0.0.1', port: 2948 } as const;

describe('an address for notifications', () => {
  it('is a datagram port, or a URL for a push or a hook', () => {
    expect(parseNotificationAddress('udp://127.0.0.1:2948')).toEqual(UDP);
    expect(parseNotificationAddress('udp://[::1]:2948')).toEqual({ carrier: 'udp', host: '::1', port: 2948 });
    expect(parseNotificationAddress('http://h:1/wappush')).toEqual({ carrier: 'push', url: 'http://h:1/wappush' });
    expect(parseNotificationAddress('http://h:1/n', 'hook')).toEqual({ carrier: 'hook', url: 'http://h:1/n' });
  });

  it.each(['udp://127.0.0.1', 'tcp://h:1', 'nothing'])('is not %s', (text) => {
    expect(() => parseNotificationAddress(text)).toThrow(TypeError);
  });

  it('comes from control.notify or from values, one for each carrier', () => {
    const values = { 'notification.udp': 'udp://127.0.0.1:9', 'notification.hook': 'http://h:1/n' };
    expect(notificationAddresses({ control: { kind: 'notify', address: 'udp://127.0.0.1:2948' }, values })).toEqual([UDP, { carrier: 'hook', url: 'http://h:1/n' }]);
    expect(notificationAddresses({ control: { kind: 'attach' }, values: {} })).toEqual([]);
  });
});

describe('a control with notifications', () => {
  it('hands out the address of the carrier, and nobody says when the device is done', async () => {
    const control = withNotifications(createAttachControl({ tell: () => undefined, keepsState: true }), [UDP]);
    const device = await control.open(testEnvironment().environment);
    const sent: NotificationAddress[] = [];
    expect(control.notifications).toEqual(['udp']);
    expect(await device.notify?.('udp', async (to) => void sent.push(to))).toEqual({ ended: null });
    expect(sent).toEqual([UDP]);
  });

  it('by itself asks for each session by one', async () => {
    const { environment, notes } = testEnvironment();
    const device = await createNotifyControl({ address: UDP, keepsState: true, accounts: 2 }).open(environment);
    expect(await device.start('b')).toEqual({ ended: null });
    expect(notes).toEqual(['notification: b by udp']);
    await expect(device.hook({ action: 'restart' })).rejects.toThrow("control.notify cannot cause the local event 'restart'");
  });
});
