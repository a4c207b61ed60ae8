import { describe, expect, it } from 'vitest';
import { createMasker } from './secrets.js';
import { SAMPLE_TRANSCRIPTS } from './testing/sample-transcripts.js';

const TRANSCRIPT = SAMPLE_TRANSCRIPTS.get('transcripts/dm2.client.hget.stores-data.json');
const masker = createMasker('masked', TRANSCRIPT);

describe('createMasker', () => {
  it('hides the credentials of a header and keeps its scheme', () => {
    expect(masker.header('authorization', 'Basic ZGV2MTpzM2NyZXQ=')).toBe('Basic ••••');
    expect(masker.header('Cookie', 'a=b')).toBe('••••');
    expect(masker.header('Host', 'example.net')).toBe('example.net');
  });

  it('hides secret values of the IUT file and credentials of the wire wherever they appear', () => {
    expect(masker.text('the password s3cret, twice s3cret')).toBe('the password ••••, twice ••••');
    expect(masker.text('found "Basic ZGV2MTpzM2NyZXQ="')).toBe('found "Basic ••••"');
  });

  it('hides secret members of JSON, whatever their value', () => {
    expect(masker.text(String.raw`{"AAuthSecret" : "a\"b", "Name":"x"}`)).toBe('{"AAuthSecret" : "••••", "Name":"x"}');
  });

  it.each(['password', '"abc"', '"N"', '{"password":"abc","N":1}'])('keeps the mark on %s', (element) => {
    const text = '{"password":"abc","N":1}';
    const start = text.indexOf(element);
    const marked = masker.marked({ text, start, end: start + element.length });
    expect(marked.text.slice(marked.start, marked.end)).toBe(element.replace('abc', '••••'));
  });

  it('widens a mark that cuts into a secret to the whole mask', () => {
    const marked = masker.marked({ text: '{"password":"abcdefgh"}', start: 15, end: 17 });
    expect(marked.text.slice(marked.start, marked.end)).toBe('••••');
  });

  it('hides nothing where secrets are revealed', () => {
    expect(createMasker('revealed', TRANSCRIPT).header('Authorization', 'Basic ZGV2MTpzM2NyZXQ=')).toBe('Basic ZGV2MTpzM2NyZXQ=');
  });
});
