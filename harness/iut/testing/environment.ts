/** What a control is given in our own tests: fixed addresses, and everything it notes kept for a look. */
import type { DeviceEnvironment } from '../control.js';

export interface TestEnvironment {
  readonly environment: DeviceEnvironment;
  /** `action: detail`, in order. */
  readonly notes: readonly string[];
  /** Ends the test, as a campaign does. */
  abort(): void;
}

/** An environment for one device; `changes` replaces members. */
export function testEnvironment(changes: Partial<DeviceEnvironment> = {}): TestEnvironment {
  const notes: string[] = [];
  const controller = new AbortController();
  const environment: DeviceEnvironment = {
    test: 'dm2/client/test',
    accounts: { a: { serverId: 'srv-a', url: 'http://127.0.0.1:1/a' }, b: { serverId: 'srv-b', url: 'http://127.0.0.1:1/b' } },
    values: { 'device.id': 'IMEI:1', 'state.kept': true },
    credentials: { user: 'dev1', password: 's3cret' },
    sendNotification: async (to, account) => void notes.push(`notification: ${account} by ${to.carrier}`),
    note: (action, detail) => void notes.push(`${action}: ${detail}`),
    signal: controller.signal,
    ...changes,
  };
  return { environment, notes, abort: () => controller.abort() };
}
