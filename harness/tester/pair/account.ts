/** The account that both products of a pair know, as far as the IUT files say it. */
import { IutFault, type AccountName } from '../../iut/control.js';
import type { Credentials } from '../../iut/iut.js';
import type { DeviceAccount } from '../../iut/upper-tester.js';
import type { ParameterValue } from '../../transcript/event.js';

type Parameters = Readonly<Record<string, ParameterValue>>;

interface Known {
  readonly parameters: Parameters;
  readonly credentials: Credentials | null;
}

/** The identity of the device, which the plan demands before an account is made. Throws an IutFault without one. */
export function deviceOf({ parameters }: Pick<Known, 'parameters'>): string {
  const device = parameters['device.id'];
  if (device === undefined) throw new IutFault("the server needs an account of the device; give its OMADM-DevID as 'device.id' among the values of the client");
  return String(device);
}

/** What the upper tester of the server is told about the device. */
export function accountFor({ parameters, credentials }: Known, name: AccountName): DeviceAccount {
  const scheme = credentials?.scheme;
  const own = credentials !== null && (scheme === 'basic' || scheme === 'digest') ? { scheme, user: credentials.user, password: credentials.password } : null;
  const [secret, data] = ['notification.secret', 'notification.data'].map((value) => parameters[value]);
  const notification = secret === undefined || name === 'b' ? null : { secret: String(secret), data: data === undefined || data === '' ? null : String(data) };
  return { serverId: serverIdOf(parameters, name), credentials: own, notification, permissions: [] };
}

/** SrvID of an account: what the client's IUT file says that it was provisioned with, else one of the suite. */
export function serverIdOf(parameters: Parameters, name: AccountName): string {
  return String(parameters[`server.${name}.id`] ?? `srv-${name}`);
}

/** The client signs one path, and the server would be asked for another. A slash at the end is written as it came. */
export function breaksDigest({ known, actual, credentials }: { readonly known: string | null; readonly actual: string; readonly credentials: Credentials | null }): boolean {
  return credentials?.scheme === 'digest' && known !== null && known.replace(/\/$/, '') !== actual.replace(/\/$/, '');
}
