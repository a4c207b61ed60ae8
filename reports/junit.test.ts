import { describe, expect, it } from 'vitest';
import { SaxesParser } from 'saxes';
import { renderJunit } from './junit.js';
import { expectGolden } from './testing/golden.js';
import { SAMPLE_RESULTS, sampleInput } from './testing/sample.js';
import { escapeXml } from './xml.js';

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

  it('replaces what XML 1.0 forbids', () => {
    expect(escapeXml('a\u0000b\ud800c\uffffd<&"\'>\r')).toBe('a\ufffdb\ufffdc\ufffdd&lt;&amp;&quot;&apos;&gt;&#13;');
  });
});
