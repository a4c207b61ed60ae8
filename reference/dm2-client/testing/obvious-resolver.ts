/**
 * What a ClientURI addresses, the slow and obvious way: every node of every instance is listed with its path, and those are kept
 * that fulfil the definition (OMA-TS-DM_Protocol-V2_0, ~6.1). For a property test, and as the baseline of a measurement.
 */
import type { ClientUri, Component } from '../../../protocol/dm2/client-uri.js';
import type { InstanceSetup } from '../device-config.js';

/** A tree as an instance is set up with it. */
export type Plain = InstanceSetup['data'][string];

/** Addresses reached, `miid/name/…`, in the order of the instances and of their nodes. */
export function obviousResolve(setups: readonly InstanceSetup[], uri: ClientUri): readonly string[] {
  return setups.flatMap(({ miid, data }) => pathsBelow(data, [])
    .filter((path) => path.length === uri.path.length)
    .filter((path) => uri.instance.kind === 'only'
      ? setups.length === 1 && fulfils(data, { uri, path })
      : matches({ step: uri.instance, name: miid, at: data, uri }) && fulfils(data, { uri, path }))
    .map((path) => [miid, ...path].join('/')));
}

function pathsBelow(node: Plain | undefined, path: readonly string[]): readonly (readonly string[])[] {
  const below = typeof node === 'object' && node !== null ? Object.entries(node).flatMap(([name, child]) => pathsBelow(child, [...path, name])) : [];
  return [path, ...below];
}

function fulfils(data: Plain, { uri, path }: { readonly uri: ClientUri; readonly path: readonly string[] }): boolean {
  return path.every((name, index) => {
    const step = uri.path[index];
    return step !== undefined && matches({ step, name, at: nodeAt(data, path.slice(0, index + 1)), uri });
  });
}

function nodeAt(data: Plain | undefined, path: readonly string[]): Plain | undefined {
  return path.reduce<Plain | undefined>((node, name) => (typeof node === 'object' && node !== null && Object.hasOwn(node, name) ? node[name] : undefined), data);
}

interface Step {
  readonly step: Component;
  readonly name: string;
  readonly at: Plain | undefined;
  readonly uri: ClientUri;
}

function matches({ step, name, at, uri }: Step): boolean {
  switch (step.kind) {
    case 'wildcard':
      return true;
    case 'name':
      return step.name === name;
    case 'x-name': {
      const fields = uri.nv.filter(({ letter }) => letter === step.letter);
      return fields.length > 0 && fields.every(({ path, value }) => nodeAt(at, path) === value);
    }
  }
}
