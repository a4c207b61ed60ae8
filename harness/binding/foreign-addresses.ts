/**
 * Absolute URIs in messages that lead past the proxy: a server that names itself (SrvURI, the ServerURI of a command, Location)
 * sends its client where nothing is recorded. Found and said, never rewritten: a proxy that changes messages would be judged with them.
 */
import type { HeaderLines } from '../transcript/event.js';

const ADDRESS = /https?:\/\/[^\s"'<>\\,;)\]}]+/gi;

/** Headers that hold addresses. */
const ADDRESS_HEADERS: ReadonlySet<string> = new Set(['location', 'content-location', 'link', 'refresh']);

/** Bodies are searched up to here. */
const SEARCHED_BYTES = 256 * 1024;

/** Addresses at one of these origins, each once, in the order in which they stand. */
export function addressesAt(origins: ReadonlySet<string>, { headers, body }: { readonly headers: HeaderLines; readonly body: Uint8Array }): readonly string[] {
  const told = headers.filter(([name]) => ADDRESS_HEADERS.has(name.toLowerCase())).map(([, value]) => value);
  const texts = [...told, Buffer.from(body.subarray(0, SEARCHED_BYTES)).toString('latin1').replaceAll('\\/', '/')];
  const found = texts.flatMap((text) => text.match(ADDRESS) ?? []).filter((address) => URL.canParse(address) && origins.has(new URL(address).origin));
  return [...new Set(found)];
}
