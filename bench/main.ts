/**
 * `npm run bench`: measures what the design promises (section 10), each as a ratio to a baseline of the same run.
 *   npm run bench -- [--only NAME]… [--repeat N] [--json FILE] [--check]
 * --json - writes to standard output. --check ends with 1 when a target is missed.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clientUri, json } from './codecs.js';
import { command, prove } from './command.js';
import { packages, resolver } from './dm2.js';
import { messageRules, strictXml, wbxml, wbxmlFile } from './dm1.js';
import { failing, overhead } from './engine.js';
import { judgements } from './judgements.js';
import { serverCampaign } from './server.js';
import { meetsTarget, type Measurement } from './measure.js';
import { table } from './table.js';

const BENCHES = [overhead, failing, command, serverCampaign, judgements, json, clientUri, packages, resolver, wbxml, wbxmlFile, strictXml, messageRules, prove];
const REPETITIONS = 5;

process.exit(await main());

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, repeat: { type: 'string' }, json: { type: 'string' }, check: { type: 'boolean' } } });
  const names = BENCHES.map(({ name }) => name);
  const unknown = values.only?.find((name) => !names.includes(name));
  const repetitions = Number(values.repeat ?? REPETITIONS);
  if (unknown !== undefined) return usage(`--only ${unknown}: known are ${names.join(', ')}`);
  if (!Number.isInteger(repetitions) || repetitions < 1) return usage(`--repeat ${values.repeat ?? ''}: not a number from 1`);
  const measurements: Measurement[] = [];
  for (const bench of BENCHES.filter(({ name }) => values.only?.includes(name) ?? true)) {
    process.stderr.write(`measuring ${bench.name} …\n`);
    measurements.push(...(await bench.measure(repetitions)));
  }
  if (values.json !== '-') process.stdout.write(`${table(measurements).join('\n')}\n`);
  if (values.json !== undefined) writeJson(values.json, measurements);
  const isMissed = measurements.some((one) => meetsTarget(one) === false);
  return values.check === true && isMissed ? 1 : 0;
}

function writeJson(file: string, measurements: readonly Measurement[]): void {
  const text = `${JSON.stringify(measurements, null, 2)}\n`;
  if (file === '-') process.stdout.write(text);
  else writeFileSync(file, text);
}

function usage(message: string): number {
  process.stderr.write(`bench: ${message}\n`);
  return 2;
}
