import { describe, expect, it } from 'vitest';
import { createDeviceTree } from './device-tree.js';

const M = 'urn:oma:mo:x:1.0';
const tree = (): ReturnType<typeof createDeviceTree> => createDeviceTree([{ moid: M, miid: 'a', root: 'X', data: { Leaf: 'v', In: { Deep: 1 } } }]);

describe('the small tree of the tester', () => {
  it('reads leaves, interior nodes and roots, with the MIID written out', () => {
    expect(tree().read(`${M}/a/Leaf`)).toEqual({ uri: `${M}/a/Leaf`, name: 'Leaf', value: 'v' });
    expect(tree().read(`${M}//In`)).toEqual({ uri: `${M}/a/In`, name: 'In', value: { Deep: 1 } });
    expect(tree().read(`${M}/a/`)).toMatchObject({ name: 'X', value: { Leaf: 'v', In: { Deep: 1 } } });
  });

  it.each([`${M}/b/Leaf`, `${M}/a/None`, `${M}/a/Leaf/Below`, 'urn:other/a/Leaf', `${M}/a/toString`, `${M}/*/Leaf`, 'no address', `${M}/(x)/Leaf?nv=(x)/Leaf:v`])('knows nothing at %s', (uri) => {
    expect(tree().read(uri)).toBeUndefined();
    expect(tree().remove(uri)).toBe(false);
  });

  it('stores what is new and what is changed, and leaves the rest', () => {
    const own = tree();
    expect(own.write(`${M}/a/In/Deep`, 2)).toBe(`${M}/a/In/Deep`);
    expect(own.write(`${M}/a/New/Leaf`, 'n')).toBe(`${M}/a/New/Leaf`);
    expect(own.write('urn:new//Leaf', 1)).toBe('urn:new/i1/Leaf');
    expect(own.read(`${M}/a/`)?.value).toEqual({ Leaf: 'v', In: { Deep: 2 }, New: { Leaf: 'n' } });
    expect(own.write(`${M}/a/`, 'no object')).toBeUndefined();
  });

  it('knows the validator of an instance until the instance is changed', () => {
    const own = tree();
    own.place({ moid: M, miid: 'a', root: 'X', data: { Leaf: 'v' }, cv: 'v1' });
    expect(own.read(`${M}/a/?cv=v0`)).toEqual({ uri: `${M}/a/`, name: 'X', value: { Leaf: 'v' }, cv: 'v1' });
    expect(own.read(`${M}/a/Leaf?cv=v1`)).toEqual({ uri: `${M}/a/Leaf`, name: 'Leaf', value: 'v' });
    expect([`${M}//?cv=v1`, `${M}/a/Leaf?cv=v1`, `${M}/a/?cv=v0`, `${M}/a/`].map((uri) => own.isCurrent(uri))).toEqual([true, true, false, false]);
    own.write(`${M}/a/Leaf`, 'w');
    expect(own.isCurrent(`${M}/a/?cv=v1`)).toBe(false);
  });

  it('removes nodes and instances', () => {
    const own = tree();
    expect(own.remove(`${M}/a/In/Deep`)).toBe(true);
    expect(own.read(`${M}/a/`)?.value).toEqual({ Leaf: 'v', In: {} });
    expect(own.remove(`${M}/a/`)).toBe(true);
    expect(own.instances()).toEqual([]);
  });
});
