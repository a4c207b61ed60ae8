import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SaxesParser } from 'saxes';
import { renderJunit } from './junit.js';
import { expectGolden } from './testing/golden.js';
import { SAMPLE_RESULTS, sampleInput } from './testing/sample.js';

/** Names of the elements, in order; throws what a strict parser finds wrong. */
function elementsOf(xml: string): readonly string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(xml).close();
  return names;
}

/** Values of the property `vendor`, as a strict parser gives them back. */
function vendorsOf(xml: string): readonly string[] {
  const values: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ attributes }) => {
    if (attributes['name'] === 'vendor') values.push(attributes['value'] ?? '');
  });
  parser.write(xml).close();
  return values;
}

const [IUT] = SAMPLE_RESULTS.iuts as readonly [(typeof SAMPLE_RESULTS.iuts)[number]];

describe('renderJunit', () => {
  it('renders the sample campaign as the golden file says', () => {
    expectGolden(renderJunit(sampleInput()), new URL('testdata/junit.golden', import.meta.url));
  });

  it('is well-formed for a strict parser, whatever the IUT sent', () => {
    const names = elementsOf(renderJunit(sampleInput()));
    expect(names.filter((name) => name === 'testcase')).toHaveLength(SAMPLE_RESULTS.tests.length + SAMPLE_RESULTS.rules.length);
  });

  it('counts each kind once', () => {
    const xml = renderJunit(sampleInput());
    expect(xml).toMatch(/<testsuites name="dm-conformance" tests="12" failures="3" errors="1" skipped="5"/);
  });

  it('shows what XML 1.0 forbids as signs, and gives the rest back as it was', () => {
    const name = 'a\u0000b\ud800c\uffffd\ufffee<&"\'>]]>\r\n\t.';
    const xml = renderJunit(sampleInput({ iuts: [{ ...IUT, vendor: name }] }));
    expect(vendorsOf(xml)).toContain('a⟨U+0000⟩b⟨U+D800⟩c⟨U+FFFF⟩d⟨U+FFFE⟩e<&"\'>]]>⟨U+000D⟩⏎⇥.');
  });

  it('keeps attributes that look like booleans', () => {
    expect(vendorsOf(renderJunit(sampleInput({ iuts: [{ ...IUT, vendor: 'true' }] })))).toContain('true');
  });

  it('stays well-formed whatever text an IUT reports', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tests = SAMPLE_RESULTS.tests.map((test) => ({ ...test, reason: text, title: text, findings: test.findings.map((finding) => ({ ...finding, message: text, found: text })) }));
        expect(() => elementsOf(renderJunit(sampleInput({ tests })))).not.toThrow();
      }),
      { numRuns: 30 },
    );
  });
});
