/** Lists of what a device sent: bounded in number and in octets, so that no device can fill the memory; the oldest go first. */
import type { ServerConfig } from './server-config.js';

/** Limits of one list. */
export type RecordLimits = Pick<ServerConfig['limits'], 'recordsPerDevice' | 'recordBytesPerDevice'>;

export interface Sized<Entry> {
  readonly entry: Entry;
  readonly limits: RecordLimits;
  readonly bytesOf: (entry: Entry) => number;
}

/** Appends an entry; the newest is kept even if it is larger than the limit alone. */
export function addRecord<Entry>(list: Entry[], { entry, limits, bytesOf }: Sized<Entry>): void {
  list.push(entry);
  let bytes = list.reduce((sum, each) => sum + bytesOf(each), 0);
  while (list.length > 1 && (list.length > limits.recordsPerDevice || bytes > limits.recordBytesPerDevice)) {
    const oldest = list.shift();
    bytes -= oldest === undefined ? 0 : bytesOf(oldest);
  }
}
