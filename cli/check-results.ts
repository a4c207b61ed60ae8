/** Checks results.json against its schema, which the package publishes beside the types. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { CampaignResults } from '../harness/campaign/results.js';

export type CheckedResults = { readonly ok: true; readonly results: CampaignResults } | { readonly ok: false; readonly problem: string };

/** The results, or the first problem with its path. */
export function checkResults(data: unknown): CheckedResults {
  const schema: unknown = JSON.parse(readFileSync(new URL('../harness/campaign/results.schema.json', import.meta.url), 'utf8'));
  if (typeof schema !== 'object' || schema === null) return { ok: false, problem: 'the schema of this package is broken; install it again' };
  const validate = new Ajv2020({ strict: false, logger: false }).compile<CampaignResults>(schema);
  if (validate(data)) return { ok: true, results: data };
  const [error] = validate.errors ?? [];
  return { ok: false, problem: `${error?.instancePath === undefined || error.instancePath === '' ? 'the file' : error.instancePath} ${error?.message ?? 'is not right'}` };
}
