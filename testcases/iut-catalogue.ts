/** What an IUT file may name: ICS features, IXIT values, and the parameters by which a reading of an ambiguity is chosen. */
import type { Catalogue } from '../harness/iut/iut-file.js';
import { catalogue } from './catalogue.js';

/** The known names, from the catalogue of this build. */
export function iutCatalogue(): Catalogue {
  const { features, values, ambiguities } = catalogue();
  const parameters = [...ambiguities.values()].flatMap(({ parameter }) => (parameter === null ? [] : [[parameter, 'any'] as const]));
  return {
    knownFeatures: [...features.keys()],
    knownValues: Object.fromEntries([...parameters, ...[...values.values()].map(({ id, type }) => [id, type] as const)]),
  };
}
