/**
 * The small DM tree of the tester's device: a few management objects with their instances, read and changed by ClientURI
 * (MOID / MIID / path), with validators for caching (~11). Left out: x-names, wildcards and nv fields, access types; an
 * address with any of them names nothing here.
 */
import { DecodeError } from '../../../protocol/decode-error.js';
import { formatClientUri, parseClientUri, type ClientUri } from '../../../protocol/dm2/client-uri.js';
import type { MoObject, MoValue } from '../../../protocol/dm2/mo.js';

export interface Instance {
  readonly moid: string;
  readonly miid: string;
  /** Name of the root node, under which a serialization holds the instance. */
  readonly root: string;
  readonly data: MoObject;
  /** Validator; absent: the instance cannot be cached. */
  readonly cv?: string;
}

/** What stands at an address: its ClientURI with the MIID written out, the name of the node, the value. */
export interface FoundNode {
  readonly uri: string;
  readonly name: string;
  readonly value: MoValue;
  /** Validator of the instance, where the address is its root. */
  readonly cv?: string;
}

export interface DeviceTree {
  readonly instances: () => readonly Instance[];
  /** Undefined where the address names nothing, or more than one thing. */
  read(clientUri: string): FoundNode | undefined;
  /** Whether the address carries the validator (cv) that its instance has now. */
  isCurrent(clientUri: string): boolean;
  /** Puts an instance there, in place of the one of the same name. */
  place(instance: Instance): void;
  /** Stores a value at the address, interior nodes included; an instance that is not there comes into being. The address of it, or undefined where the address cannot be used. */
  write(clientUri: string, value: MoValue): string | undefined;
  /** False where there was nothing. */
  remove(clientUri: string): boolean;
}

interface Address {
  readonly moid: string;
  /** Undefined: the only instance. */
  readonly miid: string | undefined;
  readonly path: readonly string[];
}

/** MIID of an instance that comes into being where the address names none. */
const NEW_MIID = 'i1';

/** A tree with these instances. */
export function createDeviceTree(start: readonly Instance[]): DeviceTree {
  let instances = start;
  const find = ({ moid, miid }: Address): Instance | undefined => {
    const all = instances.filter((instance) => instance.moid === moid && (miid === undefined || instance.miid === miid));
    return all.length === 1 ? all[0] : undefined;
  };
  const replace = (old: Instance | undefined, data: MoObject | undefined, address: Address): void => {
    // What was changed is no longer what its validator stands for.
    const cv = old?.cv === undefined ? {} : { cv: `${old.cv}+` };
    const next = data === undefined ? [] : [{ moid: address.moid, miid: old?.miid ?? address.miid ?? NEW_MIID, root: old?.root ?? 'Root', data, ...cv }];
    instances = [...instances.filter((instance) => instance !== old), ...next];
  };
  return {
    instances: () => instances,
    read(clientUri) {
      const address = addressOf(clientUri);
      const instance = address === undefined ? undefined : find(address);
      if (address === undefined || instance === undefined) return undefined;
      const value = valueAt(instance.data, address.path);
      if (value === undefined) return undefined;
      const cv = address.path.length > 0 || instance.cv === undefined ? {} : { cv: instance.cv };
      return { uri: uriOf(instance, address.path), name: address.path.at(-1) ?? instance.root, value, ...cv };
    },
    isCurrent(clientUri) {
      const address = addressOf(clientUri);
      const instance = address === undefined ? undefined : find(address);
      return instance?.cv !== undefined && parsedUri(clientUri)?.cv === instance.cv;
    },
    place(instance) {
      instances = [...instances.filter(({ moid, miid }) => moid !== instance.moid || miid !== instance.miid), instance];
    },
    write(clientUri, value) {
      const address = addressOf(clientUri);
      if (address === undefined) return undefined;
      const instance = find(address);
      const data = withValue(instance?.data ?? {}, address.path, value);
      if (data === undefined) return undefined;
      replace(instance, data, address);
      const stored = find({ ...address, miid: instance?.miid ?? address.miid ?? NEW_MIID });
      return stored === undefined ? undefined : uriOf(stored, address.path);
    },
    remove(clientUri) {
      const address = addressOf(clientUri);
      const instance = address === undefined ? undefined : find(address);
      if (address === undefined || instance === undefined || valueAt(instance.data, address.path) === undefined) return false;
      replace(instance, without(instance.data, address.path), address);
      return true;
    },
  };
}

function addressOf(clientUri: string): Address | undefined {
  const parsed = parsedUri(clientUri);
  if (parsed === undefined || parsed.nv.length > 0) return undefined;
  const path = parsed.path.flatMap((step) => (step.kind === 'name' ? [step.name] : []));
  if (path.length !== parsed.path.length) return undefined;
  switch (parsed.instance.kind) {
    case 'only':
      return { moid: parsed.moid, miid: undefined, path };
    case 'name':
      return { moid: parsed.moid, miid: parsed.instance.name, path };
    case 'x-name':
    case 'wildcard':
      return undefined;
  }
}

function parsedUri(text: string): ClientUri | undefined {
  try {
    return parseClientUri(text);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

function uriOf({ moid, miid }: Instance, path: readonly string[]): string {
  return formatClientUri({ moid, instance: { kind: 'name', name: miid }, path: path.map((name) => ({ kind: 'name', name })), nv: [], other: [] });
}

const isObject = (value: MoValue | undefined): value is MoObject => typeof value === 'object' && value !== null;

function valueAt(data: MoObject, path: readonly string[]): MoValue | undefined {
  let value: MoValue | undefined = data;
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

function withValue(data: MoObject, [name, ...rest]: readonly string[], value: MoValue): MoObject | undefined {
  if (name === undefined) return isObject(value) ? value : undefined;
  const old = Object.hasOwn(data, name) ? data[name] : undefined;
  if (rest.length === 0) return { ...data, [name]: value };
  const inner = withValue(isObject(old) ? old : {}, rest, value);
  return inner === undefined ? undefined : { ...data, [name]: inner };
}

/** Undefined: the whole instance is gone. */
function without(data: MoObject, [name, ...rest]: readonly string[]): MoObject | undefined {
  if (name === undefined) return undefined;
  const { [name]: old, ...others } = data;
  const inner = rest.length === 0 || !isObject(old) ? undefined : without(old, rest);
  return inner === undefined ? others : { ...others, [name]: inner };
}
