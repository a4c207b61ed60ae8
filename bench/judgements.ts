/** Judgements a second: every rule over the transcripts that a campaign left, as `judge` and `verify` do it. */
import { applyRules } from '../harness/campaign/run-test.js';
import { readTranscript } from '../harness/campaign/reading.js';
import type { Transcript } from '../harness/transcript/event.js';
import { runAltered } from '../proof/prove-client.js';
import { loadSuite } from '../testcases/suite.js';
import { interleaved, measurement, type Bench } from './measure.js';

/** Rules over kept transcripts, against parsing the same messages once with the platform's parser. */
export const judgements: Bench = {
  name: 'judgements',
  async measure(repetitions) {
    const suite = loadSuite('partial');
    const run = await runAltered({ suite, altered: null, now: () => performance.now(), keepTranscripts: () => true });
    const transcripts = [...run.transcripts.values()];
    const count = transcripts.length * suite.rules.length;
    const ms = await interleaved(
      {
        rules: () => transcripts.map((transcript) => applyRules(suite.rules, readTranscript(transcript))),
        parsing: () => transcripts.map(parseAll),
      },
      repetitions,
    );
    const perSecond = (milliseconds: number): number => count / (milliseconds / 1000);
    return [measurement({ name: `judgements (${suite.rules.length} rules, ${transcripts.length} transcripts)`, value: perSecond(ms.rules), unit: 'per s', baseline: 'JSON.parse of every message once per transcript', baselineValue: perSecond(ms.parsing) })];
  },
};

function parseAll({ events }: Transcript): readonly unknown[] {
  const decoder = new TextDecoder();
  return events.flatMap((event) => {
    if (event.kind !== 'request' && event.kind !== 'response') return [];
    try {
      return [JSON.parse(decoder.decode(event.body)) as unknown];
    } catch {
      return [];
    }
  });
}
