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

  it('removes nodes and instances', () => {
    const own = tree();
    expect(own.remove(`${M}/a/In/Deep`)).toBe(true);
    expect(own.read(`${M}/a/`)?.value).toEqual({ Leaf: 'v', In: {} });
    expect(own.remove(`${M}/a/`)).toBe(true);
    expect(own.instances()).toEqual([]);
  });
});
