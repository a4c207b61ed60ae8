import { describe, expect, it } from 'vitest';
import type { CampaignResults } from '../harness/campaign/results.js';
import { repeatCommand } from './repeat-command.js';
import { SAMPLE_RESULTS } from './testing/sample.js';

function command(words: readonly string[], changes: Partial<Pick<CampaignResults, 'iuts'>> & { readonly strict?: boolean } = {}): string {
  const { strict = false, ...others } = changes;
  return repeatCommand({ ...SAMPLE_RESULTS, ...others, run: { ...SAMPLE_RESULTS.run, arguments: words, strict } }, { test: 'dm2/client/a/b', iut: 'Acme DM Client' });
}

describe('repeatCommand', () => {
  it.each([
    [[], 'npx dm-conformance run --test dm2/client/a/b'],
    [['acme.yaml', '--jobs', '2', '--trace'], 'npx dm-conformance run acme.yaml --test dm2/client/a/b'],
    [['--yes', 'acme.yaml'], 'npx dm-conformance run acme.yaml --test dm2/client/a/b'],
    [['--reveal', 'acme.yaml'], 'npx dm-conformance run acme.yaml --test dm2/client/a/b'],
    [['run', '--out=x', 'a b.yaml', '--seed', '7'], "npx dm-conformance run 'a b.yaml' --test dm2/client/a/b --seed 7"],
    [["it's.yaml", '--seed=9'], String.raw`npx dm-conformance run 'it'\''s.yaml' --test dm2/client/a/b --seed 9`],
  ])('makes of %j', (words, wanted) => {
    expect(command(words)).toBe(wanted);
  });

  it('keeps --strict', () => {
    expect(command(['--strict', 'acme.yaml'], { strict: true })).toBe('npx dm-conformance run acme.yaml --test dm2/client/a/b --strict');
  });

  it('takes the file of the IUT where there is one for each', () => {
    const [iut] = SAMPLE_RESULTS.iuts;
    if (iut === undefined) throw new TypeError('the sample has no IUT');
    expect(command(['one.yaml', 'two.yaml'], { iuts: [{ ...iut, name: 'Other' }, iut] })).toContain('run two.yaml --test');
  });
});
