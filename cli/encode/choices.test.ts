import { describe, expect, it } from 'vitest';
import { DEFAULT_WBXML_OPTIONS } from '../../protocol/dm1/wbxml/encode-options.js';
import { encodeWbxml } from '../../protocol/dm1/wbxml/encode.js';
import { LEGAL_TREE } from '../../protocol/dm1/model/testing/legal-tree.js';
import { CANONICAL_FORM } from '../../protocol/dm1/xml/forms.js';
import { writeXml } from '../../protocol/dm1/xml/write.js';
import { WBXML_CHOICES, wbxmlOptions, XML_CHOICES, xmlForm } from './choices.js';

/** Options that are no choice of a word: a number, and the type that follows from the root. */
const NO_CHOICE = ['maxPieceCharacters', 'type'];

const words = (choices: Readonly<Record<string, readonly string[]>>): readonly string[] => Object.entries(choices).flatMap(([name, values]) => values.map((value) => `${name}=${value}`));

describe('the choices of encode', () => {
  it('are those of the writers, their defaults first', () => {
    expect(Object.keys(WBXML_CHOICES).toSorted()).toEqual(Object.keys(DEFAULT_WBXML_OPTIONS).filter((name) => !NO_CHOICE.includes(name)).toSorted());
    expect(Object.keys(XML_CHOICES).toSorted()).toEqual(Object.keys(CANONICAL_FORM).toSorted());
    expect(DEFAULT_WBXML_OPTIONS).toMatchObject(Object.fromEntries(Object.entries(WBXML_CHOICES).map(([name, [first]]) => [name, first])));
    expect(CANONICAL_FORM).toEqual(Object.fromEntries(Object.entries(XML_CHOICES).map(([name, [first]]) => [name, first])));
  });

  it.each(words(WBXML_CHOICES))('writes WBXML with %s', (word) => {
    expect(encodeWbxml(LEGAL_TREE, wbxmlOptions([word])).length).toBeGreaterThan(50);
  });

  it.each(words(XML_CHOICES))('writes XML with %s', (word) => {
    expect(writeXml(LEGAL_TREE, xmlForm([word])).length).toBeGreaterThan(50);
  });
});
