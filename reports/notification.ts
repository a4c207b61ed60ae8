/** A Package#0 in readable form (OMA-TS-DM_Protocol-V2_0, ~7.1.1): what its header and options say, then its octets. */
import { DecodeError } from '../protocol/decode-error.js';
import { decodeNotification } from '../protocol/dm2/notification/decode.js';
import type { NotificationOption } from '../protocol/dm2/notification/notification.js';
import { optionName } from '../protocol/dm2/notification/options.js';
import { readPushBody } from '../protocol/dm2/notification/push.js';
import { hexOf } from '../protocol/octets.js';
import type { DatagramEvent, RequestEvent } from '../harness/transcript/event.js';

/** What the notification of an event says, one line for each option; the reason where it cannot be read. */
export function notificationLines(event: DatagramEvent | RequestEvent): readonly string[] {
  const octets = octetsOf(event);
  if (typeof octets === 'string') return [octets];
  try {
    const { notification, coding, findings } = decodeNotification(octets);
    const { version, optionCount, options } = notification;
    const head = `Package#0 of ${octets.length} bytes: version ${version}, ${optionCount} ${optionCount === 1 ? 'option' : 'options'}, lengths in the coding ${coding}`;
    return [head, ...options.map((option) => `  ${describeOption(option)}`), ...findings.map(({ path, found, expected }) => `  ${path === '' ? '' : `${path}: `}found ${found}, expected ${expected}`)];
  } catch (error) {
    if (error instanceof DecodeError) return [`no Package#0: ${error.message}`];
    throw error;
  }
}

function octetsOf(event: DatagramEvent | RequestEvent): Uint8Array | string {
  if (event.kind === 'datagram' || event.address !== 'push') return event.body;
  const body = readPushBody(event.body);
  return body.kind === 'notification' ? body.octets : body.fault;
}

function describeOption(option: NotificationOption): string {
  const name = optionName(option.number) ?? `option ${option.number}`;
  switch (option.kind) {
    case 'server-id':
      return `${name} ${JSON.stringify(option.value)}`;
    case 'preferred-con-type':
      return `${name} ${option.value}`;
    case 'notification-id':
      return `${name} ${option.value} (0x${option.value.toString(16).padStart(4, '0')})`;
    case 'timestamp':
      return `${name} ${option.value}`;
    case 'req-mos':
      return name;
    case 'digest':
    case 'other':
      return `${name} ${option.bytes.length === 0 ? 'without a value' : hexOf(option.bytes)}`;
  }
}
