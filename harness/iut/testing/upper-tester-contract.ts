/** The contract of the upper tester as a check. Tests only. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const contract: object = parse(readFileSync(new URL('../../../docs/upper-tester.openapi.yaml', import.meta.url), 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ ...contract, $id: 'contract' });

/** What a schema of the contract has against a value; null where it fits. */
export function complaints(schema: string, value: unknown): unknown {
  const validate = ajv.getSchema(`contract#/components/schemas/${schema}`);
  if (validate === undefined) throw new TypeError(`the contract has no ${schema}`);
  return validate(value) === true ? null : validate.errors;
}
