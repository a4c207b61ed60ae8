/** The media type of the MO serialization, which the texts name differently: what the value MO_MIME says. */
import type { ParameterValue } from '../transcript/event.js';

/** The name that the known implementation uses; written out, because judgements are not made with the code that they judge. */
const DEFAULT = 'application/dmmo+json';

/** The names that count as the type, in lower case as media types compare (RFC 9110, 8.3.1); a peer uses the first. */
export function moTypesIn(value: ParameterValue | undefined): readonly [string, ...string[]] {
  const [first = DEFAULT, ...others] = String(value ?? DEFAULT).split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  return [first, ...others];
}
