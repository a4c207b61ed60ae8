/** Unusual but legal clients as they look on the wire: other JSON, other headers, other framing, other connections. */
import type { DeviceConfig } from '../../reference/dm2-client/device-config.js';
import type { HttpRequest } from '../../reference/dm2-client/model.js';
import type { ClientParts } from '../../reference/dm2-client/parts.js';
import { isRecord } from '../../testcases/dm2/record.js';
import { within } from '../conditions.js';
import type { ClientVariant } from '../defect.js';
import { rewrittenPackage1, rewrittenPackages, withItems, without, type JsonObject } from '../rewriting.js';

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/members-in-reverse',
    does: 'writes the members of both packages in reverse order',
    legal: 'The members of a JSON object have no order (RFC 8259, 4).',
    parts: (standard) => rewrittenPackages(standard, (body) => reversed(body)),
  },
  {
    id: 'dm2/client/members-of-its-own',
    does: 'adds members of its own to packages, to items of MOS and to statuses',
    legal: 'The schemas of 7.2.1 close none of these objects; only alerts are said to have six members alone.',
    parts: (standard) => rewrittenPackages(standard, (body) => {
      const named = (item: JsonObject): JsonObject => ({ 'x-acme': { CMD: 'none', list: [1, null] }, ...item });
      return named(withItems(withItems(body, 'MOS', named), 'Status', named));
    }),
  },
  {
    id: 'dm2/client/roomy-json',
    does: 'writes JSON with white space everywhere and every letter in strings as an escape',
    legal: 'White space between tokens and \\u escapes in strings are free (RFC 8259, 2 and 7).',
    parts: (standard) => rewrittenPackages(standard, (body) => escaped(JSON.stringify(body, null, '\t')).replaceAll('\n', '\r\n')),
  },
  {
    id: 'dm2/client/no-mo-list',
    does: 'leaves MOS out of Package#1 unless a notification asks for it',
    legal: 'Without REQ-MOS the list may be left out (DM2-PKG1-C-005, A-07).',
    parts(standard) {
      const silent = rewrittenPackage1(standard, (body) => without(body, 'MOS'));
      return {
        sendPackage1: within(standard.sendPackage1, ({ session: { cause } }) => (cause.kind === 'notification' && cause.requestMos === 'yes' ? {} : silent)),
      };
    },
  },
  {
    id: 'dm2/client/mo-without-instances',
    does: 'lists an MO that has no instance yet, with an empty array',
    legal: 'An empty list of instances is fine (A-10).',
    parts: (standard) => ({
      moEntries: (client, args) => [{ DDF: `${client.config.ddfBase}lawmo-1.0.ddf`, MOID: 'urn:oma:mo:oma-lawmo:1.0', MIID: [] }, ...standard.moEntries(client, args)],
    }),
  },
  {
    id: 'dm2/client/just-bootstrapped',
    does: 'has just been bootstrapped: its first session reports that, and nothing else as reason',
    legal: 'BootstrapComplete is one of the three alerts for the reason of a session (5.2.2, A-12).',
    config: (standard): DeviceConfig => ({ ...standard, accounts: standard.accounts.map((account) => ({ ...account, bootstrap: 'just-completed' })) }),
  },
  {
    id: 'dm2/client/two-reasons-after-bootstrap',
    does: 'says ClientInitiatedMgmt beside BootstrapComplete in its first session',
    legal: 'An additional ClientInitiatedMgmt is tolerated (A-12).',
    config: (standard): DeviceConfig => ({ ...standard, accounts: standard.accounts.map((account) => ({ ...account, bootstrap: 'just-completed' })) }),
    parts: (standard) => ({
      initiationAlerts(client, args) {
        const alerts = standard.initiationAlerts(client, args);
        const isFirst = alerts.some(({ AlertType }) => AlertType.endsWith('BootstrapComplete'));
        return isFirst ? [...alerts, { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }] : alerts;
      },
    }),
  },
  {
    id: 'dm2/client/chunked-bodies',
    does: 'sends every body in chunks, without Content-Length',
    legal: 'Chunked transfer coding is a framing of HTTP/1.1 (RFC 9112, 7.1).',
    parts: (standard) => withRequests(standard, (request) => (request.body === undefined ? request : { ...request, headers: { ...request.headers, 'Transfer-Encoding': 'chunked' } })),
  },
  {
    id: 'dm2/client/lower-case-headers',
    does: 'writes names of headers in lower case',
    legal: 'Names of header fields have no case (RFC 9110, 5.1).',
    parts: (standard) => withRequests(standard, (request) => ({ ...request, headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])) })),
  },
  {
    id: 'dm2/client/new-connection-each-time',
    does: 'closes the connection after every request',
    legal: 'A client may close a connection after each exchange (RFC 9112, 9.6).',
    parts: (standard) => withRequests(standard, (request) => ({ ...request, headers: { ...request.headers, Connection: 'close' } })),
  },
  {
    id: 'dm2/client/types-with-parameters',
    does: 'writes media types in capitals and with the parameter charset',
    legal: 'Types have no case (RFC 9110, 8.3.1), and parameters are not compared (A-09).',
    parts: (standard) => withRequests(standard, (request) => {
      const type = request.headers['Content-Type'];
      return type === undefined ? request : { ...request, headers: { ...request.headers, 'Content-Type': `${type.replace('application', 'Application')} ; charset="utf-8"` } };
    }),
  },
  {
    id: 'dm2/client/many-accepted-types',
    does: 'lists further types with weights in Accept',
    legal: 'Accept may hold any media ranges with q values (RFC 9110, 12.5.1).',
    parts: (standard) => ({ acceptHeader: (client, args) => `application/vnd.acme.private+cbor;v=1;q=0.05, text/*;q=0.001 ,, ${standard.acceptHeader(client, args)}` }),
  },
];

/** The same value with the members of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => reversed(item));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).toReversed().map(([name, inner]) => [name, reversed(inner)])) : value;
}

/** JSON with each letter inside a string as an escape. */
function escaped(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(/\\.|[A-Za-z]/g, (part) => (part.length > 1 ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`)));
}

/** Parts that change each request before it is sent. */
function withRequests(standard: ClientParts, change: (request: HttpRequest) => HttpRequest): Pick<ClientParts, 'httpRequest'> {
  return { httpRequest: (client, request) => standard.httpRequest(client, change(request)) };
}
