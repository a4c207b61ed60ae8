/** Faults of the reference server: one becomes an HTTP error answer, one says that something could not be sent, one is the operator's to mend. */
import type { ServerResponse } from './model.js';

/** An answer that needs header fields besides its reason. */
export interface Refusal {
  readonly reason: string;
  readonly headers: ServerResponse['headers'];
}

/** Ends the handling of a request with this answer. */
export class HttpFault extends Error {
  readonly status: number;
  readonly headers: ServerResponse['headers'];

  constructor(status: number, refusal: string | Refusal) {
    super(typeof refusal === 'string' ? refusal : refusal.reason);
    this.name = 'HttpFault';
    this.status = status;
    this.headers = typeof refusal === 'string' ? [] : refusal.headers;
  }
}

/** A message of the server did not reach its target. */
export class OutboundFault extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'OutboundFault';
  }
}

/** A configuration that cannot be used. */
export class ServerConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ServerConfigError';
  }
}
