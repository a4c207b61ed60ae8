import { describe, expect, it } from 'vitest';
import { differingNames, watchReads } from './reads.js';

const record = { name: 'a', list: [{ inner: 1 }], features: { GET: true, SUB: false }, none: undefined as string | undefined };

function readBy(use: (watched: typeof record) => unknown): readonly string[] {
  const read: string[] = [];
  use(watchReads(record, (name) => read.push(name)));
  return [...new Set(read)];
}

describe('watching what is read', () => {
  it('tells the names of members, and of those within', () => {
    expect(readBy(({ name }) => name)).toEqual(['name']);
    expect(readBy(({ features }) => features.SUB)).toEqual(['features', 'features.SUB']);
    expect(readBy(({ list }) => list[0]?.inner)).toEqual(['list']);
    expect(readBy((watched) => 'none' in watched)).toEqual(['none']);
  });

  it('takes a listing for a look at every member', () => {
    expect(readBy((watched) => ({ ...watched.features }))).toEqual(['features', 'features.GET', 'features.SUB', 'features.*']);
    expect(readBy((watched) => Object.keys(watched))).toEqual(['name', 'list', 'features', 'features.GET', 'features.SUB', 'features.*', 'none', '*']);
  });

  it('reads like the record itself', () => {
    expect(watchReads(record, () => undefined)).toEqual(record);
  });
});

describe('what differs', () => {
  it('has the names under which it is read', () => {
    expect(differingNames(record, { ...record, name: 'b' })).toEqual(['name']);
    expect(differingNames(record, { ...record, list: [{ inner: 2 }] })).toEqual(['list']);
    expect(differingNames(record, { ...record, features: { GET: true, SUB: true } })).toEqual(['features.SUB']);
    expect(differingNames(record, structuredClone(record))).toEqual([]);
  });

  it('tells a member that came or went to those who list them', () => {
    expect(differingNames(record, { ...record, features: { GET: true } })).toEqual(['features.SUB', 'features.*']);
    expect(differingNames({ a: 1 }, { a: 1, b: { c: 2 } })).toEqual(['b', 'b.c', '*']);
  });

  it('is seen by every way to look at it', () => {
    const other = { ...record, features: { GET: false } };
    const seen = differingNames(record, other);
    for (const use of [(w: typeof record) => w.features.GET, (w: typeof record) => w.features.SUB, (w: typeof record) => Object.entries(w.features), (w: typeof record) => structuredClone({ ...w.features })]) {
      expect(readBy(use).some((name) => seen.includes(name))).toBe(true);
    }
  });
});
