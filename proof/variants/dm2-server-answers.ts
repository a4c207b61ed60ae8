/** Unusual but legal servers in how they answer: framing, connections, status codes, and features that they do not have. */
import { formatClientUri, parseClientUri } from '../../protocol/dm2/client-uri.js';
import { HttpFault } from '../../reference/dm2-server/faults.js';
import { emptyResponse } from '../../reference/dm2-server/http-rules.js';
import type { ServerResponse } from '../../reference/dm2-server/model.js';
import type { ServerParts } from '../../reference/dm2-server/parts.js';
import type { ServerVariant } from '../defect.js';

const OTHER_MO_TYPE = 'application/vnd.oma.dm.mo+json';

/** Far below what a tester waits for an answer. */
const DELAY_MS = 10;

export const variants: readonly ServerVariant[] = [
  {
    id: 'dm2/server/chunked-answers',
    role: 'server',
    does: 'sends every body in chunks, without Content-Length',
    legal: 'Chunked transfer coding is a framing of HTTP/1.1 (RFC 9112, 7.1).',
    parts: (standard) => answering(standard, (answer) => (answer.body.length === 0 ? answer : { ...answer, headers: [...answer.headers, ['Transfer-Encoding', 'chunked']] })),
  },
  {
    id: 'dm2/server/closes-connections',
    role: 'server',
    does: 'closes the connection after every answer',
    legal: 'A server may close a connection after each exchange (RFC 9112, 9.6).',
    parts: (standard) => answering(standard, (answer) => ({ ...answer, headers: [...answer.headers, ['Connection', 'close']] })),
  },
  {
    id: 'dm2/server/other-media-type',
    role: 'server',
    does: 'calls the MO serialization application/vnd.oma.dm.mo+json, and takes no other type',
    legal: 'No text at hand settles the name (A-09); the IUT file says which it is.',
    values: { MO_MIME: OTHER_MO_TYPE },
    parts: () => ({ uploadTypes: () => [OTHER_MO_TYPE] }),
  },
  {
    id: 'dm2/server/slow-answers',
    role: 'server',
    does: `thinks for ${DELAY_MS} ms before every answer`,
    legal: 'No text limits the time that a server takes.',
    parts: (standard) => ({
      async respond(server, args) {
        await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
        return standard.respond(server, args);
      },
    }),
  },
  {
    id: 'dm2/server/members-of-its-own',
    role: 'server',
    does: 'adds members of its own to Package#2, before and behind CMD',
    legal: 'The schema of 7.2.1.2 does not close the object.',
    parts: () => ({ encodePackage2: (_server, { package2 }) => new TextEncoder().encode(JSON.stringify({ 'x-acme': { trace: [1, null] }, ...package2, 'x-acme-end': true })) }),
  },
  {
    id: 'dm2/server/escaped-json',
    role: 'server',
    does: 'writes every letter within strings as an escape',
    legal: 'Escapes stand for the characters they name (RFC 8259, 7).',
    parts: () => ({ encodePackage2: (_server, { package2 }) => new TextEncoder().encode(escaped(JSON.stringify(package2))) }),
  },
  {
    id: 'dm2/server/roomy-accept',
    role: 'server',
    does: 'writes OMADM-Accept with white space, weights and an empty element',
    legal: 'The grammar of Accept allows all of it (RFC 9110, 5.6.1 and 12.5.1).',
    parts: (standard) => ({ announcedTypes: (server, args) => standard.announcedTypes(server, args)?.replace(',', ' ;q=1.0 ,, application/xml;q=0.001 ,') }),
  },
  {
    id: 'dm2/server/other-codes',
    role: 'server',
    does: 'answers 201 to uploads, 404 to unknown devices and 410 to a Package#3 without a session',
    legal: 'RFC 9110, 15: any 2xx takes a body, and any 4xx refuses; no text names the codes for these.',
    parts: () => ({
      uploadStatus: () => 201,
      onUnknownDevice: () => {
        throw new HttpFault(404, 'unknown');
      },
      onUnmatchedPackage3: () => {
        throw new HttpFault(410, 'over');
      },
    }),
  },
  {
    id: 'dm2/server/formats-of-the-specification',
    role: 'server',
    does: 'takes the formats of the specification and no others',
    legal: 'Further formats are optional (ICS S_EXTRA_MIME).',
    supports: { S_EXTRA_MIME: false },
    config: (standard) => ({ ...standard, features: { S_EXTRA_MIME: false } }),
  },
  {
    id: 'dm2/server/keeps-any-format',
    role: 'server',
    does: 'takes and keeps uploads of any type',
    legal: '~5.3.11: 415 is the answer of a server that cannot process the format; one that keeps octets can process any.',
    parts: () => ({ onUnsupportedUpload: () => emptyResponse(204) }),
  },
  {
    id: 'dm2/server/validators-of-its-own',
    role: 'server',
    does: 'leaves out a cv that the operator wrote, and adds those of the copies that it has',
    legal: 'DM2-CACHE-S-010: a server that does not know the validator leaves cv out.',
    parts: (standard) => ({
      writeClientUri(server, { clientUri, ...args }) {
        const { cv: _unknown, ...uri } = parseClientUri(clientUri);
        return standard.writeClientUri(server, { ...args, clientUri: formatClientUri(uri) });
      },
    }),
  },
  {
    id: 'dm2/server/no-subscriptions',
    role: 'server',
    does: 'has no subscriptions',
    legal: 'They are a SHOULD for servers (ICS S_SUB).',
    supports: { S_SUB: false },
    config: (standard) => ({ ...standard, features: { S_SUB: false } }),
  },
  {
    id: 'dm2/server/no-cache',
    role: 'server',
    does: 'never sends a validator',
    legal: 'Caching is a SHOULD for servers (ICS S_CACHE).',
    supports: { S_CACHE: false },
    config: (standard) => ({ ...standard, features: { S_CACHE: false } }),
  },
];

function answering(standard: ServerParts, change: (answer: ServerResponse) => ServerResponse): Partial<ServerParts> {
  return { respond: async (server, args) => change(await standard.respond(server, args)) };
}

/** JSON with each letter inside a string as an escape. */
function escaped(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(/\\.|[A-Za-z]/g, (part) => (part.length > 1 ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`)));
}
