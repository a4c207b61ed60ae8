import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { element, text, type Element } from './element.js';
import { buildIllegalMessage, type Breakage } from './illegal-builder.js';

const leaf = (name: string, content: string): Element => element({ name, children: [text(content)] });
const tree = element({ name: 'a', children: [leaf('b', '1'), leaf('c', '2'), leaf('b', '3')] });
const shape = (root: Element): string => root.children.map((child) => (child.kind === 'element' ? `${child.name}${child.children.map((inner) => (inner.kind === 'text' ? inner.text : '')).join('')}` : child.kind)).join(' ');
const broken = (...breakages: readonly [Breakage, ...Breakage[]]): string => shape(buildIllegalMessage(tree, breakages));

describe('the builder of illegal messages', () => {
  it('drops, repeats, moves, renames and fills elements', () => {
    expect(broken({ kind: 'drop', path: 'a/b[2]' })).toBe('b1 c2');
    expect(broken({ kind: 'repeat', path: 'a/c' })).toBe('b1 c2 c2 b3');
    expect(broken({ kind: 'move', path: 'a/c', to: 0 })).toBe('c2 b1 b3');
    expect(broken({ kind: 'move', path: 'a/b', to: 99 })).toBe('c2 b3 b1');
    expect(broken({ kind: 'rename', path: 'a/c', name: 'd' })).toBe('b1 d2 b3');
    expect(broken({ kind: 'text', path: 'a/b[2]', text: 'x' })).toBe('b1 c2 bx');
    expect(broken({ kind: 'insert', path: 'a', node: leaf('e', ''), to: 1 })).toBe('b1 e c2 b3');
  });

  it('applies one breakage after the other and leaves the legal tree alone', () => {
    expect(broken({ kind: 'drop', path: 'a/b' }, { kind: 'text', path: 'a/b', text: 'x' })).toBe('c2 bx');
    expect(shape(tree)).toBe('b1 c2 b3');
  });

  it('changes namespace and attributes', () => {
    const root = buildIllegalMessage(tree, [{ kind: 'namespace', path: 'a', uri: 'SYNCML:SYNCML1.1' }, { kind: 'attribute', path: 'a', name: 'x', value: 'y' }]);
    expect(root).toMatchObject({ namespace: 'syncml', uri: 'SYNCML:SYNCML1.1', attributes: [{ name: 'x', value: 'y' }] });
  });

  it.each(['a/d', 'a/b[3]', 'x', 'a/b/c'])('refuses the path %s, which leads nowhere', (path) => {
    expect(() => buildIllegalMessage(tree, [{ kind: 'drop', path }])).toThrow(DecodeError);
  });

  it('neither drops nor repeats the root', () => {
    expect(() => buildIllegalMessage(tree, [{ kind: 'drop', path: 'a' }])).toThrow(/dm1-model\/path/);
    expect(() => buildIllegalMessage(tree, [{ kind: 'repeat', path: 'a' }])).toThrow(/dm1-model\/path/);
  });
});
