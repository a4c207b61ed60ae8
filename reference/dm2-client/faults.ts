/**
 * Faults a part of the reference client can raise: one ends a command with a status code, one ends the session,
 * one drops a notification.
 *
 * Codes: dm2 status table (Package#3 status items). Left out: faults of the codecs, which are DecodeErrors.
 */
import type { SessionEnd } from './model.js';

/** Ends one command; `sc` becomes its status in Package#3. */
export class CommandFault extends Error {
  readonly sc: number;

  constructor(sc: number, message: string) {
    super(message);
    this.name = 'CommandFault';
    this.sc = sc;
  }
}

/** Ends the session. */
export class SessionFault extends Error {
  readonly end: SessionEnd;

  constructor(end: SessionEnd) {
    super(end.reason);
    this.name = 'SessionFault';
    this.end = end;
  }
}

/** A notification that causes no session; nobody is told. */
export class NotificationFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotificationFault';
  }
}

/** No HTTP response came: refused, reset, timed out, not trusted, aborted. */
export class ConnectionFault extends Error {
  override readonly cause: unknown;
  readonly kind: 'timeout' | 'connection' | 'aborted' | 'too-large';

  constructor(details: { readonly kind: ConnectionFault['kind']; readonly message: string; readonly cause?: unknown }) {
    super(details.message);
    this.name = 'ConnectionFault';
    this.kind = details.kind;
    this.cause = details.cause;
  }
}

/** A configuration or argument that cannot be used. */
export class DeviceConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeviceConfigError';
  }
}

/** A bootstrap that is not accepted: no account is made or changed. */
export class BootstrapFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BootstrapFault';
  }
}
