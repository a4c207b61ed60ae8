import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { CampaignResults, TestResult } from '../harness/campaign/results.js';
import type { Transcript } from '../harness/transcript/event.js';
import { escapeHtml, html } from './html/markup.js';
import { cutRound } from './html/marked-text.js';
import { PAGE_SCRIPT } from './html/script.js';
import { PAGE_STYLE } from './html/style.js';
import { renderHtml } from './html.js';
import { expectGolden } from './testing/golden.js';
import { SAMPLE_TRANSCRIPTS } from './testing/sample-transcripts.js';
import { SAMPLE_RESULTS, sampleInput } from './testing/sample.js';

/** The page without style and script, which the golden file need not repeat. */
function page(): string {
  return renderHtml(sampleInput()).replace(PAGE_STYLE, '…').replace(PAGE_SCRIPT, '…').replaceAll(/sha256-[\w+/=]+/g, 'sha256-…');
}

/** A campaign in which `failures` of 300 tests fail, each with a conversation of twelve messages of 64 KiB. */
function largeCampaign(failures: number): { readonly results: CampaignResults; readonly transcript: Transcript } {
  const [failing, , , passing] = SAMPLE_RESULTS.tests;
  const transcript = SAMPLE_TRANSCRIPTS.get('transcripts/dm2.client.hget.stores-data.json');
  if (failing === undefined || passing === undefined || transcript === undefined) throw new TypeError('the sample has lost its tests');
  const body = new TextEncoder().encode(JSON.stringify({ Status: [{ sc: 500, URI: ['<'.repeat(65_536)] }] }));
  const request = transcript.events.find((event) => event.kind === 'request');
  if (request === undefined) throw new TypeError('the sample has lost its requests');
  const events = Array.from({ length: 12 }, (_, n) => ({ ...request, n, body }));
  const tests = Array.from({ length: 300 }, (_, index): TestResult => ({ ...(index < failures ? failing : passing), id: `dm2/client/large/test-${index}` }));
  return { results: { ...SAMPLE_RESULTS, tests }, transcript: { ...transcript, events } };
}

describe('renderHtml', () => {
  it('renders the sample campaign as the golden file says', () => {
    expectGolden(page(), new URL('testdata/html.golden', import.meta.url));
  });

  it('carries no markup of the IUT', () => {
    expect(page()).not.toContain('<script>alert');
    expect(page().match(/<script/g)).toHaveLength(1);
    expect(page()).not.toContain('<!--');
  });

  it('shows no control character, no bidi control and no secret', () => {
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(page()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u2028\u202e]/);
    expect(page()).not.toContain('s3cret');
    expect(page()).not.toContain('ZGV2MTpzM2NyZXQ=');
  });

  it('allows exactly its own style and script', () => {
    const whole = renderHtml(sampleInput());
    for (const tag of ['style', 'script']) {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(whole)?.[1] ?? '';
      expect(whole).toContain(`${tag}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(whole).toContain("default-src 'none'");
  });

  it('has a script that parses', () => {
    expect(() => new Script(PAGE_SCRIPT)).not.toThrow();
  });

  it('gives every link inside the page a target, and every id once', () => {
    const ids = Array.from(page().matchAll(/ id="([^"]+)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = Array.from(page().matchAll(/href="#([^"]+)"/g), ([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('says so when vendor and version are not given, and names a vendor once', () => {
    const [iut] = SAMPLE_RESULTS.iuts;
    if (iut === undefined) throw new TypeError('the sample has no IUT');
    const bare = renderHtml(sampleInput({ iuts: [{ ...iut, vendor: '', version: '' }] }));
    expect(bare).toContain('Conformance test report: Acme DM Client<');
    expect(bare.match(/not given in the IUT file/g)).toHaveLength(2);
    expect(renderHtml(sampleInput({ iuts: [{ ...iut, vendor: 'ACME', version: '4.2' }] }))).toContain('Conformance test report: Acme DM Client 4.2<');
  });

  it('names the IUT of each test where there are several', () => {
    const [iut] = SAMPLE_RESULTS.iuts;
    if (iut === undefined) throw new TypeError('the sample has no IUT');
    const other = { ...iut, name: 'Other' };
    const tests = [...SAMPLE_RESULTS.tests, ...SAMPLE_RESULTS.tests.map((test) => ({ ...test, iut: 'Other' }))];
    const requirements = [...SAMPLE_RESULTS.requirements, ...SAMPLE_RESULTS.requirements.map((requirement) => ({ ...requirement, iut: 'Other' }))];
    const text = renderHtml(sampleInput({ iuts: [iut, other], tests, requirements }));
    expect(text).toContain('id="test-1-dm2/client/seq/opens-session"');
    expect(text).toContain('id="test-2-dm2/client/seq/opens-session"');
  });

  it.each([20, 300])('stays small when %d of 300 tests fail with large messages', (failures) => {
    const { results, transcript } = largeCampaign(failures);
    const text = renderHtml({ results, transcripts: () => transcript, reveal: 'masked' });
    expect(text.length).toBeLessThan(failures === 20 ? 3_000_000 : 5_000_000);
  });
});

describe('html', () => {
  it('escapes values and joins lists', () => {
    expect(html`<p title="${'"<>'}">${['a&b', html`<b>x</b>`, null, 7]}</p>`.markup).toBe('<p title="&quot;&lt;&gt;">a&amp;b<b>x</b>7</p>');
  });

  it('shows what cannot be seen', () => {
    expect(escapeHtml('\u0000\u001b\u202e\ufeff\u2066\ud800 ok\n')).toBe('⟨U+0000⟩⟨U+001B⟩⟨U+202E⟩⟨U+FEFF⟩⟨U+2066⟩⟨U+D800⟩ ok\n');
  });

  it('cuts round the element and keeps surrogate pairs whole', () => {
    const text = `${'\u{1f525}'.repeat(50)}X${'\u{1f525}'.repeat(50)}`;
    for (let size = 1; size < 60; size += 1) {
      const { shown, before, after } = cutRound({ text, start: 100, end: 101 }, size);
      expect(shown.text).not.toMatch(/\p{Surrogate}/u);
      expect(shown.text.slice(shown.start, shown.end)).toBe('X');
      expect(before + shown.text.length + after).toBe(text.length);
    }
  });
});
