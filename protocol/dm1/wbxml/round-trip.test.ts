/** Round trips: whatever the writer makes of a tree, the reader makes the tree of it. fast-check prints its seed on failure. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, opaque, text, type Element } from '../model/element.js';
import { decodeWbxml } from './decode.js';
import { encodeWbxml, nestedWbxml } from './encode.js';
import { anyOptions, provTree, syncmlTree, tndsTree } from './testing/arbitraries.js';
import { bare } from './testing/compare.js';
import { wbxmlTokens } from './tokens.js';

const TREES: readonly (readonly [string, fc.Arbitrary<Element>])[] = [['SyncML', syncmlTree], ['TNDS', tndsTree], ['provisioning', provTree]];

describe('a round trip', () => {
  it.each(TREES)('gives back a tree of %s for every combination of the options', (_name, tree) => {
    fc.assert(
      fc.property(tree, anyOptions, (root, options) => {
        const document = decodeWbxml(encodeWbxml(root, options));
        expect(bare(document.root)).toEqual(bare(root));
        expect(document.isComplete).toBe(true);
        expect(document.header.version).toBe(options.version);
      }),
      { numRuns: 120 },
    );
  });

  it.each(TREES)('gives back the bytes of %s when the tree of them is written by the same options', (_name, tree) => {
    fc.assert(
      fc.property(tree, anyOptions, (root, options) => {
        const bytes = encodeWbxml(root, options);
        const again = encodeWbxml(decodeWbxml(bytes).root, options);
        if (options.strings === 'inline' || options.strings === 'table') expect(again).toEqual(bytes);
        else expect(bare(decodeWbxml(again).root)).toEqual(bare(root));
      }),
      { numRuns: 80 },
    );
  });

  it.each(TREES)('has nothing to say about %s in the default form', (_name, tree) => {
    fc.assert(
      fc.property(tree, (root) => {
        expect(decodeWbxml(encodeWbxml(root)).findings).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it.each(TREES)('leaves no byte of %s out of the list of tokens', (_name, tree) => {
    fc.assert(
      fc.property(tree, anyOptions, (root, options) => {
        const bytes = encodeWbxml(root, options);
        const ends = wbxmlTokens(bytes).reduce((at, token) => (token.byte === at ? at + token.length : Number.NaN), 0);
        expect(ends).toBe(bytes.length);
      }),
      { numRuns: 80 },
    );
  });

  it('keeps every octet of opaque data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (octets) => {
        const root = element({ name: 'Data', children: [text('a'), opaque(octets), text('b')] });
        const [before, middle, after] = decodeWbxml(encodeWbxml(root, { type: 'syncml-1.2' })).root.children;
        expect(before).toMatchObject({ text: 'a' });
        expect(middle).toMatchObject({ kind: 'opaque', bytes: octets });
        expect(after).toMatchObject({ text: 'b' });
      }),
    );
  });

  it('finds documents inside opaque data, inside which there are others', () => {
    fc.assert(
      fc.property(tndsTree, anyOptions, (tree, options) => {
        const inner = element({ name: 'SyncML', children: [nestedWbxml(tree, options)] });
        const outer = encodeWbxml(element({ name: 'SyncML', children: [text('x'), nestedWbxml(inner)] }));
        const [first] = decodeWbxml(outer).nested;
        const [second] = first?.document.nested ?? [];
        expect(bare(second?.document.root ?? tree)).toEqual(bare(tree));
        expect(outer[second?.byte ?? 0]).toBe(Number(options.version.slice(2)));
      }),
      { numRuns: 100 },
    );
  });
});
