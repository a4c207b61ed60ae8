/** Defects of the ClientURIs that a server writes (clause ~6.1). */
import { formatClientUri, parseClientUri } from '../../../protocol/dm2/client-uri.js';
import type { ServerParts } from '../../../reference/dm2-server/parts.js';
import type { ServerMutant } from '../../defect.js';

export const mutants: readonly ServerMutant[] = [
  {
    id: 'dm2/server/uri/names-as-they-are',
    role: 'server',
    violates: 'DM2-URI-B-007',
    does: 'writes names of nodes without percent-encoding',
    parts: (standard) => rewritten(standard, (uri) => decodeURIComponent(uri)),
  },
  {
    id: 'dm2/server/uri/field-without-value',
    role: 'server',
    violates: 'DM2-URI-S-006',
    does: 'adds a field without a value to ClientURIs',
    parts: (standard) => rewritten(standard, (uri) => `${uri}${uri.includes('?') ? '&' : '?'}all`),
  },
  {
    id: 'dm2/server/uri/no-wildcards',
    role: 'server',
    violates: 'DM2-URI-S-001',
    does: 'writes the empty component where a wildcard was asked for',
    parts: (standard) => rewritten(standard, (uri) => uri.replace('/*/', '//')),
  },
  {
    id: 'dm2/server/uri/one-letter',
    role: 'server',
    violates: 'DM2-URI-S-014',
    does: 'uses the letter x for every x-name',
    parts: (standard) => rewritten(standard, (uri) => uri.replaceAll(/\([A-Za-z]\)/g, '(x)')),
  },
  {
    id: 'dm2/server/uri/no-conditions',
    role: 'server',
    violates: 'DM2-URI-S-015',
    does: 'writes x-names without their nv fields',
    parts: (standard) => rewritten(standard, (uri) => formatClientUri({ ...parseClientUri(uri), nv: [] })),
  },
];

function rewritten(standard: ServerParts, rewrite: (uri: string) => string): Partial<ServerParts> {
  return { writeClientUri: (server, args) => rewrite(standard.writeClientUri(server, args)) };
}
