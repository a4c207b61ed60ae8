/** Which members of a record are read: what an alteration changes in members that a test never reads cannot change the test. */
import { isDeepStrictEqual } from 'node:util';

/** Called with the name of a member as often as it is read; members of plain objects within are named `outer.inner`. */
export type OnRead = (name: string) => void;

/** A record that behaves like `record` and tells of what is read; whoever lists the members reads them all. */
export function watchReads<Value extends object>(record: Value, onRead: OnRead, prefix = ''): Value {
  const read = (name: string): unknown => {
    const value: unknown = Reflect.get(record, name);
    onRead(prefix + name);
    return isPlain(value) ? watchReads(value, onRead, `${prefix}${name}.`) : value;
  };
  return new Proxy(record, {
    get: (target, name) => (typeof name === 'string' ? read(name) : (Reflect.get(target, name) as unknown)),
    has: (target, name) => {
      if (typeof name === 'string') onRead(prefix + name);
      return Reflect.has(target, name);
    },
    ownKeys: (target) => {
      for (const name of namesIn(target, prefix)) onRead(name);
      onRead(`${prefix}*`);
      return Reflect.ownKeys(target);
    },
  });
}

/** Names of the members in which two records differ, as `watchReads` tells them; `*` stands for a member that only one of them has. */
export function differingNames(one: object, other: object, prefix = ''): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => {
    const a: unknown = Reflect.get(one, name);
    const b: unknown = Reflect.get(other, name);
    if (isPlain(a) && isPlain(b)) return differingNames(a, b, `${prefix}${name}.`);
    if (isDeepStrictEqual(a, b) && Object.hasOwn(one, name) === Object.hasOwn(other, name)) return [];
    // Where it is a plain object on one side only, its members are what is read of it.
    const within = [a, b].flatMap((value) => (isPlain(value) ? namesIn(value, `${prefix}${name}.`) : []));
    return [`${prefix}${name}`, ...within, ...(Object.hasOwn(one, name) && Object.hasOwn(other, name) ? [] : [`${prefix}*`])];
  });
}

function namesIn(record: object, prefix: string): readonly string[] {
  return Object.entries(record).flatMap(([name, value]: readonly [string, unknown]) => [`${prefix}${name}`, ...(isPlain(value) ? [...namesIn(value, `${prefix}${name}.`), `${prefix}${name}.*`] : [])]);
}

/** True for an object that is nothing but its members. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
