/** Generated serialized trees, and their content without places, for comparison. Tests only. */

import fc from 'fast-check';
import { tndsInterior, tndsLeaf, tndsTree } from '../build.js';
import { entriesOf, type TndsNode, type TndsTree } from '../tree.js';

const NAME = fc.stringMatching(/^[A-Za-z0-9_é-][A-Za-z0-9_.é -]{0,8}[A-Za-z0-9]$/);
const VALUE = fc.stringMatching(/^[!-~é€ -]{0,20}$/).map((value) => value.replaceAll('\r', ''));

const leaf: fc.Arbitrary<TndsNode> = fc.record({ name: NAME, value: fc.option(VALUE, { nil: undefined }), acl: fc.constantFrom(undefined, '', 'Get=*', 'Add=a+b&Replace=c') })
  .map(({ name, value, acl }) => tndsLeaf({ name, ...(value === undefined ? {} : { value }), ...(acl === undefined ? {} : { acl }) }));

const node: fc.Arbitrary<TndsNode> = fc.letrec<{ node: TndsNode; interior: TndsNode }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('interior')),
  interior: fc.record({ name: NAME, objectId: fc.constantFrom('', 'urn:oma:mo:x:1.0'), nodes: fc.array(tie('node'), { maxLength: 3 }) }).map(tndsInterior),
})).node;

export function arbitraryTree(): fc.Arbitrary<TndsTree> {
  return fc.array(node, { minLength: 1, maxLength: 4 }).map(tndsTree);
}

/** Addresses, properties and values as plain text. */
export function plainEntries(tree: TndsTree): readonly string[] {
  return entriesOf(tree).map(({ segments, node: { properties, content } }) => {
    const { acl, format, type } = properties;
    const value = content.kind === 'interior' ? 'interior' : content.value === undefined ? 'no value' : content.value.kind === 'text' ? `=${content.value.text}` : `=${new TextDecoder().decode(content.value.bytes)}`;
    return [segments.join('/'), acl?.value, format?.value, type?.kind, type?.value, value].join('|');
  });
}
