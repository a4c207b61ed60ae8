/** HTTP Basic (RFC 7617): the field value for a user and a password. Leaves out other charsets than UTF-8. */

import { octetsOf } from '../octets.js';

export interface UserPassword {
  readonly user: string;
  readonly password: string;
}

/** Value of Authorization. A colon in the user name cannot be told from the one that ends it (RFC 7617, 2). */
export function basicAuthorization({ user, password }: UserPassword): string {
  return `Basic ${Buffer.from(octetsOf(`${user}:${password}`)).toString('base64')}`;
}
