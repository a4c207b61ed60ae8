/** Addresses to listen at, as options name them. */
import { isIP } from 'node:net';
import { UsageError } from './usage-error.js';

export interface NamedAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** `host:port`, an IPv6 address in brackets. Throws a UsageError for anything else. */
export function readAddress(option: string, text: string): NamedAddress {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(digits) > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw new UsageError(`${option} '${text}': write host:port, for example 127.0.0.1:8080 or [::1]:8080; port 0 takes a free one`);
  }
  return { host, port: Number(digits) };
}
