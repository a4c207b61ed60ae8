/**
 * Where a server under test pushes bootstraps to: an address of the tester that takes any POST, also in the envelope of
 * OTA-HTTP. What came is recorded as it came; reading it is the judgement's.
 */
import { listenHttp, type Listener } from '../../binding/http-listener.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { WireOptions } from './wire.js';

export interface InboxOptions extends Pick<WireOptions, 'counters' | 'maxBodyBytes'> {
  readonly recorder: Recorder;
  /** Address of this machine that the server can reach. */
  readonly host: string;
}

export interface Inbox {
  /** Opened at the first call. Rejects with the system's error where the address cannot be had. */
  url(): Promise<string>;
  close(): Promise<void>;
}

/** An inbox that is not open yet. */
export function createInbox({ recorder, counters, maxBodyBytes, host }: InboxOptions): Inbox {
  let listener: Promise<Listener> | undefined;
  const open = (): Promise<Listener> =>
    listenHttp({
      host,
      port: 0,
      maxBodyBytes,
      onMalformed: (detail) => void recorder.add({ kind: 'control', action: 'malformed', detail }),
      onRequest(request) {
        const base = { point: 'bootstrap' as const, address: 'push', exchange: counters.exchange++ };
        recorder.add({ kind: 'request', ...base, path: request.target, ...request });
        return { reply: { status: 200, headers: [], body: new Uint8Array() }, written: (written) => void recorder.add({ kind: 'response', ...base, ...written }) };
      },
    });
  return {
    async url() {
      listener ??= open();
      return `${(await listener).origin}/push`;
    },
    close: async () => (await listener?.catch(() => undefined))?.close(),
  };
}
