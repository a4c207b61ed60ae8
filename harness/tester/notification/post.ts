/**
 * The tester's post office for notifications (Package#0): makes the right one for an account out of what the IUT file says
 * of the client, and sends octets, right or wrong, by whichever carrier; all of it stands in the transcript. Left out: what a
 * client makes of them, which is seen at the DM endpoints.
 */
import { encodeNotification, type NotificationFacts } from '../../../protocol/dm2/notification/encode.js';
import type { LengthCoding } from '../../../protocol/dm2/notification/options.js';
import { NOTIFICATION_TYPE, PUSH_HEADERS, writePushBody } from '../../../protocol/dm2/notification/push.js';
import type { Clock, Timers } from '../../clock/timers.js';
import { IutFault, type AccountName } from '../../iut/control.js';
import type { NotificationAddress } from '../../iut/notification-address.js';
import type { ParameterValue } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { Wire } from '../dm2-client/wire.js';
import type { Courier } from './courier.js';

export interface PostOptions {
  readonly recorder: Recorder;
  readonly courier: Courier;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly replyMs: number;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly features: Readonly<Record<string, boolean>>;
  readonly serverId: (account: AccountName) => string;
  /** Where the identifiers of this test begin; those of tests of one campaign must not meet. */
  readonly firstId: number;
}

export interface Post {
  /** IXIT P0_CODING. */
  readonly coding: LengthCoding;
  /** What the right notification of an account says: all that the client supports, with a new time and a new identifier each time. */
  facts(account?: AccountName): NotificationFacts;
  /** The octets of these facts in the coding of the client. */
  write(facts: NotificationFacts): Uint8Array;
  /** Sends octets; `onPurpose`: what is wrong with them, or null. Rejects with IutFault where they cannot be sent. */
  send(to: NotificationAddress, octets: Uint8Array, onPurpose: string | null): Promise<void>;
  close(): void;
}

/** Numbers of exchanges of the tester's own begin beyond those that a transcript can hold of the IUT's. */
const FIRST_EXCHANGE = 10_000;
/** An answer to a push has no content to speak of. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A post office without connections yet. */
export function openPost(options: PostOptions): Post {
  const { recorder, courier, timers, replyMs, parameters } = options;
  let wire: Wire | undefined;
  const open = (): Wire => (wire ??= courier.openWire({ recorder, tls: {}, timers, replyMs, maxBodyBytes: MAX_ANSWER_BYTES, counters: { exchange: FIRST_EXCHANGE, connection: FIRST_EXCHANGE } }));
  const coding = (): LengthCoding => codingOf(parameters['P0_CODING']);
  return {
    get coding() {
      return coding();
    },
    facts: createFacts(options),
    write: (facts) => encodeNotification(facts, { coding: coding(), version: Number(parameters['P0_VER'] ?? 1) }),
    async send(to, octets, onPurpose) {
      if (to.carrier === 'udp') {
        recorder.add({ kind: 'datagram', point: 'notification', body: octets, fault: onPurpose });
        await sendOrFault(() => courier.sendDatagram({ host: to.host, port: to.port, body: octets }), `udp://${to.host}:${to.port}`);
        return;
      }
      const isPush = to.carrier === 'push';
      const content = isPush ? { headers: PUSH_HEADERS, body: writePushBody(octets, String(parameters['notification.type'] ?? NOTIFICATION_TYPE)) } : { headers: [['Content-Type', NOTIFICATION_TYPE]] as const, body: octets };
      await open().send({ point: 'notification', address: to.carrier, url: to.url, method: 'POST', ...content, onPurpose });
    },
    close: () => wire?.close(),
  };
}

function codingOf(value: ParameterValue | undefined): LengthCoding {
  return value === 'L12' || value === 'RFC' ? value : 'CD';
}

/** Makes the facts: times never repeat and never go back, identifiers are used once. */
function createFacts({ parameters, features, serverId, clock, firstId }: PostOptions): Post['facts'] {
  let lastSeconds = 0;
  let used = 0;
  return (account = 'a') => {
    const secret = parameters['notification.secret'];
    const data = parameters['P0_DIGEST_WITH_DATA'] === false ? undefined : parameters['notification.data'];
    const id = serverId(account);
    lastSeconds = Math.max(lastSeconds + 1, Math.floor(clock.now() / 1000));
    const isSigned = features['C_NOTIF_DIGEST'] === true && secret !== undefined && id !== parameters['notification.bare'];
    return {
      serverId: id,
      requestMos: 'no',
      ...(features['C_NOTIF_ID'] === true ? { notificationId: (firstId + used++) % 65_536 } : {}),
      ...(features['C_NOTIF_TS'] === true ? { timestamp: { seconds: lastSeconds, bytes: parameters['P0_TS_WIDTH'] === 8 ? 8 : 4 } } : {}),
      ...(isSigned ? { credentials: { secret: octetsOfBase64(secret), ...(data === undefined ? {} : { data: octetsOfBase64(data) }) } } : {}),
    };
  };
}

const octetsOfBase64 = (text: ParameterValue): Uint8Array => new Uint8Array(Buffer.from(String(text), 'base64'));

async function sendOrFault(send: () => Promise<void>, to: string): Promise<void> {
  try {
    await send();
  } catch (error) {
    throw new IutFault(`no datagram could be sent to ${to}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
