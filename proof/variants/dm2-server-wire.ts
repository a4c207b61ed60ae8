/** Servers that write the same in another legal way. */
import type { ServerVariant } from '../defect.js';

export const variants: readonly ServerVariant[] = [
  {
    id: 'dm2/server/pretty-json',
    role: 'server',
    does: 'writes Package#2 with line breaks, indentation and a last line feed',
    legal: 'RFC 8259 section 2 allows white space around every token',
    parts: () => ({ encodePackage2: (_server, { package2 }) => new TextEncoder().encode(`${JSON.stringify(package2, null, 2)}\n`) }),
  },
  {
    id: 'dm2/server/type-with-parameter',
    role: 'server',
    does: 'labels Package#2 with a parameter behind the media type, in capital letters',
    legal: 'A-09: only the type is compared; RFC 9110 section 8.3.1: it knows no case',
    parts: (standard) => ({ package2Type: (server, args) => `${standard.package2Type(server, args).toUpperCase()}; charset=utf-8` }),
  },
  {
    id: 'dm2/server/chatty-headers',
    role: 'server',
    does: 'sends headers that nobody asked for, names in small letters',
    legal: 'RFC 9110 section 5: names know no case, and unknown fields are ignored',
    parts: (standard) => ({
      packageResponse(server, args) {
        const { headers, ...response } = standard.packageResponse(server, args);
        return { ...response, headers: [...headers.map(([name, value]) => [name.toLowerCase(), value] as const), ['server', 'acme/1.0 (test)'], ['cache-control', 'no-store'], ['x-request-id', '0']] };
      },
    }),
  },
];
