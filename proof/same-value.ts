/** Whether two answers of a part are so much the same that nothing that is made of them can differ. */
import { isDeepStrictEqual } from 'node:util';
import { isPlain } from './reads.js';

/**
 * True for equal values whose members and entries stand in the same order, because an order may show on the wire. Octets are the same in
 * whatever kind of array they come. Of anything that is no plain data, only the very same is the same.
 */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other) === 0;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (Array.isArray(one) && Array.isArray(other)) return areSameLists(one, other);
  if ((one instanceof Map && other instanceof Map) || (one instanceof Set && other instanceof Set)) return areSameLists([...one] as readonly unknown[], [...other] as readonly unknown[]);
  if (one instanceof Error) return isDeepStrictEqual(one, other);
  return isPlain(one) && areSameLists(Object.keys(one), Object.keys(other)) && areSameLists(Object.values(one) as readonly unknown[], Object.values(other) as readonly unknown[]);
}

function areSameLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => isSameValue(item, other[index]));
}
