/** From the short forms of test cases to HTTP: packages of the device (clauses 5.2 and 7.2.1) and its requests to the repository. */
import { ALERT_CLIENT_INITIATED } from '../../../protocol/dm2/alert.js';
import { HEADER_DEV_ID, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE } from '../../../protocol/dm2/media-types.js';
import { octetsOf } from '../../../protocol/octets.js';
import type { HeaderLines } from '../../transcript/event.js';
import type { ClientMessage, StatusReport } from './driver.js';
import type { LoginCredentials } from './login.js';
import type { WireMessage } from './wire.js';

export interface DeviceIdentity {
  readonly id: string;
  /** Null: the device does not authenticate. */
  readonly credentials: LoginCredentials | null;
}

/** Package#1 of a session that the client starts: no list of management objects, which nobody asked for (DM2-PKG1-C-005). */
export function plainPackage1(members: object = {}): ClientMessage {
  return { type: PACKAGE1_TYPE, body: { Alert: [{ AlertType: ALERT_CLIENT_INITIATED }], ...members } };
}

/** Package#3 with these members. */
export function plainPackage3(members: object): ClientMessage {
  return { type: PACKAGE3_TYPE, body: members };
}

/**
 * Members of a Package#3 for these results.
 * @param member under which a status item carries the data of GET (IXIT GET_RESULT_MEMBER)
 */
export function statusMembers(reports: readonly StatusReport[], member: string): object {
  return { Status: reports.map(({ data, ...item }) => (data === undefined ? item : { ...item, [member]: data })) };
}

export interface PackageAddress {
  readonly url: string;
  readonly address: string;
  readonly identity: DeviceIdentity;
  /** Value of the header Authorization. */
  readonly authorization: string | undefined;
}

/** What goes out for a message to a DM endpoint. */
export function packageRequest(message: ClientMessage, { identity, url, address, authorization }: PackageAddress): WireMessage {
  const { type, accept = PACKAGE2_TYPE, deviceId = identity.id, framing, fault } = message;
  return {
    point: 'dm',
    address,
    url,
    method: message.method ?? 'POST',
    headers: [...line('Content-Type', type), ...line('Accept', accept), ...line(HEADER_DEV_ID, deviceId), ...line('Authorization', authorization ?? null), ...(message.headers ?? [])],
    body: octetsOf(message.text ?? JSON.stringify(message.body)),
    onPurpose: message.illegal ?? null,
    ...(framing === undefined ? {} : { framing }),
    ...(fault === undefined ? {} : { fault }),
  };
}

const line = (name: string, value: string | null): HeaderLines => (value === null ? [] : [[name, value]]);
